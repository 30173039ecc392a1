/** Units of UTF-16 in a row that are worth reading: shorter ones are menus and version numbers. */
const SHORTEST = 16
/** Within this many bytes a run of `SHORTEST` units must show at every place that is looked at. */
const STRIDE = 2 * SHORTEST - 8
/**
 * The ASCII text that lies in binary content as UTF-16 of either byte order, run by run on lines of its own; null
 * where there is none. In big-endian text the zero of a letter stands before it, so that the pairs are the same but
 * for one place.
 */
export function readWideRuns(content: Buffer): Buffer | null {
  const runs: Buffer[] = []
  let at = 0
  while (at + 2 * SHORTEST <= content.length) {
    const start = findPairAt(content, at)
    if (start === -1) {
      at += STRIDE
      continue
    }
    const from = findRunStart(content, start)
    const to = findRunEnd(content, start)
    if (to - from >= 2 * SHORTEST) runs.push(takeEverySecond(content, from, to))
    at = Math.max(to, at + STRIDE)
  }
  return runs.length === 0 ? null : Buffer.concat(runs.flatMap((run) => [run, NEWLINE]))
}

const NEWLINE = Buffer.from('\n')

/** Offset of a letter and its zero at `at` or the place after it, or -1. */
function findPairAt(content: Buffer, at: number): number {
  if (content[at] === 0) return isLetter(content[at + 1]) && content[at + 2] === 0 ? at + 1 : -1
  return isLetter(content[at]) && content[at + 1] === 0 && isLetter(content[at + 2]) && content[at + 3] === 0
    ? at
    : -1
}

function findRunStart(content: Buffer, pair: number): number {
  let from = pair
  while (from >= 2 && isLetter(content[from - 2]) && content[from - 1] === 0) from -= 2
  return from
}

function findRunEnd(content: Buffer, pair: number): number {
  let to = pair
  while (isLetter(content[to]) && content[to + 1] === 0) to += 2
  return to
}

function takeEverySecond(content: Buffer, from: number, to: number): Buffer {
  const out = Buffer.allocUnsafe((to - from) / 2)
  for (let at = 0; at < out.length; at += 1) out[at] = content[from + 2 * at] as number
  return out
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13)
}
