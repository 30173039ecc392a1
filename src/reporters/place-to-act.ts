import type { Finding, PackageReport } from '../model/report.ts'

/** What is known of the checkout. */
export interface ActionPlaces {
  /** Paths of the files that git tracks, with forward slashes, relative to the folder that annotations count from. */
  readonly tracked: ReadonlySet<string>
  /** Target → the package's folder, relative to the same folder, '' for that folder itself. Absent where unknown. */
  readonly folders: ReadonlyMap<string, string>
}

/** A place in the repository; lines and columns from 1. */
export interface PlaceToAct {
  readonly file: string | null
  readonly line: number | null
  readonly column: number | null
}

/**
 * Where something can be done about a finding: the original source if it is tracked, the packed file if it is tracked,
 * else the cause, else package.json; nowhere for a package that does not lie in the repository.
 */
export function findPlaceToAct(finding: Finding, one: PackageReport, options: ActionPlaces): PlaceToAct {
  const folder = options.folders.get(one.target)
  const findTracked = (path: string): string | null => {
    const candidates = folder === undefined ? [path] : [resolveWithin(folder, path), path]
    return candidates.find((candidate) => options.tracked.has(candidate)) ?? null
  }
  for (const { original } of finding.places) {
    const file = original === null ? null : findTracked(original.path)
    if (file !== null) return { file, line: original?.line ?? null, column: original?.column ?? null }
  }
  for (const place of finding.places) {
    const file = folder === undefined ? null : resolveWithin(folder, place.path)
    if (file === null || !options.tracked.has(file)) continue
    // Lines inside a layer are not lines of the file.
    return place.layer === null
      ? { file, line: place.line, column: place.column }
      : { file, line: null, column: null }
  }
  const cause = finding.cause
  if (folder !== undefined && cause?.path != null)
    return { file: resolveWithin(folder, cause.path), line: cause.line, column: null }
  return { file: findManifest(one, options), line: null, column: null }
}

/** The packed file in the repository, where git tracks it. */
export function findTrackedFile(
  path: string | null,
  one: PackageReport,
  options: ActionPlaces,
): string | null {
  const folder = options.folders.get(one.target)
  if (path === null || folder === undefined) return null
  const file = resolveWithin(folder, path)
  return options.tracked.has(file) ? file : null
}

/** The package's package.json in the repository; null for a package that does not lie there. */
export function findManifest(one: PackageReport, options: ActionPlaces): string | null {
  const folder = options.folders.get(one.target)
  return folder === undefined ? null : resolveWithin(folder, 'package.json')
}

/** A path below a folder, or beside it as a cause may be, with `.` and `..` resolved and never above the root. */
function resolveWithin(folder: string, path: string): string {
  const parts: string[] = []
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}
