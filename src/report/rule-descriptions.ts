import { formatDocsUrl } from '../judge/judge.ts'
import type { Profile, Severity } from '../model/report.ts'
import { RULES } from '../rules/index.ts'

/** What reporters tell of a rule. */
export interface RuleDescription {
  readonly id: string
  readonly title: string
  readonly why: string
  readonly fix: string
  readonly severity: Readonly<Record<Profile, Severity>>
  readonly docs: string
}

/** Every rule there is, in the order of the list. */
export function listRuleDescriptions(): RuleDescription[] {
  return RULES.map(({ meta: { id, title, why, fix, severity } }) => ({
    id,
    title,
    why,
    fix,
    severity,
    docs: formatDocsUrl(id),
  }))
}
