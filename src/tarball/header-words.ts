/** Keys of pax records that name, number or time an entry, as archivers write them. */
const ORDINARY =
  /^(?:path|linkpath|size|[amc]time|uid|gid|uname|gname|charset|hdrcharset|(?:SCHILY|NODETAR)\.(?:dev|ino|nlink|depth|type|fflags|acl\.ace)|LIBARCHIVE\.(?:creationtime|symlinktype))$/

/** Parts of a header block that no ordinary file needs: the name of a link, and the end of the block. */
const LINK_NAME = { from: 157, to: 257 }
const TYPE = 156
const END = { from: 500, to: 512 }
const OF_FILES = [END, LINK_NAME]
const OF_OTHERS = [END]
const NOTHING = Buffer.alloc(0)

/** What pax records hold beside names, numbers and times: comments, extended attributes, keys of others. */
export function readPaxWords(values: ReadonlyMap<string, string>): Buffer {
  const lines = [...values].filter(([key]) => !ORDINARY.test(key)).map(([key, value]) => `${key}=${value}\n`)
  return Buffer.from(lines.join(''))
}

/** What a header block hides where a file has nothing to say: empty for nearly every one. */
export function readHeaderWords(block: Buffer): Buffer {
  const isFile = block[TYPE] === 0x30 || block[TYPE] === 0
  const parts = (isFile ? OF_FILES : OF_OTHERS).filter(({ from, to }) => !isEmpty(block, from, to))
  return parts.length === 0 ? NOTHING : Buffer.concat(parts.map(({ from, to }) => block.subarray(from, to)))
}

function isEmpty(block: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (block[at] !== 0) return false
  return true
}
