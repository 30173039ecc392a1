/** A character that makes a name look like another one, or act on the terminal that prints it. */
interface Sort {
  readonly sort: string
  readonly pattern: RegExp
}

/** Unicode 16: UAX #9 for bidirectional controls, DerivedCoreProperties for default-ignorable ones. */
const SORTS: readonly Sort[] = [
  { sort: 'a control character', pattern: /[\p{Cc}\u2028\u2029]/u },
  {
    sort: 'a character that turns the direction of text',
    pattern: /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u,
  },
  {
    sort: 'an invisible character',
    pattern:
      /(?!\p{Variation_Selector}|\u200D)\p{Default_Ignorable_Code_Point}|(?<!\p{Extended_Pictographic}\uFE0F?)\u200D/u,
  },
  { sort: 'bytes that are no text', pattern: /\uFFFD|[\uD800-\uDFFF]/u },
  { sort: 'a space that is not the usual one', pattern: /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/u },
  { sort: 'a space at the end of a name', pattern: / (?:\/|$)/u },
]

export interface Deception {
  readonly sort: string
  /** `U+202E`. */
  readonly character: string
}

/** The first character of a path that deceives, or null. */
export function findDeception(path: string): Deception | null {
  // Nearly every path is plain: one pass over it is enough.
  if (/^[\x21-\x7e]*$/.test(path)) return null
  for (const { sort, pattern } of SORTS) {
    const found = pattern.exec(path)?.[0]
    const code = found?.codePointAt(0)
    if (code !== undefined)
      return { sort, character: `U+${code.toString(16).toUpperCase().padStart(4, '0')}` }
  }
  return null
}

/** Letters of other scripts that look like Latin ones (Unicode confusables.txt, the everyday part of it). */
const LOOKALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  'аa еe оo рp сc уy хx іi јj ѕs ԁd һh ӏl ԛq ԝw вb кk мm нh тt ɡg αa οo νv ρp ιi κk τt υu χx ıi'
    .split(' ')
    .map((pair) => [...pair]),
)

/** What a path looks like to a reader who does not look closely: without case, compositions and foreign lookalikes. */
export function makeSkeleton(path: string): string {
  if (/^[\x20-\x7e]*$/.test(path)) return path.toLowerCase()
  return [...path.normalize('NFKC').toLowerCase()].map((letter) => LOOKALIKES[letter] ?? letter).join('')
}
