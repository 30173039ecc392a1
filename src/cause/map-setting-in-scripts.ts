import { isObject } from '../model/json-object.ts'
import { decideOutcomeOfDevtool, decideOutcomeOfValue, type MapForm, type MapSetting } from './map-making.ts'
import type { PackageFolder } from './package-folder.ts'
import { changeCommand, type Flag, findFlag, replaceScript, type ScriptCommand } from './script-commands.ts'

/** Flags that turn maps on, by program; their values are those of `sourcemap` in a configuration. */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  esbuild: ['--sourcemap'],
  bun: ['--sourcemap'],
  vite: ['--sourcemap'],
  rollup: ['--sourcemap', '--output.sourcemap', '-m'],
  rolldown: ['--sourcemap', '-s'],
  tsup: ['--sourcemap'],
  tsdown: ['--sourcemap'],
  babel: ['--source-maps', '-s'],
  swc: ['--source-maps', '-s'],
  ncc: ['--source-map', '-s'],
  pkgroll: ['--sourcemap'],
  bunchee: ['--sourcemap'],
  lightningcss: ['--sourcemap'],
  tailwindcss: ['--map'],
  'react-router': ['--sourcemapClient', '--sourcemapServer'],
  remix: ['--sourcemapClient', '--sourcemapServer', '--sourcemap'],
  expo: ['--source-maps'],
  ng: ['--source-map', '--sourceMap'],
  asc: ['--sourceMap'],
  coffee: ['--map', '-m'],
  lessc: ['--source-map', '--source-map-include-source'],
  postcss: ['--map', '-m'],
  browserify: ['--debug', '-d'],
  'vue-cli-service': ['--sourcemap'],
}
/** Programs that write maps unless they are told not to. */
const BY_DEFAULT: Readonly<Record<string, ByDefault>> = {
  microbundle: { on: ['--sourcemap'], off: '--no-sourcemap', forms: ['file'] },
  parcel: { on: [], off: '--no-source-maps', forms: ['file', 'declaration'] },
  sass: { on: [], off: '--no-source-map', forms: ['file'], texts: ['--embed-sources'] },
}
interface ByDefault {
  readonly on: readonly string[]
  readonly off: string
  /** Flags without which the maps hold no texts; not given where they always do. */
  readonly texts?: readonly string[]
  readonly forms: readonly MapForm[]
}
/** Programs that write maps unless this variable, which they also read from a file, is false. */
const BY_VARIABLE = /^(?:react-scripts|craco|react-app-rewired)$/
const VARIABLE = 'GENERATE_SOURCEMAP'
const ENVIRONMENT_FILES = ['.env.production.local', '.env.local', '.env.production', '.env']
const WITHOUT_TEXTS = /--sources-content=false|--no-sources-content|--sourcemap-exclude-sources/i

/** Settings on the command lines of package.json's scripts. */
export function findSettingsInScripts(
  folder: PackageFolder,
  commands: readonly ScriptCommand[],
): MapSetting[] {
  return commands.flatMap((command) => {
    const line = folder.findLine(['scripts', command.script])
    if (line === null) return []
    const at = { path: 'package.json', line, tool: command.tool }
    return [...findMade(folder, command)].map((setting) => ({ ...at, ...setting }))
  })
}

type Made = Pick<MapSetting, 'text' | 'forms' | 'hasTexts' | 'change'>

function* findMade(folder: PackageFolder, command: ScriptCommand): Generator<Made> {
  const { tool, line } = command
  const flag = findFlag(command, FLAGS[tool] ?? [])
  const outcome = flag === null ? null : decideOutcomeOfValue(flag.value === 'true' ? true : flag.value)
  if (flag !== null && outcome !== null)
    yield {
      ...outcome,
      hasTexts: outcome.hasTexts && !WITHOUT_TEXTS.test(line),
      ...removeFlags(folder, command, [flag]),
    }
  if (tool === 'tsc') yield* findMadeByTypeScript(folder, command)
  if (/^(?:webpack|webpack-cli|rspack)$/.test(tool)) yield* findMadeByWebpack(folder, command)
  if (/^(?:terser|uglifyjs)$/.test(tool)) yield* findMadeByTerser(command)
  if (BY_VARIABLE.test(tool)) yield* findMadeUnlessForbidden(folder, command)
  const always = BY_DEFAULT[tool]
  if (always !== undefined && !line.includes(always.off) && findFlag(command, always.on)?.value !== 'false') {
    const { off: added, texts, forms } = always
    const embedding = findFlag(command, texts ?? [])
    const without = embedding === null ? [] : [embedding]
    yield {
      text: `${tool} without ${added}`,
      forms,
      hasTexts: texts === undefined || embedding !== null,
      change: changeCommand(folder, command, { added, without }),
    }
  }
}

function* findMadeUnlessForbidden(folder: PackageFolder, command: ScriptCommand): Generator<Made> {
  const { line, tool, words } = command
  if (words[0]?.text !== 'build' || new RegExp(`${VARIABLE}=["']?false`).test(line)) return
  const made = { forms: ['file'] as const, hasTexts: true }
  const written = new RegExp(`(${VARIABLE}=)["']?true["']?`)
  if (written.test(line)) {
    const change = replaceScript(folder, command.script, line.replace(written, '$1false'))
    yield { text: `${VARIABLE}=true`, ...made, change }
    return
  }
  const stated = new RegExp(`^[ \\t]*(?:export[ \\t]+)?${VARIABLE}[ \\t]*=[ \\t]*["']?(\\w*)`, 'm')
  const file = ENVIRONMENT_FILES.find((name) => stated.test(folder.readText(name) ?? ''))
  if (file !== undefined && stated.exec(folder.readText(file) ?? '')?.[1] === 'false') return
  const { devDependencies } = folder.manifest
  const isWindowsToo =
    isObject(devDependencies) && 'cross-env' in devDependencies && !line.includes('cross-env')
  const variable = `${isWindowsToo ? 'cross-env ' : ''}${VARIABLE}=false`
  yield {
    text: `${tool} without ${VARIABLE}=false`,
    ...made,
    change: changeCommand(folder, command, { variable }),
  }
}

function* findMadeByTypeScript(folder: PackageFolder, command: ScriptCommand): Generator<Made> {
  const findFlagOn = (name: string): Flag[] => {
    const flag = findFlag(command, [name])
    return flag === null || flag.value === 'false' ? [] : [flag]
  }
  const texts = findFlagOn('--inlineSources')
  const forms: readonly (readonly [string, MapForm])[] = [
    ['--inlineSourceMap', 'inline'],
    ['--sourceMap', 'file'],
    ['--declarationMap', 'declaration'],
  ]
  for (const [name, form] of forms) {
    const flags = findFlagOn(name)
    if (flags.length === 0) continue
    const together = form === 'declaration' ? flags : [...flags, ...texts]
    const hasTexts = form !== 'declaration' && texts.length > 0
    yield { forms: [form], hasTexts, ...removeFlags(folder, command, together) }
  }
}

function* findMadeByWebpack(folder: PackageFolder, command: ScriptCommand): Generator<Made> {
  const devtool = findFlag(command, ['--devtool', '-d'], true)
  const outcome = devtool === null ? null : decideOutcomeOfDevtool(devtool.value)
  if (devtool !== null && outcome !== null) yield { ...outcome, ...removeFlags(folder, command, [devtool]) }
  const mode = findFlag(command, ['--mode'], true)
  if (devtool === null && mode?.value === 'development') {
    const { text, change } = removeFlags(folder, command, [mode])
    yield { text, forms: ['eval'], hasTexts: false, change }
  }
}

function* findMadeByTerser(command: ScriptCommand): Generator<Made> {
  const flag = findFlag(command, ['--source-map'])
  if (flag === null) return
  const { line } = command
  const forms: MapForm[] = [/url=['"]?inline/.test(line) ? 'inline' : 'file']
  const hasTexts = /includeSources|content=/.test(line)
  // What stands behind the flag may be quoted and hold blanks: too much to edit blindly.
  yield { text: '--source-map', forms, hasTexts, change: null }
}

function removeFlags(
  folder: PackageFolder,
  command: ScriptCommand,
  flags: readonly Flag[],
): Pick<Made, 'text' | 'change'> {
  return {
    text: flags.map(({ start, end }) => command.line.slice(start, end)).join(' '),
    change: changeCommand(folder, command, { without: flags }),
  }
}
