import type { Finding, Report } from '../model/report.ts'
import { formatNumber } from '../text/format-number.ts'
import { encodeMarkdownCode, encodeMarkdownText } from '../text/safe-text.ts'
import { describeGateChange } from './gate-change-text.ts'
import { MARKS, renderLabel } from './markdown-package.ts'
import { renderProseText } from './markdown-values.ts'
import {
  count,
  describeAside,
  describeLevelCounts,
  describePassOf,
  isBlocking,
  listAllFindings,
} from './phrases.ts'
import { describeUnseenCount } from './unseen-text.ts'

/** Rows of the table of what was left out. */
const RULES_SHOWN = 12
const DETAILS_SHOWN = 20

/** The verdict as a heading. */
export function writeHeadline(report: Report, untrusted: boolean): string {
  const [only, other] = report.packages
  const subject =
    only !== undefined && other === undefined ? renderLabel(only) : count(report.packages.length, 'package')
  if (untrusted) return `## 📋 An untrusted run reports on ${subject}`
  if (report.verdict === 'pass') {
    const setAside = report.packages.reduce((sum, one) => sum + (one.gateChange?.setAside.length ?? 0), 0)
    return setAside === 0
      ? `## ${MARKS.pass} ${describePassOf(subject, report.packages)}`
      : `## ${MARKS.pass} ${subject}: this change sets aside ${count(setAside, 'finding')} that ${setAside === 1 ? 'blocks' : 'block'} the base`
  }
  if (report.verdict === 'block')
    return other === undefined
      ? `## ${MARKS.block} Do not publish ${subject}`
      : `## ${MARKS.block} Do not publish ${countHeld(report)} of ${subject}`
  const [trouble] = report.errors
  // The first sentence of what kept us from looking says more than that something did.
  const first = trouble === undefined ? '' : (/^.*?[.:](?= (?:[A-Z]|$))|^.*/.exec(trouble)?.[0] ?? '')
  return first.startsWith('Could not look')
    ? `## ${MARKS.error} Not judged. ${encodeMarkdownText(first, 300)}`
    : `## ${MARKS.error} Not judged: Seaworthy could not look${describeUnread(report)}`
}

/** At which of several packages nobody could look. */
function describeUnread({ packages, errors }: Report): string {
  const without = packages.filter(({ verdict }) => verdict === 'error').length
  return errors.length > 0 || packages.length < 2 || without === 0
    ? ''
    : ` at ${formatNumber(without)} of ${count(packages.length, 'package')}`
}

function countHeld(report: Report): string {
  return formatNumber(report.packages.filter(({ verdict }) => verdict !== 'pass').length)
}

/** What it comes to, in an alert. */
export function writeOpening(report: Report, untrusted: boolean): string {
  if (untrusted)
    return `> [!WARNING]\n> **Reported by an untrusted run.** The run had the pull request's own code and workflow, so this can be forged. Only the required check says whether the package may go out. ${summariseFound(report)}`
  const changes = report.packages.map(describeGateChange).filter((text) => text !== null)
  if (report.verdict === 'pass' && changes.length > 0)
    return ['> [!WARNING]', ...changes.map((text) => `> ${renderProseText(text)}`)].join('\n')
  if (report.verdict === 'pass') {
    const counts = describeLevelCounts(listAllFindings(report))
    const aside = describeAside(report)
    if (counts === '' && aside === '') return '> [!TIP]\n> Nothing found.'
    const found = counts === '' ? 'Nothing else found.' : `Nothing blocks; ${counts} to read below.`
    return `> [!NOTE]\n> ${aside === '' ? '' : `**${capitalise(aside)}.** `}${found}`
  }
  if (report.verdict === 'error') {
    const reasons = [...report.errors, ...report.packages.flatMap(({ errors }) => errors)].length
    return `> [!CAUTION]\n> What was not looked at does not pass. ${reasons > 1 ? 'The reasons are' : 'The reason is'} below.`
  }
  return `> [!CAUTION]\n> ${summariseFound(report)}`
}

function summariseFound(report: Report): string {
  const blocking = report.packages.flatMap((one) =>
    one.findings.filter((finding) => isBlocking(finding, one)),
  )
  const rest = listAllFindings(report).filter((finding) => !blocking.includes(finding))
  const others = rest.length > 0 ? ` Also ${describeLevelCounts(rest)}.` : ''
  const held = [describeUnseenCount(report.packages), describeLevelCounts(blocking)].filter(
    (part) => part !== '',
  )
  if (held.length === 0) return `It found nothing that blocks.${others}`
  const parts = report.packages.reduce((sum, one) => sum + one.unseen.length, 0)
  const blocks = blocking.length + parts === 1 ? 'blocks' : 'block'
  return `**${capitalise(held.join(', '))}** ${blocks} this release.${describeExposed(report)}${others}`
}

function describeExposed(report: Report): string {
  const packages = report.packages.filter((one) =>
    one.findings.some((finding) => finding.exposes && isBlocking(finding, one)),
  )
  const files = packages.reduce((sum, one) => sum + one.exposure.files, 0)
  const lines = packages.reduce((sum, one) => sum + one.exposure.lines, 0)
  return files === 0
    ? ''
    : ` Published as it is, anyone could read **${count(files, 'original file')}, ${count(lines, 'line')}** of source.`
}

/** What prevented looking: the sentence, and what a program said of it below. */
export function renderProblem(error: string): string {
  const [first = '', ...rest] = error.split('\n').filter((line) => line.trim() !== '')
  const details = rest.slice(0, DETAILS_SHOWN).map((line) => `> ${encodeMarkdownCode(line, 300)}`)
  return [`> [!WARNING]`, `> ${renderProseText(first)}`, ...details.flatMap((line) => ['>', line])].join('\n')
}

/** How many findings there was no room for, rule by rule; empty if there was room for all. */
export function writeLeftOut(left: readonly Finding[]): string {
  if (left.length === 0) return ''
  const byRule = new Map<string, Finding[]>()
  for (const finding of left) byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), finding])
  const rules = [...byRule].sort(([, a], [, b]) => b.length - a.length)
  const rows = rules
    .slice(0, RULES_SHOWN)
    .map(
      ([rule, findings]) =>
        `| <a href="${findings[0]?.docs ?? ''}">${rule}</a> | ${describeLevelCounts(findings)} |`,
    )
  const others = rules.length - rows.length
  if (others > 0) rows.push(`| ${count(others, 'more rule')} | |`)
  return [
    '> [!IMPORTANT]',
    `> ${count(left.length, 'finding')} left out here for lack of room; the report file has them all.`,
    '',
    '| Left out | |',
    '| :-- | :-- |',
    ...rows,
  ].join('\n')
}

/** Where it comes from. */
export function renderFooter(report: Report, runUrl: string | null, commit: string | null): string {
  const run = runUrl === null ? '' : `<a href="${runUrl}">this run</a> · `
  const of = commit === null ? '' : `commit ${commit.slice(0, 7)} · `
  const isTarball = report.packages.length === 0 || report.packages.some(({ kind }) => kind === undefined)
  const what = isTarball ? 'tarball' : 'file'
  const policy =
    report.policy === null
      ? ''
      : ` · policy ${encodeMarkdownCode(report.policy.source, 200)}, SHA-256 ${encodeMarkdownCode(report.policy.digest.slice(0, 12))}`
  return `<sub>${run}${of}Seaworthy ${encodeMarkdownText(report.tool.version, 40)} · the ${what} that gets published, read to the end${policy}</sub>`
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
