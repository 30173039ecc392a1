import { findBase64Runs, NUMBERS, DIGIT as RUN_DIGIT } from '../layers/base64-runs.ts'

/** The shortest stretch of letters, digits, `_` and `-` that every form without a literal of its own holds. */
const SHORTEST = 26
/** No such token is longer. */
const LONGEST = 160

const IN_RUN = 1
const IN_WORD = 2
const DIGIT = 4

/** What runs are made of, and what may stand between the parts of a token. */
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte)
  if (/\d/.test(character)) return IN_RUN | IN_WORD | DIGIT
  if (/[A-Za-z_-]/.test(character)) return IN_RUN | IN_WORD
  return '.:|/+'.includes(character) ? IN_WORD : 0
})
const EQUALS = 61

/** A word that may be a token of a form that has no literal to search for. */
export interface NamelessWord {
  readonly start: number
  readonly length: number
}

/** Words long enough for such a token, with a digit, as none is without. */
export function findNamelessWords(bytes: Buffer): NamelessWord[] {
  const found: NamelessWord[] = []
  const runs = findBase64Runs(bytes)
  let floor = 0
  for (let index = 0; index < runs.length; index += NUMBERS) {
    const from = Math.max(runs[index] as number, floor)
    const to = runs[index + 1] as number
    if (to - from < SHORTEST) continue
    const mayHaveDigit =
      ((runs[index + 2] as number) & RUN_DIGIT) !== 0 || goesOn(bytes[from - 1]) || goesOn(bytes[to])
    if (mayHaveDigit) floor = collectWords(found, bytes, from, to)
  }
  return found
}

/** Whether a word goes on behind a run. */
function goesOn(byte: number | undefined): boolean {
  return byte !== undefined && ((KINDS[byte] as number) & IN_WORD) !== 0
}

/** Adds the words in a run of characters of base64; returns where to go on behind them. */
function collectWords(found: NamelessWord[], bytes: Buffer, from: number, to: number): number {
  let floor = from
  let at = from + SHORTEST - 1
  while (at < to) {
    if (!isInRun(bytes[at])) {
      at += SHORTEST
      continue
    }
    let end = at + 1
    while (end < to && isInRun(bytes[end])) end += 1
    let start = at
    while (start > floor && isInRun(bytes[start - 1])) start -= 1
    if (end - start >= SHORTEST && end - start <= LONGEST) {
      const around = findWordAround(bytes, start, end)
      if (around.length <= LONGEST && hasDigit(bytes, around)) found.push(around)
      end = Math.max(end, around.start + around.length)
    }
    floor = end
    at = end + SHORTEST
  }
  return floor
}

function isInRun(byte: number | undefined): boolean {
  return byte !== undefined && ((KINDS[byte] as number) & IN_RUN) !== 0
}

function hasDigit(bytes: Buffer, { start, length }: NamelessWord): boolean {
  for (let at = start; at < start + length; at += 1)
    if (((KINDS[bytes[at] as number] as number) & DIGIT) !== 0) return true
  return false
}

/** The whole word in which a run lies: `123456789:run`, `id.time.run`, `run:sum==`. */
function findWordAround(bytes: Buffer, from: number, to: number): NamelessWord {
  let start = from
  while (from - start < LONGEST && KINDS[bytes[start - 1] ?? 0] !== 0) start -= 1
  let end = to
  while (end - to < LONGEST && KINDS[bytes[end] ?? 0] !== 0) end += 1
  while (end - to < LONGEST && bytes[end] === EQUALS) end += 1
  return { start, length: end - start }
}
