import type { PlanEdit } from '../model/plan.ts'
import type { PackageReport, Report } from '../model/report.ts'
import { diffBlock } from './markdown-finding.ts'
import { pathText, proseText } from './markdown-values.ts'
import { count } from './phrases.ts'
import { editPath, type PlanToShow, planHeadline, planNotes, planToShow } from './plan-text.ts'

/** Files that are named of one edit that is the same in each. */
const FILES_SHOWN = 60

/** The edits that mend the packages, one diff for what is the same in several, and what they leave. */
export function planTexts(report: Report, heading: string): string[] {
  const shown = report.packages.flatMap((one) => planToShow(one) ?? [])
  const [only, other] = shown
  const left = restText(report.packages)
  const rest = left === null ? [] : [left]
  if (only === undefined) return rest
  const head = other === undefined ? planHeadline(only) : `Edits that mend ${count(shown.length, 'package')}`
  const notes = [
    ...new Set(other === undefined ? planNotes(only) : shown.flatMap(({ plan }) => triedOnly(plan))),
  ]
  const parts = [
    `${heading} ${head}`,
    ...diffs(shown),
    ...(notes.length === 0 ? [] : [`<sub>${notes.map((note) => proseText(note)).join(' ')}</sub>`]),
  ]
  return [parts.join('\n\n'), ...rest]
}

function triedOnly({ tried }: PlanToShow['plan']): string[] {
  return tried.length === 0 ? [] : [`Each was tried on a copy with ${tried.join(', ')}.`]
}

/** One diff for every different edit; the files that get the same one are listed. */
function diffs(shown: readonly PlanToShow[]): string[] {
  const groups = new Map<string, { path: string; edit: PlanEdit }[]>()
  for (const { one, plan } of shown)
    for (const edit of plan.edits) {
      const changed = edit.hunks.map(({ lines }) => lines.filter((line) => !line.startsWith(' ')))
      const key = JSON.stringify([edit.path, edit.isNew, changed])
      groups.set(key, [...(groups.get(key) ?? []), { path: editPath(one.target, edit), edit }])
    }
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return []
    const diff = diffBlock(first.path, first.edit)
    const files = [...new Set(others.map(({ path }) => path))].filter((path) => path !== first.path)
    if (files.length === 0) return [diff]
    const named = files.slice(0, FILES_SHOWN).map((path) => pathText(path))
    const more = files.length > named.length ? ` and ${count(files.length - named.length, 'more file')}` : ''
    return [diff, `The same in ${named.join(', ')}${more}.`]
  })
}

/** What no edit settles, and why; null where there is nothing to say. */
function restText(packages: readonly PackageReport[]): string | null {
  const reasons = packages.flatMap((one) => one.plan?.rest ?? []).flatMap(({ reason }) => reason ?? [])
  const items = [...new Set(reasons)].slice(0, FILES_SHOWN).map((reason) => `- ${proseText(reason)}`)
  return items.length === 0 ? null : ['**What no edit settles:**', ...items].join('\n')
}
