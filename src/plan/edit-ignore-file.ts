import type { PackageFolder } from '../cause/package-folder.ts'
import { packedBy } from './edit-files-list.ts'
import { withLinesAdded } from './manifest-text.ts'
import { groupPaths, IN_IGNORE_FILE } from './patterns-for-paths.ts'
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
  const own = folder.text('.npmignore')
  const shared = folder.text('.gitignore')
  const serves = own === null && shared !== null && isTracked === false
  const name = serves ? '.gitignore' : '.npmignore'
  const start: ListEdit = { texts: folder.texts, removed: new Set() }
  const first = await write(name, own ?? shared, '', unwanted, start)
  if (first.removed.size === unwanted.size) return first
  // A deeper ignore file has the last word on what lies below it.
  return [...unwanted].reduce<Promise<ListEdit>>(async (before, path) => {
    const edit = await before
    if (edit.removed.has(path)) return edit
    const inner = innerIgnoreFile(folder.edited(edit.texts), path)
    if (inner === null) return edit
    return write(inner.name, inner.text, inner.folder, new Set([path]), edit)
  }, Promise.resolve(first))

  function write(
    file: string,
    text: string | null,
    inside: string,
    paths: ReadonlySet<string>,
    before: ListEdit,
  ): Promise<ListEdit> {
    const groups = groupPaths(paths, packedBy(trial, before.removed), IN_IGNORE_FILE)
    const relative = groups.map(({ paths, patterns }) => ({
      paths,
      patterns: patterns.map((pattern) => (inside === '' ? pattern : pattern.replace(`/${inside}/`, '/'))),
    }))
    return tryPatterns(trial, {
      groups: relative,
      forms: IN_IGNORE_FILE,
      start: before,
      write: (patterns) => new Map([...before.texts, [file, withLinesAdded(text, patterns)]]),
    })
  }
}

/** The deepest ignore file of a folder above the path, the root apart. */
function innerIgnoreFile(
  folder: PackageFolder,
  path: string,
): { name: string; folder: string; text: string } | null {
  const segments = path.split('/').slice(0, -1)
  for (let depth = segments.length; depth > 0; depth -= 1) {
    const inside = segments.slice(0, depth).join('/')
    for (const file of ['.npmignore', '.gitignore']) {
      const text = folder.text(`${inside}/${file}`)
      if (text !== null) return { name: `${inside}/${file}`, folder: inside, text }
    }
  }
  return null
}
