import { listEntryTargets } from '../../manifest/content/entry-targets.ts'
import { listBins, normaliseEntryPath } from '../../manifest/content/members.ts'

/** The paths of all files that a package is entered by when it runs, its commands among them. */
export function listEntryPaths(manifest: Readonly<Record<string, unknown>>): string[] {
  return [
    ...listEntryTargets(manifest).map(normaliseEntryPath),
    ...listBins(manifest).map(({ path }) => path),
  ]
}
