import { literalValue, type WrittenMember, withoutComments, writtenMembers } from './config-text.ts'
import { lineChange } from './line-change.ts'
import { type MapSetting, outcomeOfDevtool, outcomeOfValue } from './map-making.ts'
import type { PackageFolder } from './package-folder.ts'

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
  { tool: 'next', name: 'next.config', members: ['productionBrowserSourceMaps'] },
  { tool: 'babel', name: 'babel.config', members: ['sourceMaps'] },
]
const ENDINGS = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json']
/** Members that a build script of one's own may hand to a tool. */
const ANY_MEMBER = ['sourcemap', 'sourceMap', 'sourceMaps', 'devtool']
/** Members that leave the texts out of the maps, and the value that does. */
const WITHOUT_TEXTS: readonly (readonly [string, boolean])[] = [
  ['sourcesContent', false],
  ['inlineSourcesContent', false],
  ['sourcemapExcludeSources', true],
]

/** Settings in the configuration files of bundlers and compilers that are programs or plain JSON. */
export function settingsInConfigFiles(folder: PackageFolder): MapSetting[] {
  const named = CONFIG_FILES.flatMap(({ tool, name, members }) =>
    ENDINGS.flatMap((ending) => settingsIn(folder, `${name}${ending}`, tool, members)),
  )
  const ofSwc = settingsIn(folder, '.swcrc', 'swc', ['sourceMaps'])
  return [...named, ...ofSwc, ...settingsIn(folder, '.babelrc', 'babel', ['sourceMaps'])]
}

/** Settings in a program that the package's scripts run, or in a configuration under a name of its own. */
export function settingsInProgram(folder: PackageFolder, path: string, tool: string): MapSetting[] {
  return settingsIn(folder, path, tool, ANY_MEMBER)
}

function settingsIn(
  folder: PackageFolder,
  path: string,
  tool: string,
  members: readonly string[],
): MapSetting[] {
  const text = folder.text(path)
  if (text === null) return []
  const hasTexts = !WITHOUT_TEXTS.some(([name, without]) =>
    writtenMembers(text, name).some(({ value }) => literalValue(value) === without),
  )
  const written = members.flatMap((member) => writtenMembers(text, member))
  const settings = written.flatMap((member): MapSetting[] => {
    const value = literalValue(member.value)
    const outcome = member.name === 'devtool' ? outcomeOfDevtool(value) : outcomeOfValue(value)
    if (outcome === null) return []
    const { name, line } = member
    const made = { ...outcome, hasTexts: outcome.hasTexts && hasTexts }
    return [
      { path, line, text: `${name}: ${member.value}`, ...made, tool, change: turnedOff(path, text, written) },
    ]
  })
  return settings.length > 0 || !members.includes('devtool') ? settings : developmentMode(path, text, tool)
}

/** webpack puts code into `eval` strings in its development mode (webpack, WebpackOptionsDefaulter: `devtool`). */
function developmentMode(path: string, text: string, tool: string): MapSetting[] {
  if (!/\bmodule\s*:|\bentry\s*:|\boutput\s*:/.test(withoutComments(text))) return []
  return writtenMembers(text, 'mode')
    .filter(({ value }) => literalValue(value) === 'development')
    .map(({ line, value, start, end }) => ({
      path,
      line,
      text: `mode: ${value}`,
      forms: ['eval'],
      hasTexts: false,
      tool,
      change: lineChange(path, text, `${text.slice(0, start)}'production'${text.slice(end)}`),
    }))
}

/** The edit that sets every one of the members to false; null if one of them is worked out by the program. */
function turnedOff(path: string, text: string, members: readonly WrittenMember[]): MapSetting['change'] {
  if (members.some(({ value }) => literalValue(value) === undefined)) return null
  const last = members.toSorted((a, b) => b.start - a.start)
  const after = last.reduce(
    (changed, { start, end }) => `${changed.slice(0, start)}false${changed.slice(end)}`,
    text,
  )
  return lineChange(path, text, after)
}
