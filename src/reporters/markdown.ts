import type { Finding, PackageReport, Report } from '../report/report.ts'
import { baselineBlock } from './markdown-baseline.ts'
import {
  exposureSection,
  findingItem,
  findingSection,
  folded,
  MARKS,
  packageTable,
  suppressionList,
  tarballTable,
} from './markdown-blocks.ts'
import { allFindings, count, isBlocking, levelCounts, packageLabel } from './phrases.ts'
import { markdownCode, markdownText } from './safe-text.ts'

export interface MarkdownOptions {
  readonly runUrl: string | null
  /** UTF-16 units. */
  readonly limit: number
}

/** A block of the page. What is less important is left out first when there is not room for all. */
interface Block {
  readonly text: string
  /** 0 is never left out. */
  readonly importance: number
  readonly findings: number
}

/**
 * The report as GitHub-flavoured Markdown: the verdict first, then what would leak, why, and the change to make.
 * Within a limit, cut by importance and never inside a construct.
 */
export function renderMarkdown(report: Report, options: MarkdownOptions): string {
  const blocks: Block[] = [must(headline(report)), must(opening(report))]
  for (const error of report.errors) blocks.push(must(problem(error)))
  if (report.packages.length > 1) blocks.push(must(packageTable(report.packages)))
  for (const one of report.packages) blocks.push(...packageBlocks(one, report))
  return withinLimit(blocks, footer(report, options.runUrl), options.limit)
}

function headline(report: Report): string {
  const [only] = report.packages
  const subject =
    report.packages.length === 1 && only
      ? markdownCode(packageLabel(only))
      : count(report.packages.length, 'package')
  if (report.verdict === 'pass') return `## ${MARKS.pass} ${subject} may be published`
  if (report.verdict === 'block') return `## ${MARKS.block} Do not publish ${subject}`
  return `## ${MARKS.error} Not judged: Seaworthy could not look`
}

function opening(report: Report): string {
  const findings = allFindings(report)
  const counts = levelCounts(findings)
  if (report.verdict === 'pass')
    return counts
      ? `> [!NOTE]\n> Nothing that blocks. ${capital(counts)} to read below.`
      : '> [!TIP]\n> Nothing found.'
  if (report.verdict === 'error')
    return '> [!CAUTION]\n> What was not looked at does not pass. The reason stands below.'
  const exposed = report.packages.filter((one) =>
    one.findings.some(
      (finding) => finding.rule === 'source-map/embedded-source' && finding.severity === 'error',
    ),
  )
  const files = exposed.reduce((sum, one) => sum + one.exposure.files, 0)
  const lines = exposed.reduce((sum, one) => sum + one.exposure.lines, 0)
  const leak =
    files > 0
      ? ` It would let anyone read **${count(files, 'original file')}, ${count(lines, 'line')}** of source.`
      : ''
  return `> [!CAUTION]\n> **${capital(counts)}** in the tarball that would be published.${leak}`
}

function packageBlocks(one: PackageReport, report: Report): Block[] {
  const several = report.packages.length > 1
  const blocking = one.findings.filter((finding) => isBlocking(finding, one))
  const rest = one.findings.filter((finding) => !isBlocking(finding, one))
  const blocks: Block[] = []
  if (several && (blocking.length > 0 || one.errors.length > 0))
    blocks.push(must(`### ${MARKS[one.verdict]} ${markdownCode(packageLabel(one))}`))
  for (const error of one.errors) blocks.push(must(problem(error)))
  for (const finding of blocking) {
    const section = findingSection(finding, several ? '####' : '###')
    const exposure = finding.rule === 'source-map/embedded-source' ? exposureSection(one.exposure) : ''
    blocks.push({ text: exposure ? `${section}\n\n${exposure}` : section, importance: 1, findings: 1 })
  }
  if (one.suppressed.length > 0)
    blocks.push({
      text: folded(`${count(one.suppressed.length, 'suppression')} in force`, suppressionList(one)),
      importance: 2,
      findings: 0,
    })
  if (one.notes.length > 0)
    blocks.push({
      text: one.notes.map((note) => `> [!NOTE]\n> ${markdownText(note)}`).join('\n\n'),
      importance: 2,
      findings: 0,
    })
  const name = several ? `${markdownCode(packageLabel(one))}: ` : ''
  blocks.push(...foldedFindings(name, rest))
  const since = baselineBlock(one)
  if (since !== '')
    blocks.push({
      text: several ? `${markdownCode(packageLabel(one))}\n\n${since}` : since,
      importance: 2,
      findings: 0,
    })
  const table = tarballTable(one)
  if (table !== '')
    blocks.push({ text: folded(`${name}What was scanned`, table), importance: 2, findings: 0 })
  return blocks
}

/** Warnings and notices, folded, in parts small enough to be left out one by one. */
function foldedFindings(name: string, findings: readonly Finding[]): Block[] {
  const blocks: Block[] = []
  for (const level of ['error', 'warning', 'notice'] as const) {
    const of = findings.filter((finding) => finding.severity === level)
    for (let from = 0; from < of.length; from += 20) {
      const part = of.slice(from, from + 20)
      const title = `${name}${count(of.length, level)}${of.length > 20 ? `, ${from + 1} to ${from + part.length}` : ''}`
      const importance = level === 'error' ? 3 : level === 'warning' ? 4 : 5
      blocks.push({
        text: folded(title, part.map(findingItem).join('\n')),
        importance,
        findings: part.length,
      })
    }
  }
  return blocks
}

function problem(error: string): string {
  const [first = '', ...rest] = error.split('\n')
  const details = rest.filter((line) => line.trim() !== '').map((line) => `> ${markdownCode(line)}`)
  return [`> [!WARNING]`, `> ${markdownText(first)}`, ...details.flatMap((line) => ['>', line])].join('\n')
}

function footer(report: Report, runUrl: string | null): string {
  const run = runUrl === null ? '' : `<a href="${runUrl}">this run</a> · `
  return `<sub>${run}Seaworthy ${report.tool.version} · the tarball as npm packed it, opened and read to the end</sub>`
}

function withinLimit(blocks: readonly Block[], end: string, limit: number): string {
  const notice = (left: number): string =>
    left === 0
      ? ''
      : `\n\n> [!IMPORTANT]\n> ${count(left, 'finding')} left out here for lack of room; the job summary and the report file have them all.`
  const reserve = end.length + notice(1_000_000).length + 4
  const kept = new Set<Block>()
  let used = reserve
  for (const importance of [0, 1, 2, 3, 4, 5])
    for (const block of blocks) {
      if (block.importance !== importance || used + block.text.length + 2 > limit) continue
      kept.add(block)
      used += block.text.length + 2
    }
  const left = blocks.reduce((sum, block) => sum + (kept.has(block) ? 0 : block.findings), 0)
  const body = blocks.filter((block) => kept.has(block)).map((block) => block.text)
  return `${body.join('\n\n')}${notice(left)}\n\n${end}\n`
}

function must(text: string): Block {
  return { text, importance: 0, findings: 0 }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
