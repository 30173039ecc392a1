import type { PackageReport, Report } from '../model/report.ts'
import { joinList } from '../text/fill-template.ts'
import { renderDetails, renderDiffBlock } from './markdown-finding.ts'
import { renderPath, renderProseText } from './markdown-values.ts'
import { count } from './phrases.ts'
import { describePlan, groupEdits, listPlanNotes, type PlanToShow, pickPlanToShow } from './plan-text.ts'

/** Files that are named of one edit that is the same in each. */
const FILES_SHOWN = 60
/** Edits that are written out; those after them are folded, so many in one list. */
const OPEN = 4
const LIST = 20

/** The edits that mend the packages, one diff for what is the same in several, and what they leave. */
export function renderPlanTexts(report: Report, heading: string): string[] {
  const shown = report.packages.flatMap((one) => pickPlanToShow(one) ?? [])
  const [only, other] = shown
  const left = renderRest(report.packages)
  const rest = left === null ? [] : [left]
  if (only === undefined) return rest
  const head = other === undefined ? describePlan(only) : `Edits that fix ${count(shown.length, 'package')}`
  const notes = [
    ...new Set(other === undefined ? listPlanNotes(only) : shown.flatMap(({ plan }) => listTriedOnly(plan))),
  ]
  const edits = renderDiffs(shown)
  // A list of one would hide what it saves nothing to hide.
  const open = edits.length <= OPEN + 1 ? edits.length : OPEN
  const parts = [
    `${heading} ${head}`,
    ...edits.slice(0, open),
    ...(notes.length === 0 ? [] : [`<sub>${notes.map((note) => renderProseText(note)).join(' ')}</sub>`]),
  ]
  const more: string[] = []
  for (let from = open; from < edits.length; from += LIST) {
    const part = edits.slice(from, from + LIST)
    more.push(renderDetails(`${count(part.length, 'more edit')}`, part.join('\n\n')))
  }
  return [parts.join('\n\n'), ...more, ...rest]
}

function listTriedOnly({ tried }: PlanToShow['plan']): string[] {
  return tried.length === 0 ? [] : [`Each was tried on a copy with ${joinList(tried)}.`]
}

/** One diff for every different edit, with the files that get the same one. */
function renderDiffs(shown: readonly PlanToShow[]): string[] {
  return groupEdits(shown).map(({ path, edit, others }) => {
    const diff = renderDiffBlock(path, edit)
    if (others.length === 0) return diff
    const named = others.slice(0, FILES_SHOWN).map((other) => renderPath(other))
    const more =
      others.length > named.length ? ` and ${count(others.length - named.length, 'more file')}` : ''
    return `${diff}\n\nThe same in ${named.join(', ')}${more}.`
  })
}

/** What no edit settles, and why; null where there is nothing to say. */
function renderRest(packages: readonly PackageReport[]): string | null {
  const reasons = packages.flatMap((one) => one.plan?.rest ?? []).flatMap(({ reason }) => reason ?? [])
  const items = [...new Set(reasons)].slice(0, FILES_SHOWN).map((reason) => `- ${renderProseText(reason)}`)
  return items.length === 0 ? null : ['**What no edit settles:**', ...items].join('\n')
}
