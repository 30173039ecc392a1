import path from 'node:path'
import { mayBuild, scriptsBeforePacking } from '../knowledge/publish-scripts.ts'
import { isObject } from '../model/json-object.ts'
import type { PackerName, PublishScript } from '../model/packing.ts'
import { readSettings } from './manifests/catalogs.ts'
import { readText } from './workspace/read-json.ts'

type Manifest = Readonly<Record<string, unknown>>

interface ScriptQuestion {
  readonly packer: PackerName
  readonly version: string | null
  /** package.json of the folder in which publishing runs scripts. */
  readonly manifest: Manifest
  /** Absolute root of the workspace, or the package's own folder. */
  readonly root: string
  readonly ran: boolean
}

/** The scripts that publishing runs before it packs, in their order, and code of the repository that packing itself calls. */
export async function publishScripts({
  packer,
  version,
  manifest,
  root,
  ran,
}: ScriptQuestion): Promise<PublishScript[]> {
  const scripts = textMembers(manifest.scripts)
  const own = scriptsBeforePacking(packer, version)
    .filter((name) => Object.hasOwn(scripts, name))
    .map((name) => {
      const command = scripts[name] ?? ''
      return { name, command, mayBuild: mayBuild(command, scripts), ran }
    })
  // Hooks of a packer are its own to call: they are not run here even where scripts are.
  const hooks = await packingHooks(packer, root)
  return [...own, ...hooks.map((hook) => ({ ...hook, mayBuild: true, ran: false }))]
}

/** Code that the packer loads and that may rewrite package.json: a pnpmfile, plugins of Yarn. */
async function packingHooks(packer: PackerName, root: string): Promise<{ name: string; command: string }[]> {
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

function textMembers(value: unknown): Record<string, string> {
  if (!isObject(value)) return {}
  return Object.fromEntries(
    Object.entries(value).filter((member): member is [string, string] => typeof member[1] === 'string'),
  )
}
