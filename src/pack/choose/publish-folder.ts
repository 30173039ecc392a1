import { existsSync } from 'node:fs'
import path from 'node:path'
import { CannotLook } from '../../model/cannot-look.ts'
import { isObject } from '../../model/json-object.ts'
import { isInside, makeRelativeToRoot } from '../../repository/config-files.ts'
import { findRepositoryRoot } from '../../repository/repository-root.ts'
import { readJson, readMemberAt } from '../workspace/read-json.ts'
import type { ChosenPacker } from './choose-packer.ts'
import type { ReleaseTool } from './direct-commands.ts'
import { type Answer, answer, type Question } from './folder-question.ts'
import { type Asset, findLernaAssets, findLernaFolder } from './lerna-folder.ts'
import { findPublishedFolderOf } from './rank-commands.ts'
import type { Settings } from './read-settings.ts'
import { hasPlugins } from './release-settings.ts'
import { readSettingsChain } from './settings-chain.ts'

/** The folder whose package is published. */
export interface PublishFolder {
  /** Absolute. */
  readonly folder: string
  /** What says so, as a clause; null where it is the package's own. */
  readonly reason: string | null
  /** Files of elsewhere that its tool puts into it before it packs; their paths in there. */
  readonly assets: readonly Asset[]
}

/**
 * The folder that is published, where it is not the package's own: told by the publishing command, the release tool's
 * settings, `publishConfig.directory`, or the build that makes packages. Settings are read as data; nothing runs.
 * @throws CannotLook when it is set by code, lies outside of the repository, or is not there yet.
 */
export async function findPublishFolder(question: Question): Promise<PublishFolder> {
  const { folder, label } = question
  const said =
    findByCommand(question) ??
    (await findByReleaseTool(question)) ??
    findByPublishConfig(question) ??
    (await findByNx(question)) ??
    (await findByNgPackagr(question))
  if (said === null) return { folder, reason: null, assets: [] }
  const found = path.resolve(said.from, said.written)
  if (found === folder) return { folder, reason: null, assets: [] }
  const root = findRepositoryRoot(folder) ?? question.chosen.workspace?.root ?? folder
  if (!isInside(root, found))
    throw new CannotLook(
      `${label} is published from ${said.written} (${said.reason}), which lies outside of the repository. Name the folder that is published instead.`,
    )
  const shown = isInside(folder, found) ? makeRelativeToRoot(folder, found) : makeRelativeToRoot(root, found)
  const assets = question.chosen.tool === 'lerna' ? await findLernaAssets(question) : []
  const isMade = existsSync(found) && assets.some(({ to }) => to === 'package.json')
  if (!existsSync(path.join(found, 'package.json')) && !isMade)
    throw new CannotLook(
      `${label} is published from ${shown} (${said.reason}), and there is ${existsSync(found) ? 'no package.json in it' : 'no such folder'}, so nothing was looked at: build first, then run again, or hand over the tarball.`,
    )
  return { folder: found, reason: said.reason, assets }
}

function findByCommand({ folder, chosen }: Question): Answer | null {
  const { command, tool } = chosen
  if (command === null || tool === 'lerna') return null
  const named = findPublishedFolderOf(command, folder)
  if (named === null || named === folder || !isInside(folder, named)) return null
  return {
    written: named,
    from: folder,
    reason: `${command.source} runs ${command.shown} ${command.folder === null ? 'there' : 'on it'}`,
  }
}

async function findByReleaseTool(question: Question): Promise<Answer | null> {
  const { tool } = question.chosen
  if (tool === 'lerna') return findLernaFolder(question)
  const setting = tool === null ? undefined : FOLDER_SETTINGS[tool]
  return setting === undefined ? null : findBySettings(question, setting)
}

/** The setting of a release tool that names the folder. */
interface FolderSetting {
  readonly read: (settings: unknown, name: string) => unknown
  /** What it is called, as a path of members. */
  readonly name: string
  /** Whether settings are the last that count, though they extend others. */
  readonly isLast?: (settings: Settings) => boolean
}

const FOLDER_SETTINGS: Partial<Record<ReleaseTool, FolderSetting>> = {
  'semantic-release': { read: readPkgRoot, name: 'pkgRoot', isLast: hasPlugins },
  'release-it': {
    read: (settings) => readMemberAt(settings, ['npm', 'publishPath']),
    name: 'npm.publishPath',
  },
  np: { read: (settings) => readMemberAt(settings, ['contents']), name: 'contents' },
}

/** What the settings of the package's own folder say, or those of its workspace, with those that they extend. */
async function findBySettings(question: Question, setting: FolderSetting): Promise<Answer | null> {
  const { folder, label, chosen, manifest } = question
  const { tool, workspace } = chosen
  const { read, name, isLast } = setting
  const from = findRunFolder(chosen, folder)
  const named = String(manifest.name ?? '').replace(/^@[^/]*\//, '')
  for (const place of new Set([folder, workspace?.root ?? folder])) {
    const chain = tool === null ? null : await readSettingsChain(tool, place)
    for (const settings of chain?.all ?? []) {
      const found =
        settings.value === null
          ? readFromCode(settings, name, from, label)
          : answer(read(settings.value, named), from, `${name} in ${settings.file}`)
      if (found !== null && (place === folder || !(await isBuiltElsewhere(found, question)))) return found
      if (isLast?.(settings) === true) break
    }
  }
  return null
}

/** Whether a folder that the root names is another package's: the build writes this one somewhere else. */
async function isBuiltElsewhere(found: Answer, question: Question): Promise<boolean> {
  const built = await findByNgPackagr(question)
  return built !== null && path.resolve(built.from, built.written) !== path.resolve(found.from, found.written)
}

/** The folder that a tool starts from: the root where it is called once for all, else the package's own. */
function findRunFolder({ command, workspace }: ChosenPacker, folder: string): string {
  const isOnce = command?.shown === 'semantic-release' && command.runsIn === workspace?.root
  return isOnce ? (workspace?.root ?? folder) : folder
}

/**
 * `pkgRoot` among the options of the npm plugin, or shared by all plugins.
 * @param name of the package without its scope: where the plugin is there for several packages, its own is called so
 */
function readPkgRoot(settings: unknown, name: string): unknown {
  const plugins = readMemberAt(settings, ['plugins'])
  const own = (Array.isArray(plugins) ? plugins : [])
    .filter((plugin) => Array.isArray(plugin) && plugin[0] === '@semantic-release/npm')
    .map((plugin) => readMemberAt(plugin[1], ['pkgRoot']))
  const ownFolder = own.find((one) => typeof one === 'string' && path.basename(one) === name)
  return ownFolder ?? own.find((one) => one !== undefined) ?? readMemberAt(settings, ['pkgRoot'])
}

/**
 * A folder in settings that are code, or TOML: a text that stands there is read, anything else is not guessed.
 * @throws CannotLook when the code works the folder out.
 */
function readFromCode({ file, text }: Settings, name: string, folder: string, label: string): Answer | null {
  const member = name.replace(/^.*\./, '')
  const written = new RegExp(`\\b${member}['"]?\\s*[:=]\\s*(?:(['"])([^'"$\`]+)\\1\\s*(?:[,}\\n]|$))?`).exec(
    text,
  )
  if (written === null) return null
  if (written[2] !== undefined) return answer(written[2], folder, `${name} in ${file}`)
  throw new CannotLook(
    `${label} is published from a folder that ${file} computes (${name}), and Seaworthy runs no code of the repository. Name the folder that is published instead, or hand over its tarball.`,
  )
}

/** Read by pnpm and by changesets; npm itself ignores it, but whoever writes it has a tool that does not. */
function findByPublishConfig({ chosen, folder, manifest }: Question): Answer | null {
  const { packer, tool, command } = chosen
  const isPlain = command !== null && tool === null && packer !== 'pnpm'
  const reads = !isPlain && packer !== 'bun' && packer !== 'yarn' && tool !== 'nx'
  if (!reads) return null
  return answer(
    readMemberAt(manifest, ['publishConfig', 'directory']),
    folder,
    'publishConfig.directory in package.json',
  )
}

async function findByNx({ chosen, folder, manifest, label }: Question): Promise<Answer | null> {
  const root = chosen.workspace?.root ?? findRepositoryRoot(folder) ?? folder
  const workspace = await readJson(path.join(root, 'nx.json'))
  if (workspace === null) return null
  const project = (await readJson(path.join(folder, 'project.json'))) ?? readMemberAt(manifest, ['nx'])
  const target = ['targets', 'nx-release-publish', 'options', 'packageRoot']
  const found =
    answer(readMemberAt(project, target), root, 'packageRoot of nx-release-publish') ??
    answer(readMemberAt(workspace, ['targetDefaults', ...target.slice(1)]), root, 'packageRoot in nx.json')
  if (found === null) return null
  const name = readMemberAt(project, ['name']) ?? manifest.name
  const written = found.written
    .replaceAll('{workspaceRoot}', '.')
    .replaceAll('{projectRoot}', makeRelativeToRoot(root, folder))
    .replaceAll('{projectName}', typeof name === 'string' ? name : '')
  if (!/[{}]/.test(written)) return { ...found, written }
  throw new CannotLook(
    `${label} is published from ${found.written} (${found.reason}), which only Nx can fill in. Name the folder that is published instead, or hand over its tarball.`,
  )
}

async function findByNgPackagr({ folder, manifest }: Question): Promise<Answer | null> {
  const own = (await readJson(path.join(folder, 'ng-package.json'))) ?? readMemberAt(manifest, ['ngPackage'])
  if (!isObject(own)) return null
  // Its default (https://github.com/ng-packagr/ng-packagr, ng-package.schema.json).
  return answer(own.dest ?? 'dist', folder, 'dest in ng-package.json')
}
