import { brotliDecompressSync, constants } from 'node:zlib'

/** What a file is that should have been a gzip'd tar: an anomaly's code and a sentence. */
export interface OtherFormat {
  readonly code: string
  readonly detail: string
}

const MAGICS: readonly { code: string; bytes: string; detail: string }[] = [
  { code: 'zip-archive', bytes: '504b0304', detail: 'the file is a zip archive, not a gzip-compressed tar' },
  {
    code: 'zip-archive',
    bytes: '504b0506',
    detail: 'the file is an empty zip archive, not a gzip-compressed tar',
  },
  { code: 'other-compression', bytes: '28b52ffd', detail: 'the file is compressed with zstd, not with gzip' },
  {
    code: 'other-compression',
    bytes: 'fd377a585a00',
    detail: 'the file is compressed with xz, not with gzip',
  },
  { code: 'other-compression', bytes: '425a68', detail: 'the file is compressed with bzip2, not with gzip' },
]

/**
 * Says what a file is that does not begin with gzip's magic, from its first bytes, so that the message can name the
 * mistake: a saved error page, a zip, a tar that was never compressed.
 */
export function recogniseOtherFormat(head: Buffer): OtherFormat {
  if (head.length === 0) return { code: 'empty-file', detail: 'the file has no bytes at all' }
  const magic = MAGICS.find(({ bytes }) => head.toString('hex', 0, bytes.length / 2) === bytes)
  if (magic !== undefined) return magic
  if (isTar(head)) return { code: 'plain-tar', detail: 'the file is a tar that is not compressed with gzip' }
  const text = head
    .toString('latin1', 0, 1024)
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
  if (/^<(?:!doctype|html|head|\?xml|!--)/i.test(text))
    return {
      code: 'html-document',
      detail: 'the file is a web page, as a failed download leaves it, not a tarball',
    }
  if (isTar(unpackBrotliHead(head)))
    return { code: 'brotli-stream', detail: 'the file is compressed with brotli, not with gzip' }
  return {
    code: 'not-gzip',
    detail: "the file does not begin with gzip's magic number, so it is not an npm tarball",
  }
}

/** POSIX.1-1988 ustar and GNU tar both have "ustar" at byte 257 of a header. */
function isTar(bytes: Buffer): boolean {
  return bytes.toString('latin1', 257, 262) === 'ustar'
}

/** Brotli has no magic number: the only way to know is to try. */
function unpackBrotliHead(bytes: Buffer): Buffer {
  try {
    return brotliDecompressSync(bytes, {
      finishFlush: constants.BROTLI_OPERATION_FLUSH,
      maxOutputLength: 64 * 1024 * 1024,
    })
  } catch {
    return Buffer.alloc(0)
  }
}
