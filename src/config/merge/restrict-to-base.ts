import type { AnyRule } from '../../model/rule.ts'
import { ESCAPE_KEY } from '../files/config-keys.ts'
import type { EffectiveConfig } from './effective-config.ts'
import { describeBaseSource, describeSourcePlace } from './pending-changes.ts'
import { restrictAcceptances, restrictSuppressions } from './restrict-exceptions.ts'
import { restrictRules } from './restrict-rules.ts'
import { raiseSettings } from './settings-ladder.ts'

export interface RestrictedConfig {
  readonly config: EffectiveConfig
  /** What the head loosens, each as a whole sentence: it takes effect after the merge. Also in `config.pending`. */
  readonly pending: readonly string[]
}

/**
 * The configuration that a pull request is judged by: what its head tightens holds at once, what it loosens waits for
 * the merge, so that no pull request can open its own gate.
 * @param head the configuration of the pull request's own commit
 * @param base the configuration of the commit it is to be merged into; the defaults where that has none
 * @param escapeAllowed false where a policy forbids the escape, see `ESCAPE_KEY`
 */
export function restrictToBase(
  head: EffectiveConfig,
  base: EffectiveConfig,
  rules: readonly AnyRule[],
  escapeAllowed = true,
): RestrictedConfig {
  // Only the base's word counts: otherwise a pull request could take the escape for itself.
  if (base.pullRequestsMayLoosen && escapeAllowed) {
    const note = `The configuration of this pull request holds as it is, loosened parts too: the base commit sets ${ESCAPE_KEY}.`
    return { config: { ...head, notes: [...head.notes, note] }, pending: [] }
  }
  const pending: string[] = []
  const sources = new Map(head.sources)
  const { settings, raised } = raiseSettings(head, base)
  for (const { name, wanted, held } of raised) {
    pending.push(
      `${name}: ${held} → ${wanted}${describeSourcePlace(head.sources.get(name))} takes effect after the merge.`,
    )
    sources.set(name, describeBaseSource(base, name))
  }
  const config: EffectiveConfig = {
    ...head,
    ...settings,
    ...restrictRules(head, base, rules, pending, sources),
    suppressions: restrictSuppressions(head, base, pending),
    acceptances: restrictAcceptances(head, base, pending),
    floors: [...head.floors, { kind: 'base', layer: { rules: base.rules, overrides: base.overrides } }],
    sources,
    pending: [...head.pending, ...pending],
  }
  return { config, pending }
}
