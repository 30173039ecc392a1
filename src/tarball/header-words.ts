import { isZero } from './tar-blocks.ts'

/** Keys of pax records that name, number or time an entry, as archivers write them. */
const ORDINARY =
  /^(?:path|linkpath|size|[amc]time|uid|gid|uname|gname|charset|hdrcharset|(?:SCHILY|NODETAR)\.(?:dev|ino|nlink|depth|type|fflags|acl\.ace)|LIBARCHIVE\.(?:creationtime|symlinktype))$/

/** Parts of a header block that no ordinary file needs: the name of a link, and the end of the block. */
const LINK_NAME = { from: 157, to: 257 }
const TYPE = 156
const END = { from: 500, to: 512 }

/** What pax records hold beside names, numbers and times: comments, extended attributes, keys of others. */
export function paxWords(values: ReadonlyMap<string, string>): Buffer {
  const lines = [...values].filter(([key]) => !ORDINARY.test(key)).map(([key, value]) => `${key}=${value}\n`)
  return Buffer.from(lines.join(''))
}

/** What a header block hides where a file has nothing to say: empty for nearly every one. */
export function headerWords(block: Buffer): Buffer {
  const parts = [block.subarray(END.from, END.to)]
  const isFile = block[TYPE] === 0x30 || block[TYPE] === 0
  if (isFile) parts.push(block.subarray(LINK_NAME.from, LINK_NAME.to))
  return Buffer.concat(parts.filter((part) => !isZero(part)))
}
