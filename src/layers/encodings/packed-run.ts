import { inflateStart, unpackBrotliStart } from '../archives/compression/zlib-streams.ts'
import { mayBeDeflate } from '../binaries/deflate-start.ts'
import { decodeReadableText } from './readable.ts'

/** Shorter texts hold no file that anybody packs. */
export const SHORTEST_PACKED = 400
/** Pictures, fonts, sound, WebAssembly, documents, keys and certificates begin like this, and are packed their own way. */
const KNOWN = /^(?:iVBOR|\/9j\/|R0lG|UklGR|d09G|T1RU|AGFzb|T2dn|SUQz|JVBER|AA|MI[GIJ]|PHN2|PD94|Qk0|\/\/)/
/** Characters that are unpacked to see whether text comes out, and how much of it. */
const HEAD = 1024
const LEAST_BYTES = 256
const MOST_BYTES = 32 * 1024

/** How a run in base64 is packed that does not say so itself; null where no text comes out of it. */
export function detectPacking(text: string): 'brotli' | 'deflate' | null {
  if (text.length < SHORTEST_PACKED || KNOWN.test(text)) return null
  const head = Buffer.from(text.slice(0, HEAD), 'base64')
  if (isText(unpackBrotliStart(head, MOST_BYTES))) return 'brotli'
  return mayBeDeflate(head, 0) && isText(inflateStart(head, 'raw', MOST_BYTES)) ? 'deflate' : null
}

function isText(bytes: Buffer): boolean {
  return bytes.length >= LEAST_BYTES && decodeReadableText(bytes.subarray(0, LEAST_BYTES)) !== null
}
