import { COMPILED_LANGUAGES } from './compiled-languages.ts'
import type { Language } from './language.ts'
import { SCRIPT_LANGUAGES } from './script-languages.ts'

/** What a text is written in. */
export type SourceLanguage = Pick<Language, 'name' | 'isHandedOn' | 'hasGaps'>

/** Lines with something on them, of which a whole file has more. */
const FEWEST_LINES = 7
/** Characters that are looked at. */
export const LARGEST_UNIT = 64 * 1024

const LANGUAGES: readonly Language[] = [...SCRIPT_LANGUAGES, ...COMPILED_LANGUAGES]

/** Gaps that somebody or something fills before the code is run. */
const GAPS = /\{\{[#/>^]?\s?\w|<%[-=_#]?\s|\$\{(?!\w+\}?`)|__[A-Z_]{3,}__|%%\w+%%/

/** The same in components, whose own gaps are `{{ name }}`. */
const OTHER_GAPS = /\{\{\{|<%[-=_#]?\s|__[A-Z_]{3,}__|%%\w+%%/

/** The language that a text is a whole file of, as somebody wrote it; null for a piece, a template and anything else. */
export function recogniseSourceLanguage(text: string): SourceLanguage | null {
  const head = text.slice(0, LARGEST_UNIT)
  if (!hasLines(head)) return null
  const signs = new SignsOf(head)
  return (
    LANGUAGES.find(
      ({ begins, body, enough, never }) =>
        signs.has(begins) && signs.count(body, enough) >= enough && never?.test(head) !== true,
    ) ?? null
  )
}

/** What stands in a text, looked for once though several languages have it, and no longer than it takes to know enough. */
class SignsOf {
  readonly #text: string
  readonly #known = new Map<RegExp, boolean>()

  constructor(text: string) {
    this.#text = text
  }

  has(sign: RegExp): boolean {
    const known = this.#known.get(sign) ?? sign.test(this.#text)
    this.#known.set(sign, known)
    return known
  }

  /** How many of these are there; fewer than that as soon as `enough` cannot be reached. */
  count(signs: readonly RegExp[], enough: number): number {
    let [met, left] = [0, signs.length]
    for (const sign of signs) {
      if (met >= enough || met + left < enough) break
      left -= 1
      if (this.has(sign)) met += 1
    }
    return met
  }
}

/** What a program fills itself when it runs. */
const FILLED_BY_ITSELF = /`(?:[^`\\]|\\[\s\S])*`|"(?:[^"\\\n]|\\.)*"/g

/** Whether gaps in a text are to be filled by another program. */
export function hasGaps(text: string, language?: SourceLanguage): boolean {
  const own = text.slice(0, LARGEST_UNIT).replace(FILLED_BY_ITSELF, (literal) => literal.replace(/\$\{/g, ''))
  return (language?.hasGaps ? OTHER_GAPS : GAPS).test(own)
}

function hasLines(text: string): boolean {
  let count = 0
  for (let at = 0; at < text.length && count <= FEWEST_LINES; ) {
    const end = text.indexOf('\n', at)
    const line = text.slice(at, end === -1 ? text.length : end)
    if (/\S/.test(line)) count += 1
    if (end === -1) break
    at = end + 1
  }
  return count > FEWEST_LINES
}

/** What ends a line of code, or stands on one of its own. */
const CODE_LINE =
  /[{}()[\];,:=<>|&+"'`]\s*$|^\s*(?:$|[@#/*<}\])]|import\b|export\b|from\b|return\b|const\b|let\b|var\b|end\b|def\b|class\b|local\b|\w+(?:\.\w+)*\s*(?::?=|\(|\+=|:\s)|[\w']+(?: [\w'()_~]+)* (?:=|::|->|<-|=>)(?: |$)|(?:let|unless|elsif|sub|throw|raise) |(?:where|in|do)\s*$|use\b|package\b|func\b|type\b|pub\b|else\b|[\w.]+\(|mod\b|module\b|break\b|continue\b)/
/** Lines of which most must be code. */
export const MOST_LINES = 400

/** Whether most lines of a text are code; a document with examples is none. */
export function isMostlyCode(text: string): boolean {
  const lines = text.split('\n', MOST_LINES)
  const code = lines.filter((line) => CODE_LINE.test(line)).length
  return code * 10 >= lines.length * 7
}
