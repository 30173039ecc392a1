import path from 'node:path'
import { isYarnClassic, listScriptsBeforePacking, mayBuild } from '../knowledge/publish-scripts.ts'
import { isObject } from '../model/json-object.ts'
import type { PackerName, PublishScript } from '../model/packing.ts'
import { readSettings } from './manifests/catalogs.ts'
import { readPnpmMajor } from './pack-request.ts'
import { readText } from './workspace/read-json.ts'

type Manifest = Readonly<Record<string, unknown>>

/** The script that publishing runs and that does nothing but fail, a sign on the door; undefined where there is none. */
export function findClosedScript(
  manifest: Manifest,
): { readonly name: string; readonly command: string } | undefined {
  const scripts = readTextMembers(manifest.scripts)
  return ['prepublishOnly', 'prepack', 'prepare']
    .map((name) => ({ name, command: scripts[name] ?? '' }))
    .find(({ command }) => failsAlways(command))
}

/** `echo … && exit 1`, and nothing else. */
function failsAlways(command: string): boolean {
  const parts = command.replace(/"[^"]*"|'[^']*'/g, '').split(/&&|;/)
  const last = parts.pop()?.trim() ?? ''
  return (
    /^(?:exit\s+[1-9]\d*|false)$/.test(last) &&
    parts.every((part) => /^\s*(?:echo|printf)\b[^|]*$/.test(part))
  )
}

interface ScriptQuestion {
  readonly packer: PackerName
  readonly version: string | null
  readonly tool: string | null
  /** package.json of the folder in which publishing runs scripts. */
  readonly manifest: Manifest
  /** Absolute root of the workspace, or the package's own folder. */
  readonly root: string
  /** Whether publishing runs none: the command or the settings say so. */
  readonly areIgnored: boolean
  readonly ran: boolean
}

/** The scripts that publishing runs before it packs, in their order, and code of the repository that packing itself calls. */
export async function listPublishScripts({
  packer,
  version,
  tool,
  manifest,
  root,
  areIgnored,
  ran,
}: ScriptQuestion): Promise<PublishScript[]> {
  const scripts = readTextMembers(manifest.scripts)
  const own = listScriptsBeforePacking(packer, version, tool)
    .filter((name) => !areIgnored || (name === 'prepare' && runsPrepare(packer, version)))
    .filter((name) => Object.hasOwn(scripts, name))
    .map((name) => {
      const command = scripts[name] ?? ''
      return { name, command, mayBuild: mayBuild(command, scripts), ran }
    })
  // Hooks of a packer are its own to call: they are not run here even where scripts are.
  const hooks = await findPackingHooks(packer, root)
  return [...own, ...hooks.map((hook) => ({ ...hook, mayBuild: true, ran: false }))]
}

/**
 * Whether publishing a folder runs no scripts: the command says so, or the settings at the root of the project.
 */
export async function ignoresScripts(
  {
    packer,
    version,
    command,
  }: Pick<ScriptQuestion, 'packer' | 'version'> & {
    readonly command: { readonly ignoresScripts: boolean } | null
  },
  root: string,
): Promise<boolean> {
  if (command?.ignoresScripts === true) return true
  const says = async (file: string, line: RegExp) => line.test((await readText(path.join(root, file))) ?? '')
  if (packer === 'yarn' && isYarnClassic(version))
    return says('.yarnrc', /^[ \t]*ignore-scripts[ \t]+true\b/m)
  if (packer === 'npm') return says('.npmrc', IN_NPMRC)
  if (packer !== 'pnpm') return false
  // From 10 on pnpm has settings of its own, from 11 on it reads no more than logins in the .npmrc.
  const major = readPnpmMajor(version)
  if (major >= 10 && (await readSettings(root, 'pnpm-workspace.yaml')).ignoreScripts === true) return true
  return major < 11 && says('.npmrc', IN_NPMRC)
}

/** As npm's reader of settings takes it: a name alone is true. */
const IN_NPMRC = /^[ \t]*ignore-scripts[ \t]*(?:=[ \t]*["']?true["']?[ \t]*)?$/m

/** npm 10 runs it in spite of what it is told. */
const runsPrepare = (packer: PackerName, version: string | null) =>
  packer === 'npm' && /^10\b/.test(version ?? '')

/** Code that the packer loads and that may rewrite package.json: a pnpmfile, plugins of Yarn. */
async function findPackingHooks(
  packer: PackerName,
  root: string,
): Promise<{ name: string; command: string }[]> {
  if (packer === 'pnpm') {
    for (const file of ['.pnpmfile.mjs', '.pnpmfile.cjs'])
      if (/\bbeforePacking\b/.test((await readText(path.join(root, file))) ?? ''))
        return [{ name: `beforePacking in ${file}`, command: file }]
    return []
  }
  if (packer !== 'yarn') return []
  const { plugins } = await readSettings(root, '.yarnrc.yml')
  const found: { name: string; command: string }[] = []
  for (const plugin of Array.isArray(plugins) ? plugins : []) {
    const file: unknown = isObject(plugin) ? plugin.path : plugin
    if (typeof file !== 'string') continue
    if (/\bbeforeWorkspacePacking\b/.test((await readText(path.resolve(root, file))) ?? ''))
      found.push({ name: `beforeWorkspacePacking in ${path.posix.basename(file)}`, command: file })
  }
  return found
}

/** The members of an object that are texts. */
export function readTextMembers(value: unknown): Record<string, string> {
  if (!isObject(value)) return {}
  return Object.fromEntries(
    Object.entries(value).filter((member): member is [string, string] => typeof member[1] === 'string'),
  )
}
