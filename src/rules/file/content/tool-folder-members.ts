import type { Layer } from '../../../model/layer.ts'
import { formatMemberChain, type Member } from './archive-members.ts'
import { findToolFolders } from './tool-folders-in-paths.ts'

/** What a Mac adds to an archive, and what Android's build says in a library of itself. */
const NOT_OF_TOOLS = /(?:^|[/!])(?:__MACOSX|META-INF)\//

/**
 * A file of an archive that lies in a folder of a tool, with its way there: `app.zip!.claude/settings.json`. Null for
 * everything else; what a Mac adds to an archive is no such folder.
 */
export function findMemberInToolFolder(
  layer: Layer,
): { readonly chain: string; readonly member: Member } | null {
  const whole = formatMemberChain(layer)
  if (whole === null || NOT_OF_TOOLS.test(whole)) return null
  // The folders around the archive are judged as files of the package.
  const archive = whole.slice(0, whole.indexOf('!'))
  const isAround = findToolFolders([archive]).size > 0
  const chain = isAround ? whole.slice(archive.lastIndexOf('/') + 1) : whole
  if (findToolFolders([chain]).size === 0) return null
  return { chain, member: { path: layer.entry.path, trail: layer.trail } }
}
