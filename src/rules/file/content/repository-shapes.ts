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

/** Folders that are such data by their name, however little of it is there, and what lies in them then. */
const BY_NAME: readonly (readonly [system: string, folder: RegExp, any: RegExp])[] = [
  [
    'Git',
    /(?:^|[/!])\.git$/,
    /^(?:HEAD|ORIG_HEAD|FETCH_HEAD|COMMIT_EDITMSG|config|index|description|packed-refs|(?:objects|refs|logs|hooks|info)\/)$/,
  ],
  ['Subversion', /(?:^|[/!])\.svn$/, /./],
  ['Mercurial', /(?:^|[/!])\.hg$/, /./],
  ['Bazaar', /(?:^|[/!])\.bzr$/, /./],
  ['Jujutsu', /(?:^|[/!])\.jj$/, /./],
  ['Darcs', /(?:^|[/!])_darcs$/, /./],
]

function recogniseSystem(folder: string, names: ReadonlySet<string>): string | null {
  const shape = SHAPES.find(
    ([, all, any]) =>
      all.every((name) => names.has(name)) && (any.length === 0 || any.some((name) => names.has(name))),
  )
  if (shape !== undefined) return shape[0]
  const named = BY_NAME.find(
    ([, pattern, any]) => pattern.test(folder) && [...names].some((name) => any.test(name)),
  )
  return named?.[0] ?? null
}

/** Every such folder among the paths, outermost first; folders inside another one are left out. */
export function findRepositoryFolders(paths: Iterable<string>): RepositoryFolder[] {
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
    const system = recogniseSystem(folder, names)
    if (system !== null) found.push({ folder, system })
  }
  found.sort((a, b) => a.folder.length - b.folder.length)
  return found.filter(
    ({ folder }, index) => !found.slice(0, index).some((outer) => isInFolder(folder, outer.folder)),
  )
}

const NAMES_INSIDE =
  /(?:^|[/!])(?:\.git|\.svn|\.hg|\.bzr|\.jj|_darcs)\/|\/(?:HEAD|packed-refs|wc\.db|entries|format|requires|00changelog\.i|dirstate|Entries|Root|Repository|branch-format)$|\/(?:objects|refs|pristine|text-base|props|prop-base|store|branch|repository|checkout|repo|working_copy)\//

/** Whether a path is one of those that tell such a folder. */
export function mayBeRepository(path: string): boolean {
  return NAMES_INSIDE.test(path)
}

/** Whether a path lies in a folder, at any depth; everything lies in the root, ''. */
export function isInFolder(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`)
}
