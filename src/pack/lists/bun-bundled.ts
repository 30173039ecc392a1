import { statSync } from 'node:fs'
import path from 'node:path'
import { CannotLook } from '../../model/cannot-look.ts'
import { isObject } from '../../model/json-object.ts'
import { isInside } from '../../repository/config-files.ts'
import { readJson } from '../workspace/read-json.ts'
import { isExcluded, readEntries } from './bun-patterns.ts'

type Manifest = Readonly<Record<string, unknown>>

/**
 * Bundled dependencies and what these depend on, each from the nearest node_modules that has it, up to the root of the
 * workspace; of a package everything but its own node_modules and what is ignored everywhere.
 * @param root absolute root of the workspace, or the folder itself
 * @returns absolute paths by where the files stand in the tarball
 */
export async function findBundledFiles(
  folder: string,
  manifest: Manifest,
  root: string,
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const waiting = new Map<string, string>()
  const known = new Set<string>()
  const add = (at: string): void => {
    const place = formatPlaceInTarball(at, folder)
    if (known.has(place)) return
    known.add(place)
    waiting.set(place, at)
  }
  for (const name of listBundledNames(manifest)) {
    const at = findNearest(folder, name, root)
    if (at === null)
      throw new CannotLook(
        `package.json bundles ${name}, which is not in node_modules, and Bun does not pack such a package. Install the dependencies first, then run again.`,
      )
    add(at)
  }
  for (const [place, at] of waiting) {
    for (const file of listFilesOf(at)) found.set(`${place}/${file}`, path.join(at, file))
    for (const name of await listDependencies(at)) {
      const next = findNearest(at, name, root)
      if (next !== null) add(next)
    }
  }
  return found
}

/** Where an installed package stands in the tarball: below the node_modules of the package that is packed. */
function formatPlaceInTarball(at: string, folder: string): string {
  let above = folder
  while (!isInside(above, at)) above = path.dirname(above)
  return path.relative(above, at).split(path.sep).join('/')
}

function listBundledNames(manifest: Manifest): string[] {
  const bundled = manifest.bundledDependencies ?? manifest.bundleDependencies
  const all =
    bundled === true ? Object.keys(isObject(manifest.dependencies) ? manifest.dependencies : {}) : bundled
  return Array.isArray(all) ? all.filter((one): one is string => typeof one === 'string') : []
}

const isPackage = (folder: string) => statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true

async function listDependencies(folder: string): Promise<string[]> {
  const manifest = await readJson(path.join(folder, 'package.json'))
  return ['dependencies', 'optionalDependencies'].flatMap((field) => {
    const members = manifest?.[field]
    return isObject(members) ? Object.keys(members) : []
  })
}

/** Where a dependency of the package in a folder is installed; null where it is not. */
function findNearest(folder: string, name: string, root: string): string | null {
  for (let above = folder; ; above = path.dirname(above)) {
    const found = path.join(above, 'node_modules', name)
    if (path.basename(above) !== 'node_modules' && isPackage(found)) return found
    if (above === root || above === path.dirname(above)) return null
  }
}

function listFilesOf(folder: string): string[] {
  const listBelow = (relative: string): string[] =>
    readEntries(folder, relative).flatMap((entry) => {
      if (relative === '' && entry.name === 'node_modules') return []
      // Ignore files of dependencies do not count.
      if (isExcluded(entry, [], { isBundled: true })) return []
      return entry.isDirectory() ? listBelow(entry.place) : [entry.place]
    })
  return listBelow('')
}
