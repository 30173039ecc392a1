import path from 'node:path'
import type { MapPlace } from '../cause/map-cause.ts'
import type { PackageFolder } from '../cause/package-folder.ts'
import { isObject } from '../model/json-object.ts'
import type { BuildRemedy } from './turn-maps-off.ts'

/** Maps that a finding would be about once the sources they name are gone from the tarball, and what ends them. */
export interface BaredMaps {
  readonly places: readonly MapPlace[]
  readonly remedy: BuildRemedy
}

/** Code whose text is searched for a map in it, in UTF-16 units of all together. */
const MOST_CODE = 32 * 1024 * 1024

/**
 * Where sources ship as files, a map gives nothing more away, and declaration maps lead somewhere: once an edit takes
 * those files out, that is over.
 * @param files what stays in the tarball
 * @param gone sources that no longer ship
 */
export function findBaredMaps(
  folder: PackageFolder,
  files: ReadonlySet<string>,
  gone: ReadonlySet<string>,
): BaredMaps[] {
  const byRemedy = new Map<BuildRemedy, MapPlace[]>()
  const add = (remedy: BuildRemedy | null, place: MapPlace): void => {
    if (remedy !== null) byRemedy.set(remedy, [...(byRemedy.get(remedy) ?? []), place])
  }
  let left = MOST_CODE
  for (const path of files) {
    if (path.endsWith('.map')) add(chooseRemedy(folder, path, gone), { path, layer: null })
    else if (/\.(?:[cm]?js|css)$/.test(path) && left > 0) {
      const text = folder.readText(path) ?? ''
      left -= text.length
      for (const map of readInlineMaps(text))
        if (namesOne(map, path, gone)) add('map-text', { path, layer: 'inline-map' })
    }
  }
  return [...byRemedy].map(([remedy, places]) => ({ remedy, places }))
}

/** The maps in a text, as tools write them: base64 behind a comment. */
function readInlineMaps(text: string): Readonly<Record<string, unknown>>[] {
  const urls = /sourceMappingURL=data:application\/json[\w;=-]*;base64,([A-Za-z0-9+/=]+)/g
  return [...text.matchAll(urls)].flatMap(([, encoded = '']) => {
    const map = parseMap(Buffer.from(encoded, 'base64').toString())
    return map === null ? [] : [map]
  })
}

function chooseRemedy(folder: PackageFolder, map: string, gone: ReadonlySet<string>): BuildRemedy | null {
  if (/\.d\.[cm]?ts\.map$/.test(map)) return 'map-reference'
  const document = parseMap(folder.readText(map))
  // What cannot be read here, a large map for one, most likely holds the sources of the package.
  if (document === null) return 'map-text'
  if (!namesOne(document, map, gone)) return null
  const { sourcesContent } = document
  const hasTexts = Array.isArray(sourcesContent) && sourcesContent.some((text) => typeof text === 'string')
  return hasTexts ? 'map-text' : 'map'
}

function namesOne(
  { sources, sourceRoot }: Readonly<Record<string, unknown>>,
  map: string,
  gone: ReadonlySet<string>,
): boolean {
  const root = typeof sourceRoot === 'string' ? sourceRoot : ''
  const names = (Array.isArray(sources) ? sources : []).filter((name) => typeof name === 'string')
  return names.some(
    (name) =>
      gone.has(path.posix.join(path.posix.dirname(map), root, name)) || gone.has(resolveFromRoot(name)),
  )
}

/** A name as bundlers give it, `webpack://shop/./src/a.ts?1f3a`, as the path from the root that it means. */
function resolveFromRoot(name: string): string {
  return path.posix.normalize(name.replace(/^[a-z][\w.+-]*:\/\/[^/]*\/(?:\[project\]\/)?|\?\w*$/gi, ''))
}

function parseMap(text: string | null): Readonly<Record<string, unknown>> | null {
  try {
    const document: unknown = JSON.parse(text ?? 'null')
    return isObject(document) ? document : null
  } catch {
    return null
  }
}
