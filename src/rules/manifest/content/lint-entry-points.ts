import type { EntryFacts } from '../../../scan/package-facts.ts'
import { textsIn } from './entry-targets.ts'
import { entryPath } from './members.ts'

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
/** publint looks every path up in a list: more files than this would take it longer than the rest of the scan. */
const MOST_FILES = 1500

/** The files that the fields name, and those beside them that decide how they are read. */
function relevant(manifest: Manifest, files: ReadonlyMap<string, EntryFacts>): string[] {
  const found = new Set<string>(['package.json'])
  const patterns: [prefix: string, suffix: string][] = []
  for (const target of FIELDS.flatMap((field) => textsIn(manifest[field]))) {
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
  for (const [prefix, suffix] of new Map(patterns)) {
    if (found.size > MOST_FILES) break
    for (const path of files.keys()) if (path.startsWith(prefix) && path.endsWith(suffix)) found.add(path)
  }
  return [...found].slice(0, MOST_FILES)
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
  const { publint } = await import('publint')
  const pack = relevant(manifest, files).map((path) => ({
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
