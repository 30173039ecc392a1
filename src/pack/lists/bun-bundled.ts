import { statSync } from 'node:fs'
import path from 'node:path'
import { CannotLook } from '../../model/cannot-look.ts'
import { isObject } from '../../model/json-object.ts'
import { readJson } from '../workspace/read-json.ts'
import { entriesOf, isExcluded } from './bun-patterns.ts'

type Manifest = Readonly<Record<string, unknown>>

/**
 * Bundled dependencies and what these depend on, each from the nearest node_modules that has it; of a package
 * everything but its own node_modules and what is ignored everywhere.
 */
export async function bundledFiles(folder: string, manifest: Manifest): Promise<string[]> {
  const names = bundledNames(manifest)
  const found: string[] = []
  const known = new Set<string>()
  const waiting: string[] = []
  const add = (place: string): void => {
    if (known.has(place)) return
    known.add(place)
    waiting.push(place)
  }
  for (const name of names) {
    const place = `node_modules/${name}`
    if (!isPackage(path.join(folder, place)))
      throw new CannotLook(
        `package.json bundles ${name}, which is not in node_modules, and Bun does not pack such a package. Install the dependencies first, then run again.`,
      )
    add(place)
  }
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    found.push(...filesOf(folder, place))
    for (const name of await dependenciesIn(path.join(folder, place))) {
      const next = nearest(folder, place, name)
      if (next !== null) add(next)
    }
  }
  return found
}

function bundledNames(manifest: Manifest): string[] {
  const bundled = manifest.bundledDependencies ?? manifest.bundleDependencies
  const all =
    bundled === true ? Object.keys(isObject(manifest.dependencies) ? manifest.dependencies : {}) : bundled
  return Array.isArray(all) ? all.filter((one): one is string => typeof one === 'string') : []
}

const isPackage = (folder: string) => statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true

async function dependenciesIn(folder: string): Promise<string[]> {
  const manifest = await readJson(path.join(folder, 'package.json'))
  return ['dependencies', 'optionalDependencies'].flatMap((field) => {
    const members = manifest?.[field]
    return isObject(members) ? Object.keys(members) : []
  })
}

/** The place of a dependency of the package at `place`, below the folder; null where it is not installed there. */
function nearest(folder: string, place: string, name: string): string | null {
  for (
    let above: string = place;
    ;
    above = above.slice(0, Math.max(0, above.lastIndexOf('/node_modules/')))
  ) {
    const found = path.posix.join(above, 'node_modules', name)
    if (isPackage(path.join(folder, found))) return found
    if (above === '') return null
  }
}

function filesOf(folder: string, top: string): string[] {
  const below = (relative: string, isTop: boolean): string[] =>
    entriesOf(folder, relative).flatMap((entry) => {
      if (isTop && entry.name === 'node_modules') return []
      // Ignore files of dependencies do not count.
      if (isExcluded(entry, [], { isBundled: true })) return []
      return entry.isDirectory() ? below(entry.place, false) : [entry.place]
    })
  return below(top, true)
}
