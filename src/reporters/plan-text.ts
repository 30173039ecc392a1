import path from 'node:path'
import type { Plan, PlanEdit } from '../model/plan.ts'
import type { Finding, PackageReport } from '../model/report.ts'
import { joinList } from '../text/fill-template.ts'
import { formatNumber } from '../text/format-number.ts'
import { quoteShellWord } from '../text/shell-word.ts'
import { count } from './phrases.ts'

/** A plan that changes something, with its package. */
export interface PlanToShow {
  readonly one: PackageReport
  readonly plan: Plan
}

/** The plan of a package, if it changes something. */
export function pickPlanToShow(one: PackageReport): PlanToShow | null {
  return one.plan === null || one.plan.edits.length === 0 ? null : { one, plan: one.plan }
}

/** Folders that a command names; of more, it names the workspace that they are all of. */
const MOST_NAMED = 8

/** The command that makes the edits of these plans. Raw: encode before printing. */
export function formatFixCommand(shown: readonly PlanToShow[]): string {
  const targets = shown.map(({ one }) => quoteShellWord(one.target))
  return `seaworthy fix --write ${targets.length > MOST_NAMED ? '--workspaces' : targets.join(' ')}`
}

/** Whether a plan settles the finding. */
export function isSettled(finding: Finding, one: PackageReport): boolean {
  return one.plan?.settles.includes(finding.fingerprint) ?? false
}

/** "This edit settles 5 of 5 errors and 1 of 2 warnings". No hostile text. */
export function describePlan({ one, plan }: PlanToShow): string {
  const parts = (['error', 'warning'] as const).flatMap((level) => {
    const all = one.findings.filter(({ severity }) => severity === level)
    const settled = all.filter(({ fingerprint }) => plan.settles.includes(fingerprint))
    if (settled.length === 0) return []
    const many = all.length === 1 ? `the only ${level}` : `${settled.length} of ${count(all.length, level)}`
    return [many]
  })
  const what = plan.edits.length === 1 ? 'This edit settles' : `These ${plan.edits.length} edits settle`
  return parts.length === 0 ? what.replace(/ settles?$/, ' helps') : `${what} ${joinList(parts)}`
}

/** Where an edit's file is, from the folder that the target is named from. Raw: encode before printing. */
export function formatEditPath(target: string, edit: PlanEdit): string {
  return path.posix.join(target.replaceAll('\\', '/'), edit.path)
}

/** That packages are to be built again, with the command where it is the same for all. */
export function adviseBuildAgain(shown: readonly PlanToShow[]): string {
  const commands = new Set(
    shown.flatMap(({ one, plan }) =>
      plan.buildScript === null ? [] : `${one.packer?.packer ?? 'npm'} run ${plan.buildScript}`,
    ),
  )
  return commands.size === 1 ? `Build again (${[...commands].join('')})` : 'Build again'
}

/** What else to know of a plan; whole sentences, no hostile text but script names. */
export function listPlanNotes({ one, plan }: PlanToShow): string[] {
  const notes: string[] = []
  if (plan.tried.length > 0 && plan.fileCount !== null && one.tarball !== null)
    notes.push(
      `Tried with ${joinList(plan.tried)}: the tarball then has ${count(plan.fileCount, 'file')} instead of ${formatNumber(one.tarball.fileCount)}.`,
    )
  if (plan.edits.some(({ needsBuild }) => needsBuild)) {
    const how = adviseBuildAgain([{ one, plan }])
    notes.push(`${how} into an empty folder: what an earlier build wrote stays until it is deleted.`)
  }
  return notes
}

/** An edit, and the other files that get the same one. Paths are raw: encode before printing. */
export interface EditGroup {
  readonly path: string
  readonly edit: PlanEdit
  readonly others: readonly string[]
}

/** Every different edit once. */
export function groupEdits(shown: readonly PlanToShow[]): EditGroup[] {
  const groups = new Map<string, { path: string; edit: PlanEdit; others: string[] }>()
  for (const { one, plan } of shown)
    for (const edit of plan.edits) {
      const changed = edit.hunks.map(({ lines }) => lines.filter((line) => !line.startsWith(' ')))
      const key = JSON.stringify([edit.path, edit.isNew, changed])
      const path = formatEditPath(one.target, edit)
      const group = groups.get(key)
      if (group === undefined) groups.set(key, { path, edit, others: [] })
      else if (path !== group.path && !group.others.includes(path)) group.others.push(path)
    }
  return [...groups.values()]
}
