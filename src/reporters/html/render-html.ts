import type { PackageReport, Report, Verdict } from '../../model/report.ts'
import { formatNumber } from '../../text/format-number.ts'
import { describeGateChange } from '../gate-change-text.ts'
import {
  bytes,
  count,
  describeAllPackages,
  describeAside,
  describeLevelCounts,
  describePass,
  describePassOf,
  describeVerdict,
  formatPackageLabel,
} from '../phrases.ts'
import { describeUnseenCount } from '../unseen-text.ts'
import { PAGE_SCRIPT } from './bundled-page.ts'
import { renderExceptions } from './exceptions-section.ts'
import { renderExposure } from './exposure-section.ts'
import { drawCards, renderFindings } from './finding-cards.ts'
import { renderHtmlDocument } from './html-document.ts'
import {
  renderCode,
  renderFold,
  renderProse,
  renderSection,
  renderTable,
  renderText,
  renderVerdictMark,
} from './markup.ts'
import { formatPageData } from './page-data.ts'
import { renderPlanContent } from './plan-section.ts'
import { renderRelease } from './release-section.ts'
import { renderCircumstances, renderTarball } from './tarball-section.ts'
import { renderUnseen } from './unseen-section.ts'

/** Packages that pass and have rows of their own beside some that do not. */
const PASSING_SHOWN = 10

/**
 * The report as one HTML page that needs nothing else. What was found stands in the markup and can be read without its
 * script, which draws the tarball and filters.
 */
export function renderHtml(report: Report): string {
  const { packages } = report
  const cards = drawCards(report)
  const parts = (
    [
      ['packages', 'Packages', packages.length > 1 ? [renderPackageTable(packages)] : []],
      ['unseen', 'Not looked at', renderUnseen(packages)],
      ['plan', 'What to do', renderPlanContent(report)],
      ['findings', 'Findings', renderFindings(cards, packages)],
      ['tarball', 'In the tarball', renderTarball(packages)],
      ['exposure', 'Readable source', renderExposure(packages)],
      ['release', 'Since the last release', renderRelease(packages)],
      ['exceptions', 'Exceptions in force', renderExceptions(packages)],
      ['circumstances', 'What was looked at', renderCircumstances(packages)],
    ] as const
  )
    .map(([id, name, content]) => ({ id, name, html: renderSection(id, name, content) }))
    .filter(({ html }) => html !== '')
  const links = parts.map(({ id, name }) => `<a href="#${id}">${name}</a>`).join('')
  const errors = [...report.errors, ...(packages.length === 1 ? renderProblems(packages) : [])]
  return renderHtmlDocument({
    title: renderHeadline(report),
    kind: report.verdict,
    summary: [
      `<p class="counts">${renderText(renderCounts(report))}</p>`,
      ...errors.map(renderProblem),
      renderTiles(packages),
    ].join('\n'),
    body: `<div class="inner body-columns">
<nav id="contents" aria-label="Sections">${links}</nav>
<main>
${parts.map(({ html }) => html).join('\n')}
</main>
</div>`,
    foot: `Seaworthy ${renderText(report.tool.version)}${report.policy === null ? '' : `, policy ${renderCode(report.policy.source)}`}`,
    script: { source: PAGE_SCRIPT, data: formatPageData(packages, cards) },
  })
}

function renderHeadline({ packages, verdict }: Report): string {
  const [only, other] = packages
  if (only !== undefined && other === undefined) {
    const subject = formatPackageLabel(only)
    return verdict === 'pass' ? describePassOf(subject, packages) : headlines[verdict](subject)
  }
  if (verdict === 'pass') return describePassOf(describeAllPackages(packages.length), packages)
  const held = packages.filter((one) => one.verdict !== 'pass')
  const [one] = held
  const subject =
    held.length === 1 && one !== undefined
      ? formatPackageLabel(one)
      : held.length === 0
        ? 'The release'
        : `${formatNumber(held.length)} of ${count(packages.length, 'package')}`
  return headlines[verdict](subject)
}

const headlines: Readonly<Record<Exclude<Verdict, 'pass'>, (subject: string) => string>> = {
  block: (subject) => `Do not publish ${subject}`,
  error: (subject) => `${subject} could not be judged`,
}

function renderCounts(report: Report): string {
  const { packages } = report
  const found = describeLevelCounts(packages.flatMap((one) => one.findings))
  const counts = [describeUnseenCount(packages), found].filter((part) => part !== '').join(', ')
  const aside = describeAside(report)
  const nothing =
    report.verdict === 'error' ? 'Nothing passed: Seaworthy could not look at everything' : 'Nothing found'
  return [counts || nothing, ...(aside === '' ? [] : [aside])].join('; ')
}

function renderProblems(packages: readonly PackageReport[]): string[] {
  return packages.flatMap((one) => {
    const change = describeGateChange(one)
    return [...one.errors, ...(change === null ? [] : [change])]
  })
}

function renderProblem(error: string): string {
  return `<p class="problem">${error
    .split('\n')
    .map((line) => renderProse(line))
    .join('<br>')}</p>`
}

/** The numbers at a glance. */
function renderTiles(packages: readonly PackageReport[]): string {
  const sum = (of: (one: PackageReport) => number): number => packages.reduce((all, one) => all + of(one), 0)
  const lines = sum(({ exposure }) => exposure.lines)
  const facts = [
    ...(packages.length > 1 ? [[String(packages.length), 'packages']] : []),
    [formatNumber(sum(({ tarball }) => tarball?.fileCount ?? 0)), 'files'],
    [bytes(sum(({ tarball }) => tarball?.size ?? 0)), 'packed'],
    [bytes(sum(({ tarball }) => tarball?.unpackedSize ?? 0)), 'unpacked'],
    ...(lines > 0 ? [[formatNumber(lines), `${lines === 1 ? 'line' : 'lines'} of source readable`]] : []),
  ]
  if (packages.every(({ tarball }) => tarball === null)) return ''
  return `<dl class="tiles">${facts.map(([number, what]) => `<div><dt>${what}</dt><dd>${number}</dd></div>`).join('')}</dl>`
}

function renderPackageTable(packages: readonly PackageReport[]): string {
  const order: readonly Verdict[] = ['error', 'block', 'pass']
  const sorted = packages.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
  const passing = sorted.filter(({ verdict }) => verdict === 'pass')
  if (passing.length < sorted.length && passing.length > PASSING_SHOWN)
    return [
      renderPackageRows(sorted.filter(({ verdict }) => verdict !== 'pass')),
      renderFold(describePassOf(count(passing.length, 'package'), passing), renderPackageRows(passing)),
    ].join('\n')
  return renderPackageRows(sorted)
}

function renderPackageRows(packages: readonly PackageReport[]): string {
  const rows = packages.map((one) => [
    `${renderVerdictMark(one.verdict)} ${renderCode(formatPackageLabel(one))}`,
    one.verdict === 'pass' ? describePass(one) : describeVerdict(one.verdict),
    [describeUnseenCount([one]), describeLevelCounts(one.findings)].filter((part) => part !== '').join(', '),
    one.tarball === null ? '' : `${count(one.tarball.fileCount, 'file')}, ${bytes(one.tarball.size)}`,
    renderProblems([one])
      .map((error) => renderProse(error))
      .join('<br>'),
  ])
  const hasProblems = rows.some((cells) => cells[4] !== '')
  const head = ['Package', 'Verdict', 'Found', 'Tarball', 'Note']
  return renderTable(
    hasProblems ? head : head.slice(0, 4),
    hasProblems ? rows : rows.map((cells) => cells.slice(0, 4)),
    'plain',
  )
}
