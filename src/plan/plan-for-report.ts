import path from 'node:path'
import { PackageFolder } from '../cause/package-folder.ts'
import type { Packing } from '../model/packing.ts'
import type { Plan } from '../model/plan.ts'
import type { Finding, PackageReport } from '../model/report.ts'
import type { AnyRule } from '../model/rule.ts'
import { WorkspaceFinder } from '../pack/workspace/find-workspace.ts'
import { makePlan } from './make-plan.ts'
import { findBuiltFolder, listTracked } from './tracked-in.ts'

export interface ReportToPlan {
  /** The package's folder, absolute. */
  readonly directory: string
  readonly manifest: Readonly<Record<string, unknown>> | null
  /** The files of the tarball. */
  readonly packed: readonly string[]
  /** How the tarball was made; null where nobody knows. */
  readonly packing: Packing | null
  readonly temporaryDirectory: string
  readonly rules: readonly AnyRule[]
}

/** A package's report with the plan that mends it. A plan that cannot be made costs nobody the report. */
export async function addPlanToReport(report: PackageReport, request: ReportToPlan): Promise<PackageReport> {
  const { directory, manifest, packing, rules } = request
  const remedies = new Map(rules.map(({ meta }) => [meta.id, meta.traits.remedy]))
  const secrets = new Set(
    rules.filter(({ meta }) => meta.traits.harm === 'credential').map(({ meta }) => meta.id),
  )
  try {
    const inside = packing?.folder ?? ''
    // A folder that a build writes is no place for an edit: the next build writes it anew.
    const built = inside === '' ? await findBuiltFolder(directory) : await nameUntracked(directory, inside)
    if (built !== null) return { ...report, plan: makePlanForBuilt(report, built) }
    const workspace = await new WorkspaceFinder().find(directory)
    const plan = await makePlan(report, {
      ...request,
      folder: new PackageFolder(directory, manifest),
      workspaceRoot: workspace?.root ?? null,
      packer: packing ?? { packer: 'npm', version: null },
      tracked: () => listTracked(directory),
      remedy: (rule) => remedies.get(rule),
      isSecret: (rule) => secrets.has(rule),
    })
    const placed = plan === null ? null : moveIntoFolder(plan, inside)
    return {
      ...report,
      plan: placed,
      findings: report.findings.map((finding) => addChange(finding, placed)),
    }
  } catch {
    return report
  }
}

async function nameUntracked(directory: string, inside: string): Promise<string | null> {
  return (await listTracked(directory))?.has('package.json') === true ? null : inside
}

/** No edit, and why: what would be edited is written by the build. */
function makePlanForBuilt({ findings }: PackageReport, inside: string): Plan | null {
  const asking = findings.filter(({ severity }) => severity !== 'notice')
  if (asking.length === 0) return null
  const reason = `The package is published from ${inside}, which the build writes, so the next build undoes an edit there: change what the build puts into it.`
  const rest = asking.map(({ fingerprint }) => ({ fingerprint, reason }))
  return { edits: [], settles: [], rest, tried: [], fileCount: null, buildScript: null }
}

/** A plan whose files are named from the package's own folder, where another below it is published. */
function moveIntoFolder(plan: Plan, inside: string): Plan {
  const edits = plan.edits.map((edit) => ({ ...edit, path: path.posix.join(inside, edit.path) }))
  return { ...plan, edits }
}

/** A finding with the edit that settles it, where that is one run of lines. */
function addChange(finding: Finding, plan: Plan | null): Finding {
  const edit = plan?.edits.find(({ settles }) => settles.includes(finding.fingerprint))
  const [hunk, other] = edit?.hunks ?? []
  if (edit === undefined || hunk === undefined || other !== undefined) return finding
  const first = hunk.lines.findIndex((line) => !line.startsWith(' '))
  const changed = hunk.lines.slice(first, hunk.lines.findLastIndex((line) => !line.startsWith(' ')) + 1)
  const cutChanged = (sign: string) =>
    changed.filter((line) => line.startsWith(sign) || line.startsWith(' ')).map((line) => line.slice(1))
  return {
    ...finding,
    change: { path: edit.path, line: hunk.line + first, remove: cutChanged('-'), add: cutChanged('+') },
  }
}
