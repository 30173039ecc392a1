/** What tools put before each line of a file when they show it. */
const PREFIXES: readonly RegExp[] = [
  // git blame
  /^\^?[0-9a-f]{7,40} (?:[^\s(]+ +)?\([^)\n]{1,80}\d{4}-\d\d-\d\d[^)\n]{1,30}\d\) ?/,
  // git grep -n, grep -rn
  /^[\w@./+-]{1,200}\.\w{1,8}[:-]\d{1,6}[:-]/,
  // cat -n, nl, bat
  /^ {0,6}\d{1,6}(?:\t| {0,2}[|:\u2502\u2192] ?| {1,2})/,
  // a change that adds all of it, a mail that quotes it
  /^[+>|] ?/,
]
const LOOKED_AT = 200
const FEWEST = 8
const OF_A_HUNDRED = 80

/** A text without what stands before nearly every line of it; null where nothing does. */
export function removePrefixes(text: string): string | null {
  const lines = text.split('\n')
  const sample = lines.slice(0, LOOKED_AT).filter((line) => line.trim() !== '')
  if (sample.length < FEWEST) return null
  const prefix = PREFIXES.find(
    (one) => sample.filter((line) => one.test(line)).length * 100 >= sample.length * OF_A_HUNDRED,
  )
  return prefix === undefined ? null : lines.map((line) => line.replace(prefix, '')).join('\n')
}
