import { DEFAULT_LIMITS, type Limits } from '../../src/model/limits.ts'
import { bombs } from './hostile/bombs.ts'
import { gzipDamage } from './hostile/gzip-damage.ts'
import { headers } from './hostile/headers.ts'
import type { HostileTarball } from './hostile/hostile-tarball.ts'
import { names } from './hostile/names.ts'
import { notArchives } from './hostile/not-archives.ts'
import { types } from './hostile/types.ts'

/** Everything that must never pass as clean. */
export const HOSTILE_TARBALLS: readonly HostileTarball[] = [
  ...notArchives,
  ...gzipDamage,
  ...names,
  ...types,
  ...headers,
  ...bombs,
]

/** The limits under which a hostile tarball is to be read. */
export function readLimits({ limits }: HostileTarball): Limits {
  return { ...DEFAULT_LIMITS, ...limits }
}
