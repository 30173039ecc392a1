import { isObject } from '../model/json-object.ts'
import { addMember, findWrittenMembers, findWrittenObject } from './config-text.ts'
import { describeLineChange } from './line-change.ts'
import type { MapSetting } from './map-making.ts'
import type { PackageFolder } from './package-folder.ts'
import type { ScriptCommand } from './script-commands.ts'

/** A tool that writes maps unless a member of its configuration says otherwise. */
interface ByDefault {
  readonly config: string
  readonly member: string
  /** The member of package.json that holds its configuration where there is no file of that. */
  readonly inManifest?: string
}

const BY_DEFAULT: Readonly<Record<string, ByDefault>> = {
  'vue-cli-service': { config: 'vue.config', member: 'productionSourceMap', inManifest: 'vue' },
  nuxt: { config: 'nuxt.config', member: 'sourcemap' },
  nitropack: { config: 'nitro.config', member: 'sourceMap' },
  stencil: { config: 'stencil.config', member: 'sourceMap' },
}
const BUILDS = /^(?:build|generate)$/
const ENDINGS = ['.ts', '.js', '.mjs', '.cjs', '.mts', '.cts']
/** Builder Bob's targets that write code, and its place in package.json. */
const BOB = { place: 'react-native-builder-bob', targets: /^(?:module|commonjs)$/, member: 'sourceMaps' }

/** Settings that nobody has made: what tools do unless they are told not to. */
export function findSettingsByDefault(
  folder: PackageFolder,
  commands: readonly ScriptCommand[],
): MapSetting[] {
  const building = commands.filter(({ words }) => words.some(({ text }) => BUILDS.test(text)))
  const tools = new Set(building.map(({ tool }) => tool))
  return [...tools].flatMap((tool) => {
    if (tool === 'bob') return findDefaultOfBob(folder)
    const known = BY_DEFAULT[tool]
    return known === undefined ? [] : findDefaultOfTool(folder, tool, known)
  })
}

const MADE = { forms: ['file'], hasTexts: true } as const

function findDefaultOfTool(
  folder: PackageFolder,
  tool: string,
  { config, member, inManifest }: ByDefault,
): MapSetting[] {
  const path = ENDINGS.map((ending) => config + ending).find((name) => folder.readText(name) !== null)
  if (path === undefined)
    return inManifest === undefined ? [] : findDefaultOfManifest(folder, tool, inManifest, member)
  const text = folder.readText(path) ?? ''
  const object = findWrittenObject(text)
  if (object === null || findWrittenMembers(text, member).length > 0) return []
  const after = addMember(text, object, `${member}: false`)
  const line = text.slice(0, object).split('\n').length
  return [
    {
      path,
      line,
      text: `no ${member}: false`,
      ...MADE,
      tool,
      change: describeLineChange(path, text, after),
    },
  ]
}

function findDefaultOfManifest(
  { manifest, manifestText: text, positions }: PackageFolder,
  tool: string,
  place: string,
  member: string,
): MapSetting[] {
  const object = positions.findRange([place])
  const scripts = positions.findRange(['scripts'])
  const own = manifest[place]
  if (text === null || scripts === null || (isObject(own) && member in own)) return []
  const written = `${JSON.stringify(member)}: false`
  const after =
    object === null
      ? `${text.slice(0, scripts.end)},${readIndent(text, positions.findRange(['scripts'], 'key')?.start ?? 0)}${JSON.stringify(place)}: { ${written} }${text.slice(scripts.end)}`
      : addMember(text, object.start, written)
  return [
    {
      path: 'package.json',
      line: (object ?? scripts).line,
      text: `no ${written}`,
      ...MADE,
      tool,
      change: describeLineChange('package.json', text, after),
    },
  ]
}

/** What stands between the line before and a key: its line end and indent; a blank where it has no line of its own. */
function readIndent(text: string, at: number): string {
  return /\r?\n[ \t]*$/.exec(text.slice(0, at))?.[0] ?? ' '
}

/** Builder Bob writes maps for each target that has no `sourceMaps: false`. */
function findDefaultOfBob({ manifest, manifestText: text, positions }: PackageFolder): MapSetting[] {
  const own = manifest[BOB.place]
  const targets = isObject(own) ? own.targets : null
  if (text === null || !Array.isArray(targets)) return []
  let after = text
  let line: number | null = null
  for (const [index, target] of [...targets.entries()].toReversed()) {
    const place = [BOB.place, 'targets', index]
    const range = positions.findRange(place)
    if (range === null || !writesMaps(target)) continue
    line = range.line
    after = turnTargetOff(after, positions, place, target)
  }
  if (line === null) return []
  const change = describeLineChange('package.json', text, after)
  return [{ path: 'package.json', line, text: `no "${BOB.member}": false`, ...MADE, tool: 'bob', change }]
}

/** Whether a target writes code, and nothing tells it to write no maps. */
function writesMaps(target: unknown): boolean {
  const [name, options] = Array.isArray(target) ? target : [target]
  const isOff = isObject(options) && options[BOB.member] === false
  return typeof name === 'string' && BOB.targets.test(name) && !isOff
}

/** The text with one target told to write no maps; what stands before the target in the text is as it was. */
function turnTargetOff(
  text: string,
  positions: PackageFolder['positions'],
  place: readonly (string | number)[],
  target: unknown,
): string {
  const [name, options] = Array.isArray(target) ? target : [target]
  const written = `"${BOB.member}": false`
  const range = positions.findRange(place)
  const object = isObject(options) ? positions.findRange([...place, 1]) : null
  const value = object === null ? null : positions.findRange([...place, 1, BOB.member])
  if (range === null) return text
  if (value !== null) return `${text.slice(0, value.start)}false${text.slice(value.end)}`
  if (object !== null) return addMember(text, object.start, written)
  return `${text.slice(0, range.start)}[${JSON.stringify(name)}, { ${written} }]${text.slice(range.end)}`
}
