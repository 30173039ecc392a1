import {
  copyFileSync,
  type Dirent,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { listByPackers, type PackedLists, type PackerToTry } from './packed-lists.ts'

/** Files of the package's folder that a copy takes at most. */
const MOST_ENTRIES = 20_000
/** Of a folder that nothing was packed from, so many: enough to see that an edit would let it in. */
const SAMPLE = 40
/** Files whose text decides what is packed. */
const DECIDING = new Set(['package.json', '.npmignore', '.gitignore'])

interface CopyRequest {
  /** The package's folder, absolute. */
  readonly directory: string
  /** What the tarball holds: it may have been made by scripts that have cleaned up since. */
  readonly packed: readonly string[]
  /** The root of the workspace whose ignore files count too, absolute; null where none do. */
  readonly workspaceRoot: string | null
  /** An empty folder of ours. */
  readonly into: string
  /** The packer that publishes. */
  readonly packer: PackerToTry
  /** Whether only that one matters, and no npm besides. */
  readonly isAlone: boolean
}

/**
 * The names of a package's folder, without the contents that do not matter to a packer, in a folder where edits can be
 * tried. Nothing of the original is written to, and none of its code runs.
 */
export class FolderCopy {
  readonly #root: string
  readonly #folder: string
  readonly #workspaceRoot: string | null
  readonly #packer: PackerToTry
  readonly #isAlone: boolean
  #left = MOST_ENTRIES

  constructor(request: CopyRequest) {
    const { directory, workspaceRoot, into } = request
    const inside = workspaceRoot === null ? '' : path.relative(workspaceRoot, directory)
    const nested = inside !== '' && !inside.startsWith('..') && !path.isAbsolute(inside)
    this.#root = into
    this.#folder = nested ? path.join(into, inside) : path.join(into, 'package')
    this.#workspaceRoot = nested ? into : null
    this.#packer = request.packer
    this.#isAlone = request.isAlone
    mkdirSync(this.#folder, { recursive: true })
    if (nested && workspaceRoot !== null) this.#copyIgnoreFiles(workspaceRoot, inside)
    const folders = listFolders(request.packed)
    this.#copy(directory, '', folders)
    for (const name of request.packed) this.#makeMissing(name)
  }

  /** Writes a file of the package; null removes it. */
  write(name: string, text: string | null): void {
    const file = path.join(this.#folder, name)
    if (text === null) rmSync(file, { force: true })
    else writeFileSync(file, text)
  }

  /** What the packers would pack of it now. */
  lists(): Promise<PackedLists> {
    const listed = { folder: this.#folder, workspaceRoot: this.#workspaceRoot }
    return listByPackers(listed, this.#packer, this.#isAlone)
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true })
  }

  #copyIgnoreFiles(root: string, inside: string): void {
    const steps = inside.split(path.sep).slice(0, -1)
    for (let depth = 0; depth <= steps.length; depth += 1) {
      const folder = steps.slice(0, depth).join(path.sep)
      for (const name of ['.npmignore', '.gitignore'])
        attempt(() => copyFileSync(path.join(root, folder, name), path.join(this.#root, folder, name)))
    }
  }

  #copy(
    directory: string,
    inside: string,
    packedFolders: ReadonlySet<string>,
    sample = { left: SAMPLE },
  ): void {
    const isPacked = packedFolders.has(inside)
    for (const entry of readEntries(path.join(directory, inside))) {
      if (this.#left === 0 || (!isPacked && sample.left === 0)) return
      const name = inside === '' ? entry.name : `${inside}/${entry.name}`
      // Never packed from there, and large.
      if ((name === 'node_modules' || entry.name === '.git') && !packedFolders.has(name)) continue
      this.#left -= 1
      if (!isPacked) sample.left -= 1
      const target = path.join(this.#folder, name)
      if (entry.isDirectory()) {
        attempt(() => mkdirSync(target))
        this.#copy(directory, name, packedFolders, isPacked ? { left: SAMPLE } : sample)
      } else copyEntry(entry, path.join(directory, name), target)
    }
  }

  #makeMissing(name: string): void {
    if (name.split('/').includes('..') || name.startsWith('node_modules/')) return
    const target = path.join(this.#folder, name)
    attempt(() => {
      mkdirSync(path.dirname(target), { recursive: true })
      writeFileSync(target, '', { flag: 'wx' })
    })
  }
}

/** A file by its name, with its text only where that decides what is packed; a link that leads nowhere. */
function copyEntry(entry: Dirent, source: string, target: string): void {
  if (entry.isSymbolicLink()) attempt(() => symlinkSync('nowhere', target))
  else if (entry.isFile())
    attempt(() => (DECIDING.has(entry.name) ? copyFileSync(source, target) : writeFileSync(target, '')))
}

/** Every folder that a path lies in, '' for the root. */
function listFolders(paths: readonly string[]): Set<string> {
  const folders = new Set([''])
  for (const one of paths)
    for (let end = one.lastIndexOf('/'); end > 0; end = one.lastIndexOf('/', end - 1)) {
      const folder = one.slice(0, end)
      if (folders.has(folder)) break
      folders.add(folder)
    }
  return folders
}

function readEntries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

/** What a copy cannot hold (a name that this file system refuses) is not tried, and no edit for it is shown. */
function attempt(write: () => void): void {
  try {
    write()
  } catch {}
}
