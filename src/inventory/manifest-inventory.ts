import { readManifestString } from '../manifest/parse-manifest.ts'
import type { Inventory } from '../model/inventory.ts'
import { isObject } from '../model/json-object.ts'

type Manifest = Readonly<Record<string, unknown>> | null
type FromManifest = Pick<
  Inventory,
  | 'name'
  | 'version'
  | 'installScripts'
  | 'dependencies'
  | 'optionalDependencies'
  | 'peerDependencies'
  | 'bins'
  | 'engines'
  | 'licence'
  | 'entryPoints'
>

const HOOKS = ['preinstall', 'install', 'postinstall']
/** More members of one field than this are not compared: hostile input must not make a report long. */
const MOST_MEMBERS = 2000
/** UTF-16 units of one value that are kept; what is cut is marked, so that long values still compare. */
const LONGEST_VALUE = 2000

/** What a package.json says that matters to those who install the package. */
export function readManifestInventory(manifest: Manifest, hasBindingGyp: boolean): FromManifest {
  const optionalDependencies = readTexts(manifest?.optionalDependencies)
  const dependencies = readTexts(manifest?.dependencies)
  return {
    name: readManifestString(manifest, 'name'),
    version: readManifestString(manifest, 'version'),
    installScripts: installScripts(manifest, hasBindingGyp),
    // npm lets an optional dependency win over one of the same name.
    dependencies: removeMembers(dependencies, optionalDependencies),
    optionalDependencies,
    peerDependencies: readTexts(manifest?.peerDependencies),
    bins: readBins(manifest),
    engines: readTexts(manifest?.engines),
    licence: readLicence(manifest),
    entryPoints: listEntryPoints(manifest?.exports),
  }
}

function installScripts(manifest: Manifest, hasBindingGyp: boolean): Readonly<Record<string, string>> {
  const scripts = readTexts(manifest?.scripts)
  const hooks = Object.fromEntries(
    Object.entries(scripts).filter(([name, command]) => HOOKS.includes(name) && command.trim() !== ''),
  )
  // npm adds this one itself (https://docs.npmjs.com/cli/using-npm/scripts, "npm install").
  if (!hasBindingGyp || manifest?.gypfile === false || 'install' in hooks || 'preinstall' in hooks)
    return hooks
  return { ...hooks, install: 'node-gyp rebuild' }
}

function readBins(manifest: Manifest): Readonly<Record<string, string>> {
  const { bin } = manifest ?? {}
  if (typeof bin !== 'string') return readTexts(bin)
  const name = readManifestString(manifest, 'name') ?? ''
  return { [name.slice(name.lastIndexOf('/') + 1)]: bin }
}

/** Older packages have an object, or a list of them under `licenses`. */
function readLicence(manifest: Manifest): string | null {
  const readOne = (value: unknown): string | null => {
    if (typeof value === 'string') return value === '' ? null : value
    return isObject(value) && typeof value.type === 'string' ? value.type : null
  }
  const own = readOne(manifest?.license)
  if (own !== null) return own
  const { licenses } = manifest ?? {}
  if (!Array.isArray(licenses)) return null
  return licenses.map(readOne).filter(Boolean).join(' OR ') || null
}

function listEntryPoints(exports: unknown): readonly string[] | null {
  if (exports === undefined || exports === null) return null
  if (!isObject(exports)) return ['.']
  const keys = Object.entries(exports).filter(([key, target]) => key.startsWith('.') && target !== null)
  return keys.length === 0 ? ['.'] : keys.slice(0, MOST_MEMBERS).map(([key]) => key)
}

function readTexts(value: unknown): Readonly<Record<string, string>> {
  if (!isObject(value)) return {}
  const members = Object.entries(value).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  )
  return Object.fromEntries(members.slice(0, MOST_MEMBERS).map(([name, text]) => [name, cut(text)]))
}

function cut(text: string): string {
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}… (${text.length} characters)`
}

function removeMembers(
  all: Readonly<Record<string, string>>,
  some: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !Object.hasOwn(some, name)))
}
