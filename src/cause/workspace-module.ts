import { posix } from 'node:path'
import { parseManifest } from '../manifest/parse-manifest.ts'
import { isObject } from '../model/json-object.ts'
import type { PackageFolder } from './package-folder.ts'

/** Where packages are linked: here, or in a workspace that this folder lies in. */
const FOLDERS = [0, 1, 2, 3, 4].map((up) => `${'../'.repeat(up)}node_modules/`)

/** The files that a module of another package of the same workspace may be, which `node_modules` links to. */
export function findWorkspaceModule(folder: PackageFolder, name: string): string[] {
  const parts = /^((?:@[\w.-]+\/)?[\w.-]+)(?:\/(.+))?$/.exec(name)
  const [, owner, inside] = parts ?? []
  if (owner === undefined) return []
  const at = FOLDERS.map((one) => folder.resolveLink(one + owner)).find((one) => one !== null)
  if (at === undefined || at === null) return []
  const manifest = parseManifest(Buffer.from(folder.readText(`${at}/package.json`) ?? '{}')) ?? {}
  const { exports, module, main } = manifest
  const key = inside === undefined ? '.' : `./${inside}`
  const exported = isObject(exports) && key in exports ? exports[key] : inside === undefined ? exports : null
  const named = [...collectTexts(exported), ...(inside === undefined ? [module, main, 'index'] : [inside])]
  return named.flatMap((one) => (typeof one === 'string' ? [posix.join(at, one)] : []))
}

/** What an entry of `exports` leads to, under whichever condition. */
function collectTexts(exported: unknown): string[] {
  if (typeof exported === 'string') return [exported]
  return isObject(exported) ? Object.values(exported).flatMap(collectTexts) : []
}
