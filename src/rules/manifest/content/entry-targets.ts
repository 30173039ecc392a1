import { NODE_ENDINGS } from '../../../knowledge/module-endings.ts'
import { isObject } from '../../../model/json-object.ts'
import type { EntryFacts } from '../../../model/package-facts.ts'
import { normaliseEntryPath } from './members.ts'

type Manifest = Readonly<Record<string, unknown>>
type Files = ReadonlyMap<string, EntryFacts>

/** Most texts that are collected from one field: hostile input must not make this long. */
const MOST_TARGETS = 5000

/** Every text in a value at any depth, without recursion. */
export function listTexts(value: unknown): string[] {
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
  const path = normaliseEntryPath(target)
  if (path === '') return NODE_ENDINGS.some((variant) => files.has(variant.slice(1)))
  if (NODE_ENDINGS.some((variant) => files.has(path + variant))) return true
  return path.includes('*') || target.endsWith('/')
}

/** Conditions of `exports` that no program runs by: declarations, and the source for who develops the package. */
const NOT_RUN = /^(?:types(?:@.*)?|typings|source|development|@.*)$/

/** The targets in a value of `exports` by which the package runs; those of declarations where there are no others. */
function listRunTargets(value: unknown): string[] {
  const run = listTexts(removeConditions(value)).filter((target) => target.startsWith('.'))
  return run.length > 0 ? run : listTexts(value).filter((target) => target.startsWith('.'))
}

function removeConditions(value: unknown, depth = 0): unknown {
  if (!isObject(value) || depth > DEEPEST_CONDITIONS) return value
  return Object.entries(value)
    .filter(([name]) => !NOT_RUN.test(name))
    .map(([, inner]) => removeConditions(inner, depth + 1))
}

/** How deep conditions are looked through; real packages use four levels. */
const DEEPEST_CONDITIONS = 12

/**
 * What a bare import of the package leads to: the targets of `exports["."]`, else `main`, `module` and `browser`, else
 * declarations alone. Empty if package.json names none.
 */
function listRootTargets(manifest: Manifest): string[] {
  const { exports } = manifest
  if (exports !== undefined && exports !== null) {
    const root =
      isObject(exports) && Object.keys(exports).some((key) => key.startsWith('.')) ? exports['.'] : exports
    return listRunTargets(root)
  }
  const run = listFieldTargets(manifest, ['main', 'module', 'browser'])
  return run.length > 0 ? run : listFieldTargets(manifest, ['types', 'typings'])
}

/** All files that a package is entered by when it runs. */
export function listEntryTargets(manifest: Manifest): string[] {
  const { exports } = manifest
  if (exports === undefined || exports === null) return listFieldTargets(manifest, ['main', 'module'])
  return listRunTargets(exports)
}

function listFieldTargets(manifest: Manifest, fields: readonly string[]): string[] {
  return fields
    .map((field) => manifest[field])
    .filter((target): target is string => typeof target === 'string' && target !== '')
}

/**
 * The targets of a bare import if it names some and none of them is in the tarball, else null. The source that is there
 * does not stand in for what is made of it, nor a declaration for a whole folder that is not; packages of types alone do
 * name a `main` that never was, beside declarations that are there.
 */
export function findUnresolvedRoot(manifest: Manifest, files: Files): string[] | null {
  const targets = listRootTargets(manifest)
  if (targets.length === 0 || targets.some((target) => isThere(target, files))) return null
  if (isNotImported(manifest, files) || isOfTypes(targets, manifest, files)) return null
  // Without `exports`, node falls back to index.js when `main` leads nowhere.
  if (manifest.exports === undefined && isThere('', files)) return null
  const hasTypes = listTypeTargets(manifest).some((target) => isThere(target, files))
  return hasTypes && !targets.every((target) => isFolderGone(target, files)) ? null : targets
}

/** Declarations: what `types`, `typings` and the conditions of that name lead to. */
export function listTypeTargets(manifest: Manifest): string[] {
  const found = listFieldTargets(manifest, ['types', 'typings'])
  const waiting: unknown[] = [manifest.exports]
  while (waiting.length > 0 && found.length < MOST_TARGETS) {
    const next = waiting.pop()
    if (typeof next === 'string') found.push(...(/\.d\.[cm]?ts$/.test(next) ? [next] : []))
    else if (Array.isArray(next)) waiting.push(...next.slice(0, MOST_TARGETS))
    else if (isObject(next)) waiting.push(...Object.values(next).slice(0, MOST_TARGETS))
  }
  return found
}

/** Whether a package names declarations and nothing else, without their ending, and they are there. */
function isOfTypes(targets: readonly string[], manifest: Manifest, files: Files): boolean {
  if (listFieldTargets(manifest, ['main', 'module', 'browser']).length > 0 || manifest.exports !== undefined)
    return false
  return targets.some((target) =>
    ['.d.ts', '/index.d.ts'].some((end) => files.has(normaliseEntryPath(target) + end)),
  )
}

/**
 * Packages that nobody imports by their name: commands, plugins of Cordova, Expo, Grunt and pnpm, contracts, nodes of
 * n8n, styles, extensions of editors, and packages whose files a script fetches at install. A missing `main` is then a
 * matter of tidiness.
 */
function isNotImported(manifest: Manifest, files: Files): boolean {
  const commands = listTexts(manifest.bin)
  if (
    commands.length > 0 &&
    manifest.exports === undefined &&
    commands.every((target) => isThere(target, files))
  )
    return true
  if (NOT_IMPORTED.some((name) => name in manifest)) return true
  const scripts = isObject(manifest.scripts) ? manifest.scripts : {}
  if (['preinstall', 'install', 'postinstall'].some((name) => typeof scripts[name] === 'string')) return true
  const paths = [...files.keys()]
  if (paths.some((path) => LOADED_BY_TOOLS.test(path))) return true
  // Grunt loads the files of a plugin's folder (https://gruntjs.com/creating-plugins).
  if (/^grunt-/.test(`${manifest.name}`) && paths.some((path) => /^tasks\/[^/]+\.js$/.test(path))) return true
  // Yeoman asks for the generators by their folders (https://yeoman.io/authoring/).
  if (
    paths.some((path) => /^(?:lib\/|dist\/)?(?:generators\/)?app\/index\.[cm]?js$/.test(path)) &&
    /(?:^|\/)generator-/.test(`${manifest.name}`)
  )
    return true
  const isCode = (path: string) => /\.(?:[cm]?js|node|wasm|json)$/.test(path) && path !== 'package.json'
  return (
    paths.some((path) => /\.(?:sol|vy|cairo|scss|less|proto|graphql|css)$/.test(path)) && !paths.some(isCode)
  )
}

/** What Cordova, Expo's autolinking and pnpm look for in a package; none of them asks for its `main`. */
const LOADED_BY_TOOLS = /^(?:plugin\.xml|expo-module\.config\.json|pnpmfile\.c?js)$/

const NOT_IMPORTED = [
  'cordova',
  'n8n',
  'contributes',
  'unity',
  'style',
  'sass',
  'nativescript',
  'schematics',
  'builders',
  'generators',
]

function isFolderGone(target: string, files: Files): boolean {
  const [top = '', ...rest] = normaliseEntryPath(target).split('/')
  return rest.length > 0 && ![...files.keys()].some((path) => path.startsWith(`${top}/`))
}
