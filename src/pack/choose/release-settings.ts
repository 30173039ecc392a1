import path from 'node:path'
import { isObject } from '../../model/json-object.ts'
import { readJson, readMemberAt } from '../workspace/read-json.ts'
import { findCommandsInCode } from './code-commands.ts'
import type { ReleaseTool } from './direct-commands.ts'
import type { Settings } from './read-settings.ts'
import { readSettingsChain, type SettingsChain } from './settings-chain.ts'

/** What the settings of a tool say of the publishing itself. */
export interface SaysOfPublishing {
  /** Whether it is told to leave npm alone. */
  readonly isOff: boolean
  /** The line of the shell that it publishes with in place of its own. */
  readonly command: string | null
  /** The packer that it is told to call. */
  readonly packer: string | null
  /** Shared settings that it extends and that could not be read. */
  readonly missing: readonly string[]
}

const NOTHING: SaysOfPublishing = { isOff: false, command: null, packer: null, missing: [] }

/** What the settings of a release tool, in the first of these folders that has some, say of publishing. */
export async function readPublishing(
  tool: ReleaseTool,
  folders: readonly string[],
): Promise<SaysOfPublishing> {
  for (const folder of folders) {
    if (tool === 'nx') {
      const packer = readMemberAt(await readJson(path.join(folder, 'nx.json')), ['cli', 'packageManager'])
      if (typeof packer === 'string') return { ...NOTHING, packer }
    }
    const chain = await readSettingsChain(tool, folder)
    if (chain !== null) return READERS[tool]?.(chain) ?? NOTHING
  }
  // Without its settings a program of that name is another one.
  return { ...NOTHING, isOff: tool === 'ossjs' }
}

const READERS: Partial<Record<ReleaseTool, (chain: SettingsChain) => SaysOfPublishing>> = {
  'release-it': readReleaseIt,
  'semantic-release': readSemanticRelease,
  np: ({ all }) => ({ ...NOTHING, isOff: findFirst(all, isNpOff) === true }),
  'clean-publish': ({ all }) => ({
    ...NOTHING,
    isOff: findFirst(all, ({ value }) => readMemberAt(value, ['withoutPublish'])) === true,
  }),
  // The first of its profiles is the one that it takes (https://github.com/ossjs/release#configuration).
  ossjs: ({ all }) => ({ ...NOTHING, command: findFirst(all, readFirstProfile) ?? null }),
}

/** What the nearest of the settings says that says anything. */
function findFirst<T>(all: readonly Settings[], read: (settings: Settings) => T | undefined): T | undefined {
  return all.map(read).find((one) => one !== undefined)
}

function isNpOff({ value, text }: Settings): boolean | undefined {
  const said =
    value === null ? /\bpublish['"]?\s*:\s*(true|false)/.exec(text)?.[1] : readMemberAt(value, ['publish'])
  return said === undefined ? undefined : String(said) === 'false'
}

function readFirstProfile({ value }: Settings): string | undefined {
  const profiles = readMemberAt(value, ['profiles'])
  const [profile] = Array.isArray(profiles) ? profiles : []
  const use: unknown = readMemberAt(profile, ['use'])
  return typeof use === 'string' ? use : undefined
}

/** `npm: false`, `npm: { publish: false }`, and the same in TOML. */
const NPM_IS_OFF =
  /\bnpm['"]?\s*[:=]\s*(?:false|\{[^}]*\bpublish['"]?\s*:\s*false)|^\s*\[npm\][^[]*^\s*publish\s*=\s*false/m

function readReleaseIt({ all, missing }: SettingsChain): SaysOfPublishing {
  const packer = findFirst(all, ({ value }) => readMemberAt(value, ['npm', 'publishPackageManager']))
  const isOff = findFirst(all, isReleaseItOff) === true
  return {
    ...NOTHING,
    isOff,
    command: isOff ? (findFirst(all, readReleaseItHooks) ?? null) : null,
    packer: typeof packer === 'string' ? packer : null,
    missing,
  }
}

/** What it runs on its way, as lines; nothing where none of them publishes. */
function readReleaseItHooks({ value, text }: Settings): string | undefined {
  const hooks = readMemberAt(value, ['hooks'])
  const lines = value === null ? findCommandsInCode(text) : Object.values(isObject(hooks) ? hooks : {}).flat()
  return lines.some((one) => /\bpublish\b/.test(String(one))) ? lines.join('\n') : undefined
}

function isReleaseItOff({ value, text }: Settings): boolean | undefined {
  if (value === null) return NPM_IS_OFF.test(text) || undefined
  const npm = readMemberAt(value, ['npm'])
  if (npm === false) return true
  const publish = readMemberAt(npm, ['publish'])
  return publish === undefined ? undefined : publish === false
}

/** Of settings that extend others the nearest list of plugins is the one that holds. */
export const hasPlugins = ({ value, text }: Settings): boolean =>
  value === null
    ? /\b(?:plugins|npmPublish|publishCmd)\b/.test(text)
    : Array.isArray(readMemberAt(value, ['plugins']))

function readSemanticRelease({ all, missing }: SettingsChain): SaysOfPublishing {
  const settings = all.find(hasPlugins)
  if (settings === undefined) return { ...NOTHING, missing }
  const { value, text } = settings
  if (value === null) {
    const command = /\bpublishCmd['"]?\s*:\s*(['"`])((?:\\.|(?!\1)[^\\])+)\1/.exec(text)?.[2] ?? null
    return { ...NOTHING, command, isOff: command === null && /\bnpmPublish['"]?\s*:\s*false/.test(text) }
  }
  const plugins = readMemberAt(value, ['plugins'])
  const named = (Array.isArray(plugins) ? plugins : []).map((one: unknown) =>
    Array.isArray(one)
      ? { name: String(one[0]), options: one[1] as unknown }
      : { name: String(one), options: {} },
  )
  const commands = named
    .filter(({ name }) => name === '@semantic-release/exec')
    .map(({ options }) => readMemberAt(options, ['publishCmd']))
    .filter((one): one is string => typeof one === 'string')
  const npm = named.find(({ name }) => name === '@semantic-release/npm')
  const isOff = npm === undefined || readMemberAt(npm.options, ['npmPublish']) === false
  const other = named
    .map(({ name }) => /semantic-release-(pnpm|yarn)$/.exec(name)?.[1])
    .find((one) => one !== undefined)
  return {
    ...NOTHING,
    isOff: isOff && other === undefined,
    command: isOff ? (commands[0] ?? null) : null,
    packer: other ?? null,
  }
}
