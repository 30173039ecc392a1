import path from 'node:path'
import type { CommitFiles } from '../../repository/commit-files.ts'
import {
  ConfigFileError,
  type ConfigFiles,
  isInside,
  makeRelativeToRoot,
  openDiskFiles,
} from '../../repository/config-files.ts'
import { findRepositoryRoot } from '../../repository/repository-root.ts'
import { WrongAtBase } from '../../repository/wrong-at-base.ts'
import { type ConfigRequest, loadConfigFrom } from '../files/load-config.ts'
import type { EffectiveConfig } from './effective-config.ts'
import type { BasePackage } from './package-at-base.ts'

export interface BaseConfig {
  readonly config: EffectiveConfig
  /** The files that it is made of. */
  readonly files: readonly string[]
}

/**
 * The configuration that the base commit has for a package.
 * @param baseOf the base of another repository, where the configuration was named and lies in one
 * @throws WrongAtBase when it is there and wrong
 */
export async function readConfigAtBase(
  request: ConfigRequest & { readonly repositoryRoot: string },
  one: BasePackage,
  base: CommitFiles,
  baseOf: (root: string) => Promise<CommitFiles | null>,
): Promise<BaseConfig> {
  const { files, configFile } = await findStartAtBase(request, base, baseOf)
  const loaded = await loadConfigFrom(files, {
    folder: one.folder,
    configFile,
    rules: request.rules,
    packageName: one.name,
  })
  if (loaded.ok) return { config: loaded.config, files: loaded.files }
  throw new WrongAtBase('the configuration', base, loaded.errors)
}

/** Where a named configuration is read from; where the base has no such file, the one that is found there counts. */
async function findStartAtBase(
  { configFile: given, repositoryRoot: root }: ConfigRequest & { readonly repositoryRoot: string },
  base: CommitFiles,
  baseOf: (root: string) => Promise<CommitFiles | null>,
): Promise<{ files: ConfigFiles; configFile: string | null }> {
  if (given === null) return { files: base, configFile: null }
  const file = path.resolve(given)
  const own = findRepositoryRoot(path.dirname(file))
  if (isInside(root, file) && (own === null || own === root)) {
    const configFile = makeRelativeToRoot(root, file)
    return { files: base, configFile: (await has(base, configFile)) ? configFile : null }
  }
  const around = own === null ? null : await baseOf(own)
  // In no repository, or in one that is its own gate: no change can reach it, so it is the same at the base.
  const place = own ?? path.dirname(file)
  return { files: around ?? openDiskFiles(place), configFile: makeRelativeToRoot(place, file) }
}

async function has(base: CommitFiles, file: string): Promise<boolean> {
  try {
    return (await base.read(file)) !== null
  } catch (error) {
    // It is there, and what is wrong with it is said when it is read as a configuration.
    if (error instanceof ConfigFileError) return true
    throw error
  }
}
