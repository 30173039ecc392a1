import { posix } from 'node:path'
import {
  findWrittenMembers,
  listLoadedFiles,
  parseLiteral,
  removeComments,
  type WrittenMember,
} from './config-text.ts'
import { describeLineChange } from './line-change.ts'
import { decideOutcomeOfDevtool, decideOutcomeOfValue, type MapSetting } from './map-making.ts'
import { findMapPlugins } from './map-setting-in-plugins.ts'
import type { PackageFolder } from './package-folder.ts'
import { findWorkspaceModule } from './workspace-module.ts'

/** Names of a tool's configuration, and the member that turns maps on. */
interface ConfigFile {
  readonly tool: string
  readonly name: string
  readonly members: readonly string[]
}

/** By the base of the file's name: `vite.config.ts`, `.mjs` and so on. */
const CONFIG_FILES: readonly ConfigFile[] = [
  { tool: 'vite', name: 'vite.config', members: ['sourcemap'] },
  { tool: 'rollup', name: 'rollup.config', members: ['sourcemap'] },
  { tool: 'rolldown', name: 'rolldown.config', members: ['sourcemap'] },
  { tool: 'tsup', name: 'tsup.config', members: ['sourcemap'] },
  { tool: 'tsdown', name: 'tsdown.config', members: ['sourcemap'] },
  { tool: 'unbuild', name: 'build.config', members: ['sourcemap'] },
  { tool: 'esbuild', name: 'esbuild.config', members: ['sourcemap'] },
  { tool: 'webpack', name: 'webpack.config', members: ['devtool'] },
  { tool: 'rspack', name: 'rspack.config', members: ['devtool'] },
  { tool: 'rslib', name: 'rslib.config', members: ['sourceMap', 'devtool'] },
  { tool: 'rsbuild', name: 'rsbuild.config', members: ['sourceMap', 'devtool'] },
  { tool: 'rspress', name: 'rspress.config', members: ['sourceMap', 'devtool'] },
  { tool: 'farm', name: 'farm.config', members: ['sourcemap'] },
  { tool: 'astro', name: 'astro.config', members: ['sourcemap'] },
  { tool: 'nuxt', name: 'nuxt.config', members: ['sourcemap'] },
  { tool: 'nitropack', name: 'nitro.config', members: ['sourceMap', 'sourcemap'] },
  { tool: 'stencil', name: 'stencil.config', members: ['sourceMap'] },
  { tool: 'wxt', name: 'wxt.config', members: ['sourcemap'] },
  { tool: 'quasar', name: 'quasar.config', members: ['sourceMap', 'sourcemap'] },
  { tool: 'electron-vite', name: 'electron.vite.config', members: ['sourcemap'] },
  ...['main', 'preload', 'renderer'].flatMap((part) => [
    { tool: 'electron-forge', name: `vite.${part}.config`, members: ['sourcemap'] },
    { tool: 'electron-forge', name: `webpack.${part}.config`, members: ['devtool'] },
  ]),
  { tool: 'gulp', name: 'gulpfile', members: ['sourcemaps', 'sourcemap', 'devtool'] },
  { tool: 'umi', name: '.umirc', members: ['devtool'] },
  { tool: 'next', name: 'next.config', members: ['productionBrowserSourceMaps'] },
  { tool: 'babel', name: 'babel.config', members: ['sourceMaps'] },
  { tool: 'babel', name: '.babelrc', members: ['sourceMaps'] },
  { tool: 'swc', name: '.swcrc', members: ['sourceMaps'] },
  { tool: 'vue-cli-service', name: 'vue.config', members: ['productionSourceMap', 'devtool'] },
  { tool: 'father', name: '.fatherrc', members: ['sourcemap', 'sourceMap'] },
]
/** Members of package.json itself, by tool. */
const IN_MANIFEST: readonly (readonly [string, readonly string[]])[] = [
  ['tsup', ['tsup', 'sourcemap']],
  ['tsdown', ['tsdown', 'sourcemap']],
  ['unbuild', ['unbuild', 'sourcemap']],
  ['unbuild', ['build', 'sourcemap']],
  ['babel', ['babel', 'sourceMaps']],
  ['vue-cli-service', ['vue', 'productionSourceMap']],
]
/** How many files a configuration is followed through. */
const MOST_FILES = 12
const ENDINGS = ['', '.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json']
/** Members that a build script of one's own may hand to a tool. */
const ANY_MEMBER = ['sourcemap', 'sourceMap', 'sourceMaps', 'devtool']
/** Members that leave the texts out of the maps, and the value that does. */
const WITHOUT_TEXTS: readonly (readonly [string, boolean])[] = [
  ['sourcesContent', false],
  ['inlineSourcesContent', false],
  ['sourcemapExcludeSources', true],
]

/** Settings in the configuration files of bundlers and compilers that are programs or plain JSON. */
export function findSettingsInConfigFiles(folder: PackageFolder): MapSetting[] {
  const seen = new Set<string>()
  const named = CONFIG_FILES.flatMap(({ tool, name, members }) =>
    ENDINGS.flatMap((ending) => findSettingsInFile(folder, `${name}${ending}`, tool, members, seen)),
  )
  return [...named, ...findSettingsInManifest(folder)]
}

/** Settings that a tool reads from package.json. */
function findSettingsInManifest(folder: PackageFolder): MapSetting[] {
  const { manifestText: text, positions } = folder
  if (text === null) return []
  return IN_MANIFEST.flatMap(([tool, member]): MapSetting[] => {
    const range = positions.findRange(member)
    const outcome =
      range === null ? null : decideOutcomeOfValue(parseLiteral(text.slice(range.start, range.end)) ?? false)
    if (range === null || outcome === null) return []
    const { start, end, line } = range
    return [
      {
        path: 'package.json',
        line,
        text: `"${member.at(-1)}": ${text.slice(start, end)}`,
        ...outcome,
        tool,
        change: describeLineChange('package.json', text, `${text.slice(0, start)}false${text.slice(end)}`),
      },
    ]
  })
}

/** Settings in a program that the package's scripts run, or in a configuration under a name of its own. */
export function findSettingsInProgram(folder: PackageFolder, path: string, tool: string): MapSetting[] {
  const own = CONFIG_FILES.find((file) => file.tool === tool)?.members
  return findSettingsInFile(folder, posix.normalize(path), tool, own ?? ANY_MEMBER, new Set())
}

/** Settings in a file and in those of the same repository that it loads. */
function findSettingsInFile(
  folder: PackageFolder,
  path: string,
  tool: string,
  members: readonly string[],
  seen: Set<string>,
): MapSetting[] {
  const text = seen.has(path) || seen.size >= MOST_FILES * CONFIG_FILES.length ? null : folder.readText(path)
  if (text === null) return []
  seen.add(path)
  const loaded = path.endsWith('.json')
    ? []
    : listLoadedFiles(text).flatMap((name) => {
        const file = findLoadedFile(folder, path, name)
        return file === null ? [] : findSettingsInFile(folder, file, tool, members, seen)
      })
  return [...findSettingsInText(path, text, tool, members), ...loaded]
}

/** The file of the same repository that a program means by a name: beside it, or of a package of the workspace. */
function findLoadedFile(folder: PackageFolder, path: string, name: string): string | null {
  const at = /^\.{1,2}\//.test(name)
    ? [posix.join(posix.dirname(path), name)]
    : findWorkspaceModule(folder, name)
  // TypeScript names what it will be called once it is compiled.
  const names = at.flatMap((one) => [one, one.replace(/\.([cm]?)js$/, '.$1ts')])
  return (
    names
      .flatMap((one) => ENDINGS.map((ending) => one + ending))
      .find((one) => folder.readText(one) !== null) ?? null
  )
}

function findSettingsInText(
  path: string,
  text: string,
  tool: string,
  members: readonly string[],
): MapSetting[] {
  const hasTexts = !WITHOUT_TEXTS.some(([name, without]) =>
    findWrittenMembers(text, name).some(({ value }) => parseLiteral(value) === without),
  )
  const written = members.flatMap((member) => findWrittenMembers(text, member))
  const settings = written.flatMap((member): MapSetting[] => {
    const value = parseLiteral(member.value)
    const outcome = member.name === 'devtool' ? decideOutcomeOfDevtool(value) : decideOutcomeOfValue(value)
    if (outcome === null) return []
    const { name, line } = member
    const made = { ...outcome, hasTexts: outcome.hasTexts && hasTexts }
    return [
      {
        path,
        line,
        text: `${name}: ${member.value}`,
        ...made,
        tool,
        change: turnMembersOff(path, text, written),
      },
    ]
  })
  if (!members.includes('devtool')) return settings
  const all = [...settings, ...findMapPlugins(path, text, tool)]
  return written.length > 0 || all.length > 0 ? all : findDevelopmentMode(path, text, tool)
}

/** webpack puts code into `eval` strings in its development mode (webpack, WebpackOptionsDefaulter: `devtool`). */
function findDevelopmentMode(path: string, text: string, tool: string): MapSetting[] {
  if (!/\bmodule\s*:|\bentry\s*:|\boutput\s*:/.test(removeComments(text))) return []
  return findWrittenMembers(text, 'mode')
    .filter(({ value }) => parseLiteral(value) === 'development')
    .map(({ line, value, start, end }) => ({
      path,
      line,
      text: `mode: ${value}`,
      forms: ['eval'],
      hasTexts: false,
      tool,
      change: describeLineChange(path, text, `${text.slice(0, start)}'production'${text.slice(end)}`),
    }))
}

/** The edit that sets every one of the members to false; null if one of them is worked out by the program. */
function turnMembersOff(path: string, text: string, members: readonly WrittenMember[]): MapSetting['change'] {
  const isFixed = ({ value }: WrittenMember): boolean =>
    parseLiteral(value) !== undefined || /^\{[^{}]*\}$/.test(value)
  if (!members.every(isFixed)) return null
  const last = members.toSorted((a, b) => b.start - a.start)
  const after = last.reduce(
    (changed, { start, end }) => `${changed.slice(0, start)}false${changed.slice(end)}`,
    text,
  )
  return describeLineChange(path, text, after)
}
