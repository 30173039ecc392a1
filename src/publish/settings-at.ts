import { existsSync } from 'node:fs'
import path from 'node:path'
import { type NpmSettings, readNpmSettings } from '../pack/registry/npm-settings.ts'
import type { OwnPackages } from './own-packages.ts'
import { readSettingsOfTools, type SettingsOfTools } from './settings-of-tools.ts'
import { readYarnSettings, type YarnSettings } from './yarn-settings.ts'

/** What publishing tools that run in a folder are told of registries. */
export interface SettingsAt {
  /** Absolute. */
  readonly folder: string
  /** As npm reads it, which leaves out the file of a workspace. */
  readonly npm: NpmSettings
  /** As others read it, which do not. */
  readonly alone: NpmSettings
  /** Yarn 2 and later. */
  readonly yarn: YarnSettings
  readonly tools: SettingsOfTools
}

/** Files by which a folder can have settings of its own. */
const FILES = ['.npmrc', '.yarnrc.yml', '.yarnrc', 'bunfig.toml']

/**
 * Reads the settings that hold in a folder.
 * @throws CannotLook when npm's configuration cannot be read
 */
export async function readSettingsAt(
  folder: string,
  root: string,
  environment: NodeJS.ProcessEnv,
): Promise<SettingsAt> {
  const [npm, alone, yarn, tools] = await Promise.all([
    readNpmSettings(folder, environment),
    readNpmSettings(folder, environment, true),
    readYarnSettings(folder, environment),
    readSettingsOfTools(folder, root, environment),
  ])
  return { folder, npm, alone, yarn, tools }
}

/**
 * The settings of the folder that the command runs in, and after it those of every package that has some of its own.
 * @throws CannotLook when npm's configuration cannot be read
 */
export async function readAllSettings(
  directory: string,
  { packages, root }: OwnPackages,
  environment: NodeJS.ProcessEnv,
): Promise<readonly [SettingsAt, ...SettingsAt[]]> {
  const open = packages.filter(({ manifest }) => manifest.private !== true).map(({ folder }) => folder)
  const folders = [...new Set(open)].filter(
    (folder) => folder !== directory && FILES.some((file) => existsSync(path.join(folder, file))),
  )
  const [first, ...others] = await Promise.all([
    readSettingsAt(directory, root, environment),
    // What npm cannot read there, it cannot publish by.
    ...folders.map((folder) => readSettingsAt(folder, root, environment).catch(() => null)),
  ])
  return [first, ...others.filter((one) => one !== null)]
}

/** The settings, with what stood there before for every registry that is the guard itself. */
export function restoreRegistries(
  now: SettingsAt,
  before: SettingsAt,
  isGuard: (url: string) => boolean,
): SettingsAt {
  const chooseReal = <T extends Pick<YarnSettings, 'registry' | 'scopes'>>(one: T, old: T): T => ({
    ...one,
    registry: one.registry !== null && isGuard(one.registry) ? old.registry : one.registry,
    scopes: new Map(
      [...one.scopes].map(([scope, url]) => [scope, isGuard(url) ? (old.scopes.get(scope) ?? url) : url]),
    ),
  })
  return {
    ...now,
    npm: chooseReal(now.npm, before.npm),
    alone: chooseReal(now.alone, before.alone),
    yarn: chooseReal(now.yarn, before.yarn),
  }
}
