import { posix } from 'node:path'
import { ENDINGS_TRIED, PLATFORM_ENDINGS } from '../../../knowledge/module-endings.ts'
import { unescapeString } from '../../../layers/maps/literal-reader.ts'

/** Longest file that is read for what it imports, in bytes: what stands before a build is short. */
export const MOST_BYTES = 16 * 1024

/**
 * Imports that run whenever the file does: statements at the beginning of a line, without indentation, so that what
 * stands in a `try`, a function or a text does not count.
 */
const PATTERNS = [
  /^(?:import|export)\b[^'"`;()\n]*?\bfrom\s*(['"])(\.{1,2}\/[^'"\n]*|\.{1,2})\1/gm,
  /^import\s*(['"])(\.{1,2}\/[^'"\n]*)\1/gm,
  /^(?:(?:const|let|var)\s+[^=\n]{1,200}=\s*|(?:module\.)?exports(?:\.\w+)?\s*=\s*)?require\(\s*(['"])(\.{1,2}\/[^'"\n]*|\.{1,2})\1\s*\)/gm,
  /^(?:await\s+)?import\(\s*(['"])(\.{1,2}\/[^'"\n]*)\1\s*\)/gm,
]

/** The relative specifiers that a module surely asks for. */
function findRelativeImports(text: string): string[] {
  return PATTERNS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => unescapeString(match[2] ?? '')),
  )
}

/** Declarations of Flow, which stand in place of the code where a package has nothing but types. */
const FLOW_ENDINGS = ['.js.flow', '/index.js.flow'] as const

/** Whether something is there under a path without `./`, as whoever loads it would find it. */
function isFound(path: string, has: (path: string) => boolean): boolean {
  if (path === '') return ENDINGS_TRIED.some((variant) => variant.startsWith('/') && has(variant.slice(1)))
  return [...ENDINGS_TRIED, ...PLATFORM_ENDINGS, ...FLOW_ENDINGS].some((variant) => has(path + variant))
}

/** The path that a specifier means, empty for the package's root. */
function resolveImport(from: string, specifier: string): string {
  const target = posix.join(posix.dirname(from), specifier.replace(/[?#].*$/, '')).replace(/\/+$/, '')
  return target === '.' ? '' : target
}

/** Whether npm compiles it when the package is installed, as it does where there is a binding.gyp. */
const isMadeAtInstall = (target: string, has: (path: string) => boolean) =>
  has('binding.gyp') && (target.endsWith('.node') || target.startsWith('build/'))

/** The first path that a module asks for and that is not in the tarball; undefined if all are there. */
export function findLostImport(
  path: string,
  text: string,
  byPath: { has(path: string): boolean },
): string | undefined {
  const has = (name: string) => byPath.has(name)
  return (
    findRelativeImports(text)
      .map((specifier) => resolveImport(path, specifier))
      // The package's own root leads to its entry points, which are looked at elsewhere; what lies outside is another's.
      .filter((target) => target !== '' && !target.startsWith('..'))
      .find((target) => !isFound(target, has) && !isMadeAtInstall(target, has))
  )
}
