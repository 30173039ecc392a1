import * as zlib from 'node:zlib'
import { brotliDecompressSync, gunzipSync, inflateRawSync } from 'node:zlib'

/** Unpacked bytes, or why there are none. */
export type Unpacked = { readonly bytes: Buffer } | { readonly failure: 'limit' | 'corrupt' | 'unsupported' }

export type Compression = 'gzip' | 'brotli' | 'zstd' | 'deflate'

/** RFC 1952, section 2.3.1: magic and the only method there is. */
export function isGzip(content: Buffer): boolean {
  return content[0] === 0x1f && content[1] === 0x8b && content[2] === 0x08
}

/** RFC 8878, section 3.1.1. */
export function isZstd(content: Buffer): boolean {
  return content.length > 8 && content.readUInt32LE(0) === 0xfd2fb528
}

/** Unpacks at most `most` bytes; never throws. zstd exists in node:zlib from 22.15 and 23.8 on. */
export function unpack(content: Buffer, compression: Compression, most: number): Unpacked {
  const options = { maxOutputLength: Math.max(1, most) }
  try {
    if (compression === 'gzip') return { bytes: gunzipSync(content, options) }
    if (compression === 'brotli') return { bytes: brotliDecompressSync(content, options) }
    if (compression === 'deflate') return { bytes: inflateRawSync(content, options) }
    const zstd: unknown = Reflect.get(zlib, 'zstdDecompressSync')
    if (typeof zstd !== 'function') return { failure: 'unsupported' }
    const bytes: unknown = zstd(content, options)
    return Buffer.isBuffer(bytes) ? { bytes } : { failure: 'corrupt' }
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
    return { failure: code === 'ERR_BUFFER_TOO_LARGE' ? 'limit' : 'corrupt' }
  }
}

/** `app.js.map.gz` holds `app.js.map`. */
export function uncompressedName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const inner = name.replace(/\.(gz|gzip|br|zst|zstd|z)$/i, '')
  return inner === name ? `${name}-content` : inner
}
