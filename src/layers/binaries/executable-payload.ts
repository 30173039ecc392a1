/** A script or a source inside a native executable. */
export interface Payload {
  readonly name: string
  readonly offset: number
  readonly bytes: Buffer
}

/** Magic of a single-executable blob, node/src/node_sea.cc (`kMagic`), little-endian. */
const SEA_MAGIC = Buffer.from([0x20, 0xda, 0x43, 0x01])
/** Every node binary has this; a blob without it is a coincidence. */
const SEA_FUSE = 'NODE_SEA_FUSE_'

/** ELF, PE and both byte orders of Mach-O. */
export function isExecutable(content: Buffer): boolean {
  if (content.length < 64) return false
  const magic = content.readUInt32BE(0)
  return (
    magic === 0x7f454c46 || magic >>> 16 === 0x4d5a || [0xcffaedfe, 0xfeedfacf, 0xcafebabe].includes(magic)
  )
}

/**
 * The JavaScript that was packed into a native executable: the main script of a node single executable application.
 * What lies there as plain text is read as bytes of the executable itself, and what `bun build --compile` compresses,
 * as streams inside it.
 */
export function executablePayloads(content: Buffer): Payload[] {
  return isExecutable(content) ? seaScripts(content) : []
}

function seaScripts(content: Buffer): Payload[] {
  if (!content.includes(SEA_FUSE)) return []
  const found: Payload[] = []
  for (let at = content.indexOf(SEA_MAGIC); at !== -1; at = content.indexOf(SEA_MAGIC, at + 4)) {
    const path = sized(content, at + 8)
    const script = path === null ? null : sized(content, path.next)
    if (path === null || script === null || script.bytes.length === 0) continue
    const name = path.bytes.toString('utf8').split(/[\\/]/).at(-1) || 'main.js'
    found.push({ name, offset: script.next - script.bytes.length, bytes: script.bytes })
  }
  return found
}

/** A 64-bit length and so many bytes. */
function sized(content: Buffer, at: number): { bytes: Buffer; next: number } | null {
  if (at + 8 > content.length) return null
  const length = Number(content.readBigUInt64LE(at))
  const next = at + 8 + length
  return next > content.length ? null : { bytes: content.subarray(at + 8, next), next }
}
