import { isObject } from '../model/json-object.ts'

type Manifest = Readonly<Record<string, unknown>>

/** What a framework's server reads while the package runs, by the dependency that reads it. */
interface Served {
  readonly dependency: string
  /** What its build writes. */
  readonly folder: string
  /** What else it reads from the root. */
  readonly beside: RegExp
}

/** Next.js, `next start` and custom servers; Nitro under Nuxt and others, whose server lies in the folder itself. */
const SERVED: readonly Served[] = [
  { dependency: 'next', folder: '.next', beside: /^(?:next\.config\.[cm]?[jt]s$|public\/)/ },
  { dependency: 'nuxt', folder: '.output', beside: /^$/ },
  { dependency: 'nitropack', folder: '.output', beside: /^$/ },
  { dependency: 'vinxi', folder: '.output', beside: /^$/ },
]

/** Parts of such a folder that only the next build or a developer's server reads. */
const CACHE = /^(?:.*\/)?\.next\/(?:cache|dev)(?=\/)/

/** The cache of a build that a path lies in; null for all others. */
export function findBuildCache(path: string): string | null {
  return CACHE.exec(path)?.[0] ?? null
}

/** Members that a package has which others load, and not one that is started. */
const OF_LIBRARIES = ['exports', 'module', 'types', 'typings']

/**
 * Tells which dependency of a package reads a path when the package is started; null where none does, and for a
 * library, whose pages are those of its documentation.
 */
export function makeServedTest(manifest: Manifest | null): (path: string) => string | null {
  const dependencies = manifest?.dependencies
  if (manifest === null || !isObject(dependencies) || OF_LIBRARIES.some((member) => member in manifest))
    return () => null
  const served = SERVED.filter(({ dependency }) => dependency in dependencies)
  return (path) =>
    (findBuildCache(path) === null
      ? served.find(({ folder, beside }) => path.startsWith(`${folder}/`) || beside.test(path))
      : undefined
    )?.dependency ?? null
}
