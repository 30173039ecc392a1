import type { EntryFacts } from '../../../scan/package-facts.ts'
import { textsIn } from './entry-targets.ts'
import { entryPath, isObject } from './members.ts'

/** One thing that publint says of an entry point. */
export interface EntryPointFault {
  readonly code: string
  /** Where in package.json. */
  readonly at: string[]
}

type Manifest = Readonly<Record<string, unknown>>

const FIELDS = [
  'main',
  'module',
  'types',
  'typings',
  'exports',
  'imports',
  'browser',
  'bin',
  'jsnext:main',
  'unpkg',
  'jsdelivr',
  'typesVersions',
]
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
function relevant(targets: readonly string[], files: ReadonlyMap<string, EntryFacts>): string[] {
  const found = new Set<string>(['package.json'])
  const patterns: [prefix: string, suffix: string][] = []
  for (const target of targets) {
    const path = entryPath(target)
    const star = path.indexOf('*')
    if (star !== -1) patterns.push([path.slice(0, star), path.slice(path.lastIndexOf('*') + 1)])
    else if (target.endsWith('/')) patterns.push([`${path}/`, ''])
    else
      for (const near of [
        path,
        `${path}.js`,
        `${path}.json`,
        `${path}.node`,
        `${path}/index.js`,
        path.replace(TYPES, '.$1js'),
        path.replace(/\.([cm]?)js$/, '.d.$1ts'),
      ])
        if (files.has(near)) found.add(near)
  }
  if (files.has('index.js')) found.add('index.js')
  for (const [prefix, suffix] of patterns.slice(0, MOST_PATTERNS)) {
    let matches = 0
    for (const path of files.keys()) {
      if (matches >= MOST_MATCHES) break
      if (!path.startsWith(prefix) || !path.endsWith(suffix)) continue
      matches += 1
      found.add(path)
    }
  }
  return [...found]
}

/** The targets of `exports` that are missing, by a look-up each: for packages whose list is too long for publint. */
function missingTargets(manifest: Manifest, files: ReadonlyMap<string, EntryFacts>): EntryPointFault[] {
  const waiting: { value: unknown; at: string[] }[] = [{ value: manifest.exports, at: ['exports'] }]
  const faults: EntryPointFault[] = []
  for (let next = waiting.pop(); next !== undefined && faults.length < MOST_FAULTS; next = waiting.pop()) {
    const { value, at } = next
    if (isObject(value))
      for (const [key, inner] of Object.entries(value)) waiting.push({ value: inner, at: [...at, key] })
    else if (typeof value === 'string' && !/[*]|\/$/.test(value) && !files.has(entryPath(value)))
      faults.push({ code: 'FILE_DOES_NOT_EXIST', at })
  }
  return faults
}

/**
 * What publint finds in the entry points that package.json names, by its own API and without file contents: which
 * targets are missing, which patterns match nothing, which conditions come in an order that hides others. Empty where
 * publint itself gives up on a package.json that is not of the expected form.
 */
export async function lintEntryPoints(
  manifest: Manifest,
  files: ReadonlyMap<string, EntryFacts>,
): Promise<EntryPointFault[]> {
  const targets = FIELDS.flatMap((field) => textsIn(manifest[field]))
  if (targets.length > MOST_TARGETS) return missingTargets(manifest, files)
  const { publint } = await import('publint')
  const pack = relevant(targets, files).map((path) => ({
    name: `/package/${path}`,
    data: path === 'package.json' ? JSON.stringify(manifest) : '',
  }))
  try {
    const { messages } = await publint({ pkgDir: '/package', pack: { files: pack } })
    return messages.map(({ code, path }) => ({ code, at: path }))
  } catch {
    return []
  }
}
