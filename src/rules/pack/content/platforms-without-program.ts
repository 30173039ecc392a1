import type { PackageFacts } from '../../../model/package-facts.ts'
import { isBare } from './always-packed.ts'

/** The platforms of a package of which nothing is there but what is always packed. */
export function listPlatformsWithoutProgram({ manifest, byPath }: PackageFacts): string[] {
  const named = ['os', 'cpu', 'libc'].map((member) => manifest?.[member])
  if (!isBare(byPath) || named.every((one) => one === undefined)) return []
  return named.flat().filter((one): one is string => typeof one === 'string' && !one.startsWith('!'))
}
