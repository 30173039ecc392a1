import type { PlanEdit } from '../model/plan.ts'
import type { Finding } from '../model/report.ts'
import { shorten, showInvisible } from '../text/safe-text.ts'
import { messageText, pathText, placeText, proseText } from './markdown-values.ts'
import { count, similarText } from './phrases.ts'

/** Places of one finding that are written out. */
const PLACES_SHOWN = 5
/** Lines of a change, and characters of one. */
const CHANGE_LINES = 40
const CHANGE_WIDTH = 200

/**
 * A finding as a section: what, where, why it is in the tarball, what to change.
 * @param account more to say of it, Markdown
 */
export function findingSection(finding: Finding, heading: string, account: string | null): string {
  return `${heading} ${finding.title}\n\n${findingBody(finding, account)}`
}

/** The same, folded: its title and first place show. */
export function foldedFinding(finding: Finding, account: string | null): string {
  return folded(`<b>${finding.title}</b>${summaryPlace(finding)}`, findingBody(finding, account))
}

/** A finding as one item of a list. */
export function findingItem(finding: Finding): string {
  return `- ${messageText(finding, 'what')}${firstPlace(finding)} ${ruleLink(finding)}`
}

/** A folded part. The summary must be safe already. */
export function folded(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`
}

function findingBody(finding: Finding, account: string | null): string {
  const paragraphs = [
    `${messageText(finding, 'what')}${similarText(finding)} ${messageText(finding, 'why')} ${ruleLink(finding)}`,
    ...[whereText(finding), alsoText(finding), account].filter((part) => part !== null),
  ]
  if (finding.cause !== null) paragraphs.push(`**Why it is in the tarball:** ${causeText(finding)}`)
  paragraphs.push(`**What to change:** ${messageText(finding, 'fix')}`)
  return paragraphs.join('\n\n')
}

function ruleLink(finding: Finding): string {
  return `(<a href="${finding.docs}">${finding.rule}</a>)`
}

function firstPlace(finding: Finding): string {
  const [first] = finding.places
  if (first === undefined) return ''
  const more = finding.count - 1
  return ` ${placeText(first)}${more > 0 ? `, and ${count(more, 'more place')}` : ''}`
}

function summaryPlace({ path, count: places }: Finding): string {
  if (path === null) return ''
  return ` ${pathText(path)}${places > 1 ? ` and ${count(places - 1, 'more place')}` : ''}`
}

function whereText(finding: Finding): string | null {
  const shown = finding.places.slice(0, PLACES_SHOWN).map(placeText)
  const [only] = shown
  if (only === undefined) return null
  if (finding.count === 1) return `**Where:** ${only}`
  const left = finding.count - shown.length
  const items = [...shown, ...(left > 0 ? [`and ${count(left, 'more place')}`] : [])]
  return `**Where:**\n${items.map((item) => `- ${item}`).join('\n')}`
}

/** What other rules say of the same thing; null where none does. */
function alsoText({ also }: Finding): string | null {
  if (also.length === 0) return null
  const said = also.map(({ rule, message }) => `${proseText(message)} (${rule})`)
  return said.length === 1 ? `**Also:** ${said[0]}` : `**Also:**\n${said.map((one) => `- ${one}`).join('\n')}`
}

function causeText(finding: Finding): string {
  if (finding.cause === null) return ''
  const { path, line, reason } = finding.cause
  const at = path === null ? '' : `${pathText(line === null ? path : `${path}:${line}`)}: `
  return `${at}${proseText(reason)}`
}

/** An edit as a fenced diff. A fence longer than any run of backticks inside it (GFM, 4.5), so that no line can end it. */
export function diffBlock(path: string, { hunks, isNew }: Pick<PlanEdit, 'hunks' | 'isNew'>): string {
  const lines = hunks.flatMap((hunk) => [
    ...(hunks.length > 1 ? [`@@ line ${hunk.line} @@`] : []),
    ...hunk.lines,
  ])
  const left = lines.length - CHANGE_LINES
  const body = [
    `@@ ${path}${isNew ? ' (new file)' : ''} @@`,
    ...lines.slice(0, CHANGE_LINES),
    ...(left > 0 ? [`@@ ${count(left, 'more line')} @@`] : []),
  ].map((line) => showInvisible(shorten(line, CHANGE_WIDTH)))
  const longest = Math.max(2, ...body.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)))
  const fence = '`'.repeat(longest + 1)
  return [`${fence}diff`, ...body, fence].join('\n')
}
