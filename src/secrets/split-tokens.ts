/** Constants are looked for so far before and behind the beginning of a token. */
const REACH = 6_000
const LONGEST_PREFIX = 40
const LONGEST_BEFORE = 160
/** Places at which a name is looked at; in hostile text it may stand everywhere. */
const MOST_PLACES = 400
const QUOTES = new Set(['"', "'", '`'])
const IDENTIFIER = '[A-Za-z_$][\\w$]{0,60}'
const VALUE = `\\s{0,3}(?::\\s{0,3}[A-Za-z][\\w<>|[\\]. ]{0,40}?\\s{0,3}=|[:=])\\s{0,3}["'\`]([\\w+/=.:~@%-]{2,400})["'\`]`
const NAME_BEFORE = new RegExp(
  `(${IDENTIFIER})["']?\\s{0,3}(?::\\s{0,3}[A-Za-z][\\w<>|[\\]. ]{0,40}?\\s{0,3}=|[:=])\\s{0,3}$`,
)
const PLUS_NAME = new RegExp(`^\\s{0,4}\\+\\s{0,4}(?:${IDENTIFIER}\\.){0,3}(${IDENTIFIER})`)
/** What joins a constant to another one: `+`, `}${`, `.concat(`. */
const JOINED = new RegExp(
  `\\s{0,4}\\+\\s{0,4}(?:${IDENTIFIER}\\.)?(${IDENTIFIER})|\\s?\\}\\$\\{\\s?(?:${IDENTIFIER}\\.)?(${IDENTIFIER})|\\s?\\.concat\\(\\s?(${IDENTIFIER})`,
  'y',
)
const GIVEN_LITERAL = new RegExp(`["']?${VALUE}`, 'y')
const IN_NAME = /[\w$]/
const HOLE = new RegExp(`^\\$\\{\\s?(?:${IDENTIFIER}\\.){0,3}(${IDENTIFIER})\\s?\\}`)

/**
 * The rest of a token whose beginning stands alone in a literal at `offset`, where the two meet: `"sk_live_" + KEY`,
 * `${PREFIX}${KEY}`, `PREFIX + KEY`, with `KEY` a constant of the same text. Null where nothing meets it.
 */
export function restOfToken(bytes: Buffer, offset: number): { prefix: string; rest: string } | null {
  const quote = String.fromCharCode(bytes[offset - 1] ?? 0)
  if (!QUOTES.has(quote)) return null
  const literal = /^[\w.:/-]{3,40}/.exec(bytes.toString('latin1', offset, offset + LONGEST_PREFIX))?.[0]
  if (literal === undefined) return null
  const after = bytes.toString('latin1', offset + literal.length, offset + literal.length + 160)
  if (!after.startsWith(quote) && !(quote === '`' && after.startsWith('${'))) return null
  const direct = HOLE.exec(after)?.[1] ?? PLUS_NAME.exec(after.slice(1))?.[1]
  const name = direct === undefined ? nameBefore(bytes, offset - 1) : undefined
  if (direct === undefined && name === undefined) return null
  const text = bytes.toString('latin1', Math.max(0, offset - REACH), offset + REACH)
  const other = direct ?? partnerOf(name ?? '', text)
  const rest = other === undefined ? undefined : literalOf(other, text)
  return rest === undefined ? null : { prefix: literal, rest }
}

/** The name of the constant whose literal begins at `quote`. */
function nameBefore(bytes: Buffer, quote: number): string | undefined {
  return NAME_BEFORE.exec(bytes.toString('latin1', Math.max(0, quote - LONGEST_BEFORE), quote))?.[1]
}

/** The name that is put behind the constant `name`. */
function partnerOf(name: string, text: string): string | undefined {
  const joined = behindName(name, text, JOINED)
  return joined?.[1] ?? joined?.[2] ?? joined?.[3]
}

function literalOf(name: string, text: string): string | undefined {
  return behindName(name, text, GIVEN_LITERAL)?.[1]
}

/** What follows the first place at which the whole name stands and that is followed by it. */
function behindName(name: string, text: string, pattern: RegExp): RegExpExecArray | null {
  let places = 0
  for (let at = text.indexOf(name); at !== -1 && places < MOST_PLACES; at = text.indexOf(name, at + 1)) {
    places += 1
    if (IN_NAME.test(text.charAt(at - 1))) continue
    pattern.lastIndex = at + name.length
    const found = pattern.exec(text)
    if (found !== null) return found
  }
  return null
}
