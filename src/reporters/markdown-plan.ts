import type { PackageReport } from '../model/report.ts'
import { diffBlock } from './markdown-finding.ts'
import { proseText } from './markdown-values.ts'
import { editPath, planHeadline, planNotes, planToShow } from './plan-text.ts'

/** The edits that mend a package as one diff a file, and what they leave; null where there is nothing to say. */
export function planText(one: PackageReport, heading: string): string | null {
  const shown = planToShow(one)
  const left = (one.plan?.rest ?? []).flatMap(({ reason }) =>
    reason === null ? [] : [`- ${proseText(reason)}`],
  )
  if (shown === null) return left.length === 0 ? null : ['**What no edit settles:**', ...left].join('\n')
  const diffs = shown.plan.edits.map((edit) => diffBlock(editPath(one.target, edit), edit))
  const notes = planNotes(shown).map((note) => proseText(note))
  return [
    `${heading} ${planHeadline(shown)}`,
    ...diffs,
    ...(notes.length === 0 ? [] : [`<sub>${notes.join(' ')}</sub>`]),
    ...(left.length === 0 ? [] : [['**What no edit settles:**', ...left].join('\n')]),
  ].join('\n\n')
}
