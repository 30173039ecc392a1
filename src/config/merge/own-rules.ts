import type { CustomRule } from '../../model/custom-rule.ts'
import type { AnyRule } from '../../model/rule.ts'
import { buildCustomRule } from '../../scan/custom-rules/build-custom-rule.ts'
import type { Source } from '../files/config-source.ts'

/** A rule of a team's own: as it is written, and as a scan runs it. */
export interface OwnRule {
  readonly definition: CustomRule
  readonly rule: AnyRule
  readonly source: Source
}

/** Makes definitions into rules that a scan can run. */
export function buildOwnRules(
  definitions: readonly CustomRule[],
  sourceOf: (definition: CustomRule) => Source,
): OwnRule[] {
  return definitions.map((definition) => ({
    definition,
    rule: buildCustomRule(definition),
    source: sourceOf(definition),
  }))
}

/** The rules of both; where both define one, the second's definition holds. */
export function overlayRules(first: readonly OwnRule[], second: readonly OwnRule[]): OwnRule[] {
  const replaced = new Set(second.map(({ definition }) => definition.id))
  return [...first.filter(({ definition }) => !replaced.has(definition.id)), ...second]
}

/** Built-in rules and a team's own, each once. */
export function addOwnRules(rules: readonly AnyRule[], own: readonly OwnRule[]): AnyRule[] {
  const ids = new Set(own.map(({ definition }) => definition.id))
  return [...rules.filter(({ meta }) => !ids.has(meta.id)), ...own.map(({ rule }) => rule)]
}

/** Rules that both define, and define differently. */
export function findContradictions(first: readonly OwnRule[], second: readonly OwnRule[]): OwnRule[] {
  const known = new Map(second.map(({ definition }) => [definition.id, formatFingerprint(definition)]))
  return first.filter(({ definition }) => {
    const other = known.get(definition.id)
    return other !== undefined && other !== formatFingerprint(definition)
  })
}

/** Everything that decides what a rule finds and how it counts; its examples and words do not. */
function formatFingerprint({ severity, bans, requirements }: CustomRule): string {
  return JSON.stringify({ severity, bans, requirements })
}
