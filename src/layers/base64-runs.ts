import { NumberList } from '../text/number-list.ts'
import { BASE64_RUNS } from './base64-runs-bytes.ts'
import { type InMemory, loadWasmFunction } from './web-assembly.ts'

const IN_RUN = 1
/** What a run has, beside `+`, `/`, `-` and `_`. */
export const LETTER = 2
export const CAPITAL = 4
export const DIGIT = 8

/**
 * Characters of base64 in both alphabets (RFC 4648, sections 4 and 5), with what they are; hexadecimal digits are among
 * them. 0 for every other byte.
 */
export const BASE64_KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte)
  if (/[a-z]/.test(character)) return IN_RUN | LETTER
  if (/[A-Z]/.test(character)) return IN_RUN | CAPITAL
  if (/\d/.test(character)) return IN_RUN | DIGIT
  return '+/-_'.includes(character) ? IN_RUN : 0
})

/** Bytes of a text that lie in the memory at a time. */
const PIECE = 64 * 1024
// What lies where in the memory, in bytes; base64-runs.wat has these numbers too. Kinds of bytes begin at 0.
const TEXT = 1024
const OUT = 69_632
const MEMORY = 2 * 65_536
/** Numbers that tell of one run: where it starts, where it ends, and what it has. */
export const NUMBERS = 3

let shared: (InMemory & { readonly bytes: Uint8Array; readonly out: Int32Array }) | null = null

function loadRunFinder(): NonNullable<typeof shared> {
  if (shared !== null) return shared
  const made = loadWasmFunction(BASE64_RUNS, 'runs', MEMORY)
  const bytes = new Uint8Array(made.memory)
  bytes.set(BASE64_KINDS)
  shared = { ...made, bytes, out: new Int32Array(made.memory, OUT) }
  return shared
}

const found = new NumberList()
const known = new WeakMap<Uint8Array, Int32Array>()

/**
 * Runs of 20 and more characters of base64 in a text that may be encoded bytes or a token, three numbers each; walked
 * through once, whoever asks. Names of code, of which texts are full, are left out as long as they are shorter than any
 * token: letters only, and not all that a literal holds.
 */
export function findBase64Runs(bytes: Uint8Array): Int32Array {
  const before = known.get(bytes)
  if (before !== undefined) return before
  const runs = collectRuns(bytes)
  known.set(bytes, runs)
  return runs
}

function collectRuns(bytes: Uint8Array): Int32Array {
  let from = 0
  while (from < bytes.length) {
    const end = Math.min(from + PIECE, bytes.length)
    // A run that goes on behind the piece is looked at as a whole in the next one.
    const whole = end === bytes.length ? end : findBeginOfRun(bytes, from, end)
    if (whole > from) collectRunsOfPiece(bytes, from, whole)
    from = whole > from ? whole : collectLongRun(bytes, from)
  }
  return found.take()
}

/** Where the run that a piece ends in begins. */
function findBeginOfRun(bytes: Uint8Array, from: number, end: number): number {
  let at = end
  while (at > from && BASE64_KINDS[bytes[at - 1] as number] !== 0) at -= 1
  return at
}

function collectRunsOfPiece(bytes: Uint8Array, from: number, end: number): void {
  const { bytes: memory, run, out } = loadRunFinder()
  memory.set(bytes.subarray(from, end), TEXT)
  memory[TEXT - 1] = from === 0 ? 0 : (bytes[from - 1] as number)
  memory[TEXT + end - from] = 0
  const count = run(end - from, from)
  for (let at = 0; at < count; at += 1) found.push(out[at] as number)
}

/** A run that is longer than a piece; returns where it ends. */
function collectLongRun(bytes: Uint8Array, from: number): number {
  let [end, kinds] = [from, 0]
  for (; end < bytes.length; end += 1) {
    const kind = BASE64_KINDS[bytes[end] as number] as number
    if (kind === 0) break
    kinds |= kind
  }
  found.push(from)
  found.push(end)
  found.push(kinds)
  return end
}
