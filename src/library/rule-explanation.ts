import type { Profile, Severity } from '../model/report.ts'

/** What there is to know of a rule. */
export interface RuleExplanation {
  /** `category/name`. */
  readonly id: string
  readonly title: string
  /** One paragraph: why anybody should care. */
  readonly why: string
  /** One paragraph: the usual remedy. */
  readonly fix: string
  /** Default severities. */
  readonly severity: Readonly<Record<Profile, Severity>>
  /** What it can say, by the id of the message; values stand in braces. */
  readonly messages: Readonly<Record<string, string>>
  /** Its page. */
  readonly docs: string
}
