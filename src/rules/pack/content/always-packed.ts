import type { PackageFacts } from '../../../model/package-facts.ts'

/** What packers put in whatever `files` says. */
const ALWAYS = /^(?:package\.json|(?:readme|licen[cs]e|copying|changelog|changes|history|notice)(?:\..*)?)$/i

/** Whether packers put a file in whatever `files` says. */
export function isAlwaysPacked(path: string): boolean {
  return ALWAYS.test(path)
}

/** Whether nothing is in the tarball but what is always packed. */
export function isBare(byPath: PackageFacts['byPath']): boolean {
  return [...byPath.keys()].every(isAlwaysPacked)
}
