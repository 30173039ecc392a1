import { type Unpacked, unpack } from '../archives/compressed.ts'

/** A script or a source inside a native executable. */
export interface Payload {
  readonly name: string
  readonly offset: number
  readonly content: Unpacked
}

/** Magic of a single-executable blob, node/src/node_sea.cc (`kMagic`), little-endian. */
const SEA_MAGIC = Buffer.from([0x20, 0xda, 0x43, 0x01])
/** Every node binary has this; a blob without it is a coincidence. */
const SEA_FUSE = 'NODE_SEA_FUSE_'
/** What `bun build --compile` appends behind its module graph. */
const BUN_TRAILER = '\n---- Bun! ----\n'
const ZSTD_MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])
const FRAMES_READ = 10_000

/** ELF, PE and both byte orders of Mach-O. */
export function isExecutable(content: Buffer): boolean {
  if (content.length < 64) return false
  const magic = content.readUInt32BE(0)
  return (
    magic === 0x7f454c46 || magic >>> 16 === 0x4d5a || [0xcffaedfe, 0xfeedfacf, 0xcafebabe].includes(magic)
  )
}

/**
 * The JavaScript that was packed into a native executable: the main script of a node single executable application,
 * and the compressed sources that `bun build --compile --sourcemap` adds. What lies there as plain text is read as
 * bytes of the executable itself.
 * @param most bytes that may be unpacked from so many packed ones.
 */
export function executablePayloads(content: Buffer, most: (packed: number) => number): Payload[] {
  if (!isExecutable(content)) return []
  return [...seaScripts(content), ...bunSources(content, most)]
}

function seaScripts(content: Buffer): Payload[] {
  if (!content.includes(SEA_FUSE)) return []
  const found: Payload[] = []
  for (let at = content.indexOf(SEA_MAGIC); at !== -1; at = content.indexOf(SEA_MAGIC, at + 4)) {
    const path = sized(content, at + 8)
    const script = path === null ? null : sized(content, path.next)
    if (path === null || script === null || script.bytes.length === 0) continue
    const name = path.bytes.toString('utf8').split(/[\\/]/).at(-1) || 'main.js'
    found.push({ name, offset: script.next - script.bytes.length, content: { bytes: script.bytes } })
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

function bunSources(content: Buffer, most: (packed: number) => number): Payload[] {
  const trailer = content.lastIndexOf(BUN_TRAILER)
  if (trailer === -1) return []
  const found: Payload[] = []
  let at = content.indexOf(ZSTD_MAGIC)
  while (at !== -1 && at < trailer && found.length < FRAMES_READ) {
    const next = content.indexOf(ZSTD_MAGIC, at + 4)
    const frame = content.subarray(at, next === -1 || next > trailer ? trailer : next)
    const unpacked = unpack(frame, 'zstd', most(frame.length))
    // The magic also occurs in code: only what unpacks, or what cannot be tried at all, is a frame.
    if (!('failure' in unpacked) || unpacked.failure !== 'corrupt')
      found.push({ name: `source-${found.length + 1}`, offset: at, content: unpacked })
    if ('failure' in unpacked && unpacked.failure === 'unsupported') break
    at = next
  }
  return found
}
