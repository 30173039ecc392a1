import { statSync } from 'node:fs'
import path from 'node:path'
import { createColors } from 'picocolors'
import { recogniseArchive } from '../archive/recognise-archive.ts'
import { CannotLook } from '../model/cannot-look.ts'
import type { PackageReport, Report } from '../model/report.ts'
import { fileEdits, writeEdits } from '../plan/write-edits.ts'
import { count } from '../reporters/phrases.ts'
import { planToShow } from '../reporters/plan-text.ts'
import { renderTerminal } from '../reporters/terminal.ts'
import { renderPlan } from '../reporters/terminal-package.ts'
import { TerminalPage } from '../reporters/terminal-page.ts'
import { terminalText } from '../text/safe-text.ts'
import { assertMayWrite } from './consent.ts'
import { judgeTargets, type TargetsRequest } from './judge-targets.ts'
import { print, screen } from './screen.ts'

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
  const plans = report.packages.flatMap((one) => planToShow(one) ?? [])
  await print(shownPlans(report, plans.length))
  if (!write || plans.length === 0) return report
  const edits = fileEdits(
    plans.map(({ one, plan }) => ({ directory: path.resolve(one.target), edits: plan.edits })),
  )
  const files = [...new Set(edits.map(({ file }) => file))]
  await assertMayWrite(files, force)
  await writeEdits(edits)
  const written = files.map((file) => path.relative(process.cwd(), file) || file)
  await print(`${terminalText(`Edited ${written.join(', ')}.`)}\n\n`)
  if (request.targets.some(isFile)) {
    await print('Run vsce package again, and check the file that it writes.\n')
    return report
  }
  const after = await judgeTargets(judging)
  await print(renderTerminal(after, { ...screen(), quiet: true }))
  return after
}

function isFolder(target: string): boolean {
  return statSync(target, { throwIfNoEntry: false })?.isDirectory() === true
}

function isFile(target: string): boolean {
  return statSync(target, { throwIfNoEntry: false })?.isFile() === true
}

function shownPlans(report: Report, plans: number): string {
  const { color, width } = screen()
  const page = new TerminalPage(createColors(color), width)
  for (const error of [...report.errors, ...report.packages.flatMap((one) => one.errors)]) page.problem(error)
  for (const one of report.packages) {
    renderPlan(page, one, { offer: false, titled: report.packages.length > 1 })
    renderRest(page, one)
  }
  if (plans === 0)
    page.line(
      report.verdict === 'pass'
        ? 'Nothing to fix.'
        : 'No edit of package.json, an ignore file or a build setting helps here. Run seaworthy check for what to do.',
    )
  page.blank()
  return page.text()
}

/** What a person has to see to. */
function renderRest(page: TerminalPage, one: PackageReport): void {
  const left = one.findings.filter(
    ({ severity, fingerprint }) => severity !== 'notice' && !one.plan?.settles.includes(fingerprint),
  )
  if (left.length === 0) return
  page.blank()
  page.line(`${count(left.length, 'finding')} left for you:`)
  const reasons = new Map(one.plan?.rest.map(({ fingerprint, reason }) => [fingerprint, reason]))
  for (const finding of left) {
    const where = finding.path === null ? '' : ` ${page.colors.cyan(terminalText(finding.path))}`
    page.line(
      `${page.colors.bold(finding.title)}${where}: ${terminalText(reasons.get(finding.fingerprint) ?? finding.fix)}`,
      2,
    )
  }
}
