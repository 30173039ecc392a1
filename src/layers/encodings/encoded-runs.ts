import { CAPITAL, DIGIT, findBase64Runs, BASE64_KINDS as KINDS, LETTER, NUMBERS } from '../base64-runs.ts'

/** Lines of encoded text are this long at least, all but the last. */
const SHORTEST_LINE = 48
/** Hexadecimal writing of hexadecimal digits is decimal digits. */
const SHORTEST_DIGITS = 32
/** Runs of more characters are looked at without a digit, too. */
const SURELY_WITH_DIGITS = 48
const NEWLINE = 10
const RETURN = 13
const BACKSLASH = 92
const EQUALS = 61

/** A run of characters that may be encoded bytes, over line breaks and their escapes. */
export interface EncodedRun {
  readonly start: number
  readonly end: number
  /** Without the line breaks. */
  readonly text: string
}

/**
 * Runs of 20 characters and more that may be encoded bytes: with digits, unless they are long. Shorter ones hold no
 * secret: 20 characters of base64 are 15 bytes.
 */
export function* findEncodedRuns(bytes: Buffer): Generator<EncodedRun> {
  const runs = findBase64Runs(bytes)
  let floor = 0
  for (let at = 0; at < runs.length; at += NUMBERS) {
    const start = runs[at] as number
    const end = runs[at + 1] as number
    if (
      start < floor ||
      !(mayBeEncoded(runs[at + 2] as number, end - start) || isWholeLiteral(bytes, start, end))
    )
      continue
    const run = readWrappedRun(bytes, skipEscape(bytes, start), end)
    yield run
    floor = run.end
  }
}

/** Long words of code have no digits; base64 of text has, and letters of both cases, and hexadecimal text has both. */
function mayBeEncoded(kinds: number, length: number): boolean {
  if ((kinds & DIGIT) === 0) return length > SURELY_WITH_DIGITS && (kinds & CAPITAL) !== 0
  return (kinds & (LETTER | CAPITAL)) !== 0 || length >= SHORTEST_DIGITS
}

/** Whether a run is all that a literal holds: few of the short ones have no digit, but names are not quoted so long. */
function isWholeLiteral(bytes: Buffer, start: number, end: number): boolean {
  const opening = bytes[start - 1]
  if (opening !== 34 && opening !== 39 && opening !== 96) return false
  return bytes[end] === opening || (bytes[end] === EQUALS && (end - start) % 4 >= 2)
}

/** The letter of an escape (`\\n`) belongs to what comes before. */
function skipEscape(bytes: Buffer, start: number): number {
  return bytes[start - 1] === BACKSLASH && 'nrt'.includes(String.fromCharCode(bytes[start] ?? 0))
    ? start + 1
    : start
}

/** Lines of one text that was encoded and broken into lines. */
function readWrappedRun(bytes: Buffer, start: number, firstEnd: number): EncodedRun {
  let end = firstEnd
  let text = bytes.toString('latin1', start, end)
  let line = end - start
  while (line >= SHORTEST_LINE) {
    if (bytes[end - 1] === 114 && bytes[end - 2] === BACKSLASH) break
    const next = findNextLine(bytes, end)
    if (next === null) break
    let stop = next
    while (stop < bytes.length && KINDS[bytes[stop] as number] !== 0) stop += 1
    if (stop === next || stop - next > line + 2) break
    text += bytes.toString('latin1', next, stop)
    line = stop - next
    end = stop
  }
  return { start, end, text }
}

/** Where the line after a break begins that is written out or escaped; null when there is none. */
function findNextLine(bytes: Buffer, end: number): number | null {
  let at = end
  if (bytes[at] === BACKSLASH) {
    if (bytes[at + 1] === 114 && bytes[at + 2] === BACKSLASH) at += 2
    return bytes[at + 1] === 110 ? at + 2 : null
  }
  if (bytes[at] === RETURN) at += 1
  if (bytes[at] !== NEWLINE) return null
  at += 1
  while (bytes[at] === 32 || bytes[at] === 9) at += 1
  return at
}
