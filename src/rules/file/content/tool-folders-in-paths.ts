import { COMPILER_CACHES, decideFolderOwner, SHARED_AT_ROOT } from './tool-folders.ts'

/** By where the folder is and whose: the message for it. */
type Kind = 'directory' | 'hidden' | 'editor' | 'nested' | 'login'

/** A folder of a tool, with the files in it. */
export interface ToolFolder {
  readonly kind: Kind
  readonly paths: string[]
}

/** Folders of tools, outermost first: any that begins with a dot at the root, those of the closed list further down. */
export function findToolFolders(paths: Iterable<string>): Map<string, ToolFolder> {
  const found = new Map<string, ToolFolder>()
  for (const path of paths) {
    const segments = path.split('/').slice(0, -1)
    const at = segments.findIndex(
      (segment, depth) =>
        (depth === 0 && segment.startsWith('.')) ||
        decideFolderOwner(readName(segment), segments[depth - 1] ?? '', segments[depth - 2]) !== null,
    )
    const segment = segments[at]
    if (segment === undefined) continue
    const name = readName(segment)
    const folder = segments.slice(0, at + 1).join('/')
    const known = found.get(folder)
    if (known !== undefined) known.paths.push(path)
    else found.set(folder, { kind: decideKind(name, segments[at - 1] ?? '', at === 0), paths: [path] })
  }
  return found
}

/** A folder at the top of an archive follows the archive's own name: `app.zip!.claude`. */
function readName(segment: string): string {
  return segment.slice(segment.lastIndexOf('!') + 1)
}

function decideKind(name: string, above: string, isTop: boolean): Kind {
  const owner = decideFolderOwner(name, above)
  if (owner === 'editor' || (isTop && SHARED_AT_ROOT.has(name.toLowerCase()))) return 'editor'
  if (COMPILER_CACHES.has(name.toLowerCase())) return 'nested'
  if (isTop && name.startsWith('.')) return owner === null ? 'hidden' : 'directory'
  return owner === 'login' ? 'login' : 'nested'
}
