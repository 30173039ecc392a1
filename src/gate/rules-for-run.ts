import { type EffectiveConfig, isRuleOff, readOptions } from '../config/merge/effective-config.ts'
import type { ContentsPattern } from '../contents/contents-list.ts'
import { applyForbiddenValues } from '../rules/secret/workflow-value.ts'
import type { ConfiguredRule } from '../scan/keyword-plan.ts'
import type { ForbiddenValue } from '../secrets/forbidden-value.ts'
import { type GivenValues, readForbiddenFromEnvironment } from '../secrets/given-values.ts'
import { listRulesOf } from './all-rules.ts'

/** What a run knows beside its configuration. */
export interface RunKnowledge {
  readonly contents: readonly ContentsPattern[] | null
  readonly forbidden: GivenValues | null
}

/** The rules of a run, and the values among what they look for. */
export interface RulesForRun {
  readonly rules: readonly ConfiguredRule[]
  /** The workflow's own secrets: they stay in this process. */
  readonly values: readonly ForbiddenValue[]
}

/** The rules of a run with their options: what is off is left out, what the run knows is put in. */
export function pickRulesForRun(config: EffectiveConfig, { contents, forbidden }: RunKnowledge): RulesForRun {
  const configured = listRulesOf(config)
    .filter((rule) => !isRuleOff(config, rule))
    .map((rule) => {
      const options = readOptions(config, rule)
      const isList =
        rule.meta.traits.takes === 'contents-list' && contents !== null && options.contents === undefined
      return { rule, options: isList ? { ...options, contents } : options }
    })
  const values = pickValues(config, forbidden)
  return { rules: applyForbiddenValues(configured, values), values }
}

/** The workflow's own secrets that a run knows: those it was given, and those of its environment that are named. */
export function pickValues(config: EffectiveConfig, forbidden: GivenValues | null): ForbiddenValue[] {
  const rule = listRulesOf(config).find(({ meta }) => meta.traits.takes === 'workflow-values')
  const named =
    rule === undefined || isRuleOff(config, rule) ? undefined : readOptions(config, rule).environment
  return [...(forbidden?.values ?? []), ...readForbiddenFromEnvironment(named).values]
}
