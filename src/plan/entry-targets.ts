import { ENDINGS_TRIED, PLATFORM_ENDINGS } from '../knowledge/module-endings.ts'
import { isObject } from '../model/json-object.ts'
import { listTexts } from '../rules/manifest/content/entry-targets.ts'
import { normaliseEntryPath } from '../rules/manifest/content/members.ts'

type Manifest = Readonly<Record<string, unknown>>

/** Members of package.json whose texts name files that others load: node's, TypeScript's, bundlers' and CDNs'. */
const ENTRY_MEMBERS = [
  'main',
  'module',
  'browser',
  'types',
  'typings',
  'typesVersions',
  'exports',
  'imports',
  'bin',
  'man',
  'directories',
  'style',
  'sass',
  'svelte',
  'unpkg',
  'jsdelivr',
  'umd:main',
  'jsnext:main',
  'react-native',
  'es2015',
  'esm2020',
  'fesm2022',
  'esnext',
  'gypfile',
] as const
/** Scripts that run where the package is installed. */
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall']
/** What node, bundlers and TypeScript add to a name that is not a file's. */
const ADDED = [...ENDINGS_TRIED, '.d.ts', '.d.mts', '.d.cts', '/index.d.ts'] as const

/** The packed files that package.json names as a way in, and folders that it opens with a `*`. */
export interface EntryTargets {
  readonly files: ReadonlySet<string>
  /** Folders of which everything can be imported; '' for the whole package. */
  readonly folders: ReadonlySet<string>
}

/** What package.json names as ways in. */
export function findEntryTargets(manifest: Manifest, packed: ReadonlySet<string>): EntryTargets {
  const files = new Set<string>()
  const folders = new Set<string>()
  const named = ENTRY_MEMBERS.flatMap((member) => listTexts(manifest[member]))
  const { scripts } = manifest
  const installing = isObject(scripts) ? INSTALL_SCRIPTS.map((name) => scripts[name]) : []
  for (const script of installing) if (typeof script === 'string') named.push(...script.split(/[\s;&|"'=]+/))
  if (manifest.main === undefined && manifest.exports === undefined) named.push('index')
  if (packed.has('binding.gyp')) named.push('binding.gyp')
  for (const text of named) {
    const path = normaliseEntryPath(text)
    if (path.split('/').includes('..')) continue
    const star = path.indexOf('*')
    if (star !== -1) folders.add(path.slice(0, Math.max(0, path.lastIndexOf('/', star))))
    else if (isFolder(path, packed) && text.endsWith('/')) folders.add(path)
    else for (const file of resolveInPackage(path, packed)) files.add(file)
  }
  for (const file of findNativeSpecs(manifest, packed)) files.add(file)
  return { files, folders }
}

/** What the code generator of React Native reads of a library that is installed, by the names that it asks for. */
function findNativeSpecs({ codegenConfig }: Manifest, packed: ReadonlySet<string>): string[] {
  const folder = isObject(codegenConfig) ? codegenConfig.jsSrcsDir : null
  if (typeof folder !== 'string') return []
  const inside = `${normaliseEntryPath(folder)}/`
  return [...packed].filter(
    (path) => path.startsWith(inside) && /(?:\/Native[^/]*|NativeComponent)\.[jt]sx?$/.test(path),
  )
}

/** Sources that Metro and other bundlers load where nothing compiled bears the name. */
const SOURCES_TRIED = ['.ts', '.tsx', '/index.ts', '/index.tsx', ...PLATFORM_ENDINGS]

/** The packed files that a name may lead to, for node, bundlers or TypeScript. */
export function resolveInPackage(path: string, packed: ReadonlySet<string>): string[] {
  const found = listCompiledFor(path, packed)
  if (found.some((one) => !/\.d\.[cm]?ts$/.test(one))) return found
  return [...found, ...SOURCES_TRIED.map((ending) => path + ending).filter((one) => packed.has(one))]
}

function listCompiledFor(path: string, packed: ReadonlySet<string>): string[] {
  const bare = path.replace(/\.[cm]?js$/, '')
  const typed =
    bare === path ? [] : ['.d.ts', '.d.mts', '.d.cts', '.ts', '.tsx'].map((ending) => bare + ending)
  return [...ADDED.map((added) => path + added), ...typed].filter((candidate) => packed.has(candidate))
}

function isFolder(path: string, packed: ReadonlySet<string>): boolean {
  return [...packed].some((one) => one.startsWith(`${path}/`))
}
