import type { PlanEdit } from '../model/plan.ts'
import type { Finding, PackageReport } from '../model/report.ts'
import { fillTemplate } from '../text/fill-template.ts'
import { encodeTerminalText } from '../text/safe-text.ts'
import { quoteShellWord } from '../text/shell-word.ts'
import { describeGateChange } from './gate-change-text.ts'
import {
  bytes,
  count,
  describePacked,
  describePassOf,
  describeVerdict,
  formatPackageLabel,
  isBlocking,
} from './phrases.ts'
import { describePlan, formatEditPath, listPlanNotes, pickPlanToShow } from './plan-text.ts'
import { renderBaseline } from './terminal-baseline.ts'
import { renderOnce, type Told, tellShortPlace } from './terminal-findings.ts'
import { describeCounts } from './terminal-last-line.ts'
import { renderBadge, renderLevelMark, type TerminalPage } from './terminal-page.ts'
import {
  adviseOnUnseen,
  formatUnseenAddress,
  formatUnseenSize,
  UNSEEN_TITLE,
  UNSEEN_WHY,
} from './unseen-text.ts'

const UNSEEN_SHOWN = 20
/** Lines of an edit that a report shows; `seaworthy fix` shows all. */
const EDIT_LINES = 40

/** A package by itself: the verdict, each finding, the edits, the totals. */
export function renderPackage(page: TerminalPage, one: PackageReport, quiet: boolean, told: Told): void {
  renderVerdict(page, one, quiet, told)
  renderPlan(page, one, { offer: true, titled: false, told: told.edits })
  if (!quiet) renderQuiet(page, one, told)
  if (one.tarball !== null && !quiet) renderTotals(page, one, told)
}

/** Findings that are told one by one: those that ask for a change, or only those that block. */
export function listFindingsToTell(one: PackageReport, quiet: boolean): Finding[] {
  return one.findings.filter(
    (finding) => isBlocking(finding, one) || (!quiet && finding.severity !== 'notice'),
  )
}

/** The verdict and what it comes from. */
export function renderVerdict(page: TerminalPage, one: PackageReport, quiet: boolean, told: Told): void {
  const { colors } = page
  page.addBlank()
  const counts = describeCounts([one])
  // A target that is the working directory reads like a full stop.
  const label = formatPackageLabel(one) === '.' ? 'The package in this folder' : formatPackageLabel(one)
  const name = colors.bold(encodeTerminalText(label))
  const verdict =
    one.verdict === 'pass' ? describePassOf(name, [one]) : `${name} ${describeVerdict(one.verdict)}`
  page.addLine(`${renderBadge(one.verdict, colors)} ${verdict}${counts ? `: ${counts}` : ''}`)
  for (const error of one.errors) page.addProblem(error)
  const change = describeGateChange(one)
  if (change !== null) page.addLine(colors.yellow(encodeTerminalText(change)))
  renderUnseen(page, one)
  for (const finding of listFindingsToTell(one, quiet)) renderOnce(page, finding, one, told)
}

/** The edits of a package, file by file. */
export function renderPlan(
  page: TerminalPage,
  one: PackageReport,
  { offer, titled, told }: { offer: boolean; titled: boolean; told?: Map<string, string> },
): void {
  const shown = pickPlanToShow(one)
  const { colors } = page
  if (shown === null) return
  page.addBlank()
  const name = titled ? `${encodeTerminalText(formatPackageLabel(one))}: ` : ''
  page.addLine(colors.bold(`${name}${describePlan(shown)}:`))
  for (const edit of shown.plan.edits) {
    const key = JSON.stringify([
      edit.path,
      edit.hunks.map(({ lines }) => lines.filter((line) => !line.startsWith(' '))),
    ])
    const before = told?.get(key)
    const path = formatEditPath(one.target, edit)
    if (before === undefined) renderEdit(page, one.target, edit, offer ? EDIT_LINES : undefined)
    else
      page.addLine(
        `${colors.cyan(encodeTerminalText(path))}${colors.dim(`, as in ${encodeTerminalText(before)}`)}`,
        2,
      )
    told?.set(key, before ?? path)
  }
  for (const note of listPlanNotes(shown)) page.addLine(colors.dim(encodeTerminalText(note)), 2)
  if (offer)
    page.addLine(
      `${colors.dim('Make it:')} seaworthy fix --write ${encodeTerminalText(quoteShellWord(one.target))}`,
      2,
    )
}

/** A tab of an edited file, as it is shown. */
const TAB = '  '

/** An edit as a diff with the path of its file. */
export function renderEdit(
  page: TerminalPage,
  target: string,
  edit: PlanEdit,
  most: number = Number.POSITIVE_INFINITY,
): void {
  const { colors } = page
  page.addLine(
    colors.cyan(encodeTerminalText(`${formatEditPath(target, edit)}${edit.isNew ? ' (new)' : ''}`)),
    2,
  )
  let room = most
  const all = edit.hunks.reduce((sum, { lines }) => sum + lines.length, 0)
  for (const { line, lines } of edit.hunks) {
    if (room <= 0) break
    page.addExact(colors.dim(`@@ line ${line} @@`), 4)
    for (const one of lines.slice(0, room)) {
      const text = encodeTerminalText(one.replaceAll('\t', TAB))
      page.addExact(
        one.startsWith('+') ? colors.green(text) : one.startsWith('-') ? colors.red(text) : text,
        4,
      )
    }
    room -= lines.length
  }
  if (all > most) page.addLine(colors.dim(`and ${count(all - most, 'more line')}`), 4)
}

function renderUnseen(page: TerminalPage, { unseen }: PackageReport): void {
  const { colors } = page
  for (const part of unseen.slice(0, UNSEEN_SHOWN)) {
    page.addBlank()
    page.addLine(`${colors.magenta('✖ unseen')} ${colors.bold(UNSEEN_TITLE)}`)
    const address = colors.cyan(encodeTerminalText(formatUnseenAddress(part)))
    page.addLine(`${address}${formatUnseenSize(part)}: ${encodeTerminalText(part.detail)}. ${UNSEEN_WHY}`, 2)
    page.addLabelled('change', adviseOnUnseen(part))
    if (part.digest !== null) page.addLabelled('digest', colors.dim(part.digest))
  }
  const left = unseen.length - UNSEEN_SHOWN
  if (left > 0) page.addLine(colors.dim(`and ${count(left, 'more part')} not looked at`), 2)
}

/** What does not ask for a change: one line each. */
function renderQuiet(page: TerminalPage, one: PackageReport, news: Told): void {
  const { colors } = page
  const told = listFindingsToTell(one, false)
  const notices = one.findings.filter((finding) => !told.includes(finding))
  if (notices.length > 0) page.addBlank()
  for (const finding of notices) {
    const what = fillTemplate(finding.template.what, finding.data, (value) =>
      colors.cyan(encodeTerminalText(value)),
    )
    page.addLine(
      `${renderLevelMark('notice', colors)} ${what}${tellShortPlace(finding, colors, one)}  ${colors.dim(finding.rule)}`,
    )
  }
  if (one.suppressed.length > 0) page.addBlank()
  for (const { finding, reason, expires, by } of one.suppressed) {
    const until = expires === null ? 'without end' : `until ${encodeTerminalText(expires)}`
    const who = by === null ? '' : `, by ${encodeTerminalText(by)}`
    page.addLine(
      `${colors.dim('suppressed')} ${finding.rule}  ${encodeTerminalText(finding.path ?? 'the package')}  ${colors.dim(`${until}${who}: ${encodeTerminalText(reason)}`)}`,
    )
  }
  if (one.accepted.length > 0) page.addBlank()
  for (const { unseen, reason, expires, by } of one.accepted) {
    const who = by === null ? '' : `, by ${encodeTerminalText(by)}`
    page.addLine(
      `${colors.dim('accepted unseen')} ${encodeTerminalText(formatUnseenAddress(unseen))}  ${colors.dim(`until ${encodeTerminalText(expires)}${who}: ${encodeTerminalText(reason)}`)}`,
    )
  }
  const notes = one.notes.filter((note) => news.isNews(note))
  if (notes.length > 0) page.addBlank()
  for (const note of notes) page.addLine(`${colors.yellow('note')} ${encodeTerminalText(note)}`)
}

function renderTotals(page: TerminalPage, one: PackageReport, told: Told): void {
  const { tarball, exposure } = one
  if (tarball === null) return
  const { colors } = page
  page.addBlank()
  const facts = [
    count(tarball.fileCount, 'file'),
    `${bytes(tarball.size)} packed`,
    `${bytes(tarball.unpackedSize)} unpacked`,
  ]
  if (exposure.maps > 0) facts.push(count(exposure.maps, 'source map'))
  page.addLine(`${colors.bold(encodeTerminalText(tarball.filename))}  ${colors.dim(facts.join(' · '))}`)
  page.addExact(colors.dim(tarball.integrity), 0)
  const packed = describePacked(one)
  if (packed !== null && told.isNews(packed)) page.addLine(colors.dim(encodeTerminalText(packed)))
  renderBaseline(page, one)
  const profile = `profile ${one.profile}: ${encodeTerminalText(one.profileReason)}`
  if (told.isNews(profile)) page.addLine(colors.dim(profile))
}
