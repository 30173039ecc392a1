import { formatDocsUrl } from '../judge/judge.ts'
import type { AnyRule } from '../model/rule.ts'
import type { RuleExplanation } from './rule-explanation.ts'

/** Explains a built-in rule by its id, or all of them, in the order of the list; empty where there is no such rule. */
export async function explain(rule?: string): Promise<RuleExplanation[]> {
  const { RULES } = await import('../rules/index.ts')
  return RULES.filter(({ meta }) => rule === undefined || meta.id === rule).map(explainRule)
}

function explainRule({ meta, messages }: AnyRule): RuleExplanation {
  const { id, title, why, fix, severity } = meta
  const said = Object.entries(messages).map(([name, { what }]) => [name, what])
  return { id, title, why, fix, severity, messages: Object.fromEntries(said), docs: formatDocsUrl(id) }
}
