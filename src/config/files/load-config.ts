import path from 'node:path'
import { namesNoLicence, readLicence } from '../../manifest/licence.ts'
import { openLicenceOf } from '../../manifest/licence-text.ts'
import { CannotLook } from '../../model/cannot-look.ts'
import type { ConfigError } from '../../model/config-error.ts'
import type { AnyRule } from '../../model/rule.ts'
import {
  ConfigFileError,
  type ConfigFiles,
  isInside,
  makeRelativeToRoot,
  openDiskFiles,
} from '../../repository/config-files.ts'
import { DEFAULT_CONFIG } from '../merge/effective-config.ts'
import { discoverConfig, type FoundConfig } from './discover-config.ts'
import type { LoadedConfig } from './loaded-config.ts'

/** Names that a licence's own file mostly has, the likeliest first. */
const LICENCE_NAMES = [
  'LICENSE',
  'LICENSE.md',
  'LICENSE.txt',
  'LICENCE',
  'LICENCE.md',
  'license',
  'COPYING',
  'UNLICENSE',
]

export interface ConfigRequest {
  /** Folder of the package, absolute. For a tarball: the folder to work in. */
  readonly directory: string
  /** Absolute; null when there is no repository, which keeps the search to `directory`. */
  readonly repositoryRoot: string | null
  /** Named by the user, so not searched for; relative to the process's folder. */
  readonly configFile: string | null
  readonly rules: readonly AnyRule[]
  /** Of the package, for `packages` sections; taken from the directory's package.json if left out. */
  readonly packageName?: string | null
}

/**
 * The configuration of one package on disk, without policy and base commit.
 * Never throws for what is in the files: everything wrong with them is in `errors`, with file, line and column.
 */
export async function loadConfig(request: ConfigRequest): Promise<LoadedConfig> {
  const { root, place } = locateConfig(request)
  return loadConfigFrom(openDiskFiles(root), place)
}

/** Where the files of a request are: the root they are read from, and the place within it. */
export function locateConfig(request: ConfigRequest): { root: string; place: ConfigPlace } {
  const directory = path.resolve(request.directory)
  const named = request.configFile === null ? null : path.resolve(request.configFile)
  const repository = path.resolve(request.repositoryRoot ?? directory)
  // A file that the user names may lie anywhere; what it extends then lies beside or below it.
  const root = named !== null && !isInside(repository, named) ? path.dirname(named) : repository
  return {
    root,
    place: {
      folder: isInside(root, directory) ? makeRelativeToRoot(root, directory) : null,
      configFile: named === null ? null : makeRelativeToRoot(root, named),
      rules: request.rules,
      ...(request.packageName === undefined ? {} : { packageName: request.packageName }),
    },
  }
}

export interface ConfigPlace {
  /** Of the package, relative to the root; null if it lies elsewhere. */
  readonly folder: string | null
  /** Relative to the root; null to search. */
  readonly configFile: string | null
  readonly rules: readonly AnyRule[]
  readonly packageName?: string | null
}

/** Like `loadConfig`, from any source of files: the base commit of a pull request, an API. */
export async function loadConfigFrom(files: ConfigFiles, place: ConfigPlace): Promise<LoadedConfig> {
  const start = await findStart(files, place)
  if (!start.ok) return start
  const { found } = start
  if (found === null) return { ok: true, config: DEFAULT_CONFIG, file: null, files: [] }
  // Parser and schema are loaded only for those who configure something: start-up counts.
  const { readConfigTree } = await import('./read-config.ts')
  const identity = {
    name: place.packageName === undefined ? await readNameOnDisk(files, place.folder) : place.packageName,
    folder: place.folder,
  }
  return readConfigTree(files, found, identity, place.rules)
}

async function findStart(
  files: ConfigFiles,
  place: ConfigPlace,
): Promise<{ ok: true; found: FoundConfig | null } | { ok: false; errors: readonly ConfigError[] }> {
  if (place.configFile === null) return discoverConfig(files, place.folder ?? '')
  const file = place.configFile
  const fail = (message: string) => ({
    ok: false as const,
    errors: [{ message, file, line: null, column: null }],
  })
  try {
    const bytes = await files.read(file)
    if (bytes === null) return fail('There is no such configuration file. Check the path that was given.')
    const within = path.posix.basename(file) === 'package.json' ? 'seaworthy' : null
    return { ok: true, found: { file, bytes, within } }
  } catch (error) {
    if (error instanceof ConfigFileError) return fail(error.message)
    throw error
  }
}

async function readNameOnDisk(files: ConfigFiles, folder: string | null): Promise<string | null> {
  const name = (await readManifestForConfig(files, folder))?.name
  return typeof name === 'string' ? name : null
}

/**
 * The package.json of a folder, or null where there is none that can be read: packing tells what is wrong with it. Where
 * it names no licence, the text of the file that does speaks for it.
 */
export async function readManifestForConfig(
  files: ConfigFiles,
  folder: string | null,
): Promise<Readonly<Record<string, unknown>> | null> {
  if (folder === null) return null
  try {
    const bytes = await files.read(path.posix.join(folder, 'package.json'))
    const manifest: unknown = bytes === null ? null : JSON.parse(new TextDecoder().decode(bytes))
    if (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest)) return null
    return await addLicence(manifest as Record<string, unknown>, files, folder)
  } catch (error) {
    if (error instanceof CannotLook) throw error
    return null
  }
}

async function addLicence(
  manifest: Readonly<Record<string, unknown>>,
  files: ConfigFiles,
  folder: string,
): Promise<Readonly<Record<string, unknown>>> {
  if (!namesNoLicence(readLicence(manifest))) return manifest
  for (const name of LICENCE_NAMES) {
    const bytes = await files.read(path.posix.join(folder, name))
    if (bytes === null) continue
    const licence = openLicenceOf(new TextDecoder().decode(bytes))
    return licence === null ? manifest : { ...manifest, license: licence }
  }
  return manifest
}
