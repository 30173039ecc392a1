import { realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import type { PackageEdge, PackageNode } from 'npm-packlist-10'
import { isObject } from '../../model/json-object.ts'
import { isInside } from '../../repository/config-files.ts'
import { readManifestAt } from './npm-list.ts'

type Manifest = Readonly<Record<string, unknown>>

/** The package with what it bundles, and where each bundled folder goes in the tarball. */
export interface PnpmTree {
  readonly root: PackageNode
  /** Place of a file in the tarball, or several: a dependency that two others need in different places. */
  placesOf(file: string): string[]
}

/** A package on its way into the tarball. */
interface Placed {
  /** Names from the root's node_modules on: `['a', 'b']` is node_modules/a/node_modules/b. */
  readonly packed: readonly string[]
  readonly real: string
  readonly node: Node
}

interface Node extends PackageNode {
  readonly edgesOut: Map<string, PackageEdge>
}

const DEEPEST = 32

/**
 * The bundled dependencies as pnpm 11 and 12 find and place them (fs/packlist): links of its node_modules are followed
 * within the package and its workspace, and what lies elsewhere on disk is lifted into the package's own node_modules.
 * @param boundary absolute: the workspace's root, or the package's own folder
 */
export function buildPnpmTree(folder: string, manifest: Manifest, boundary: string): PnpmTree {
  const names = listBundledByRoot(manifest).filter(isSafe)
  const { bundledDependencies: _, ...rest } = manifest
  const root = buildNodeAt(folder, { ...removeDots(rest), bundleDependencies: names }, true)
  return new TreeBuilder(folder, boundary, new Set(listDependencyNames(manifest))).build(root, names)
}

class TreeBuilder {
  readonly #folder: string
  readonly #real: string
  readonly #boundary: string
  readonly #ofRoot: ReadonlySet<string>
  /** What lies at a place of the tarball, by real folder. */
  readonly #slots = new Map<string, string>()
  readonly #nodes = new Map<string, Node>()
  readonly #places = new Map<Node, string[]>()

  constructor(folder: string, boundary: string, ofRoot: ReadonlySet<string>) {
    this.#folder = folder
    this.#real = realpathSync(folder)
    this.#boundary = realpathSync(boundary)
    this.#ofRoot = ofRoot
  }

  build(root: Node, names: readonly string[]): PnpmTree {
    const first: Placed = { packed: [], real: this.#real, node: root }
    const waiting = names.map((name) => ({ name, parent: first, depth: 0 }))
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { name, parent, depth } = next
      const placed = depth > DEEPEST ? null : this.#place(name, parent)
      if (placed === null) continue
      for (const one of listDependencyNames(placed.node.package))
        waiting.push({ name: one, parent: placed, depth: depth + 1 })
    }
    const folders = [...this.#places]
      .map(([node, packed]) => ({ walked: convertSlashes(path.relative(this.#folder, node.path)), packed }))
      .sort((a, b) => b.walked.length - a.walked.length)
    return {
      root,
      placesOf(file) {
        const found = folders.find(({ walked }) => file.startsWith(`${walked}/`))
        return found === undefined
          ? [file]
          : found.packed.map((one) => `${one}${file.slice(found.walked.length)}`)
      },
    }
  }

  #place(name: string, parent: Placed): Placed | null {
    const found = this.#resolve(name, parent.real)
    const packed = found === null ? null : this.#findLocation(name, parent.packed, found.real)
    if (found === null || packed === null) return null
    const node = this.#nodes.get(found.real) ?? this.#buildNode(found)
    parent.node.edgesOut.set(name, { to: node, peer: false, dev: false })
    this.#places.get(node)?.push(packed.map((one) => `node_modules/${one}`).join('/'))
    this.#slots.set(packed.join('\0'), found.real)
    return { packed, real: found.real, node }
  }

  #buildNode({ real, place }: Found): Node {
    const folder = isInside(this.#real, place)
      ? path.join(this.#folder, path.relative(this.#real, place))
      : place
    const node = buildNodeAt(folder, removeDots(readManifestAt(folder) ?? {}), false)
    this.#nodes.set(real, node)
    this.#places.set(node, [])
    return node
  }

  /** As node looks it up, but never beyond the package and its workspace. */
  #resolve(name: string, from: string): Found | null {
    for (const folder of this.#listSearched(from)) {
      if (path.basename(folder) === 'node_modules') continue
      const place = path.join(folder, 'node_modules', name)
      if (statSync(path.join(place, 'package.json'), { throwIfNoEntry: false })?.isFile() !== true) continue
      const real = realpathSync(place)
      return this.#isWithin(real) ? { place, real } : null
    }
    return null
  }

  *#listSearched(from: string): Generator<string> {
    for (let folder = from; this.#isWithin(folder); folder = path.dirname(folder)) {
      yield folder
      if (folder === path.dirname(folder)) break
    }
    if (!isInside(this.#boundary, from)) yield this.#boundary
  }

  #isWithin(folder: string): boolean {
    return isInside(this.#boundary, folder) || isInside(this.#real, folder)
  }

  /** Where it goes: as on disk, else beside the root's own, else nearest to who needs it. Null where it is already. */
  #findLocation(name: string, parent: readonly string[], real: string): readonly string[] | null {
    const free: (readonly string[])[] = []
    for (let depth = parent.length; depth >= 0; depth -= 1) {
      const slot = [...parent.slice(0, depth), name]
      const occupant = this.#slots.get(slot.join('\0'))
      if (occupant === real) return null
      if (occupant !== undefined) break
      free.push(slot)
    }
    const isFree = (slot: readonly string[]) => free.some((one) => one.join('\0') === slot.join('\0'))
    const onDisk = listNamesBelow(this.#real, real)
    if (onDisk !== null && isFree(onDisk)) return onDisk
    const mayHoist = parent.length === 0 || !this.#ofRoot.has(name)
    return mayHoist && isFree([name]) ? [name] : (free[0] ?? null)
  }
}

interface Found {
  /** As it was looked up. */
  readonly place: string
  readonly real: string
}

function buildNodeAt(folder: string, manifest: Manifest, isProjectRoot: boolean): Node {
  const node: Node = {
    path: folder,
    package: manifest,
    isLink: false,
    isProjectRoot,
    edgesOut: new Map(),
    get target() {
      return node
    },
  }
  return node
}

/** pnpm takes `./` off entry points before it asks for the files; with it, a folder that is ignored stays out. */
function removeDots(manifest: Manifest): Manifest {
  const removeDot = (value: unknown) => (typeof value === 'string' ? value.replace(/^\.[/\\]/, '') : value)
  const { bin, name, main, browser } = manifest
  const bins = isObject(bin)
    ? Object.fromEntries(Object.entries(bin).map(([command, file]) => [command, removeDot(file)]))
    : typeof bin === 'string'
      ? { [typeof name === 'string' && name !== '' ? name : 'bin']: removeDot(bin) }
      : bin
  return { ...manifest, main: removeDot(main), browser: removeDot(browser), bin: bins }
}

function listBundledByRoot(manifest: Manifest): string[] {
  const bundled = manifest.bundleDependencies ?? manifest.bundledDependencies
  if (bundled === true) return Object.keys(isObject(manifest.dependencies) ? manifest.dependencies : {})
  return Array.isArray(bundled) ? bundled.filter((one): one is string => typeof one === 'string') : []
}

const listDependencyNames = (manifest: Manifest): string[] =>
  ['dependencies', 'optionalDependencies']
    .flatMap((field) => (isObject(manifest[field]) ? Object.keys(manifest[field]) : []))
    .filter(isSafe)

/** Whether a name is no path. */
function isSafe(name: string): boolean {
  const parts = name.split('/')
  if (name.includes('\\') || parts.length > 2 || (parts.length === 2 && !name.startsWith('@'))) return false
  return parts.every((part) => !['', '.', '..'].includes(part))
}

/** The names on the way from a package's folder through node_modules; null for any other way. */
function listNamesBelow(folder: string, place: string): string[] | null {
  const relative = convertSlashes(path.relative(folder, place))
  const isBelow = /^(?:(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/@.][^/]*)+$/.test(relative)
  return isBelow ? relative.split(/(?:^|\/)node_modules\//).filter((one) => one !== '') : null
}

const convertSlashes = (relative: string) => relative.split(path.sep).join('/')
