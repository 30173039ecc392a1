import type { ExposedSource, Exposure } from '../../model/exposure.ts'
import type { MapSource } from '../../model/source-map-document.ts'

/** One original text and how it stands: only `exposed` can be read through nothing but the map. */
export interface Judged {
  readonly id: string
  readonly path: string
  readonly lines: number
  readonly bytes: number
  readonly origin: MapSource['origin']
  /** Lines of an exposed text that can be read elsewhere. */
  readonly readable: number
  /** Whether nearly all of it can be. */
  readonly isRemnant: boolean
  readonly standing: 'exposed' | 'dependency' | 'bundler' | 'in-tarball' | 'already-public'
}

/** Paths that a report lists; `files` has the true number. */
const SOURCES_KEPT = 200
const FOLDERS_KEPT = 10
/** Folder levels shown: enough to see what it was, few enough to stay an overview. */
const FOLDER_LEVELS = 2

/**
 * The account of the package: every distinct text counts once, however many maps hold it. A text that one map calls
 * a dependency's and another first-party counts as first-party.
 */
export function sumUp(maps: readonly (readonly Judged[])[]): Exposure {
  const elsewhere = { dependency: 0, bundler: 0, inTarball: 0, alreadyPublic: 0 }
  const exposed: ExposedSource[] = []
  let remnants = 0
  for (const { standing, path, lines, bytes, readable, isRemnant } of pickDistinct(maps.flat())) {
    if (standing === 'exposed') {
      exposed.push({ path, lines, bytes, ...(readable > 0 ? { readable } : {}) })
      if (isRemnant) remnants += 1
    } else if (standing === 'in-tarball') elsewhere.inTarball += 1
    else if (standing === 'already-public') elsewhere.alreadyPublic += 1
    else elsewhere[standing] += 1
  }
  const readable = exposed.reduce((sum, source) => sum + (source.readable ?? 0), 0)
  return {
    maps: maps.length,
    files: exposed.length,
    lines: exposed.reduce((sum, { lines }) => sum + lines, 0),
    bytes: exposed.reduce((sum, { bytes }) => sum + bytes, 0),
    ...(readable > 0 ? { readable } : {}),
    ...(remnants > 0 ? { remnants } : {}),
    elsewhere,
    folders: sumFolders(exposed),
    sources: exposed.slice(0, SOURCES_KEPT),
  }
}

function pickDistinct(texts: readonly Judged[]): Iterable<Judged> {
  const byId = new Map<string, Judged>()
  for (const text of texts) {
    const known = byId.get(text.id)
    if (known === undefined || (known.origin !== 'first-party' && text.origin === 'first-party'))
      byId.set(text.id, text)
  }
  return byId.values()
}

function sumFolders(exposed: readonly ExposedSource[]): Exposure['folders'] {
  const sums = new Map<string, { path: string; files: number; lines: number }>()
  for (const { path, lines } of exposed) {
    const folder = findFolder(path)
    const sum = sums.get(folder) ?? { path: folder, files: 0, lines: 0 }
    sum.files += 1
    sum.lines += lines
    sums.set(folder, sum)
  }
  const compareLargest = (a: { files: number; path: string }, b: { files: number; path: string }) =>
    b.files - a.files || (a.path < b.path ? -1 : 1)
  return [...sums.values()].sort(compareLargest).slice(0, FOLDERS_KEPT)
}

/** The first levels of the folder, `.` for a file in none. */
function findFolder(path: string): string {
  const parts = path.split('/').slice(0, -1)
  const isAbsolute = parts[0] === ''
  const folder = parts.slice(0, isAbsolute ? parts.length : FOLDER_LEVELS).join('/')
  return folder === '' ? '.' : folder
}
