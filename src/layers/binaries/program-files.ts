import type { ArchiveMember } from '../archives/archive-member.ts'
import type { ExpansionBudget } from '../archives/expansion-budget.ts'
import { findLooseScripts } from './loose-scripts.ts'
import { Parts, type ProgramReader, unpackOrKeep } from './program-bytes.ts'

/** The beginning of the cookie of PyInstaller (PyInstaller/archive/writers.py). */
const COOKIE = Buffer.from('MEI\x0c\x0b\x0a\x0b\x0e', 'latin1')

/** What each kind of program has; what it carries is where the other end of it says. */
const READERS: readonly { readonly mark: Buffer; readonly read: ProgramReader }[] = [
  { mark: Buffer.from('NODE_SEA_FUSE_'), read: readNodeFiles },
  { mark: Buffer.from('\n---- Bun! ----\n'), read: readBunFiles },
  { mark: Buffer.from('<nexe~~sentinel>'), read: readNexeFiles },
  { mark: Buffer.from('EXECPATH_FD, PAYLOAD_POSITION, PAYLOAD_SIZE) {'), read: readPkgFiles },
  { mark: COOKIE, read: readPyinstallerFiles },
]

/** ELF, PE and both byte orders of Mach-O. */
function isExecutable(content: Buffer): boolean {
  if (content.length < 64) return false
  const magic = content.readUInt32BE(0)
  return (
    magic === 0x7f454c46 || magic >>> 16 === 0x4d5a || [0xcffaedfe, 0xfeedfacf, 0xcafebabe].includes(magic)
  )
}

/** How node's blob begins, in a program or in a file of its own. */
const BLOB = Buffer.from([0x20, 0xda, 0x43, 0x01])

/** Programs that were met: readers and rules ask again. */
const KNOWN = new WeakMap<Buffer, ArchiveMember[]>()

/** Whether bytes are a program whose files have been read: its other bytes are the runtime's, which many programs share. */
export function isPackedProgram(content: Buffer): boolean {
  return (KNOWN.get(content)?.length ?? 0) > 0
}

/** The files that were packed into a program; none where it is nothing of the kind. */
export function readProgramFiles(content: Buffer, budget: ExpansionBudget): ArchiveMember[] {
  const isBlob = content.subarray(0, BLOB.length).equals(BLOB)
  if (!isBlob && !isExecutable(content)) return []
  const known = KNOWN.get(content)
  if (known !== undefined) return known
  const readers = isBlob ? [{ read: readNodeFiles }] : READERS.filter(({ mark }) => content.includes(mark))
  const read = readers.flatMap((reader) => readSafely(reader.read, content, budget))
  const files = read.length === 0 && readers.length > 0 ? findLooseScripts(content) : read
  KNOWN.set(content, files)
  return files
}

/** Offsets that lead out of the file, and tables that are none, end the reading. */
export function readSafely(read: ProgramReader, content: Buffer, budget: ExpansionBudget): ArchiveMember[] {
  try {
    return read(content, budget).filter((file) => file.content.length > 0)
  } catch {
    return []
  }
}

/** Node's blob (node/src/node_sea.cc): magic, flags, path, script, and by the flags a code cache and assets. */
function readNodeFiles(content: Buffer): ArchiveMember[] {
  const parts = new Parts(content)
  for (let at = content.indexOf(BLOB); at !== -1; at = content.indexOf(BLOB, at + 4))
    // Since node 24 one more byte stands behind the flags.
    for (const header of [8, 9])
      try {
        return readNodeBlob(parts, at + header, content.readUInt32LE(at + 4))
      } catch {
        // No blob begins here.
      }
  return []
}

function readNodeBlob(parts: Parts, start: number, flags: number): ArchiveMember[] {
  let at = start
  const number = (): number => {
    at += 8
    return Number(parts.cut(at - 8, 8).readBigUInt64LE(0))
  }
  const cutNext = (): Buffer => {
    const bytes = parts.cut(at + 8, number())
    at += bytes.length
    return bytes
  }
  const name = cutNext().toString('utf8').split(/[\\/]/).at(-1) || 'main.js'
  const found = [{ name, content: cutNext() }]
  if ((flags & 4) !== 0) cutNext()
  if ((flags & 8) === 0) return found
  for (let left = number(); left > 0; left -= 1)
    found.push({ name: cutNext().toString('utf8'), content: cutNext() })
  return found
}

/** Bun's module graph (bun/src/StandaloneModuleGraph): all bytes, a table of modules, where it is, and a trailer. */
function readBunFiles(content: Buffer, budget: ExpansionBudget): ArchiveMember[] {
  const end = content.lastIndexOf('\n---- Bun! ----\n')
  const parts = new Parts(content)
  for (const header of [32, 24])
    for (const record of [52, 44, 36, 32, 28])
      try {
        const size = Number(content.readBigUInt64LE(end - header))
        const graph = new Parts(parts.cut(end - header - size, size))
        const table = cutPointed(graph, content, end - header + 8)
        if (table.length > 0 && table.length % record === 0)
          return readBunModules(graph, table, record, budget)
      } catch {
        // Another release of Bun wrote it.
      }
  return []
}

/** What an offset and a length lead to. */
function cutPointed(graph: Parts, holder: Buffer, at: number): Buffer {
  return graph.cut(holder.readUInt32LE(at), holder.readUInt32LE(at + 4))
}

function readBunModules(
  graph: Parts,
  table: Buffer,
  record: number,
  budget: ExpansionBudget,
): ArchiveMember[] {
  const found: ArchiveMember[] = []
  for (let at = 0; at < table.length; at += record) {
    const path = cutPointed(graph, table, at).toString('utf8')
    if (!/^(?:\/\$bunfs\/|[A-Z]:[\\/]~BUN[\\/]|compiled:\/\/)(?:root[\\/])?/.test(path))
      throw new RangeError(path)
    const name = path.replace(/^.*?[\\/]root[\\/]/, '').replace(/^[^.]*$/, '$&.js')
    found.push({ name, content: cutPointed(graph, table, at + 8) })
    const map = cutPointed(graph, table, at + 16)
    if (map.length > 8) found.push({ name: `${name}.map`, content: convertBunMap(map, budget) })
  }
  return found
}

/** Bun's own form of a source map, as everybody else writes one. */
function convertBunMap(map: Buffer, budget: ExpansionBudget): Buffer {
  const parts = new Parts(map)
  const count = Math.min(map.readUInt32LE(0), map.length / 16)
  const places = Array.from({ length: count }, (_, index) => 8 + 8 * index)
  const sources = places.map((at) => cutPointed(parts, map, at).toString('utf8'))
  const sourcesContent = places.map((at) =>
    unpackOrKeep(cutPointed(parts, map, at + 8 * places.length), 'zstd', budget).toString('utf8'),
  )
  return Buffer.from(JSON.stringify({ version: 3, sources, sourcesContent, names: [], mappings: '' }))
}

/** nexe: a script with the places of the files, the files, a mark, and the lengths of both as doubles. */
function readNexeFiles(content: Buffer): ArchiveMember[] {
  const end = content.lastIndexOf('<nexe~~sentinel>')
  const [script, files] = [content.readDoubleLE(end + 16), content.readDoubleLE(end + 24)]
  const parts = new Parts(content)
  const main = parts.cut(end - files - script, script)
  const places = /"resources":(\{[^}]*\})/.exec(main.toString('utf8'))?.[1] ?? '{}'
  const found = Object.entries(JSON.parse(places) as Record<string, [number, number]>)
  return [
    { name: 'main.js', content: main },
    ...found.map(([name, [at, size]]) => ({ name, content: parts.cut(end - files + at, size) })),
  ]
}

/** pkg: the files one behind another, then a script that ends with their places by path, and how they are packed. */
function readPkgFiles(content: Buffer, budget: ExpansionBudget): ArchiveMember[] {
  const start = content.lastIndexOf('(function(process, require, console, EXECPATH_FD')
  const script = content.toString('utf8', start)
  const [places = '', , , words = '{}', form = ''] = script
    .slice(script.lastIndexOf('\n},\n{') + 4)
    .split('\n,\n')
  const named = new Map(
    Object.entries(JSON.parse(words) as Record<string, string>).map(([word, key]) => [key, word]),
  )
  const all = Object.entries(JSON.parse(places) as Record<string, Record<string, [number, number]>>)
  // 0: compiled, 1: as it was; 2 and 3 say what a folder holds.
  const stores = all.flatMap(([path, stored]) =>
    ['0', '1'].flatMap((kind) => (stored[kind] === undefined ? [] : [{ path, place: stored[kind] }])),
  )
  const ends = all.flatMap(([, stored]) => Object.values(stored).map(([at, length]) => at + length))
  const size = ends.reduce((most, end) => Math.max(most, end), 0)
  const parts = new Parts(content)
  const packed = form.startsWith('2') ? 'brotli' : form.startsWith('1') ? 'gzip' : null
  return stores.map(({ path, place: [at, length] }) => {
    const bytes = parts.cut(start - size + at, length)
    const name =
      packed === null
        ? path
        : path
            .split('/')
            .map((key) => named.get(key) ?? key)
            .join('/')
    return {
      name: name.replace(/^(?:[A-Z]:)?[\\/]snapshot[\\/]/, ''),
      content: packed === null ? bytes : unpackOrKeep(bytes, packed, budget),
    }
  })
}

/** PyInstaller: files, a table of them, and a cookie of 88 bytes. */
function readPyinstallerFiles(content: Buffer, budget: ExpansionBudget): ArchiveMember[] {
  const cookie = content.lastIndexOf(COOKIE)
  const parts = new Parts(content)
  const start = cookie + 88 - content.readUInt32BE(cookie + 8)
  const table = parts.cut(start + content.readUInt32BE(cookie + 12), content.readUInt32BE(cookie + 16))
  const names = new Parts(table)
  const found: ArchiveMember[] = []
  for (let at = 0; at < table.length; ) {
    const size = table.readUInt32BE(at)
    const bytes = parts.cut(start + table.readUInt32BE(at + 4), table.readUInt32BE(at + 8))
    const name = names
      .cut(at + 18, size - 18)
      .toString('utf8')
      .replace(/\0+$/, '')
    found.push({ name, content: table[at + 16] === 1 ? unpackOrKeep(bytes, 'zlib', budget) : bytes })
    at += size
  }
  return found
}
