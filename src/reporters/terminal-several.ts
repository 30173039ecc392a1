import type { PackageReport } from '../model/report.ts'
import { joinList, writeShortList } from '../text/fill-template.ts'
import { encodeTerminalText } from '../text/safe-text.ts'
import { describeGateChange } from './gate-change-text.ts'
import { count, describePacked, describePassOf, formatPackageLabel } from './phrases.ts'
import { type EditGroup, formatFixCommand, groupEdits, listPlanNotes, pickPlanToShow } from './plan-text.ts'
import { groupAlike, renderAlike, type ToldPackage } from './terminal-alike.ts'
import { renderBaseline } from './terminal-baseline.ts'
import { isToldAlready, type Told } from './terminal-findings.ts'
import { listFindingsToTell, renderEdit, renderVerdict } from './terminal-package.ts'
import { renderBadge, type TerminalPage } from './terminal-page.ts'

/** Packages, files and targets that a line names. */
const NAMED = 8
/** Different edits that are written out, and packages whose changes since the last release are. */
const EDITS_SHOWN = 3
const COMPARED_SHOWN = 4
const EDIT_LINES = 16
/** What was set aside, and notes. */
const ASIDE_SHOWN = 10

/**
 * Many packages on a page or two: what is wrong with each as long as there is room, the edits once for all that share
 * them, and a line for those that pass.
 */
export function renderSeveral(
  page: TerminalPage,
  packages: readonly PackageReport[],
  quiet: boolean,
  told: Told,
): void {
  const { colors } = page
  const silent = packages.filter((one) => isSilent(one, quiet))
  const untold: PackageReport[] = []
  const repeating: ToldPackage[] = []
  for (const one of packages.filter((one) => !silent.includes(one))) {
    const findings = listFindingsToTell(one, quiet)
    if (hasOnlyFindings(one) && findings.every((finding) => isToldAlready(finding, told)))
      repeating.push({ one, findings })
    else if (told.isFull && hasOnlyFindings(one)) {
      told.left += findings.length
      untold.push(one)
    } else renderVerdict(page, one, quiet, told)
  }
  untold.push(...renderRepeating(page, repeating, quiet, told))
  const blocked = untold.filter(({ verdict }) => verdict !== 'pass')
  page.addBlank()
  if (blocked.length > 0)
    page.addLine(
      `${renderBadge('block', colors)} ${count(blocked.length, 'more package')} must not be published: ${joinNames(blocked)}`,
    )
  const passing = [...silent, ...untold.filter(({ verdict }) => verdict === 'pass')]
  if (passing.length > 0 && !quiet)
    page.addLine(
      `${renderBadge('pass', colors)} ${describePassOf(count(passing.length, 'package'), passing)}: ${joinNames(passing)}`,
    )
  renderPlans(page, packages)
  if (!quiet) renderCircumstances(page, packages, told)
}

/** Packages of which nothing is new, those that are alike together; what there is no room for comes back. */
function renderRepeating(
  page: TerminalPage,
  repeating: readonly ToldPackage[],
  quiet: boolean,
  told: Told,
): PackageReport[] {
  const untold: PackageReport[] = []
  for (const group of groupAlike(repeating)) {
    const [first, second] = group
    if (told.isFull) {
      told.left += group.reduce((sum, { findings }) => sum + findings.length, 0)
      untold.push(...group.map(({ one }) => one))
    } else if (first !== undefined && second === undefined) renderVerdict(page, first.one, quiet, told)
    else renderAlike(page, group, told)
  }
  return untold
}

function isSilent(one: PackageReport, quiet: boolean): boolean {
  return one.verdict === 'pass' && hasOnlyFindings(one) && listFindingsToTell(one, quiet).length === 0
}

function hasOnlyFindings(one: PackageReport): boolean {
  return one.errors.length === 0 && one.unseen.length === 0 && describeGateChange(one) === null
}

function renderPlans(page: TerminalPage, packages: readonly PackageReport[]): void {
  const { colors } = page
  const shown = packages.flatMap((one) => pickPlanToShow(one) ?? [])
  if (shown.length === 0) return
  page.addBlank()
  page.addLine(colors.bold(`Edits that fix ${count(shown.length, 'package')}:`))
  const groups = groupEdits(shown).toSorted((a, b) => b.others.length - a.others.length)
  for (const group of groups.slice(0, EDITS_SHOWN)) renderGroup(page, group, shown)
  if (groups.length > EDITS_SHOWN)
    page.addLine(colors.dim(`and ${count(groups.length - EDITS_SHOWN, 'more edit')}`), 2)
  const tried = new Set(shown.flatMap(({ plan }) => (plan.tried.length > 0 ? [joinList(plan.tried)] : [])))
  const builds = shown.flatMap((one) => listPlanNotes(one).filter((note) => note.startsWith('Build again')))
  for (const one of tried)
    page.addLine(colors.dim(encodeTerminalText(`Each was tried on a copy with ${one}.`)), 2)
  for (const note of new Set(builds)) page.addLine(colors.dim(encodeTerminalText(note)), 2)
  page.addLine(`${colors.dim('Make them:')} ${encodeTerminalText(formatFixCommand(shown))}`, 2)
}

function renderGroup(
  page: TerminalPage,
  { edit, others }: EditGroup,
  shown: Parameters<typeof groupEdits>[0],
): void {
  const { colors } = page
  const target = shown.find(({ plan }) => plan.edits.includes(edit))?.one.target
  if (target === undefined) return
  renderEdit(page, target, edit, EDIT_LINES)
  if (others.length > 0)
    page.addLine(colors.dim(`The same in ${encodeTerminalText(writeShortList(others, NAMED))}.`), 2)
}

/** What a person may want to know of the run besides: what changed, what was set aside, how it was packed. */
function renderCircumstances(page: TerminalPage, packages: readonly PackageReport[], told: Told): void {
  const { colors } = page
  const aside = packages.flatMap((one) => [
    ...one.suppressed.map(({ finding, reason, expires }) =>
      describeSetAside(one, finding.rule, reason, expires),
    ),
    ...one.accepted.map(({ reason, expires }) => describeSetAside(one, 'not looked at', reason, expires)),
  ])
  const notes = packages.flatMap((one) => one.notes).filter((note) => told.isNews(note))
  if (aside.length + notes.length > 0) page.addBlank()
  for (const text of aside.slice(0, ASIDE_SHOWN)) page.addLine(`${colors.dim('set aside')} ${text}`)
  if (aside.length > ASIDE_SHOWN) page.addLine(colors.dim(`and ${aside.length - ASIDE_SHOWN} more set aside`))
  for (const note of notes.slice(0, ASIDE_SHOWN))
    page.addLine(`${colors.yellow('note')} ${encodeTerminalText(note)}`)
  if (notes.length > ASIDE_SHOWN)
    page.addLine(colors.dim(`and ${count(notes.length - ASIDE_SHOWN, 'more note')}`))
  page.addBlank()
  const compared = packages.filter(({ baseline }) => baseline !== null)
  for (const one of compared.slice(0, COMPARED_SHOWN)) renderBaseline(page, one, true)
  if (compared.length > COMPARED_SHOWN)
    page.addLine(colors.dim(`and ${count(compared.length - COMPARED_SHOWN, 'more package')} compared`))
  const facts = packages.flatMap((one) => [
    describePacked(one) ?? '',
    `profile ${one.profile}: ${encodeTerminalText(one.profileReason)}`,
  ])
  for (const fact of facts.filter((text) => text !== '' && told.isNews(text)).slice(0, COMPARED_SHOWN))
    page.addLine(colors.dim(encodeTerminalText(fact)))
}

function describeSetAside(one: PackageReport, what: string, reason: string, expires: string | null): string {
  const until = expires === null ? 'without end' : `until ${expires}`
  return encodeTerminalText(`${formatPackageLabel(one)}  ${what}, ${until}: ${reason}`)
}

function joinNames(packages: readonly PackageReport[]): string {
  return writeShortList(
    packages.map((one) => encodeTerminalText(formatPackageLabel(one))),
    NAMED,
  )
}
