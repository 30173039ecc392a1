import { statSync } from 'node:fs'
import path from 'node:path'
import { createColors } from 'picocolors'
import { recogniseArchive } from '../archive/recognise-archive.ts'
import { findWorstVerdict } from '../judge/judge.ts'
import { CannotLook } from '../model/cannot-look.ts'
import type { PackageReport, Report } from '../model/report.ts'
import { collectFileEdits, writeEdits } from '../plan/write-edits.ts'
import { count, readPackageName } from '../reporters/phrases.ts'
import { adviseBuildAgain, type PlanToShow, pickPlanToShow } from '../reporters/plan-text.ts'
import { renderTerminal } from '../reporters/terminal.ts'
import { renderPlan } from '../reporters/terminal-package.ts'
import { TerminalPage } from '../reporters/terminal-page.ts'
import { encodeTerminalText } from '../text/safe-text.ts'
import { assertMayWrite } from './consent.ts'
import { judgeTargets, type TargetsRequest } from './judge-targets.ts'
import { describeScreen, print } from './screen.ts'

export interface FixRequest extends TargetsRequest {
  readonly write: boolean
  /** Whether files with uncommitted changes are edited without a question. */
  readonly force: boolean
}

/**
 * Shows the plan that mends packages; with `write`, makes its edits and judges again.
 * @returns the report that holds after it
 * @throws CannotLook when a target is no folder, or a file may not be written
 */
export async function fixPackages(request: FixRequest): Promise<Report> {
  const { write, force, ...judging } = request
  for (const target of request.targets)
    if (!isFolder(target) && !(isFile(target) && (await recogniseArchive(target)) === 'vscode'))
      throw new CannotLook(
        `${target} is not a folder: only the folder a package is packed from can be fixed, or a .vsix whose extension lies in this repository.`,
      )
  const report = await judgeTargets(judging)
  const plans = report.packages.flatMap((one) => pickPlanToShow(one) ?? [])
  await print(renderPlans(report, plans.length))
  if (!write || plans.length === 0) return report
  const edits = collectFileEdits(
    plans.map(({ one, plan }) => ({ directory: path.resolve(one.target), edits: plan.edits })),
  )
  const files = [...new Set(edits.map(({ file }) => file))]
  await assertMayWrite(files, force)
  await writeEdits(edits)
  const written = files.map((file) => path.relative(process.cwd(), file) || file)
  await print(`${encodeTerminalText(`Edited ${written.join(', ')}.`)}\n\n`)
  if (request.targets.some(isFile)) {
    await print('Run vsce package again, and check the file that it writes.\n')
    return report
  }
  const after = await judgeTargets(judging)
  const stale = after.packages.filter((one) => isOfOldBuild(one, report))
  const packages = after.packages.filter((one) => !stale.includes(one))
  const verdict = findWorstVerdict(packages.map((one) => one.verdict))
  if (packages.length > 0)
    await print(renderTerminal({ ...after, verdict, packages }, { ...describeScreen(), quiet: true }))
  if (stale.length > 0) await print(explainOldBuild(plans, stale.length < after.packages.length ? stale : []))
  return after
}

/**
 * What to do where an edit shows after the next build only.
 * @param named the packages, where others need no build
 */
function explainOldBuild(plans: readonly PlanToShow[], named: readonly PackageReport[]): string {
  const { color, width } = describeScreen()
  const page = new TerminalPage(createColors(color), width)
  const how = adviseBuildAgain(plans)
  const which = named.length === 0 ? 'the package' : named.map(readPackageName).join(', ')
  page.addBlank()
  page.addLine(
    encodeTerminalText(
      `${how} into an empty folder, then run seaworthy: ${which} still ${named.length > 1 ? 'hold' : 'holds'} what was built before the edit.`,
    ),
  )
  return page.readText()
}

/**
 * Whether a setting that makes what is found has been edited just now: no further edit is needed, but a build. No edit
 * brings a finding of its own, so what is new is of the old build too.
 */
function isOfOldBuild({ target, findings }: PackageReport, before: Report): boolean {
  const known = before.packages.find((one) => one.target === target)
  const built = known?.plan?.edits.filter(({ needsBuild }) => needsBuild) ?? []
  const awaited = new Set(built.flatMap(({ settles }) => settles))
  const old = new Set(known?.findings.map(({ fingerprint }) => fingerprint))
  return (
    built.length > 0 &&
    findings.some(
      ({ fingerprint, severity }) =>
        severity !== 'notice' && (awaited.has(fingerprint) || !old.has(fingerprint)),
    )
  )
}

function isFolder(target: string): boolean {
  return statSync(target, { throwIfNoEntry: false })?.isDirectory() === true
}

function isFile(target: string): boolean {
  return statSync(target, { throwIfNoEntry: false })?.isFile() === true
}

function renderPlans(report: Report, plans: number): string {
  const { color, width } = describeScreen()
  const page = new TerminalPage(createColors(color), width)
  for (const error of [...report.errors, ...report.packages.flatMap((one) => one.errors)])
    page.addProblem(error)
  for (const one of report.packages) {
    renderPlan(page, one, { offer: false, titled: report.packages.length > 1 })
    renderRest(page, one)
    renderRevocation(page, one)
  }
  const asking = report.packages
    .flatMap(({ findings }) => findings)
    .some(({ severity }) => severity !== 'notice')
  if (plans === 0)
    page.addLine(
      report.verdict === 'pass' && !asking
        ? 'Nothing to fix.'
        : 'No edit of package.json, an ignore file or a build setting helps here. Run seaworthy check for what to do.',
    )
  page.addBlank()
  return page.readText()
}

/** What a person has to see to. */
function renderRest(page: TerminalPage, one: PackageReport): void {
  const left = one.findings.filter(
    ({ severity, fingerprint }) => severity !== 'notice' && !one.plan?.settles.includes(fingerprint),
  )
  if (left.length === 0) return
  page.addBlank()
  page.addLine(`${count(left.length, 'finding')} left for you:`)
  const reasons = new Map(one.plan?.rest.map(({ fingerprint, reason }) => [fingerprint, reason]))
  for (const finding of left) {
    const where = finding.path === null ? '' : ` (${page.colors.cyan(encodeTerminalText(finding.path))})`
    page.addLine(
      `${page.colors.bold(finding.title)}${where}: ${encodeTerminalText(reasons.get(finding.fingerprint) ?? finding.fix)}`,
      2,
    )
  }
}

/** Files whose names are shown. */
const NAMED = 3

/** An edit takes a credential out of the next release, and not out of the ones before. */
function renderRevocation(page: TerminalPage, { findings, plan }: PackageReport): void {
  const settled = findings.filter(
    ({ harm, severity, fingerprint }) =>
      harm === 'credential' && severity === 'error' && plan?.settles.includes(fingerprint),
  )
  const files = [...new Set(settled.flatMap((finding) => finding.path ?? []))]
  if (files.length === 0) return
  const more = files.length > NAMED ? ` and ${count(files.length - NAMED, 'other file')}` : ''
  page.addBlank()
  page.addLine(
    `The edit keeps credentials out of this release only. If a release with them is out already, revoke what is in ${page.colors.cyan(encodeTerminalText(files.slice(0, NAMED).join(', ')))}${more}.`,
  )
}
