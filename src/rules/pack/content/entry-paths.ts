import { entryTargets } from '../../manifest/content/entry-targets.ts'
import { entryPath, listBins } from '../../manifest/content/members.ts'

/** The paths of all files that a package is entered by when it runs, its commands among them. */
export function entryPaths(manifest: Readonly<Record<string, unknown>>): string[] {
  return [...entryTargets(manifest).map(entryPath), ...listBins(manifest).map(({ path }) => path)]
}
