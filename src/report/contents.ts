import type { EntryFacts } from '../model/package-facts.ts'
import type { Contents } from '../model/report.ts'

/** Folders that the report lists, and files. */
const FOLDERS = 12
const FILES = 20
/** A folder is taken apart while it holds more than this share of all bytes. */
const LARGE = 0.15

interface Folder {
  readonly path: string
  readonly files: readonly EntryFacts[]
}

/**
 * What takes how much room: the tarball's files parted among at most twelve folders, the largest first, and the
 * largest files. Large folders are shown by what is in them, small ones as a whole.
 */
export function summariseContents(entries: Iterable<EntryFacts>): Contents {
  const files = [...entries].filter(({ type }) => type === 'file')
  const total = sumSizes(files)
  const whole = new Set<string>()
  let folders: Folder[] = partition({ path: '', files })
  for (;;) {
    folders.sort((a, b) => sumSizes(b.files) - sumSizes(a.files))
    const large = folders.find((folder) => !whole.has(folder.path) && sumSizes(folder.files) > total * LARGE)
    if (large === undefined) break
    whole.add(large.path)
    const parts = partition(large)
    if (parts.length > 1 && folders.length + parts.length - 1 <= FOLDERS)
      folders = [...folders.filter((folder) => folder !== large), ...parts]
    else if (parts.length === 1 && parts[0] && parts[0].path !== large.path)
      folders[folders.indexOf(large)] = parts[0]
  }
  return {
    folders: folders
      .slice(0, FOLDERS)
      .map((folder) => ({ path: folder.path, files: folder.files.length, bytes: sumSizes(folder.files) })),
    files: [...files]
      .sort((a, b) => b.size - a.size)
      .slice(0, FILES)
      .map(({ path, size }) => ({ path, bytes: size })),
  }
}

/** A folder by its sub-folders; the files that lie in it directly stay under its own path. */
function partition({ path, files }: Folder): Folder[] {
  const parts = new Map<string, EntryFacts[]>()
  for (const file of files) {
    const inside = path === '' ? file.path : file.path.slice(path.length + 1)
    const end = inside.indexOf('/')
    const name = end <= 0 ? path : `${path === '' ? '' : `${path}/`}${inside.slice(0, end)}`
    const part = parts.get(name)
    if (part === undefined) parts.set(name, [file])
    else part.push(file)
  }
  return [...parts].map(([name, inside]) => ({ path: name, files: inside }))
}

function sumSizes(files: readonly EntryFacts[]): number {
  return files.reduce((sum, { size }) => sum + size, 0)
}
