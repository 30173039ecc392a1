import type { PlanEdit } from '../../model/plan.ts'
import type { Report } from '../../model/report.ts'
import { joinList } from '../../text/fill-template.ts'
import { count } from '../phrases.ts'
import { describePlan, formatFixCommand, groupEdits, listPlanNotes, pickPlanToShow } from '../plan-text.ts'
import { renderCode, renderList, renderProse, renderText } from './markup.ts'

const FILES_SHOWN = 60

/** The edits that end what was found, one diff for what is the same in several packages, and the command that makes them. */
export function renderPlanContent({ packages }: Report): string[] {
  const shown = packages.flatMap((one) => pickPlanToShow(one) ?? [])
  const [only, other] = shown
  const reasons = [
    ...new Set(packages.flatMap((one) => one.plan?.rest ?? []).flatMap(({ reason }) => reason ?? [])),
  ]
  const rest =
    reasons.length === 0
      ? []
      : [`<h3>What no edit settles</h3>${renderList('rest', reasons.slice(0, FILES_SHOWN).map(renderProse))}`]
  if (only === undefined) return rest
  const head = other === undefined ? describePlan(only) : `Edits that fix ${count(shown.length, 'package')}`
  const tried = [...new Set(shown.flatMap(({ plan }) => plan.tried))]
  const notes =
    other === undefined
      ? listPlanNotes(only)
      : tried.length === 0
        ? []
        : [`Each was tried on a copy with ${joinList(tried)}.`]
  return [
    `<p class="lead">${head}.</p>`,
    ...groupEdits(shown).map(({ path, edit, others }) => renderDiff(path, edit) + renderSameFiles(others)),
    `<p class="make">Make ${only.plan.edits.length === 1 && other === undefined ? 'it' : 'them'}: ${renderCode(`npx ${formatFixCommand(shown)}`)}</p>`,
    ...notes.map((note) => `<p class="soft">${renderProse(note)}</p>`),
    ...rest,
  ]
}

function renderDiff(path: string, { hunks, isNew }: PlanEdit): string {
  const lines = hunks.flatMap((hunk) => [
    `<span class="soft">line ${hunk.line}</span>`,
    ...hunk.lines.map((line) => {
      const tag = line.startsWith('+') ? 'ins' : line.startsWith('-') ? 'del' : 'span'
      return `<${tag}>${renderText(line)}</${tag}>`
    }),
  ])
  return `<figure class="diff"><figcaption>${renderCode(path)}${isNew ? ' <span class="pill">new</span>' : ''}</figcaption><pre tabindex="0">${lines.join('')}</pre></figure>`
}

function renderSameFiles(others: readonly string[]): string {
  if (others.length === 0) return ''
  const named = others.slice(0, FILES_SHOWN).map(renderCode)
  const more = others.length > named.length ? ` and ${count(others.length - named.length, 'more file')}` : ''
  return `<p>The same in ${named.join(', ')}${more}.</p>`
}
