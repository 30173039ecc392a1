import { packPattern } from '../cause/pack-patterns.ts'
import type { EditedTexts, PackageFolder } from '../cause/package-folder.ts'
import { addFilesEntries, removeFilesEntries } from './manifest-text.ts'
import { groupPaths, IN_FILES } from './patterns-for-paths.ts'
import { findGonePaths, type ListEdit, type Trial } from './trial.ts'
import { tryPatterns } from './try-patterns.ts'

/** Entries of `files` that are tried without, one by one. */
const MOST_ENTRIES = 40
/** Entries that one entry may be replaced by. */
const MOST_IN_PLACE = 6

/**
 * Takes paths out of a tarball by the `files` list that package.json has: entries that let in nothing else go, then
 * negations; last, an entry that no negation can narrow is replaced by what is wanted of it.
 */
export async function editFilesList(
  trial: Trial,
  folder: PackageFolder,
  unwanted: ReadonlySet<string>,
): Promise<ListEdit> {
  const less = await removeEntries(trial, folder, unwanted)
  const left = removePaths(unwanted, less.removed)
  if (left.size === 0) return less
  const now = folder.applyEdits(less.texts)
  const negated = await tryPatterns(trial, {
    groups: groupPaths(left, listPackedPaths(trial, less.removed), IN_FILES),
    forms: IN_FILES,
    start: less,
    write: (patterns) => {
      const entries = patterns.map((pattern) => `!${pattern}`)
      return makeManifestTexts(now, addFilesEntries(now, entries))
    },
  })
  return negated.removed.size === unwanted.size ? negated : replaceEntries(trial, folder, unwanted, negated)
}

/** Without the entries that let in nothing but what is to go, and those that name just that. */
async function removeEntries(
  trial: Trial,
  folder: PackageFolder,
  unwanted: ReadonlySet<string>,
): Promise<ListEdit> {
  let best: ListEdit = { texts: folder.texts, removed: new Set() }
  const wanted = [...listPackedPaths(trial, unwanted)]
  for (const entry of listPositiveEntries(folder, unwanted)) {
    if (trial.isOver) break
    // What an entry point brings in anyway is what the entry is for all the same.
    if (wanted.some((path) => isFor(entry, path))) continue
    const texts = removeEntry(folder.applyEdits(best.texts), entry)
    if (texts === null) continue
    const { gone, came } = await trial.findDifference(texts)
    const isNews = unwanted.has(entry) || [...gone].some((path) => !best.removed.has(path))
    if (came.size === 0 && isNews && [...gone].every((path) => unwanted.has(path)))
      best = { texts, removed: findGonePaths(await trial.lists(texts), unwanted) }
  }
  return best
}

/** With an entry replaced by the few wanted files that only it lets in, where negations left something. */
async function replaceEntries(
  trial: Trial,
  folder: PackageFolder,
  unwanted: ReadonlySet<string>,
  before: ListEdit,
): Promise<ListEdit> {
  let best = before
  for (const entry of listPositiveEntries(folder, unwanted)) {
    if (trial.isOver) break
    const now = folder.applyEdits(best.texts)
    const shorter = removeEntry(now, entry)
    if (shorter === null) continue
    const gone = [...(await trial.findDifference(shorter)).gone]
    const removed = new Set([...best.removed, ...gone.filter((path) => unwanted.has(path))])
    // What an entry point brings in anyway is named all the same: a list that says nothing helps nobody.
    const brought = [...listPackedPaths(trial, unwanted)].filter((path) => isFor(entry, path))
    const wanted = [...new Set([...gone.filter((path) => !unwanted.has(path)), ...brought])].sort()
    if (removed.size === best.removed.size || wanted.length > MOST_IN_PLACE) continue
    const list = now.applyEdits(shorter)
    const entries = wanted.map((path) => (path.includes('/') ? path : `/${path}`))
    const texts = wanted.length === 0 ? shorter : makeManifestTexts(list, addFilesEntries(list, entries))
    if (texts !== null && (await trial.holds(texts, removed))) best = { texts, removed }
  }
  return best
}

/** Whether an entry names the path, or the folder that it lies in. */
function isFor(entry: string, path: string): boolean {
  if (path === entry || path.startsWith(`${entry}/`)) return true
  return /[*?[{]/.test(entry) && packPattern(entry)?.matches(path) === true
}

/** Entries that let something in, those that name what is to go first: a list may be longer than what is tried. */
function listPositiveEntries(folder: PackageFolder, unwanted: ReadonlySet<string>): string[] {
  const entries = [...new Set((folder.files ?? []).map(normaliseEntry))].filter(
    (entry) => !entry.startsWith('!'),
  )
  const isNamed = (entry: string): boolean => unwanted.has(entry)
  return [...entries.filter(isNamed), ...entries.filter((entry) => !isNamed(entry))].slice(0, MOST_ENTRIES)
}

function removeEntry(folder: PackageFolder, entry: string): EditedTexts | null {
  const indexes = (folder.files ?? []).flatMap((one, index) => (normaliseEntry(one) === entry ? [index] : []))
  return indexes.length === 0 ? null : makeManifestTexts(folder, removeFilesEntries(folder, indexes))
}

/** An entry as npm 12 reads it: `./dist/`, `/dist` and `dist` are one. */
function normaliseEntry(entry: string): string {
  return entry.replace(/^\.?\//, '').replace(/\/+$/, '')
}

export function makeManifestTexts(folder: PackageFolder, text: string | null): EditedTexts | null {
  return text === null ? null : new Map([...folder.texts, ['package.json', text]])
}

/** What any packer packs, but for paths that are taken out already. */
export function listPackedPaths(trial: Trial, removed: ReadonlySet<string>): Set<string> {
  return new Set([...trial.before.values()].flatMap((list) => [...list]).filter((path) => !removed.has(path)))
}

function removePaths(paths: ReadonlySet<string>, removed: ReadonlySet<string>): Set<string> {
  return new Set([...paths].filter((path) => !removed.has(path)))
}
