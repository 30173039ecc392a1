import path from 'node:path'
import type { PackageFolder } from '../cause/package-folder.ts'
import { isObject } from '../model/json-object.ts'
import type { BuildRemedy } from './turn-maps-off.ts'

/** Maps that a finding would be about once the sources they name are gone from the tarball, and what ends them. */
export interface BaredMaps {
  readonly paths: readonly string[]
  readonly remedy: BuildRemedy
}

/**
 * Where sources ship as files, a map gives nothing more away, and declaration maps lead somewhere: once an edit takes
 * those files out, that is over.
 * @param maps paths of maps that stay in the tarball
 * @param gone sources that no longer ship
 */
export function baredMaps(
  folder: PackageFolder,
  maps: readonly string[],
  gone: ReadonlySet<string>,
): BaredMaps[] {
  const byRemedy = new Map<BuildRemedy, string[]>()
  for (const map of maps) {
    const remedy = remedyFor(folder, map, gone)
    if (remedy !== null) byRemedy.set(remedy, [...(byRemedy.get(remedy) ?? []), map])
  }
  return [...byRemedy].map(([remedy, paths]) => ({ remedy, paths }))
}

function remedyFor(folder: PackageFolder, map: string, gone: ReadonlySet<string>): BuildRemedy | null {
  if (/\.d\.[cm]?ts\.map$/.test(map)) return 'map-reference'
  const document = parsed(folder.text(map))
  // What cannot be read here, a large map for one, most likely holds the sources of the package.
  if (document === null) return 'map-text'
  const { sources, sourceRoot, sourcesContent } = document
  const root = typeof sourceRoot === 'string' ? sourceRoot : ''
  const names = (Array.isArray(sources) ? sources : []).filter((name) => typeof name === 'string')
  const namesOne = names.some((name) => gone.has(path.posix.join(path.posix.dirname(map), root, name)))
  if (!namesOne) return null
  const hasTexts = Array.isArray(sourcesContent) && sourcesContent.some((text) => typeof text === 'string')
  return hasTexts ? 'map-text' : 'map'
}

function parsed(text: string | null): Readonly<Record<string, unknown>> | null {
  try {
    const document: unknown = JSON.parse(text ?? 'null')
    return isObject(document) ? document : null
  } catch {
    return null
  }
}
