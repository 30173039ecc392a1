import type { PackageReport, Report, Verdict } from '../../model/report.ts'
import { formatNumber } from '../../text/format-number.ts'
import { gateChangeText } from '../gate-change-text.ts'
import {
  allPackages,
  asideSentence,
  bytes,
  count,
  levelCounts,
  packageLabel,
  passSentence,
  passWord,
  verdictWord,
} from '../phrases.ts'
import { unseenCount } from '../unseen-text.ts'
import { PAGE_SCRIPT } from './bundled-page.ts'
import { exceptionsContent } from './exceptions-section.ts'
import { exposureContent } from './exposure-section.ts'
import { drawCards, findingsContent } from './finding-cards.ts'
import { htmlDocument } from './html-document.ts'
import { code, prose, renderFold, section, table, text, verdictMark } from './markup.ts'
import { pageData } from './page-data.ts'
import { planContent } from './plan-section.ts'
import { releaseContent } from './release-section.ts'
import { circumstancesContent, tarballContent } from './tarball-section.ts'
import { unseenContent } from './unseen-section.ts'

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
      ['packages', 'Packages', packages.length > 1 ? [packageTable(packages)] : []],
      ['unseen', 'Not looked at', unseenContent(packages)],
      ['plan', 'What to do', planContent(report)],
      ['findings', 'Findings', findingsContent(cards, packages)],
      ['tarball', 'In the tarball', tarballContent(packages)],
      ['exposure', 'Readable source', exposureContent(packages)],
      ['release', 'Since the last release', releaseContent(packages)],
      ['exceptions', 'Exceptions in force', exceptionsContent(packages)],
      ['circumstances', 'What was looked at', circumstancesContent(packages)],
    ] as const
  )
    .map(([id, name, content]) => ({ id, name, html: section(id, name, content) }))
    .filter(({ html }) => html !== '')
  const links = parts.map(({ id, name }) => `<a href="#${id}">${name}</a>`).join('')
  const errors = [...report.errors, ...(packages.length === 1 ? problems(packages) : [])]
  return htmlDocument({
    title: headline(report),
    kind: report.verdict,
    summary: [
      `<p class="counts">${text(countsText(report))}</p>`,
      ...errors.map(problem),
      tiles(packages),
    ].join('\n'),
    body: `<div class="inner body-columns">
<nav id="contents" aria-label="Sections">${links}</nav>
<main>
${parts.map(({ html }) => html).join('\n')}
</main>
</div>`,
    foot: `Seaworthy ${text(report.tool.version)}${report.policy === null ? '' : `, policy ${code(report.policy.source)}`}`,
    script: { source: PAGE_SCRIPT, data: pageData(packages, cards) },
  })
}

function headline({ packages, verdict }: Report): string {
  const [only, other] = packages
  if (only !== undefined && other === undefined) {
    const subject = packageLabel(only)
    return verdict === 'pass' ? passSentence(subject, packages) : headlines[verdict](subject)
  }
  if (verdict === 'pass') return passSentence(allPackages(packages.length), packages)
  const held = packages.filter((one) => one.verdict !== 'pass')
  const [one] = held
  const subject =
    held.length === 1 && one !== undefined
      ? packageLabel(one)
      : held.length === 0
        ? 'The release'
        : `${formatNumber(held.length)} of ${count(packages.length, 'package')}`
  return headlines[verdict](subject)
}

const headlines: Readonly<Record<Exclude<Verdict, 'pass'>, (subject: string) => string>> = {
  block: (subject) => `Do not publish ${subject}`,
  error: (subject) => `${subject} could not be judged`,
}

function countsText(report: Report): string {
  const { packages } = report
  const found = levelCounts(packages.flatMap((one) => one.findings))
  const counts = [unseenCount(packages), found].filter((part) => part !== '').join(', ')
  const aside = asideSentence(report)
  const nothing =
    report.verdict === 'error' ? 'Nothing passed: Seaworthy could not look at everything' : 'Nothing found'
  return [counts || nothing, ...(aside === '' ? [] : [aside])].join('; ')
}

function problems(packages: readonly PackageReport[]): string[] {
  return packages.flatMap((one) => {
    const change = gateChangeText(one)
    return [...one.errors, ...(change === null ? [] : [change])]
  })
}

function problem(error: string): string {
  return `<p class="problem">${error
    .split('\n')
    .map((line) => prose(line))
    .join('<br>')}</p>`
}

/** The numbers at a glance. */
function tiles(packages: readonly PackageReport[]): string {
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

function packageTable(packages: readonly PackageReport[]): string {
  const order: readonly Verdict[] = ['error', 'block', 'pass']
  const sorted = packages.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
  const passing = sorted.filter(({ verdict }) => verdict === 'pass')
  if (passing.length < sorted.length && passing.length > PASSING_SHOWN)
    return [
      packageRows(sorted.filter(({ verdict }) => verdict !== 'pass')),
      renderFold(passSentence(count(passing.length, 'package'), passing), packageRows(passing)),
    ].join('\n')
  return packageRows(sorted)
}

function packageRows(packages: readonly PackageReport[]): string {
  const rows = packages.map((one) => [
    `${verdictMark(one.verdict)} ${code(packageLabel(one))}`,
    one.verdict === 'pass' ? passWord(one) : verdictWord(one.verdict),
    [unseenCount([one]), levelCounts(one.findings)].filter((part) => part !== '').join(', '),
    one.tarball === null ? '' : `${count(one.tarball.fileCount, 'file')}, ${bytes(one.tarball.size)}`,
    problems([one])
      .map((error) => prose(error))
      .join('<br>'),
  ])
  const hasProblems = rows.some((cells) => cells[4] !== '')
  const head = ['Package', 'Verdict', 'Found', 'Tarball', 'Note']
  return table(
    hasProblems ? head : head.slice(0, 4),
    hasProblems ? rows : rows.map((cells) => cells.slice(0, 4)),
    'plain',
  )
}
