import { measureEntropyOfValue } from '../knowledge/placeholder.ts'

/** Bits per character; random hexadecimal digits have three or more. */
const LEAST_ENTROPY = 2.7
/** Words have more letters between two steps of case, digits and marks than random text has; in one case, random text has more. */
const WORDY = 4.5
const WORDY_IN_ONE_CASE = 9
const HEX = /^[0-9a-fA-F-]+$/

/** Whether a value looks generated: no name of a variable, no sentence, no version, no path. */
export function looksRandom(value: string): boolean {
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value) || measureEntropyOfValue(value) < LEAST_ENTROPY)
    return false
  if (HEX.test(value)) return true
  return measureAveragePart(value) < (/[a-z]/.test(value) && /[A-Z]/.test(value) ? WORDY : WORDY_IN_ONE_CASE)
}

function measureAveragePart(value: string): number {
  const parts = value
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z]+/)
    .filter((part) => part !== '')
  return parts.reduce((sum, part) => sum + part.length, 0) / Math.max(1, parts.length)
}

/** Neighbours that are looked at for siblings. */
const NEIGHBOURHOOD = 500
const SIBLINGS = 3

/** Shorter neighbours are words. */
const SHORTEST_SIBLING = 10
const IN_SIBLING = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[A-Za-z0-9_-]/.test(String.fromCharCode(byte)) ? 1 : 0,
)

/** Whether a value is one of many of its shape nearby: hashes of a list, names of chunks, colours of a theme. */
export function isOneOfMany(bytes: Buffer, start: number, length: number): boolean {
  if (length < SHORTEST_SIBLING) return false
  const own = bytes.toString('latin1', start, start + length)
  const shape = describeShape(own)
  const others = new Set<string>()
  const to = Math.min(bytes.length, start + length + NEIGHBOURHOOD)
  let at = Math.max(0, start - NEIGHBOURHOOD)
  while (at < to) {
    const from = at
    while (at < to && IN_SIBLING[bytes[at] as number] === 1) at += 1
    if (at - from === length) {
      const run = bytes.toString('latin1', from, at)
      if (run !== own && describeShape(run) === shape) others.add(run)
      if (others.size >= SIBLINGS) return true
    }
    at += 1
  }
  return false
}

function describeShape(value: string): string {
  const prefix = /^[A-Za-z]{1,8}[-_]/.exec(value)?.[0] ?? ''
  const rest = value.slice(prefix.length)
  return prefix + (/^[0-9a-f]+$/.test(rest) ? 'hex' : /^[a-z0-9]+$/.test(rest) ? 'lower' : 'mixed')
}

const FILE_ENDING = /^\.[a-z]\w{0,5}\b/i
const ATTRIBUTE =
  /(?<![\w.-])(?:class|className|id|href|src|url|key|for|name|slug|icon|locale|chunk)["']?\s?[=:(]\s?[{]?["'`]?$/

/** Whether what stands there is a name of a file, a class, an id: where short prefixes with hashes are at home. */
export function isNameOfSomething(bytes: Buffer, start: number, length: number): boolean {
  const before = bytes.toString('latin1', Math.max(0, start - 24), start)
  return /[/.#-]$/.test(before) || ATTRIBUTE.test(before) || isFileName(bytes, start, length)
}

/** Whether the ending of a file follows. */
export function isFileName(bytes: Buffer, start: number, length: number): boolean {
  return FILE_ENDING.test(bytes.toString('latin1', start + length, start + length + 8))
}

/** Capitals side by side, of which random letters have many and names of code few. */
const CAPITALS = 3

/** Letters between two steps of case: random letters of both cases have hardly ever more than three, names more. */
const SHORT_WORDS = 3.4

/** Whether a value without a digit is a name that is made of words. */
export function isMadeOfWords(value: string): boolean {
  if (/\d/.test(value) || (value.match(/[A-Z](?=[A-Z])/g)?.length ?? 0) >= CAPITALS) return false
  return !(/[a-z]/.test(value) && /[A-Z]/.test(value)) || measureAveragePart(value) > SHORT_WORDS
}
