import type { Finding, PackageReport, Report } from '../model/report.ts'
import { baselineBlock } from './markdown-baseline.ts'
import { type Block, fitBlocks, IMPORTANCE } from './markdown-budget.ts'
import { contentsText } from './markdown-contents.ts'
import { findingItem, findingSection, folded, foldedFinding } from './markdown-finding.ts'
import {
  exposureText,
  labelText,
  MARKS,
  NO_MARKS,
  notesText,
  packageTable,
  scannedText,
  suppressionsText,
} from './markdown-package.ts'
import { footerText, headline, leftOut, opening, problemText } from './markdown-page.ts'
import { planText } from './markdown-plan.ts'
import { acceptedText, unseenSection } from './markdown-unseen.ts'
import { count, isBlocking } from './phrases.ts'

export interface MarkdownOptions {
  /** The page of the run, for a link. */
  readonly runUrl?: string | null
  /** The commit that was looked at, in hexadecimal. */
  readonly commit?: string | null
  /** Size of the page, in what `measure` counts: UTF-16 units unless given. */
  readonly limit: number
  readonly measure?: (text: string) => number
  /** Whether to tell what takes how much room in the tarball. */
  readonly contents?: boolean
  /** A block of Markdown to put after the verdict: what was fixed. */
  readonly after?: string | null
  /** The report is somebody else's word: it is told as such, and nothing is said to have passed. */
  readonly untrusted?: boolean
}

/** Blocking findings of a package that are written out, alone and among others; those after them are folded. */
const OPEN = { alone: 5, amongOthers: 2 } as const
/** Findings in one folded list. */
const LIST = 20

/**
 * The report as GitHub-flavoured Markdown: the verdict first, then what would leak, why, and the change to make.
 * Within a limit, cut by importance and never inside a construct.
 */
export function renderMarkdown(report: Report, options: MarkdownOptions): string {
  const untrusted = options.untrusted ?? false
  const blocks: Block[] = [must(headline(report, untrusted)), must(opening(report, untrusted))]
  if (options.after) blocks.push(must(options.after))
  for (const error of report.errors) blocks.push(must(problemText(error)))
  if (report.packages.length > 1)
    blocks.push(must(packageTable(report.packages, untrusted ? NO_MARKS : MARKS)))
  for (const one of report.packages)
    blocks.push(...packageBlocks(one, report.packages.length > 1, options.contents ?? false))
  const end = (left: readonly Finding[]): string => {
    const parts = [leftOut(left), footerText(report, options.runUrl ?? null, options.commit ?? null)]
    return parts.filter((part) => part !== '').join('\n\n')
  }
  return fitBlocks(blocks, end, {
    limit: options.limit,
    measure: options.measure ?? ((text) => text.length),
  })
}

function packageBlocks(one: PackageReport, several: boolean, contents: boolean): Block[] {
  const blocking = one.findings.filter((finding) => isBlocking(finding, one))
  const rest = one.findings.filter((finding) => !isBlocking(finding, one))
  const name = several ? `${labelText(one)}: ` : ''
  const blocks: Block[] = []
  if (several && (blocking.length > 0 || one.errors.length > 0 || one.unseen.length > 0))
    blocks.push(must(`### ${labelText(one)}`))
  for (const error of one.errors) blocks.push(must(problemText(error)))
  const unseen = unseenSection(one, several ? '####' : '###')
  if (unseen !== null) blocks.push({ text: unseen, importance: IMPORTANCE.blocking, findings: [] })
  const plan = planText(one, several ? '####' : '###')
  if (plan !== null) blocks.push({ text: plan, importance: IMPORTANCE.blocking, findings: [] })
  blocks.push(...blockingBlocks(one, blocking, several))
  for (const text of [notesText(one, name), suppressionsText(one, name), acceptedText(one, name)])
    if (text !== null) blocks.push({ text, importance: IMPORTANCE.circumstances, findings: [] })
  blocks.push(...foldedLists(name, rest))
  const scanned = scannedText(one)
  if (scanned !== null)
    blocks.push({
      text: several ? folded(`${name}what was scanned`, scanned) : scanned,
      importance: several ? IMPORTANCE.circumstances : IMPORTANCE.verdict,
      findings: [],
    })
  const text = contents ? contentsText(one) : null
  if (text !== null)
    blocks.push({
      text: several ? folded(`${name}what takes room`, text) : text,
      importance: IMPORTANCE.contents,
      findings: [],
    })
  const since = baselineBlock(one)
  if (since !== '')
    blocks.push({
      text: several ? `${labelText(one)}\n\n${since}` : since,
      importance: IMPORTANCE.circumstances,
      findings: [],
    })
  return blocks
}

function blockingBlocks(one: PackageReport, blocking: readonly Finding[], several: boolean): Block[] {
  const heading = several ? '####' : '###'
  return blocking.map((finding, index) => {
    const open = index < (several ? OPEN.amongOthers : OPEN.alone)
    const account = finding.exposes ? exposureText(one.exposure) : null
    return {
      text: open ? findingSection(finding, heading, account) : foldedFinding(finding, account),
      importance: open ? IMPORTANCE.blocking : IMPORTANCE.moreBlocking,
      findings: [finding],
    }
  })
}

/** What does not block, folded, in lists small enough to be left out one by one. */
function foldedLists(name: string, findings: readonly Finding[]): Block[] {
  const blocks: Block[] = []
  for (const level of ['error', 'warning', 'notice'] as const) {
    const of = findings.filter((finding) => finding.severity === level)
    for (let from = 0; from < of.length; from += LIST) {
      const part = of.slice(from, from + LIST)
      const range = of.length > LIST ? `, ${from + 1} to ${from + part.length}` : ''
      blocks.push({
        text: folded(`${name}${count(of.length, level)}${range}`, part.map(findingItem).join('\n')),
        importance: IMPORTANCE[`${level}s`],
        findings: part,
      })
    }
  }
  return blocks
}

function must(text: string): Block {
  return { text, importance: IMPORTANCE.verdict, findings: [] }
}
