import { decodeText } from './decode-text.ts'

/** Bytes that are looked at to tell text from noise; random bytes do not pass for text that long. */
const SAMPLE = 256
const LEAST = 8

/** The bytes as text, in UTF-8, if that is what they are; null for anything else. */
export function decodeReadableText(bytes: Buffer): Buffer | null {
  if (bytes.length < LEAST) return null
  if (isAscii(bytes)) return bytes
  if (bytes[1] !== 0 && bytes[0] !== 0 && bytes[0] !== 0xff && bytes[0] !== 0xef) return null
  const decoded = decodeText(bytes)
  return decoded.kind === 'text' && decoded.bytes !== bytes && isAscii(decoded.bytes) ? decoded.bytes : null
}

function isAscii(bytes: Buffer): boolean {
  const length = Math.min(bytes.length, SAMPLE)
  let odd = 0
  for (let at = 0; at < length; at += 1) {
    const byte = bytes[at] as number
    if (byte === 0) return false
    if ((byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 127) return false
    if (byte > 126) odd += 1
  }
  return odd * 8 <= length - LEAST
}

/** Whether bytes begin like something compressed or packed: gzip, zlib, zip, zstd. */
export function beginsLikeContainer(bytes: Buffer): boolean {
  const [first, second] = bytes
  if (first === 0x1f && second === 0x8b) return true
  if (first === 0x50 && second === 0x4b && bytes[2] === 3 && bytes[3] === 4) return true
  if (first === 0x28 && second === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd) return true
  return first === 0x78 && second !== undefined && (first * 256 + second) % 31 === 0 && (second & 0x20) === 0
}
