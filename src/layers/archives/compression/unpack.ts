import { DamagedStream } from './byte-sink.ts'
import { decodeBzip2, isBzip2 } from './bzip2.ts'
import { decodeLz4, isLz4 } from './lz4.ts'
import { decodeLzip, decodeLzmaAlone, decodeXz, isLzip, isLzmaAlone, isXz } from './lzma-files.ts'
import { decodeBrotli, decodeGzip, decodeZlib, inflateRaw, isGzip, isZlibHeader } from './zlib-streams.ts'
import { decodeZstd, isZstd } from './zstd.ts'

export type Compression =
  | 'gzip'
  | 'zlib'
  | 'deflate'
  | 'brotli'
  | 'zstd'
  | 'xz'
  | 'lzip'
  | 'lzma'
  | 'bzip2'
  | 'lz4'

/** Unpacked bytes, or why there are none. */
export type Unpacked =
  | {
      readonly bytes: Buffer
      /** Offset behind the compressed data: what follows is something else. */
      readonly end: number
      /** What its headers hold beside numbers: names, comments, fields of others. */
      readonly besides: readonly Buffer[]
    }
  | { readonly failure: DamagedStream['failure'] }

interface Reader {
  /** Whether bytes begin as this form does. */
  begins(content: Buffer): boolean
  decode(
    content: Buffer,
    most: number,
  ): { bytes: Buffer; end: number; headers?: readonly Buffer[]; skipped?: readonly Buffer[] }
}

/** Forms that can be told from their first bytes, surest first. */
const KNOWN: Readonly<Partial<Record<Compression, Reader>>> = {
  gzip: { begins: isGzip, decode: decodeGzip },
  xz: { begins: isXz, decode: decodeXz },
  bzip2: { begins: isBzip2, decode: decodeBzip2 },
  zstd: { begins: isZstd, decode: decodeZstd },
  lz4: { begins: isLz4, decode: decodeLz4 },
  lzip: { begins: isLzip, decode: decodeLzip },
}

const DECODERS: Readonly<Record<Compression, Reader['decode']>> = {
  gzip: decodeGzip,
  xz: decodeXz,
  bzip2: decodeBzip2,
  zstd: decodeZstd,
  lz4: decodeLz4,
  lzip: decodeLzip,
  zlib: decodeZlib,
  deflate: inflateRaw,
  brotli: decodeBrotli,
  lzma: decodeLzmaAlone,
}

/** The form of compression that bytes begin with, where its magic number says so. */
export function recogniseCompression(content: Buffer): Compression | null {
  for (const [name, reader] of Object.entries(KNOWN)) if (reader.begins(content)) return name as Compression
  return null
}

/** Forms without a magic number that bytes may be: whether they are, only unpacking tells. */
export function listPossibleCompressions(content: Buffer): Compression[] {
  const found: Compression[] = []
  if (isZlibHeader(content[0] ?? 0, content[1] ?? 0)) found.push('zlib')
  if (isLzmaAlone(content)) found.push('lzma')
  return [...found, 'brotli', 'deflate']
}

/** Unpacks at most `most` bytes; never throws. */
export function unpack(content: Buffer, compression: Compression, most: number): Unpacked {
  try {
    const { bytes, end, headers, skipped } = DECODERS[compression](content, Math.max(1, most))
    return { bytes, end, besides: headers ?? skipped ?? [] }
  } catch (error) {
    if (error instanceof DamagedStream) return { failure: error.failure }
    throw error
  }
}

/** `app.js.map.gz` holds `app.js.map`. */
export function removeCompressionEnding(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const inner = name
    .replace(/\.(gz|gzip|br|zst|zstd|z|zz|xz|lzma|lz|lz4|bz2)$/i, '')
    .replace(/\.(tgz|txz|tbz2?)$/i, '.tar')
  return inner === name ? `${name}-content` : inner
}
