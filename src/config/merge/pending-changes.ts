import type { Source } from '../files/config-source.ts'
import type { EffectiveConfig } from './effective-config.ts'
import { describeSource } from './suppression.ts'

/** Where something is written, in brackets; '' for what is a default. */
export function describeSourcePlace(source: Source | undefined): string {
  return source && source.name !== null ? ` (${describeSource(source)})` : ''
}

/** Where a setting comes from that is as the base commit has it. */
export function describeBaseSource(base: EffectiveConfig, name: string): Source {
  const source = base.sources.get(name)
  return source
    ? { ...source, kind: 'base' }
    : { kind: 'base', name: 'the default at the base commit', line: null, column: null }
}
