import type { PackageFacts } from '../../../model/package-facts.ts'
import { normaliseEntryPath } from '../../manifest/content/members.ts'
import { isAlwaysPacked, isBare } from './always-packed.ts'
import { listEntryPaths } from './entry-paths.ts'

/** What builds call the folder that they write. */
const BUILD_FOLDER =
  /^(?:dist|build|built|out|output|es|esm|cjs|umd|lib|bundles?|compiled|release|types|typings|dts)(?:[-_.].*)?$|[-_](?:dist|build)$/i

/** Entries of `files` without wildcards that name nothing in the tarball. */
export function findMissingEntries({ manifest, byPath }: PackageFacts): string[] {
  const { files } = manifest ?? {}
  if (!Array.isArray(files)) return []
  const paths = [...byPath.keys()].map((path) => path.toLowerCase())
  return files
    .filter((entry): entry is string => typeof entry === 'string' && !entry.startsWith('!'))
    .map((entry) => normaliseEntryPath(entry.replace(/\/\*{1,2}(?:\/\*)?$/, '')))
    .filter((entry) => entry !== '' && !/[*?{}[\]!]/.test(entry) && !isAlwaysPacked(entry))
    .filter((entry) => {
      const lower = entry.toLowerCase()
      return !paths.some((path) => path === lower || path.startsWith(`${lower}/`))
    })
}

/** Whether an entry lies in a folder that builds write, by its name. */
export function isInBuildFolder(entry: string): boolean {
  return BUILD_FOLDER.test(entry.split('/')[0] ?? '')
}

/** TypeScript that `files` does not name: packed only because an entry point leads to it until publishing. */
function isSourceBeside(files: unknown): (target: string) => boolean {
  const named = (Array.isArray(files) ? files : []).map((one) =>
    normaliseEntryPath(String(one).replace(/\/?\*.*$/, '')),
  )
  return (target) =>
    /(?<!\.d)\.[cm]?tsx?$/.test(target) &&
    !named.some((entry) => entry === '' || target === entry || target.startsWith(`${entry}/`))
}

/**
 * Whether what is missing is what the package is made of: an entry point lies in it, all of them lead to sources that
 * only lie beside it, or nothing else of `files` is there.
 */
export function isUnbuilt({ manifest, byPath }: PackageFacts, missing: readonly string[]): boolean {
  if (manifest === null) return false
  const targets = listEntryPaths(manifest)
  const isInside = (target: string) =>
    missing.some((entry) => target === entry || target.startsWith(`${entry}/`))
  if (targets.some(isInside)) return true
  if (targets.length > 0 && targets.every(isSourceBeside(manifest.files))) return true
  return isBare(byPath)
}
