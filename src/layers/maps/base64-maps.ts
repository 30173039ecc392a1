/** How the JSON of a map begins, by the tools that write it, and by those that write it for people. */
const MEMBERS = [
  'version',
  'sources',
  'mappings',
  'names',
  'file',
  'sections',
  'sourceRoot',
  'debugId',
  'x_google',
]
const OPENINGS = ['{"', '{ "', '{\n"', '{\n  "', '{\n\t"', '{\n    "', '{\r\n  "', ')]}\'\n{"', '\ufeff{"']
/** Characters from which such a beginning is no chance. */
const SHORTEST = 12

/** The beginnings in base64, as far as the bytes behind them have no say: three bytes are four characters. */
const HEADS = new Set(
  OPENINGS.flatMap((opening) =>
    MEMBERS.map((member) => {
      const bytes = Buffer.from(`${opening}${member}`)
      return bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64')
    }),
  ).filter((head) => head.length >= SHORTEST),
)
const LONGEST = Math.max(...[...HEADS].map((head) => head.length))

/** What to search for; the search does not tell cases apart, `beginsBase64Map` does. */
export const BASE64_MAP_KEYWORDS: readonly string[] = [
  ...new Set([...HEADS].map((head) => head.toLowerCase())),
]
const KEYWORDS = new Set(BASE64_MAP_KEYWORDS)

/** Whether a keyword is one of these. */
export function isBase64MapKeyword(keyword: string): boolean {
  return KEYWORDS.has(keyword)
}

/** Whether the base64 of a map begins at a hit, and not in the middle of something else. */
export function beginsBase64Map(bytes: Buffer, offset: number): boolean {
  if (/[A-Za-z0-9+/_-]/.test(String.fromCharCode(bytes[offset - 1] ?? 32)) && bytes[offset - 2] !== 0x5c)
    return false
  const begins = bytes.toString('latin1', offset, offset + LONGEST)
  for (let length = SHORTEST; length <= LONGEST; length += 4)
    if (HEADS.has(begins.slice(0, length))) return true
  return false
}
