import { createWriteStream } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { create } from 'tar'
import { type Header, type Pack, pack } from 'tar-stream'

/** The time that npm and pnpm give to every entry: in the 1980s, for the benefit of zip. */
const NPM_TIME = new Date('1985-10-26T08:15:00.000Z')
/** The time that Yarn gives to every entry. */
const YARN_TIME = new Date(456_789_000 * 1000)

/** What an archive as npm writes it holds. */
export interface NpmTarball {
  /** Absolute. */
  readonly folder: string
  /** Relative to the folder, in npm's order. */
  readonly files: readonly string[]
  /** Relative to the folder: what `bin` names. */
  readonly executables: ReadonlySet<string>
  /** What goes in place of package.json; null for the file itself. */
  readonly manifest: Buffer | null
  /** Files that lie elsewhere, by their name in the folder: absolute. */
  readonly lent?: ReadonlyMap<string, string>
  /** npm's is the highest; null for zlib's own. */
  readonly level?: number | null
}

/** Writes files into a tarball as npm does, byte for byte (pacote 19 to 22, `tarCreateOptions`). */
export async function writeNpmTarball(
  { folder, files, executables, manifest, lent = new Map(), level = 9 }: NpmTarball,
  destination: string,
): Promise<void> {
  const replaced = manifest === null ? null : await writeManifestFile(manifest, destination)
  const names = new Map([...lent].map(([name, place]) => [path.relative(folder, place), name]))
  const packing = create(
    {
      cwd: folder,
      prefix: 'package/',
      portable: true,
      mtime: NPM_TIME,
      filter: (name, stat) => {
        // npm strips a first segment that is not there, so that only some of what `bin` names becomes executable.
        const isBin = executables.has(name.replace(/^[^\\/]*\//, ''))
        if (isBin && 'mode' in stat) Object.assign(stat, { mode: (stat.mode ?? 0) | 0o111 })
        return true
      },
      onWriteEntry(entry) {
        entry.path = names.get(entry.path) ?? entry.path
        if (replaced === null || entry.path !== 'package.json' || entry.stat === undefined) return
        Object.assign(entry, { absolute: replaced })
        Object.assign(entry.stat, { size: manifest?.length, nlink: 1 })
      },
    },
    files.map((file) => (lent.has(file) ? path.relative(folder, lent.get(file) ?? file) : file)),
  )
  await pipeline(
    packing,
    gatherInBlocks(),
    createGzip(level === null ? {} : { level }),
    hideSystem(),
    createWriteStream(destination),
  )
  if (replaced !== null) await rm(replaced)
}

/** Bytes that are compressed at a time: each call to zlib's thread has a price. */
const BLOCK = 256 * 1024

/** Gathers small pieces. What is compressed comes out the same however it is cut (zlib, `deflate` without flushes). */
function gatherInBlocks(): Transform {
  let waiting: Buffer[] = []
  let size = 0
  const takeGathered = (): Buffer => {
    const block = Buffer.concat(waiting, size)
    waiting = []
    size = 0
    return block
  }
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      waiting.push(chunk)
      size += chunk.length
      if (size >= BLOCK) done(null, takeGathered())
      else done()
    },
    flush(done) {
      done(null, takeGathered())
    },
  })
}

/** Byte of a gzip header that names the system, and the value for none (RFC 1952, 2.3.1): so that all systems pack alike. */
const SYSTEM = 9
const NO_SYSTEM = 255

function hideSystem(): Transform {
  let at = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (at <= SYSTEM && SYSTEM < at + chunk.length) chunk[SYSTEM - at] = NO_SYSTEM
      at += chunk.length
      done(null, chunk)
    },
  })
}

/** The manifest in a file beside the tarball, where the archive writer finds it. */
async function writeManifestFile(manifest: Buffer, destination: string): Promise<string> {
  const file = `${destination}.package.json`
  await writeFile(file, manifest)
  return file
}

/** One entry of a tarball that pnpm or Yarn writes. */
export type TarballEntry = { readonly name: string; readonly mode: number } & (
  | { readonly content: Buffer }
  /** Absolute path of the file that has the bytes. */
  | { readonly source: string }
  | { readonly linkTarget: string }
)

/** Writes entries as pnpm does (9 to 11, `packPkg`) and Yarn 2 and later (`genPackStream`): both by tar-stream. */
export async function writeTarStream(
  entries: readonly TarballEntry[],
  destination: string,
  options: { readonly packer: 'pnpm' | 'yarn'; readonly level?: number },
): Promise<void> {
  const archive = pack()
  const mtime = options.packer === 'yarn' ? YARN_TIME : NPM_TIME
  const gzip = createGzip(options.level === undefined ? {} : { level: options.level })
  const written = pipeline(archive, gzip, createWriteStream(destination))
  const addAll = async () => {
    for (const entry of entries) {
      const header: EntryHeader = { name: `package/${entry.name}`, mode: entry.mode, mtime }
      if ('linkTarget' in entry) {
        // Yarn gives a link the mode of a file.
        const mode = options.packer === 'yarn' ? 0o644 : entry.mode
        await add(archive, { ...header, mode, type: 'symlink', linkname: entry.linkTarget }, null)
      } else await add(archive, header, 'content' in entry ? entry.content : await readFile(entry.source))
    }
    archive.finalize()
  }
  await Promise.all([addAll().catch((error: unknown) => archive.destroy(error as Error)), written])
}

type EntryHeader = Partial<Header> & Pick<Header, 'name'>

function add(archive: Pack, header: EntryHeader, content: Buffer | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const finishEntry = (error?: Error | null) => (error == null ? resolve() : reject(error))
    if (content === null) archive.entry(header, finishEntry)
    else archive.entry(header, content, finishEntry)
  })
}
