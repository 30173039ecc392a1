import { createColors } from 'picocolors'
import type { PlanEdit } from '../model/plan.ts'
import type { Finding, Level, PackageReport, Report, Verdict } from '../model/report.ts'
import { fillTemplate, shortList } from '../text/fill-template.ts'
import { terminalText } from '../text/safe-text.ts'
import { shellWord } from '../text/shell-word.ts'
import { gateChangeText } from './gate-change-text.ts'
import {
  address,
  allFindings,
  asideSentence,
  bytes,
  count,
  duration,
  isBlocking,
  levelCounts,
  originalAddress,
  packageLabel,
  packedSentence,
  passSentence,
  repositoryPath,
  similarText,
  verdictWord,
} from './phrases.ts'
import { editPath, isSettled, planHeadline, planNotes, planToShow } from './plan-text.ts'
import { baselineLines } from './terminal-baseline.ts'
import { type Colors, TerminalPage } from './terminal-page.ts'
import { UNSEEN_TITLE, UNSEEN_WHY, unseenAddress, unseenCount, unseenFix, unseenSize } from './unseen-text.ts'

export interface TerminalOptions {
  readonly color: boolean
  /** Columns. */
  readonly width: number
  /** Only what blocks, and the last line. */
  readonly quiet: boolean
}

const PLACES_SHOWN = 3
const ALSO_SHOWN = 4
const UNSEEN_SHOWN = 20
/** Findings that are told in full, and in a line each; a screen or two. */
const FULL_SHOWN = 12
const LINES_SHOWN = 30
/** Packages that the last line names. */
const PACKAGES_NAMED = 8

/** What has been told already, so that nothing is told twice and the report ends. */
interface Told {
  /** Sentences, by the package that they were told of. */
  readonly findings: Map<string, string>
  readonly edits: Map<string, string>
  full: number
  lines: number
  left: number
}

/** The report for a person at a terminal: the verdict, each finding, the totals, and a last line that says it all. */
export function renderTerminal(report: Report, options: TerminalOptions): string {
  const colors = createColors(options.color)
  const page = new TerminalPage(colors, options.width)
  for (const error of report.errors) {
    page.blank()
    page.problem(error)
  }
  const told: Told = { findings: new Map(), edits: new Map(), full: 0, lines: 0, left: 0 }
  for (const one of report.packages) renderPackage(page, one, options, told)
  page.blank()
  if (told.left > 0)
    page.line(
      `${count(told.left, 'more finding')}. For all of them: --format html=seaworthy.html (or markdown, json).`,
    )
  page.line(lastLine(report, colors))
  return page.text()
}

function renderPackage(page: TerminalPage, one: PackageReport, options: TerminalOptions, told: Told): void {
  const { colors } = page
  page.blank()
  const counts = countsOf([one])
  const name = colors.bold(terminalText(packageLabel(one)))
  const verdict = one.verdict === 'pass' ? passSentence(name, [one]) : `${name} ${verdictWord(one.verdict)}`
  page.line(`${badge(one.verdict, colors)} ${verdict}${counts ? `: ${counts}` : ''}`)
  for (const error of one.errors) page.problem(error)
  const change = gateChangeText(one)
  if (change !== null) page.line(colors.yellow(terminalText(change)))
  renderUnseen(page, one)
  const blocking = one.findings.filter((finding) => isBlocking(finding, one))
  const shown = options.quiet
    ? blocking
    : one.findings.filter((finding) => finding.severity !== 'notice' || blocking.includes(finding))
  for (const finding of shown) renderOnce(page, finding, one, told)
  const notices = one.findings.filter((finding) => !shown.includes(finding))
  renderPlan(page, one, { offer: true, titled: false, told: told.edits })
  if (!options.quiet) renderQuiet(page, one, notices)
  if (one.tarball !== null && !options.quiet) renderTotals(page, one)
}

/** In full, or in a line where another package's says the same or there are many. */
function renderOnce(page: TerminalPage, finding: Finding, one: PackageReport, told: Told): void {
  const key = JSON.stringify([finding.rule, finding.template.what])
  const before = told.findings.get(key)
  const label = packageLabel(one)
  if ((before === undefined || before === label) && told.full < FULL_SHOWN) {
    told.full += 1
    told.findings.set(key, label)
    renderFinding(page, finding, one)
    return
  }
  if (told.lines >= LINES_SHOWN) {
    told.left += 1
    return
  }
  told.lines += 1
  const { colors } = page
  const as = before === undefined || before === label ? '' : colors.dim(`, as in ${terminalText(before)}`)
  page.line(
    `${levelMark(finding.severity, colors)} ${colors.bold(finding.title)}${whereShort({ ...finding, message: '' }, colors)}${as}  ${colors.dim(`${finding.rule}  ${finding.fingerprint}`)}`,
  )
}

function renderFinding(page: TerminalPage, finding: Finding, one: PackageReport): void {
  const { colors } = page
  page.blank()
  page.line(
    `${levelMark(finding.severity, colors)} ${colors.bold(finding.title)}  ${colors.dim(`${finding.rule}  ${finding.fingerprint}`)}`,
  )
  const fill = (template: string): string =>
    fillTemplate(template, finding.data, (value) => colors.cyan(terminalText(value)))
  page.line(`${fill(finding.template.what)}${similarText(finding)} ${fill(finding.template.why)}`, 2)
  for (const [index, place] of finding.places.slice(0, PLACES_SHOWN).entries()) {
    const original = originalAddress(place)
    const parts = [
      colors.cyan(terminalText(address(place))),
      ...(original === null ? [] : [`from ${colors.cyan(terminalText(original))}`]),
      ...(place.evidence === null ? [] : [colors.dim(terminalText(place.evidence))]),
    ]
    page.labelled(index === 0 ? 'where' : '', parts.join('  '))
  }
  if (finding.count > PLACES_SHOWN)
    page.labelled('', colors.dim(`and ${count(finding.count - PLACES_SHOWN, 'more place')}`))
  finding.also.slice(0, ALSO_SHOWN).forEach(({ rule, message }, index) => {
    page.labelled(index === 0 ? 'also' : '', `${terminalText(message)} ${colors.dim(rule)}`)
  })
  if (finding.cause !== null) {
    const { path, line, reason } = finding.cause
    const file = path === null ? null : repositoryPath(one, path)
    const at = file === null ? '' : `${colors.cyan(terminalText(line === null ? file : `${file}:${line}`))}  `
    page.labelled('why', `${at}${terminalText(reason)}`)
  }
  const planned = isSettled(finding, one) ? colors.dim(' The edit stands below.') : ''
  page.labelled('fix', `${fill(finding.template.fix)}${planned}`)
  const left = one.plan?.rest.find(({ fingerprint }) => fingerprint === finding.fingerprint)?.reason ?? null
  if (left !== null) page.labelled('', terminalText(left))
}

/** The edits of a package, file by file. */
export function renderPlan(
  page: TerminalPage,
  one: PackageReport,
  { offer, titled, told }: { offer: boolean; titled: boolean; told?: Map<string, string> },
): void {
  const shown = planToShow(one)
  const { colors } = page
  if (shown === null) return
  page.blank()
  const name = titled ? `${terminalText(packageLabel(one))}: ` : ''
  page.line(colors.bold(`${name}${planHeadline(shown)}:`))
  for (const edit of shown.plan.edits) {
    const key = JSON.stringify([
      edit.path,
      edit.hunks.map(({ lines }) => lines.filter((line) => !line.startsWith(' '))),
    ])
    const before = told?.get(key)
    const path = editPath(one.target, edit)
    if (before === undefined) renderEdit(page, one.target, edit)
    else page.line(`${colors.cyan(terminalText(path))}${colors.dim(`, as in ${terminalText(before)}`)}`, 2)
    told?.set(key, before ?? path)
  }
  for (const note of planNotes(shown)) page.line(colors.dim(terminalText(note)), 2)
  if (offer)
    page.line(`${colors.dim('Make it:')} seaworthy fix --write ${terminalText(shellWord(one.target))}`, 2)
}

/** An edit as a diff with the path of its file. */
export function renderEdit(page: TerminalPage, target: string, edit: PlanEdit): void {
  const { colors } = page
  page.line(colors.cyan(terminalText(`${editPath(target, edit)}${edit.isNew ? ' (new)' : ''}`)), 2)
  for (const { line, lines } of edit.hunks) {
    page.exact(colors.dim(`@@ line ${line} @@`), 4)
    for (const one of lines) {
      const text = terminalText(one)
      page.exact(one.startsWith('+') ? colors.green(text) : one.startsWith('-') ? colors.red(text) : text, 4)
    }
  }
}

function countsOf(packages: readonly PackageReport[]): string {
  const found = levelCounts(packages.flatMap((one) => one.findings))
  return [unseenCount(packages), found].filter((part) => part !== '').join(', ')
}

function renderUnseen(page: TerminalPage, { unseen }: PackageReport): void {
  const { colors } = page
  for (const part of unseen.slice(0, UNSEEN_SHOWN)) {
    page.blank()
    page.line(`${colors.magenta('✖ unseen')} ${colors.bold(UNSEEN_TITLE)}`)
    const address = colors.cyan(terminalText(unseenAddress(part)))
    page.line(`${address}${unseenSize(part)}: ${terminalText(part.detail)}. ${UNSEEN_WHY}`, 2)
    page.labelled('change', unseenFix(part))
    if (part.digest !== null) page.labelled('digest', colors.dim(part.digest))
  }
  const left = unseen.length - UNSEEN_SHOWN
  if (left > 0) page.line(colors.dim(`and ${count(left, 'more part')} not looked at`), 2)
}

/** The first place and how many more; nothing where the sentence has named it. */
function whereShort(finding: Finding, colors: Colors): string {
  const [first] = finding.places
  if (first === undefined) return ''
  const more = finding.count > 1 ? colors.dim(` and ${count(finding.count - 1, 'more place')}`) : ''
  if (more === '' && finding.message.includes(first.path)) return ''
  return `  ${colors.cyan(terminalText(address(first)))}${more}`
}

/** What does not ask for a change: one line each. */
function renderQuiet(page: TerminalPage, one: PackageReport, notices: readonly Finding[]): void {
  const { colors } = page
  if (notices.length > 0) page.blank()
  for (const finding of notices) {
    const what = fillTemplate(finding.template.what, finding.data, (value) =>
      colors.cyan(terminalText(value)),
    )
    page.line(
      `${levelMark('notice', colors)} ${what}${whereShort(finding, colors)}  ${colors.dim(finding.rule)}`,
    )
  }
  if (one.suppressed.length > 0) page.blank()
  for (const { finding, reason, expires, by } of one.suppressed) {
    const until = expires === null ? 'without end' : `until ${terminalText(expires)}`
    const who = by === null ? '' : `, by ${terminalText(by)}`
    page.line(
      `${colors.dim('suppressed')} ${finding.rule}  ${terminalText(finding.path ?? 'the package')}  ${colors.dim(`${until}${who}: ${terminalText(reason)}`)}`,
    )
  }
  if (one.accepted.length > 0) page.blank()
  for (const { unseen, reason, expires, by } of one.accepted) {
    const who = by === null ? '' : `, by ${terminalText(by)}`
    page.line(
      `${colors.dim('accepted unseen')} ${terminalText(unseenAddress(unseen))}  ${colors.dim(`until ${terminalText(expires)}${who}: ${terminalText(reason)}`)}`,
    )
  }
  if (one.notes.length > 0) page.blank()
  for (const note of one.notes) page.line(`${colors.yellow('note')} ${terminalText(note)}`)
}

function renderTotals(page: TerminalPage, one: PackageReport): void {
  const { tarball, exposure } = one
  if (tarball === null) return
  const { colors } = page
  page.blank()
  const facts = [
    count(tarball.fileCount, 'file'),
    `${bytes(tarball.size)} packed`,
    `${bytes(tarball.unpackedSize)} unpacked`,
  ]
  if (exposure.maps > 0) facts.push(count(exposure.maps, 'source map'))
  page.line(`${colors.bold(terminalText(tarball.filename))}  ${colors.dim(facts.join(' · '))}`)
  page.exact(colors.dim(tarball.integrity), 0)
  const packed = packedSentence(one)
  if (packed !== null) page.line(colors.dim(terminalText(packed)))
  for (const line of baselineLines(one, colors)) page.line(line)
  page.line(colors.dim(`profile ${one.profile}: ${terminalText(one.profileReason)}`))
}

/** The verdict of everything in one line. */
export function lastLine(report: Report, colors: Colors): string {
  const time = colors.dim(`(${duration(report.timing.total)})`)
  if (report.verdict === 'error')
    return `${badge('error', colors)} Nothing was passed: Seaworthy could not look at everything. ${time}`
  const sentence = report.verdict === 'pass' ? passLine(report) : blockLine(report)
  return `${badge(report.verdict, colors)} ${sentence}. ${time}`
}

function passLine({ packages, ...report }: Report): string {
  const all = packages.length === 1 ? 'The package' : `All ${count(packages.length, 'package')}`
  const rest = countsOf(packages)
  const aside = asideSentence({ packages, ...report })
  // Of one package the sentence needs no name: its own line has it.
  const sentence = passSentence(all, packages).replace(/^The package: this/, 'This')
  return [sentence, ...(rest ? [`${rest} to read`] : []), ...(aside ? [aside] : [])].join('; ')
}

/** Names the packages that are held back; the others may go. */
function blockLine(report: Report): string {
  const { packages } = report
  const exposed = packages.reduce((sum, one) => sum + one.exposure.lines, 0)
  const leak =
    exposed > 0 && allFindings(report).some((finding) => finding.exposes && finding.severity === 'error')
  const exposure = leak ? `; ${count(exposed, 'line')} of original source would become readable` : ''
  const held = packages.filter(({ verdict }) => verdict !== 'pass')
  const names = shortList(
    held.map((one) => terminalText(packageLabel(one))),
    PACKAGES_NAMED,
  )
  const of = packages.length > held.length ? ` (${held.length} of ${count(packages.length, 'package')})` : ''
  return `Do not publish${packages.length === 1 ? '' : ` ${names}${of}`}: ${countsOf(held)}${exposure}`
}

function badge(verdict: Verdict, colors: Colors): string {
  if (verdict === 'pass') return colors.bold(colors.inverse(colors.green(' PASS ')))
  if (verdict === 'block') return colors.bold(colors.inverse(colors.red(' BLOCK ')))
  return colors.bold(colors.inverse(colors.magenta(' ERROR ')))
}

function levelMark(level: Level, colors: Colors): string {
  return {
    error: colors.red('✖ error'),
    warning: colors.yellow('▲ warning'),
    notice: colors.blue('ℹ notice'),
  }[level]
}
