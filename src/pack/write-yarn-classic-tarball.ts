import { createWriteStream } from 'node:fs'
import { lstat, readdir, readFile, readlink } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type Header, type Pack, pack } from 'tar-stream'

/**
 * Writes files into a tarball as Yarn 1 does (`packWithIgnoreAndHeaders`, tar-fs 1): level by level, each folder on the
 * way with an entry of its own, times and modes as they are on disk.
 * @param kept relative to the folder, with `/`; folders among them ship even when they are empty
 */
export async function writeYarnClassicTarball(
  folder: string,
  kept: readonly string[],
  destination: string,
): Promise<void> {
  const archive = pack()
  const written = pipeline(archive, createGzip(), createWriteStream(destination))
  const addAll = async () => {
    for await (const { header, content } of walkEntries(folder, addParents(kept)))
      await add(archive, header, content)
    archive.finalize()
  }
  await Promise.all([addAll().catch((error: unknown) => archive.destroy(error as Error)), written])
}

type EntryHeader = Partial<Header> & Pick<Header, 'name'>

interface FoundEntry {
  readonly header: EntryHeader
  /** Null for what is no file. */
  readonly content: Buffer | null
}

function addParents(kept: readonly string[]): ReadonlySet<string> {
  const all = new Set(kept)
  for (const file of kept)
    for (let above = path.posix.dirname(file); above !== '.'; above = path.posix.dirname(above))
      all.add(above)
  return all
}

async function* walkEntries(folder: string, kept: ReadonlySet<string>): AsyncGenerator<FoundEntry> {
  const waiting = ['.']
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const place = path.join(folder, next)
    const { mode, mtime, ...facts } = await lstat(place).then((stat) => ({
      mode: stat.mode & ~process.umask() & 0o7777,
      mtime: stat.mtime,
      isFolder: stat.isDirectory(),
      isLink: stat.isSymbolicLink(),
      isFile: stat.isFile(),
    }))
    const header = { name: next === '.' ? 'package' : `package/${next}`, mode, mtime }
    if (facts.isFolder) {
      const names = (await readdir(place)).sort()
      waiting.push(...names.map((name) => path.posix.join(next, name)).filter((one) => kept.has(one)))
      yield { header: { ...header, type: 'directory' }, content: null }
    } else if (facts.isLink) {
      yield { header: { ...header, type: 'symlink', linkname: await readlink(place) }, content: null }
    } else if (facts.isFile) yield { header: { ...header, type: 'file' }, content: await readFile(place) }
  }
}

function add(archive: Pack, header: EntryHeader, content: Buffer | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const finishEntry = (error?: Error | null) => (error == null ? resolve() : reject(error))
    if (content === null) archive.entry(header, finishEntry)
    else archive.entry({ ...header, size: content.length }, content, finishEntry)
  })
}
