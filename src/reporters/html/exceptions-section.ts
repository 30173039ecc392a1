import type { PackageReport } from '../../model/report.ts'
import { count, formatPackageLabel } from '../phrases.ts'
import { formatUnseenAddress } from '../unseen-text.ts'
import { renderCode, renderProse, renderTable, renderText } from './markup.ts'

/** Exceptions in force, those that end first at the top. The page's script adds how many days are left. */
export function renderExceptions(packages: readonly PackageReport[]): string[] {
  const several = packages.length > 1
  const exceptions = packages.flatMap((one) => [
    ...one.suppressed.map(({ finding, reason, expires, by }) => ({
      one,
      what: `${renderProse(finding.title)} <span class="soft">${renderText(finding.rule)}</span>`,
      where: finding.path,
      more: finding.count - 1,
      reason,
      expires,
      by,
    })),
    ...one.accepted.map(({ unseen, reason, expires, by }) => ({
      one,
      what: 'Not looked at',
      where: formatUnseenAddress(unseen),
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
    ...(several ? [renderCode(formatPackageLabel(one))] : []),
    (where === null ? 'the package' : renderCode(where)) +
      (more > 0 ? ` and ${count(more, 'more place')}` : ''),
    renderProse(reason),
    by === null ? '' : renderText(by),
    expires === null
      ? 'without end'
      : `<time datetime="${renderText(expires)}">${renderText(expires)}</time>`,
  ])
  const head = ['What', ...(several ? ['Package'] : []), 'Where', 'Reason', 'Approved by', 'Until']
  return [renderTable(head, rows, 'plain')]
}
