import path from 'node:path'
import type { Finding, PackageReport } from '../model/report.ts'
import type { ChangeOf, CommitTree } from '../repository/commit-files.ts'
import { findRepositoryRoot } from '../repository/repository-root.ts'

/** Whether a finding is there without the change as well. */
export type IsOfBase = (finding: Finding, one: PackageReport) => boolean

/** What a package is made of beside its own folder: files at the root of the repository. */
const NO_PART_OF_A_PACKAGE = /^(?:[^/]+\.(?:md|txt)|LICENSE|\.github\/.*|docs\/.*)$/i

/**
 * Tells the findings that the base of a change has already: those of packages that the change leaves alone, and those
 * in files that it leaves alone while it leaves alone what decides over the list of files too. What nobody can tell
 * from the names of what changed is the change's own.
 * @param root of the repository, absolute
 * @param folders target → folder in the repository, as far as known
 */
export async function readFindingsOfBase(
  base: ChangeOf | null,
  root: string,
  folders: ReadonlyMap<string, string>,
): Promise<IsOfBase> {
  const changed = await listChangedFiles(base, root)
  if (changed === null) return () => false
  return (finding, one) => {
    const folder = folders.get(one.target)
    if (folder === undefined) return false
    const inside = folder === '' ? '' : `${folder}/`
    const own = [...changed.paths].filter((file) => file.startsWith(inside))
    const around = [...changed.paths].filter(
      (file) => !file.includes('/') && !NO_PART_OF_A_PACKAGE.test(file),
    )
    const alone = own.every((file) => inside === '' && NO_PART_OF_A_PACKAGE.test(file)) && around.length === 0
    if (alone) return true
    const decides = (file: string): boolean => changed.paths.has(`${inside}${file}`)
    if (['package.json', '.npmignore', '.gitignore'].some(decides)) return false
    const files = finding.places.map((place) => `${inside}${place.path}`)
    return (
      files.length > 0 &&
      finding.count === finding.places.length &&
      files.every((file) => changed.now.has(file) && !changed.paths.has(file))
    )
  }
}

interface ChangedFiles {
  /** What the change adds, alters or removes. */
  readonly paths: ReadonlySet<string>
  /** What the repository has now. */
  readonly now: CommitTree
}

async function listChangedFiles(base: ChangeOf | null, directory: string): Promise<ChangedFiles | null> {
  const root = findRepositoryRoot(path.resolve(directory))
  if (base === null || root === null) return null
  try {
    const change = await base(root)
    if (change === null || change.head === null) return null
    const [before, now] = await Promise.all([change.base.readTree(), change.head.readTree()])
    if (before === now || before.size === 0) return null
    const paths = new Set<string>()
    for (const [file, { hash, mode }] of now) {
      const old = before.get(file)
      if (old?.hash !== hash || old.mode !== mode) paths.add(file)
    }
    for (const file of before.keys()) if (!now.has(file)) paths.add(file)
    return { paths, now }
  } catch {
    return null
  }
}
