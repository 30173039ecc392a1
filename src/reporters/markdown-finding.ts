import type { PlanEdit } from '../model/plan.ts'
import type { Confidence, Finding, PackageReport } from '../model/report.ts'
import { formatNumber } from '../text/format-number.ts'
import { encodeMarkdownCode, encodeSummaryCode, shorten, showInvisible } from '../text/safe-text.ts'
import type { FindingGroup } from './finding-groups.ts'
import { renderMessageText, renderPath, renderPlace, renderProseText } from './markdown-values.ts'
import {
  count,
  describeSimilar,
  formatPackageLabel,
  readPackageName,
  resolveRepositoryPath,
} from './phrases.ts'

/** Places of one finding that are written out. */
const PLACES_SHOWN = 5
/** Lines of a change, and characters of one. */
const PACKAGES_SHOWN = 60
/** Packages that are named with their versions; more are named without. */
const WITH_VERSIONS = 4
const LABEL_SHOWN = 120
const CHANGE_LINES = 40
const CHANGE_WIDTH = 200
/** Characters of a path that is a link; the address has up to nine times as many. */
const PATH_LINKED = 300

/** Where the files of a commit are read. */
export interface SourceOfFiles {
  /** Address, with a slash at the end. */
  readonly address: string
  /** Where the repository lies in the folder that targets are named from; empty where it is that folder. */
  readonly checkout: string
}

/** What each degree means to a reader. */
const CERTAINTY: Readonly<Record<Confidence, string>> = {
  sure: '**Sure:** nothing else looks like this.',
  likely: '**Likely:** its form, its name or what is next to it fits.',
  possible: '**Possible:** other things look like this too.',
}

export interface SectionOptions {
  /** Whether the report is about several packages, so that each has to be named. */
  readonly several: boolean
  /** More to say of it, Markdown. */
  readonly account: string | null
  /** Where the files of the commit can be read; null where that is not known. */
  readonly source: SourceOfFiles | null
}

/** A finding as a section: what, where, why it is in the tarball, what to change. */
export function renderFindingSection(
  group: FindingGroup,
  options: SectionOptions & { heading: string },
): string {
  return `${options.heading} ${group.finding.title}\n\n${renderFindingBody(group, options)}`
}

/** The same, folded: its title and first place show. */
export function renderFoldedFinding(group: FindingGroup, options: SectionOptions): string {
  return renderDetails(
    `<b>${group.finding.title}</b>${renderSummaryPlace(group)}`,
    renderFindingBody(group, options),
  )
}

/** A finding as one item of a list. */
export function renderFindingItem(group: FindingGroup, several: boolean): string {
  const { finding, members } = group
  const where = members.length > 1 ? '' : renderFirstPlace(group)
  const packages = several ? ` In ${renderPackages(members)}.` : ''
  return `- ${renderWhat(group)}${describeSimilar(finding)}${where}${packages} ${renderRuleLink(finding)}`
}

/** A folded part. The summary must be safe already. */
export function renderDetails(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`
}

function renderFindingBody(group: FindingGroup, { several, account, source }: SectionOptions): string {
  const { one, finding, members } = group
  const isOfOne = members.length === 1
  const paragraphs = [
    `${renderWhat(group)}${describeSimilar(finding)} ${renderMessageText(finding, 'why')} ${renderRuleLink(finding)}`,
    ...(finding.confidence === undefined ? [] : [CERTAINTY[finding.confidence]]),
    ...(several ? [`**In:** ${renderPackages(members)}`] : []),
    ...[isOfOne ? renderWhere(group) : null, renderAlso(finding), account].filter((part) => part !== null),
  ]
  if (finding.cause !== null && isOfOne)
    paragraphs.push(`**Why it is in the tarball:** ${renderCause(finding, one, source)}`)
  paragraphs.push(`**What to change:** ${renderMessageText(finding, 'fix')}`)
  return paragraphs.join('\n\n')
}

/** The packages of findings that say the same: each with its first place, or the place once where it is the same. */
function renderPackages(members: FindingGroup['members']): string {
  const several = members.length > 1
  const isLong = members.length > WITH_VERSIONS
  const paths = new Set(members.map(({ finding }) => finding.path))
  const common = several && paths.size === 1 ? (members[0]?.finding.path ?? null) : null
  const named = members.slice(0, PACKAGES_SHOWN).map(({ one, finding }) => {
    const place = !several || finding.path === null || common !== null ? '' : ` (${renderPath(finding.path)})`
    return `${encodeMarkdownCode(isLong ? readPackageName(one) : formatPackageLabel(one), LABEL_SHOWN)}${place}`
  })
  const left = members.length - named.length
  const list = [...named, ...(left > 0 ? [`${formatNumber(left)} more`] : [])].join(', ')
  if (!several) return list
  const where = common === null ? '' : `, each in ${renderPath(common)}`
  return `${count(members.length, 'package')}${where}: ${list}`
}

/** What is there; of packages that differ in it, what is in the first. */
function renderWhat({ finding, one, members }: FindingGroup): string {
  const what = renderMessageText(finding, 'what')
  const isSame = members.every((other) => renderMessageText(other.finding, 'what') === what)
  return isSame ? what : `In ${encodeMarkdownCode(readPackageName(one), LABEL_SHOWN)}, for example: ${what}`
}

/** An address in a Markdown link: what would end it is written in its percent form. */
function encodeLinkTarget(address: string): string {
  return address
    .replace(/[^\w:/?#@!$&'*+,;=.~%-]/g, encodeURIComponent)
    .replace(/[()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)
}

/** The rule, explained elsewhere, and the name by which the finding can be set aside. */
function renderRuleLink({ docs, rule, fingerprint }: Finding): string {
  return `([${rule}](${encodeLinkTarget(docs)}) ${fingerprint})`
}

function renderFirstPlace({ finding, one }: FindingGroup): string {
  const [first] = finding.places
  if (first === undefined) return ''
  const more = finding.count - 1
  return ` ${renderPlace(one, first)}${more > 0 ? `, and ${count(more, 'more place')}` : ''}`
}

function renderSummaryPlace({ finding: { path, count: places }, one, members }: FindingGroup): string {
  if (members.length > 1) return ` in ${count(members.length, 'package')}`
  if (path === null) return ''
  return ` ${encodeSummaryCode(resolveRepositoryPath(one, path), 300)}${places > 1 ? ` and ${count(places - 1, 'more place')}` : ''}`
}

function renderWhere({ finding, one }: FindingGroup): string | null {
  const shown = finding.places.slice(0, PLACES_SHOWN).map((place) => renderPlace(one, place))
  const [only] = shown
  if (only === undefined) return null
  if (finding.count === 1) return `**Where:** ${only}`
  const left = finding.count - shown.length
  const items = [...shown, ...(left > 0 ? [`and ${count(left, 'more place')}`] : [])]
  return `**Where:**\n${items.map((item) => `- ${item}`).join('\n')}`
}

/** What other rules say of the same thing; null where none does. */
function renderAlso({ also }: Finding): string | null {
  if (also.length === 0) return null
  const said = also.map(({ rule, message }) => `${renderProseText(message)} (${rule})`)
  return said.length === 1 ? `**Also:** ${said[0]}` : `**Also:**\n${said.map((one) => `- ${one}`).join('\n')}`
}

function renderCause({ cause }: Finding, one: PackageReport, source: SourceOfFiles | null): string {
  if (cause === null) return ''
  const at =
    cause.path === null
      ? ''
      : `${renderPlaceLink(resolveRepositoryPath(one, cause.path), cause.line, source)}: `
  return `${at}${renderProseText(cause.reason)}`
}

/** A place in the repository, as a link to it where the commit is known and the address is what it shows. */
function renderPlaceLink(path: string, line: number | null, source: SourceOfFiles | null): string {
  const shown = renderPath(line === null ? path : `${path}:${line}`)
  if (source === null || !isPlainPath(path)) return shown
  const outer = source.checkout === '' ? '' : `${source.checkout}/`
  if (!path.startsWith(outer)) return shown
  const url = path.slice(outer.length).split('/').map(encodeURIComponent).join('/')
  return `<a href="${source.address}${url}${line === null ? '' : `#L${line}`}">${shown}</a>`
}

/** Whether a path is shown whole and as it is, and stays in the repository. */
function isPlainPath(path: string): boolean {
  const leaves = path.split('/').some((part) => part === '' || part === '.' || part === '..')
  return !leaves && path.length <= PATH_LINKED && showInvisible(path) === path
}

/** An edit as a fenced diff. A fence longer than any run of backticks inside it (GFM, 4.5), so that no line can end it. */
export function renderDiffBlock(path: string, { hunks, isNew }: Pick<PlanEdit, 'hunks' | 'isNew'>): string {
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
