/** A folder that a version control system keeps its data in. */
export interface RepositoryFolder {
  /** Path of the folder; empty for the package's root. */
  readonly folder: string
  readonly system: string
}

/** Names that lie directly in such a folder, whatever the folder is called; a trailing slash means a folder. */
const SHAPES: readonly (readonly [system: string, all: readonly string[], any: readonly string[]])[] = [
  ['Git', ['HEAD'], ['objects/', 'refs/', 'packed-refs']],
  ['Subversion', ['wc.db'], []],
  ['Subversion', ['entries', 'format'], ['pristine/', 'text-base/', 'props/', 'prop-base/']],
  ['Mercurial', ['requires', 'store/'], []],
  ['Mercurial', ['00changelog.i'], ['store/', 'dirstate', 'requires', 'data/']],
  ['CVS', ['Entries', 'Root', 'Repository'], []],
  ['Bazaar', ['branch-format'], ['branch/', 'repository/', 'checkout/']],
  ['Jujutsu', ['repo/', 'working_copy/'], []],
]

/** Every such folder among the paths, outermost first; folders inside another one are left out. */
export function repositoryFolders(paths: Iterable<string>): RepositoryFolder[] {
  const children = new Map<string, Set<string>>()
  for (const path of paths) {
    const segments = path.split('/')
    let folder = ''
    segments.forEach((segment, depth) => {
      const name = depth === segments.length - 1 ? segment : `${segment}/`
      const names = children.get(folder)
      if (names === undefined) children.set(folder, new Set([name]))
      else names.add(name)
      folder = folder === '' ? segment : `${folder}/${segment}`
    })
  }
  const found: RepositoryFolder[] = []
  for (const [folder, names] of children) {
    const shape = SHAPES.find(
      ([, all, any]) =>
        all.every((name) => names.has(name)) && (any.length === 0 || any.some((name) => names.has(name))),
    )
    if (shape !== undefined) found.push({ folder, system: shape[0] })
  }
  found.sort((a, b) => a.folder.length - b.folder.length)
  return found.filter(
    ({ folder }, index) => !found.slice(0, index).some((outer) => isInFolder(folder, outer.folder)),
  )
}

/** Whether a path lies in a folder, at any depth; everything lies in the root, ''. */
export function isInFolder(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`)
}
