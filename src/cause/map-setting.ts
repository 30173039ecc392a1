import { posix } from 'node:path'
import type { MapForm, MapSetting } from './map-making.ts'
import { findSettingsByDefault } from './map-setting-by-default.ts'
import { findSettingsInConfigFiles, findSettingsInProgram } from './map-setting-in-code.ts'
import { findSettingsInScripts } from './map-setting-in-scripts.ts'
import {
  findSettingsInTypeScriptConfig,
  listExtendedConfigs,
  listReferredConfigs,
} from './map-setting-in-tsconfig.ts'
import { findSettingsInWorkspaceFiles } from './map-setting-in-workspace.ts'
import type { PackageFolder } from './package-folder.ts'
import { findFlag, listScriptCommands, type ScriptCommand } from './script-commands.ts'

/** Programs that run a program of the package's own. */
const RUNNERS = new Set(['node', 'bun', 'tsx', 'ts-node', 'deno', 'esno', 'jiti'])
/** Scripts that are for building, not for working on the package. */
const RELEASE =
  /^(?:(?:pre|post)?(?:build|bundle|compile|dist|pack|prepare|publish(?:Only)?)|prepublishOnly)\b/

/** Programs that build by the configuration of another one. */
const READS: Readonly<Record<string, readonly string[]>> = {
  'react-router': ['vite'],
  remix: ['vite'],
  vinxi: ['vite'],
  ice: ['webpack'],
  nest: ['tsc', 'webpack', 'rspack', 'swc'],
  tshy: ['tsc'],
  zshy: ['tsc'],
  heft: ['tsc'],
  'expo-module': ['tsc'],
  'svelte-package': ['tsc'],
  'electron-forge': ['vite', 'webpack'],
}

/** What a person would call the tool of a setting: a program of one's own has no name that says anything. */
export function nameTool({ tool }: MapSetting): string {
  return RUNNERS.has(tool) ? 'the build' : tool
}

/** What a map is like whose setting is looked for. */
export interface WantedMap {
  readonly form: MapForm
  /** Whether it holds the texts of its sources. */
  readonly hasTexts: boolean
}

/**
 * Finds the setting that made maps of this kind, by reading: the scripts in package.json, tsconfig.json with what it
 * extends, and the configuration of the bundlers. Nothing is run.
 * @returns the one of the tool that a script calls, where several could be it; null if none is known to do that.
 */
export function findMapSetting(folder: PackageFolder, wanted: WantedMap): MapSetting | null {
  return findMapSettings(folder, wanted)[0] ?? null
}

/**
 * Every setting that may have made maps of this kind: those of the tools that a script for building calls, else those
 * of tools that any script calls, else the first that is known.
 */
export function findMapSettings(folder: PackageFolder, wanted: WantedMap): MapSetting[] {
  const commands = listScriptCommands(folder)
  const settings = [
    ...findSettingsInScripts(folder, commands),
    ...commands.flatMap((command) => findSettingsByCommand(folder, command)),
    ...findSettingsInConfigFiles(folder),
    ...findSettingsByDefault(folder, commands),
    ...findSettingsInWorkspaceFiles(folder),
    ...findTypeScriptConfigs(folder, commands).flatMap((path) =>
      findSettingsInTypeScriptConfig(folder, path),
    ),
  ]
  const fitting = settings.filter(
    ({ forms, hasTexts }) => forms.includes(wanted.form) && (hasTexts || !wanted.hasTexts),
  )
  const findCalledBy = (among: readonly ScriptCommand[]): MapSetting[] => {
    const called = new Set(among.flatMap(({ tool }) => [tool, ...(READS[tool] ?? [])]))
    return fitting.filter(({ tool }) => called.has(tool))
  }
  const building = findCalledBy(
    commands.filter((command) => RELEASE.test(command.script) && !isCheckOnly(command)),
  )
  if (building.length > 0) return building
  const used = findCalledBy(commands)
  return used.length > 0 ? used : fitting.slice(0, 1)
}

/** The compiler called to check types writes nothing. */
function isCheckOnly(command: ScriptCommand): boolean {
  return command.tool === 'tsc' && findFlag(command, ['--noEmit']) !== null
}

/** The script that builds: what a tool's setting comes into force with; null if package.json names none. */
export function findBuildScript(folder: PackageFolder, tools: ReadonlySet<string>): string | null {
  const commands = listScriptCommands(folder).filter(
    ({ script, tool }) =>
      RELEASE.test(script) && [tool, ...(READS[tool] ?? [])].some((one) => tools.has(one)),
  )
  const names = commands.map(({ script }) => script)
  const { scripts } = folder.manifest
  const hasBuild = typeof scripts === 'object' && scripts !== null && 'build' in scripts
  return hasBuild ? 'build' : (names[0] ?? null)
}

/** Configurations and programs that a command names. */
function findSettingsByCommand(folder: PackageFolder, command: ScriptCommand): MapSetting[] {
  if (RUNNERS.has(command.tool)) {
    const program = command.words.find(({ text }) => /\.[cm]?[jt]sx?$/.test(text))?.text
    if (program === undefined || !RELEASE.test(command.script)) return []
    return findSettingsInProgram(folder, program, command.tool)
  }
  const config = command.tool === 'tsc' ? null : findFlag(command, ['--config', '--config-file', '-c'], true)
  if (typeof config?.value !== 'string') return []
  return findSettingsInProgram(folder, config.value, command.tool)
}

/** The configurations that the scripts compile with; where no script that builds calls the compiler, the usual ones too. */
function findTypeScriptConfigs(folder: PackageFolder, commands: readonly ScriptCommand[]): string[] {
  const compiling = commands.filter((command) => command.tool === 'tsc' && !isCheckOnly(command))
  const named = compiling.flatMap((command) => listProjects(folder, command))
  const isBuilt = compiling.some(({ script }) => RELEASE.test(script))
  return [...new Set([...named, ...(isBuilt ? [] : listUsualConfigs(folder))])]
}

/** The one that is for building first; where it inherits from the other, that one, whose edit reaches both. */
function listUsualConfigs(folder: PackageFolder): string[] {
  const usual = ['tsconfig.build.json', 'tsconfig.json']
  const [forBuild = '', main = ''] = usual
  return listExtendedConfigs(folder, folder.readText(forBuild) ?? '{}', forBuild).includes(main)
    ? usual.reverse()
    : usual
}

/** What a call of the compiler reads: one configuration, or several and those that they refer to. */
function listProjects(folder: PackageFolder, command: ScriptCommand): string[] {
  const builds = findFlag(command, ['--build', '-b'])
  if (builds !== null) {
    const named = command.words.map(({ text }) => text).filter((text) => !text.startsWith('-'))
    return listReferredConfigs(folder, (named.length > 0 ? named : ['.']).map(resolveConfigPath))
  }
  const project = findFlag(command, ['--project', '-p'], true)
  return [resolveConfigPath(typeof project?.value === 'string' ? project.value : '.')]
}

function resolveConfigPath(path: string): string {
  const plain = posix.normalize(path)
  return plain.endsWith('.json') ? plain : posix.join(plain, 'tsconfig.json')
}
