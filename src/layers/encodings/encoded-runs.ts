/** Characters of base64 in both alphabets (RFC 4648, sections 4 and 5); hexadecimal digits are among them. */
const RUN = new Uint8Array(256)
for (const byte of Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_'))
  RUN[byte] = 1

/** Shorter runs hold no secret: 20 characters of base64 are 15 bytes. */
const SHORTEST = 20
/** Lines of encoded text are this long at least, all but the last. */
const SHORTEST_LINE = 48
const NEWLINE = 10
const RETURN = 13
const BACKSLASH = 92

/** A run of characters that may be encoded bytes, over line breaks and their escapes. */
export interface EncodedRun {
  readonly start: number
  readonly end: number
  /** Without the line breaks. */
  readonly text: string
}

/** All runs of 20 characters and more. Looks at every twentieth byte only, until one may be in a run. */
export function* encodedRuns(bytes: Buffer): Generator<EncodedRun> {
  const length = bytes.length
  let floor = 0
  let at = SHORTEST - 1
  while (at < length) {
    if (RUN[bytes[at] as number] === 0) {
      at += SHORTEST
      continue
    }
    let start = at
    while (start > floor && RUN[bytes[start - 1] as number] === 1) start -= 1
    let end = at + 1
    while (end < length && RUN[bytes[end] as number] === 1) end += 1
    if (end - start >= SHORTEST) {
      if (bytes[start - 1] === BACKSLASH && /[nrt]/.test(String.fromCharCode(bytes[start] as number)))
        start += 1
      const run = wrappedRun(bytes, start, end)
      yield run
      end = run.end
    }
    floor = end
    at = end + SHORTEST
  }
}

/** Lines of one text that was encoded and broken into lines. */
function wrappedRun(bytes: Buffer, start: number, firstEnd: number): EncodedRun {
  let end = firstEnd
  let text = bytes.toString('latin1', start, end)
  let line = end - start
  while (line >= SHORTEST_LINE) {
    if (bytes[end - 1] === 114 && bytes[end - 2] === BACKSLASH) break
    const next = nextLine(bytes, end)
    if (next === null) break
    let stop = next
    while (stop < bytes.length && RUN[bytes[stop] as number] === 1) stop += 1
    if (stop === next || stop - next > line + 2) break
    text += bytes.toString('latin1', next, stop)
    line = stop - next
    end = stop
  }
  return { start, end, text }
}

/** Where the line after a break begins that is written out or escaped; null when there is none. */
function nextLine(bytes: Buffer, end: number): number | null {
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
