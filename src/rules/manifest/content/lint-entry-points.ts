import { isObject } from '../../../model/json-object.ts'
import type { EntryFacts } from '../../../model/package-facts.ts'
import { listTexts } from './entry-targets.ts'
import { normaliseEntryPath } from './members.ts'

/** One thing that publint says of an entry point. */
export interface EntryPointFault {
  readonly code: string
  /** Where in package.json. */
  readonly at: string[]
}

type Manifest = Readonly<Record<string, unknown>>

/** Fields that hold one path. */
const PATHS = ['main', 'module', 'types', 'typings', 'jsnext:main', 'unpkg', 'jsdelivr'] as const
/** How deep conditions may be nested; real packages use four levels. */
const DEEPEST = 12

const TYPES = /\.d\.([cm]?)ts$/
/** publint looks every path up in a list: with more targets than this it takes longer than the rest of the scan. */
const MOST_TARGETS = 300
/** Most faults that are told apart. */
const MOST_FAULTS = 2000
/** As many files show that a pattern matches something. */
const MOST_MATCHES = 10
/** As many patterns are looked at. */
const MOST_PATTERNS = 100

/** The files that the fields name, and those beside them that decide how they are read. */
function pickRelevant(targets: readonly string[], files: ReadonlyMap<string, EntryFacts>): string[] {
  const found = new Set<string>(['package.json'])
  const patterns: [prefix: string, suffix: string][] = []
  for (const target of targets) {
    const path = normaliseEntryPath(target)
    const star = path.indexOf('*')
    if (star !== -1) patterns.push([path.slice(0, star), path.slice(path.lastIndexOf('*') + 1)])
    else if (target.endsWith('/')) patterns.push([`${path}/`, ''])
    else for (const near of listNear(path)) if (files.has(near)) found.add(near)
  }
  if (files.has('index.js')) found.add('index.js')
  for (const [prefix, suffix] of patterns.slice(0, MOST_PATTERNS))
    for (const path of findFirstMatches(files.keys(), prefix, suffix)) found.add(path)
  return [...found]
}

/** What node and TypeScript try for a path, and what lies beside it. */
function listNear(path: string): string[] {
  return [
    path,
    `${path}.js`,
    `${path}.json`,
    `${path}.node`,
    `${path}/index.js`,
    path.replace(TYPES, '.$1js'),
    path.replace(/\.([cm]?)js$/, '.d.$1ts'),
  ]
}

function* findFirstMatches(paths: Iterable<string>, prefix: string, suffix: string): Generator<string> {
  let matches = 0
  for (const path of paths) {
    if (!path.startsWith(prefix) || !path.endsWith(suffix)) continue
    yield path
    matches += 1
    if (matches === MOST_MATCHES) return
  }
}

/** The targets of `exports` that are missing, by a look-up each: for packages whose list is too long for publint. */
function findMissingTargets(manifest: Manifest, files: ReadonlyMap<string, EntryFacts>): EntryPointFault[] {
  const waiting: { value: unknown; at: string[] }[] = [{ value: manifest.exports, at: ['exports'] }]
  const faults: EntryPointFault[] = []
  for (let next = waiting.pop(); next !== undefined && faults.length < MOST_FAULTS; next = waiting.pop()) {
    const { value, at } = next
    if (isObject(value) && at.length <= DEEPEST)
      for (const [key, inner] of Object.entries(value)) waiting.push({ value: inner, at: [...at, key] })
    else if (typeof value === 'string' && !/[*]|\/$/.test(value) && !files.has(normaliseEntryPath(value)))
      faults.push({ code: 'FILE_DOES_NOT_EXIST', at })
  }
  return faults
}

/** Whether a value has the form that node gives `exports`, `bin` and `browser`: names, and paths at the end of them. */
function isWellFormed(value: unknown, depth = 0): boolean {
  if (value === null || value === false) return depth > 0
  if (typeof value === 'string') return true
  return (
    isObject(value) &&
    depth < DEEPEST &&
    Object.values(value).every((inner) => isWellFormed(inner, depth + 1))
  )
}

/**
 * The part of package.json that says how the package is entered, as far as it has the right form. publint assumes
 * that form: from a number in the wrong place it throws where nobody can catch it.
 */
function pickEntryFields(manifest: Manifest): Record<string, unknown> {
  const kept: Record<string, unknown> = {
    name: 'package',
    version: '0.0.0',
    license: 'MIT',
    files: [],
    sideEffects: false,
  }
  for (const field of PATHS) if (typeof manifest[field] === 'string') kept[field] = manifest[field]
  if (manifest.type === 'module' || manifest.type === 'commonjs') kept.type = manifest.type
  for (const field of ['exports', 'bin', 'browser'] as const)
    if (isWellFormed(manifest[field])) kept[field] = manifest[field]
  if (isObject(kept.bin) && Object.values(kept.bin).some((path) => typeof path !== 'string')) delete kept.bin
  if (isObject(manifest.typesVersions)) kept.typesVersions = {}
  return kept
}

/**
 * What publint finds in the entry points that package.json names, by its own API and without file contents: which
 * targets are missing, which patterns match nothing, which conditions come in an order that hides others. Very long
 * lists are only checked for targets that are missing.
 */
export async function lintEntryPoints(
  manifest: Manifest,
  files: ReadonlyMap<string, EntryFacts>,
): Promise<EntryPointFault[]> {
  const fields = pickEntryFields(manifest)
  const targets = Object.values(fields).flatMap(listTexts)
  if (targets.length > MOST_TARGETS || ('exports' in manifest && !('exports' in fields)))
    return findMissingTargets(manifest, files)
  const { publint } = await import('publint')
  const pack = pickRelevant(targets, files).map((path) => ({
    name: `/package/${path}`,
    data: path === 'package.json' ? JSON.stringify(fields) : '',
  }))
  try {
    const { messages } = await publint({ pkgDir: '/package', pack: { files: pack } })
    return messages.map(({ code, path }) => ({ code, at: path }))
  } catch {
    return findMissingTargets(manifest, files)
  }
}
