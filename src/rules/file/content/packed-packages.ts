import { isTestData } from '../../../knowledge/path-role.ts'
import { baseName } from '../../../knowledge/path-words.ts'
import type { Layer } from '../../../model/layer.ts'
import type { PackageFacts } from '../../../model/package-facts.ts'
import { listStringMembers } from '../../manifest/content/members.ts'
import { recogniseArchiveFormat } from './archive-formats.ts'

/** What a file directly in an archive shows the archive to hold: installed packages, a packed one; null for neither. */
export function recognisePackedAround(layer: Layer): 'modules' | 'package' | null {
  const member = layer.trail.at(-1)
  if (member === undefined || layer.trail.length !== 1) return null
  const isModule = /(?:^|\/)node_modules\/[^/]+\/./.test(member)
  if ((!isModule && member !== 'package/package.json') || layer.parent?.kind === 'source-map') return null
  const format = recogniseArchiveFormat(layer.entry.content)
  if (format === null || (!isModule && format.name === 'zip') || isTestData(layer.entry.path)) return null
  return isModule ? 'modules' : 'package'
}

/** Who a package says it is. */
export interface Identity {
  readonly name: string | null
  readonly version: string | null
}

/** What a package.json calls itself. */
export function readIdentity(text: string): Identity {
  try {
    const { name, version } = JSON.parse(text) as { name?: unknown; version?: unknown }
    return { name: readText(name), version: readText(version) }
  } catch {
    return { name: null, version: null }
  }
}

const readText = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)

/**
 * Whether it is what `npm pack` left in the folder: a release of this very package, or a file under the name that packing
 * gives it. A dependency by `file:` has that name too, and is meant to be there.
 */
export function isRelease(
  path: string,
  { name, version }: Identity,
  manifest: PackageFacts['manifest'],
): boolean {
  if (manifest === null || name === null || name === manifest.name) return true
  const packed = `${name.replace(/^@/, '').replaceAll('/', '-')}-${version ?? ''}.tgz`
  const isNeeded = listStringMembers(manifest.dependencies).some(
    ([, spec]) => spec.replace(/^file:(?:\.\/)?/, '') === path,
  )
  return baseName(path) === packed && !isNeeded
}
