import { Header } from 'tar/header'

/** Bytes of a tar block: headers take one, bodies are filled up to whole ones (POSIX.1-1988 ustar). */
export const BLOCK_BYTES = 512
/** node-tar's own default, and so npm's: a longer one is passed over there too. */
export const META_BYTES_MAX = 1024 * 1024
/** Offset of the type flag in a header. */
const TYPE_FLAG = 156
/** Type flags of the headers that describe the next entry: pax x, g, X and GNU K, L, N. */
const META_FLAGS = new Set(['x', 'g', 'X', 'K', 'L', 'N'].map((flag) => flag.charCodeAt(0)))
const ZEROS = Buffer.alloc(64 * 1024)

/** The type flag of a header block, one character. */
export function readTypeFlag(block: Buffer): string {
  return String.fromCharCode(block[TYPE_FLAG] ?? 0)
}

/** Whether a block's type flag is that of a header that describes other entries. */
export function isMetaHeader(block: Buffer): boolean {
  return META_FLAGS.has(block[TYPE_FLAG] ?? 0)
}

/** Size of the body of a header that describes the next entry; 0 where the parser shall say what is wrong with it. */
export function readMetaSize(block: Buffer): number {
  if (!isMetaHeader(block)) return 0
  try {
    const header = new Header(block)
    const linkForbidden = header.type !== 'ExtendedHeader' && header.type !== 'GlobalExtendedHeader'
    if (!header.cksumValid || !header.path || (linkForbidden && header.linkpath)) return 0
    const size = header.size ?? 0
    return size <= META_BYTES_MAX ? size : 0
  } catch {
    return 0
  }
}

/** Whether a block is a header whose checksum is right. */
export function isHeader(block: Buffer): boolean {
  try {
    return block.length === BLOCK_BYTES && new Header(block).cksumValid
  } catch {
    return false
  }
}

/** True if every byte is zero, compared in large strides. */
export function isZero(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; at += ZEROS.length) {
    const part = bytes.subarray(at, at + ZEROS.length)
    if (part.compare(ZEROS, 0, part.length) !== 0) return false
  }
  return true
}

/** Codes of our own for what node-tar says (parse.js, `CONSUMEHEADER`, and large-numbers.js). */
export function explainHeaderFault(message: string): { code: string; detail: string } {
  if (message.includes('checksum failure'))
    return {
      code: 'header-checksum',
      detail:
        'an entry has a header whose checksum is wrong; npm passes over it, and what it describes was not looked at',
    }
  if (message.includes('path is required')) return { code: 'no-path', detail: 'an entry has no name' }
  if (message.includes('linkpath'))
    return {
      code: 'link-field',
      detail: 'an entry is a link without a target, or has a target without being a link',
    }
  if (message.includes('base256') || message.includes('safe integer'))
    return { code: 'header-number', detail: 'a number in a header cannot be read' }
  return { code: 'header-unreadable', detail: 'a header cannot be read' }
}
