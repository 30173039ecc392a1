import { createHash } from 'node:crypto'
import type { EffectiveConfig } from './effective-config.ts'

/**
 * SHA-256, in hex, of everything in a configuration that a verdict depends on: equal for two runs that judge alike.
 * Where a value came from and what there is to say of it is left out.
 */
export function computeConfigDigest(config: EffectiveConfig): string {
  const { sources: _, pending: __, ignoredWeakenings: ___, notes: ____, ...decides } = config
  return createHash('sha256')
    .update(JSON.stringify(normaliseValue(decides)))
    .digest('hex')
}

/** The same value whatever the order in which its members were written. */
function normaliseValue(value: unknown): unknown {
  if (value instanceof RegExp) return String(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Map) return { map: sortEntries([...value]) }
  if (value instanceof Set) return { set: [...value].map(normaliseValue) }
  if (Array.isArray(value)) return value.map(normaliseValue)
  if (typeof value === 'function') return null
  return typeof value === 'object' && value !== null ? sortEntries(Object.entries(value)) : value
}

function sortEntries(entries: readonly (readonly [unknown, unknown])[]): unknown[] {
  return entries
    .filter(([key]) => key !== 'source')
    .map(([key, value]) => [String(key), normaliseValue(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}
