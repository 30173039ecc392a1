import { CannotLook } from '../cannot-look.ts'
import { docsUrl } from '../report/judge.ts'
import { RULES } from '../rules/index.ts'
import { nearest } from './arguments.ts'

/** The rules as a table: id, defaults for both profiles, title. */
export function listRules(): string {
  const width = Math.max(...RULES.map((rule) => rule.meta.id.length))
  const head = `${'rule'.padEnd(width)}  open-source  proprietary\n`
  return (
    head +
    RULES.map(
      ({ meta }) =>
        `${meta.id.padEnd(width)}  ${meta.severity['open-source'].padEnd(11)}  ${meta.severity.proprietary.padEnd(11)}  ${meta.title}\n`,
    ).join('')
  )
}

/**
 * Everything there is to know of one rule.
 * @throws CannotLook when there is no such rule.
 */
export function explainRule(id: string): string {
  const rule = RULES.find((candidate) => candidate.meta.id === id)
  if (rule === undefined) {
    const near = nearest(
      id,
      RULES.map((candidate) => candidate.meta.id),
    )
    throw new CannotLook(
      `There is no rule ${id}.${near === null ? '' : ` Did you mean ${near}?`} List them with: seaworthy rules`,
    )
  }
  const { meta } = rule
  return [
    `${meta.id}: ${meta.title}`,
    '',
    `Why  ${meta.why}`,
    '',
    `Fix  ${meta.fix}`,
    '',
    `Default: ${meta.severity['open-source']} for open source, ${meta.severity.proprietary} for proprietary packages. Since ${meta.since}.`,
    docsUrl(meta.id),
    '',
  ].join('\n')
}
