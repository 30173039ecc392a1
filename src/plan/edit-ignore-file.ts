import type { PackageFolder } from '../cause/package-folder.ts'
import { listPackedPaths } from './edit-files-list.ts'
import { addLines } from './manifest-text.ts'
import { groupPaths, IN_IGNORE_FILE, type PathGroup } from './patterns-for-paths.ts'
import type { ListEdit, Trial } from './trial.ts'
import { tryPatterns } from './try-patterns.ts'

/**
 * Takes paths out of a tarball by the ignore file that npm reads. A .gitignore that serves for both gets lines for
 * files only that git does not track; otherwise its lines are copied into a .npmignore, which npm then reads instead.
 * @param isTracked whether git tracks any of the paths; null where that is not known
 */
export async function editIgnoreFile(
  trial: Trial,
  folder: PackageFolder,
  unwanted: ReadonlySet<string>,
  isTracked: boolean | null,
): Promise<ListEdit> {
  const own = folder.readText('.npmignore')
  const shared = folder.readText('.gitignore')
  const serves = own === null && shared !== null && isTracked === false
  const name = serves ? '.gitignore' : '.npmignore'
  const start: ListEdit = { texts: folder.texts, removed: new Set() }
  const groups = groupPaths(unwanted, listPackedPaths(trial, new Set()), IN_IGNORE_FILE)
  const first = await writeLines(trial, start, { name, text: own ?? shared, inside: '' }, groups)
  return editInnerIgnoreFiles(trial, folder, unwanted, first)
}

/**
 * Takes what an edit leaves out by the ignore files of folders below: a deeper one has the last word on what lies below
 * it, whatever the root's or a `files` list say.
 */
export async function editInnerIgnoreFiles(
  trial: Trial,
  folder: PackageFolder,
  unwanted: ReadonlySet<string>,
  before: ListEdit,
): Promise<ListEdit> {
  const left = new Set([...unwanted].filter((path) => !before.removed.has(path)))
  const byFile = new Map<string, { file: IgnoreFile; paths: Set<string> }>()
  for (const path of left) {
    const file = findInnerIgnoreFile(folder.applyEdits(before.texts), path)
    if (file === null) continue
    const known = byFile.get(file.name) ?? { file, paths: new Set() }
    known.paths.add(path)
    byFile.set(file.name, known)
  }
  if (byFile.size === 0) return before
  const { gone } = await trial.findDifference(before.texts)
  let edit = before
  for (const { file, paths } of byFile.values()) {
    const groups = groupPaths(
      paths,
      listPackedPaths(trial, new Set([...edit.removed, ...gone])),
      IN_IGNORE_FILE,
    )
    edit = await writeLines(trial, edit, file, groups, (path) => gone.has(path))
  }
  return edit
}

interface IgnoreFile {
  readonly name: string
  readonly text: string | null
  /** The folder that it lies in; empty for the root. */
  readonly inside: string
}

function writeLines(
  trial: Trial,
  start: ListEdit,
  { name, text, inside }: IgnoreFile,
  groups: readonly PathGroup[],
  mayGo?: (path: string) => boolean,
): Promise<ListEdit> {
  const moveBelow = (pattern: string): string =>
    inside === '' ? pattern : pattern.replace(`/${inside}/`, '/').replace(/^\/\*\*\/(?=[^/]+$)/, '')
  return tryPatterns(trial, {
    groups: groups.map(({ paths, patterns }) => ({ paths, patterns: patterns.map(moveBelow) })),
    forms: {
      ...IN_IGNORE_FILE,
      file: (path) => IN_IGNORE_FILE.file(path).map(moveBelow),
    },
    start,
    write: (patterns) => new Map([...start.texts, [name, addLines(text, patterns)]]),
    ...(mayGo === undefined ? {} : { mayGo }),
  })
}

/** The deepest ignore file of a folder above the path, the root apart. */
function findInnerIgnoreFile(folder: PackageFolder, path: string): IgnoreFile | null {
  const segments = path.split('/').slice(0, -1)
  for (let depth = segments.length; depth > 0; depth -= 1) {
    const inside = segments.slice(0, depth).join('/')
    for (const file of ['.npmignore', '.gitignore']) {
      const text = folder.readText(`${inside}/${file}`)
      if (text !== null) return { name: `${inside}/${file}`, inside, text }
    }
  }
  return null
}
