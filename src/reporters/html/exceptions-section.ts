import type { PackageReport } from '../../model/report.ts'
import { count, packageLabel } from '../phrases.ts'
import { unseenAddress } from '../unseen-text.ts'
import { code, prose, table, text } from './markup.ts'

/** Exceptions in force, those that end first at the top. The page's script adds how many days are left. */
export function exceptionsContent(packages: readonly PackageReport[]): string[] {
  const several = packages.length > 1
  const exceptions = packages.flatMap((one) => [
    ...one.suppressed.map(({ finding, reason, expires, by }) => ({
      one,
      what: `${prose(finding.title)} <span class="soft">${text(finding.rule)}</span>`,
      where: finding.path,
      more: finding.count - 1,
      reason,
      expires,
      by,
    })),
    ...one.accepted.map(({ unseen, reason, expires, by }) => ({
      one,
      what: 'Not looked at',
      where: unseenAddress(unseen),
      more: 0,
      reason,
      expires,
      by,
    })),
  ])
  if (exceptions.length === 0) return []
  exceptions.sort((a, b) => (a.expires ?? '~').localeCompare(b.expires ?? '~', 'en'))
  const rows = exceptions.map(({ one, what, where, more, reason, expires, by }) => [
    what,
    ...(several ? [code(packageLabel(one))] : []),
    (where === null ? 'the package' : code(where)) + (more > 0 ? ` and ${count(more, 'more place')}` : ''),
    prose(reason),
    by === null ? '' : text(by),
    expires === null ? 'without end' : `<time datetime="${text(expires)}">${text(expires)}</time>`,
  ])
  const head = ['What', ...(several ? ['Package'] : []), 'Where', 'Reason', 'Approved by', 'Until']
  return [table(head, rows, 'plain')]
}
