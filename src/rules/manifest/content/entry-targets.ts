import type { EntryFacts } from '../../../model/package-facts.ts'
import { entryPath, isObject } from './members.ts'

type Manifest = Readonly<Record<string, unknown>>
type Files = ReadonlyMap<string, EntryFacts>

/** What node tries for a `main` (https://nodejs.org/api/modules.html#all-together). */
const VARIANTS = ['', '.js', '.json', '.node', '/index.js', '/index.json', '/index.node']
/** Most texts that are collected from one field: hostile input must not make this long. */
const MOST_TARGETS = 5000

/** Every text in a value at any depth, without recursion. */
export function textsIn(value: unknown): string[] {
  const waiting: unknown[] = [value]
  const texts: string[] = []
  while (waiting.length > 0 && texts.length < MOST_TARGETS) {
    const next = waiting.pop()
    if (typeof next === 'string') texts.push(next)
    else if (Array.isArray(next)) waiting.push(...next.slice(0, MOST_TARGETS))
    else if (isObject(next)) waiting.push(...Object.values(next).slice(0, MOST_TARGETS))
  }
  return texts
}

function isThere(target: string, files: Files): boolean {
  const path = entryPath(target)
  if (path === '') return VARIANTS.some((variant) => files.has(variant.slice(1)))
  if (VARIANTS.some((variant) => files.has(path + variant))) return true
  return path.includes('*') || target.endsWith('/')
}

/**
 * What a bare import of the package leads to: the targets of `exports["."]`, else `main`, `module`, `browser` and
 * `types`. Empty if package.json names none.
 */
function rootTargets(manifest: Manifest): string[] {
  const { exports } = manifest
  if (exports !== undefined && exports !== null) {
    const root =
      isObject(exports) && Object.keys(exports).some((key) => key.startsWith('.')) ? exports['.'] : exports
    return textsIn(root).filter((target) => target.startsWith('.'))
  }
  return ['main', 'module', 'browser', 'types', 'typings']
    .map((field) => manifest[field])
    .filter((target): target is string => typeof target === 'string' && target !== '')
}

/** The targets of a bare import if it names some and none of them is in the tarball, else null. */
export function unresolvedRoot(manifest: Manifest, files: Files): string[] | null {
  const targets = rootTargets(manifest)
  if (targets.length === 0 || targets.some((target) => isThere(target, files))) return null
  // Without `exports`, node falls back to index.js when `main` leads nowhere.
  if (manifest.exports === undefined && isThere('', files)) return null
  return targets
}
