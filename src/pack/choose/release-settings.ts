import path from 'node:path'
import { parse } from 'yaml'
import { isObject } from '../../model/json-object.ts'
import { memberAt, readJson, readText } from '../workspace/read-json.ts'
import type { ReleaseTool } from './direct-commands.ts'
import { NP_FILES, SETTINGS_FILES } from './tool-by-files.ts'

/** Settings of a release tool, read as data. */
export interface Settings {
  readonly file: string
  readonly text: string
  /** Null for settings that are code, or TOML. */
  readonly value: unknown
}

/** The first of the files that is there. */
export async function settingsIn(folder: string, files: readonly string[]): Promise<Settings | null> {
  for (const file of files) {
    const text = await readText(path.join(folder, file))
    if (text === null) continue
    const isCode = /\.(?:[cm]?[jt]s|toml)$/.test(file)
    return { file, text, value: isCode ? null : data(text) }
  }
  return null
}

/** JSON is YAML as well. */
function data(text: string): unknown {
  try {
    return parse(text, { logLevel: 'silent' }) ?? {}
  } catch {
    return {}
  }
}

/** What the settings of a tool say of the publishing itself. */
export interface SaysOfPublishing {
  /** Whether it is told to leave npm alone. */
  readonly isOff: boolean
  /** The line of the shell that it publishes with in place of its own. */
  readonly command: string | null
  /** The packer that it is told to call. */
  readonly packer: string | null
}

const NOTHING: SaysOfPublishing = { isOff: false, command: null, packer: null }

/** What the settings of a release tool, in the first of these folders that has some, say of publishing. */
export async function saysOfPublishing(
  tool: ReleaseTool,
  folders: readonly string[],
): Promise<SaysOfPublishing> {
  const reader = READERS[tool]
  for (const folder of reader === undefined ? [] : folders) {
    const found = await reader?.(folder, await readJson(path.join(folder, 'package.json')))
    if (found != null) return found
  }
  return NOTHING
}

type Manifest = Readonly<Record<string, unknown>> | null

/** What the settings in a folder say, by tool; null where it has none. */
const READERS: Partial<
  Record<ReleaseTool, (folder: string, manifest: Manifest) => Promise<SaysOfPublishing | null>>
> = {
  async 'release-it'(folder, manifest) {
    const settings =
      (await settingsIn(folder, SETTINGS_FILES['release-it'])) ?? inManifest(manifest, 'release-it')
    return settings && ofReleaseIt(settings)
  },
  async np(folder, manifest) {
    const settings = (await settingsIn(folder, NP_FILES)) ?? inManifest(manifest, 'np')
    if (settings === null) return null
    const { value, text } = settings
    const isOff =
      value === null ? /\bpublish['"]?\s*:\s*false/.test(text) : memberAt(value, ['publish']) === false
    return { ...NOTHING, isOff }
  },
  async nx(folder) {
    const packer = memberAt(await readJson(path.join(folder, 'nx.json')), ['cli', 'packageManager'])
    return typeof packer === 'string' ? { ...NOTHING, packer } : null
  },
  async 'semantic-release'(folder, manifest) {
    const settings =
      (await settingsIn(folder, SETTINGS_FILES['semantic-release'])) ?? inManifest(manifest, 'release')
    return settings && ofSemanticRelease(settings)
  },
}

function inManifest(manifest: Manifest, member: string): Settings | null {
  const value = manifest?.[member]
  return isObject(value) ? { file: 'package.json', text: '', value } : null
}

/** `npm: false`, `npm: { publish: false }`, and the same in TOML. */
const NPM_IS_OFF =
  /\bnpm['"]?\s*[:=]\s*(?:false|\{[^}]*\bpublish['"]?\s*:\s*false)|^\s*\[npm\][^[]*^\s*publish\s*=\s*false/m

function ofReleaseIt({ value, text }: Settings): SaysOfPublishing {
  if (value === null) return { ...NOTHING, isOff: NPM_IS_OFF.test(text) }
  const npm = memberAt(value, ['npm'])
  const packer = memberAt(npm, ['publishPackageManager'])
  return {
    isOff: npm === false || memberAt(npm, ['publish']) === false,
    command: null,
    packer: typeof packer === 'string' ? packer : null,
  }
}

function ofSemanticRelease({ value, text }: Settings): SaysOfPublishing {
  if (value === null) {
    const command = /\bpublishCmd['"]?\s*:\s*(['"`])((?:\\.|(?!\1)[^\\])+)\1/.exec(text)?.[2] ?? null
    return { ...NOTHING, command, isOff: command === null && /\bnpmPublish['"]?\s*:\s*false/.test(text) }
  }
  const plugins = memberAt(value, ['plugins'])
  const all = (Array.isArray(plugins) ? plugins : []).map((one: unknown) =>
    Array.isArray(one)
      ? { name: String(one[0]), options: one[1] as unknown }
      : { name: String(one), options: {} },
  )
  const commands = all
    .filter(({ name }) => name === '@semantic-release/exec')
    .map(({ options }) => memberAt(options, ['publishCmd']))
    .filter((one): one is string => typeof one === 'string')
  const npm = all.find(({ name }) => name === '@semantic-release/npm')
  const isWhole = Array.isArray(plugins) && memberAt(value, ['extends']) === undefined
  const isOff = memberAt(npm?.options, ['npmPublish']) === false || (isWhole && npm === undefined)
  const other = all
    .map(({ name }) => /semantic-release-(pnpm|yarn)$/.exec(name)?.[1])
    .find((one) => one !== undefined)
  return {
    isOff: isOff && other === undefined,
    command: isOff ? (commands[0] ?? null) : null,
    packer: other ?? null,
  }
}
