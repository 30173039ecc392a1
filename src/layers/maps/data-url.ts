import { findJsonObjectExtent, findStringEnd } from './json-extent.ts'

/** What follows `data:` when it is a data URL (RFC 2397): media type, parameters, then a comma. */
const HEADER =
  /^(?:[a-z0-9][a-z0-9.+_-]{0,60}(?:\/|\\\/|%2f)[a-z0-9.+_-]{1,60})?((?:\s{0,2};\s{0,2}[a-z0-9_%-]{1,40}(?:\s{0,2}=\s{0,2}\\?["']?[^,;"'\s\\]{0,60}\\?["']?)?){0,8})\s{0,2},/i
/** Longest header that is looked at, in bytes. */
const LONGEST_HEADER = 512
/** Characters of a payload in which its beginning must show. */
const LONGEST_HEAD = 96
/** Base64 of fewer characters holds no map worth a word. */
const SHORTEST_PAYLOAD = 64

/** The JSON text in a data URL, as far as it could be decoded. */
export interface DataUrl {
  /** Bytes of the JSON object, cut at its end when it has one; null when there is none. */
  readonly json: Buffer | null
  /** Whether the object ends within the payload. */
  readonly complete: boolean
  /** Offset behind the URL, or behind what was taken for one, in the bytes it was read from. */
  readonly end: number
}

/**
 * Reads the data URL whose `data:` begins at `offset`, if its payload begins like a JSON object: base64 of either
 * alphabet, padded or not, broken over lines or escaped, or percent-encoded, or plain.
 * @returns null for any other data URL, and for code that merely holds the word.
 */
export function readDataUrl(bytes: Buffer, offset: number): DataUrl | null {
  const after = offset + 5
  const header = HEADER.exec(bytes.toString('latin1', after, after + LONGEST_HEADER))
  if (header === null) return null
  const start = after + header[0].length
  return /;\s*base64\s*$/i.test(header[1] ?? '') ? readBase64(bytes, start) : readPercent(bytes, start)
}

/**
 * Whether a base64 data URL at `offset` has a body long enough to have been a map, whatever it decodes to: what a
 * `sourceMappingURL` comment carries, as against a program that writes one.
 */
export function hasPayload(bytes: Buffer, offset: number): boolean {
  const after = offset + 5
  const header = HEADER.exec(bytes.toString('latin1', after, after + LONGEST_HEADER))
  if (header === null || !/;\s*base64\s*$/i.test(header[1] ?? '')) return false
  return measureBase64Run(bytes, after + header[0].length).length >= SHORTEST_PAYLOAD
}

/** Sextets of base64 and base64url, else -1. */
const SEXTET = buildSextets()

/** Reads base64 that begins at `start` as far as it goes, whether a URL leads to it or not. */
export function readBase64(bytes: Buffer, start: number): DataUrl {
  const { end: headEnd } = measureBase64Run(bytes.subarray(0, start + LONGEST_HEAD), start)
  if (!beginsLikeJson(decodeRun(bytes, start, headEnd))) return reportNoUrl(headEnd)
  const run = measureBase64Run(bytes, start)
  return cut(decodeRun(bytes, start, run.end), run.end, run.length < SHORTEST_PAYLOAD)
}

function reportNoUrl(end: number): DataUrl {
  return { json: null, complete: false, end }
}

/** Cuts what was decoded to the object in it. A short one that does not end is a sample in some text. */
function cut(decoded: Buffer, end: number, isShort: boolean): DataUrl {
  const at = decoded.indexOf(0x7b)
  if (at === -1) return reportNoUrl(end)
  const close = findJsonObjectExtent(decoded, at).end
  if (close === -1 && isShort) return reportNoUrl(end)
  return { json: decoded.subarray(at, close === -1 ? decoded.length : close), complete: close !== -1, end }
}

/** How far a payload goes: the alphabet, line breaks, backslash escapes of line breaks, percent-escapes. */
function measureBase64Run(bytes: Buffer, start: number): { end: number; length: number } {
  let length = 0
  let at = start
  while (at < bytes.length) {
    const byte = bytes[at] as number
    if ((SEXTET[byte] as number) >= 0) {
      length += 1
      at += 1
    } else if (byte === 0x3d) return { end: skipPadding(bytes, at), length }
    else {
      const gap = measureGapAt(bytes, at)
      if (gap === 0) break
      at += gap
    }
  }
  return { end: at, length }
}

function skipPadding(bytes: Buffer, from: number): number {
  let at = from
  while (bytes[at] === 0x3d) at += 1
  return at
}

/** Bytes of a break or an escaped letter at `at`, 0 if the run ends here. */
function measureGapAt(bytes: Buffer, at: number): number {
  const byte = bytes[at]
  if (byte === 10 || byte === 13 || byte === 32 || byte === 9) return measureContinuation(bytes, at)
  const next = bytes[at + 1]
  if (byte === 0x5c && (next === 10 || next === 13)) return 2
  // `\n` inside a string: the run goes on only if the alphabet does.
  if (byte === 0x5c && (next === 0x6e || next === 0x72)) return isRunAhead(bytes, at + 2) ? 2 : 0
  if (byte === 0x25 && /^%(2b|2f|3d|0a|0d|20)/i.test(bytes.toString('latin1', at, at + 3))) return 3
  return 0
}

/** A line break belongs to the payload when the next line is nothing but payload. */
function measureContinuation(bytes: Buffer, at: number): number {
  let next = at
  while (bytes[next] === 10 || bytes[next] === 13 || bytes[next] === 32 || bytes[next] === 9) next += 1
  const lead = /^(?:\/\/|\*|#)[ \t]*/.exec(bytes.toString('latin1', next, next + 16))?.[0].length ?? 0
  return isRunAhead(bytes, next + lead) ? next + lead - at : 0
}

function isRunAhead(bytes: Buffer, from: number): boolean {
  let at = from
  while (at < bytes.length && at - from < 16 && (SEXTET[bytes[at] as number] as number) >= 0) at += 1
  if (at === from) return false
  const byte = bytes[at]
  const ends =
    byte === undefined || byte === 10 || byte === 13 || byte === 0x3d || byte === 0x5c || byte === 0x2a
  return at - from >= 16 || ends || byte === 0x22 || byte === 0x27
}

function decodeRun(bytes: Buffer, start: number, end: number): Buffer {
  const run = bytes.toString('latin1', start, end)
  if (!/[^A-Za-z0-9+/_=-]/.test(run)) return Buffer.from(run, 'base64')
  const plain = run
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\(\r\n|[\r\nnr])/g, '')
    .replace(/(^|[\r\n])[ \t]*(?:\/\/|\*|#)[ \t]*/g, '')
    .replace(/\s+/g, '')
  return Buffer.from(plain, 'base64')
}

function readPercent(bytes: Buffer, start: number): DataUrl | null {
  const head = bytes.toString('latin1', start, start + LONGEST_HEAD)
  if (/^\s*(\)\]\}'?[^{]*)?\{\s*\\?"/.test(head)) {
    const brace = start + head.indexOf('{')
    return /\{\s*\\"/.test(head) ? readEscaped(bytes, brace) : readPlain(bytes, brace)
  }
  if (!/^(?:%ef%bb%bf|%[02][09ad]|\s)*(?:\{|%7b)(?:%[02][09ad])*(?:%22|\\?")/i.test(head)) return null
  const end = findPercentEnd(bytes, start)
  return cut(decodePercent(bytes, start, end), end, end - start < SHORTEST_PAYLOAD)
}

/** JSON written into the URL as it is. */
function readPlain(bytes: Buffer, start: number): DataUrl {
  const { end, read } = findJsonObjectExtent(bytes, start)
  return end === -1 ? reportNoUrl(read) : { json: bytes.subarray(start, end), complete: true, end }
}

/** JSON as it is inside a string of a script. */
function readEscaped(bytes: Buffer, start: number): DataUrl {
  const end = findStringEnd(bytes, start - 1)
  if (end === -1) return reportNoUrl(bytes.length)
  try {
    const json: unknown = JSON.parse(`"${bytes.toString('utf8', start, end)}"`)
    return cut(Buffer.from(String(json), 'utf8'), end, true)
  } catch {
    return reportNoUrl(end)
  }
}

function findPercentEnd(bytes: Buffer, start: number): number {
  let at = start
  for (; at < bytes.length; at += 1) {
    const byte = bytes[at] as number
    if (byte <= 32 || byte === 0x22 || byte === 0x60 || byte === 0x3c || byte === 0x3e || byte === 0x5c) break
    if (byte === 0x2a && bytes[at + 1] === 0x2f) break
  }
  return at
}

function decodePercent(bytes: Buffer, start: number, end: number): Buffer {
  const out = Buffer.allocUnsafe(end - start)
  let length = 0
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number
    const value = byte === 0x25 ? parseHexDigit(bytes[at + 1]) * 16 + parseHexDigit(bytes[at + 2]) : -1
    out[length] = value < 0 ? byte : value
    if (value >= 0) at += 2
    length += 1
  }
  return out.subarray(0, length)
}

/** Value of an ASCII hexadecimal digit; for anything else so low that the pair is negative. */
function parseHexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1000
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1000
}

function beginsLikeJson(decoded: Buffer): boolean {
  return /^(?:\u00ef\u00bb\u00bf)?\s*(?:\)\]\}'?[^{\n]*\n?)?\s*\{\s*["}]/.test(
    decoded.toString('latin1', 0, 64),
  )
}

function buildSextets(): Int8Array {
  const table = new Int8Array(256).fill(-1)
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  for (let index = 0; index < alphabet.length; index += 1) table[alphabet.charCodeAt(index)] = index
  table[0x2d] = 62
  table[0x5f] = 63
  return table
}
