import type { Finding, PackageReport, Report } from '../../model/report.ts'
import { quoteShellWord } from '../../text/shell-word.ts'
import { type FindingGroup, groupFindings } from '../finding-groups.ts'
import {
  count,
  describeSimilar,
  formatAddress,
  formatOriginalAddress,
  formatPackageLabel,
  isBlocking,
  resolveRepositoryPath,
} from '../phrases.ts'
import { isSettled } from '../plan-text.ts'
import { renderCode, renderLevelPill, renderList, renderMessage, renderProse, renderText } from './markup.ts'

/** Places of a finding that are written out, of the first findings and of those after them. */
const PLACES_SHOWN = { first: 100, later: 10 }
const FIRST = 30
/** Findings that stand open. */
const OPEN = 5
const NAMED = 30
/** From this many on the browser draws only those in view. */
const MANY = 60

/** Findings that say the same, as the page tells them. */
export interface Card {
  readonly id: string
  readonly group: FindingGroup
  readonly blocks: boolean
}

/** What blocks first, then by severity; within that, the report's own order, which is by harm. */
export function drawCards({ packages }: Report): Card[] {
  const found = packages.flatMap((one) => one.findings.map((finding) => ({ one, finding })))
  const blocking = found.filter(({ one, finding }) => isBlocking(finding, one))
  const others = (['error', 'warning', 'notice'] as const).flatMap((level) =>
    found.filter(({ one, finding }) => finding.severity === level && !isBlocking(finding, one)),
  )
  const cards = [
    ...groupFindings(blocking).map((group) => ({ group, blocks: true })),
    ...groupFindings(others).map((group) => ({ group, blocks: false })),
  ]
  return cards.map((card, index) => ({ id: `finding-${index + 1}`, ...card }))
}

/** The findings, and the controls that filter them: these work with the page's script and are hidden without it. */
export function renderFindings(cards: readonly Card[], packages: readonly PackageReport[]): string[] {
  if (cards.length === 0) return []
  const blocking = cards.filter(({ blocks }) => blocks)
  const others = cards.filter(({ blocks }) => !blocks)
  const renderPart = (title: string, of: readonly Card[], open: number): string =>
    of.length === 0
      ? ''
      : `<div class="cards${cards.length > MANY ? ' many' : ''}"><h3>${title}</h3>\n${of.map((card, index) => renderCard(card, packages, { isOpen: index < open, places: index < FIRST ? PLACES_SHOWN.first : PLACES_SHOWN.later })).join('\n')}</div>`
  return [
    filterText(cards, packages),
    renderPart('Blocks the release', blocking, OPEN),
    renderPart(blocking.length > 0 ? 'Does not block' : 'To read', others, blocking.length > 0 ? 0 : OPEN),
    '<p id="none" hidden>No finding fits this filter.</p>',
  ]
}

function filterText(cards: readonly Card[], packages: readonly PackageReport[]): string {
  const chips = (['error', 'warning', 'notice'] as const).flatMap((level) => {
    const number = cards
      .filter(({ group }) => group.finding.severity === level)
      .reduce((sum, { group }) => sum + group.members.length, 0)
    return number === 0
      ? []
      : [
          `<label class="chip ${level}"><input type="checkbox" name="level" value="${level}" checked> ${count(number, level)}</label>`,
        ]
  })
  const options = packages.map(
    (one, index) => `<option value="${index}">${renderText(formatPackageLabel(one))}</option>`,
  )
  const choice =
    packages.length > 1
      ? `<label>Package <select id="of-package"><option value="">all</option>${options.join('')}</select></label>`
      : ''
  const severities =
    chips.length > 1 ? `<fieldset><legend class="sr">Severity</legend>${chips.join('')}</fieldset>` : ''
  return `<form class="controls" id="filter" role="search" aria-label="Findings" hidden><label>Search <input type="search" id="search" placeholder="path, rule or word" autocomplete="off" aria-keyshortcuts="/"></label>${severities}${choice}<button type="button" id="unfold">Open all</button><output id="shown" for="search"></output></form>`
}

function renderCard(
  { id, group }: Card,
  packages: readonly PackageReport[],
  shown: { readonly isOpen: boolean; readonly places: number },
): string {
  const { finding, one, members } = group
  const several = packages.length > 1
  const isPlanned = isSettled(finding, one)
  const planned = isPlanned ? ' <a href="#plan">See the edit above.</a>' : ''
  const body = [
    `<p>${renderMessage(finding.template.what, finding)}${describeSimilar(finding)} ${renderMessage(finding.template.why, finding)}</p>`,
    several ? renderPackages(group) : '',
    renderPlaces(finding, shown.places),
    renderAlso(finding),
    renderCause(finding, one),
    `<p><b>What to change:</b> ${renderMessage(finding.template.fix, finding)}${planned}</p>`,
    isPlanned ? '' : renderChange(finding),
    renderRest(finding, one),
    `<p class="foot"><a href="${renderText(finding.docs)}" rel="noreferrer">${renderText(finding.rule)}</a> <span>Meant to ship: <code>${renderText(formatSuppressCommand(finding, one))}</code></span></p>`,
  ]
  const of = several
    ? ` data-packages="${members.map((member) => packages.indexOf(member.one)).join(' ')}"`
    : ''
  const mark = isPlanned ? ' <span class="pill planned">in the plan</span>' : ''
  return `<details class="card ${finding.severity}" id="${id}" data-level="${finding.severity}" data-findings="${members.length}"${of}${shown.isOpen ? ' open' : ''}><summary>${renderLevelPill(finding.severity)} <b>${renderProse(finding.title)}</b>${mark}${renderWhere(finding, group, several)}</summary><div class="body">
${body.filter((part) => part !== '').join('\n')}
</div></details>`
}

function renderWhere(finding: Finding, { members, one }: FindingGroup, several: boolean): string {
  const [place] = finding.places
  const parts = [
    ...(several
      ? [members.length > 1 ? count(members.length, 'package') : renderText(formatPackageLabel(one))]
      : []),
    ...(place === undefined ? [] : [renderCode(formatAddress(place))]),
    ...(finding.count > 1 ? [`and ${count(finding.count - 1, 'more place')}`] : []),
  ]
  return parts.length === 0 ? '' : ` <span class="at">${parts.join(' ')}</span>`
}

function renderPackages({ members }: FindingGroup): string {
  if (members.length < 2) return ''
  const named = members.slice(0, NAMED).map(({ one }) => renderCode(formatPackageLabel(one)))
  const left = members.length - named.length
  if (left > 0) named.push(count(left, 'more', 'more'))
  return `<p><b>In ${count(members.length, 'package')}:</b> ${named.join(', ')}</p>`
}

function renderPlaces(finding: Finding, most: number): string {
  const items = finding.places.slice(0, most).map((place) => {
    const original = formatOriginalAddress(place)
    const from = original === null ? '' : ` from ${renderCode(original)}`
    return `${renderCode(formatAddress(place))}${from}${place.evidence === null ? '' : ` <span class="soft">${renderText(place.evidence)}</span>`}`
  })
  const left = finding.count - items.length
  if (items.length > 0 && left > 0) items.push(`and ${count(left, 'more place')}`)
  return renderList('places', items)
}

function renderAlso({ also }: Finding): string {
  return renderList(
    'also',
    also.map(
      (other) => `Also: ${renderProse(other.message)} <span class="soft">${renderText(other.rule)}</span>`,
    ),
  )
}

function renderCause({ cause }: Finding, one: PackageReport): string {
  if (cause === null) return ''
  const file = cause.path === null ? null : resolveRepositoryPath(one, cause.path)
  const at = file === null ? '' : `${renderCode(cause.line === null ? file : `${file}:${cause.line}`)}: `
  return `<p><b>Why it is in the tarball:</b> ${at}${renderProse(cause.reason)}</p>`
}

function renderChange({ change }: Finding): string {
  if (change === null) return ''
  const lines = [
    ...change.remove.map((line) => `<del>- ${renderText(line)}</del>`),
    ...change.add.map((line) => `<ins>+ ${renderText(line)}</ins>`),
  ]
  return `<pre tabindex="0"><span>${renderText(change.path)}</span>${lines.join('')}</pre>`
}

/** Why no edit settles it. */
function renderRest({ fingerprint }: Finding, { plan }: PackageReport): string {
  const reason = plan?.rest.find((rest) => rest.fingerprint === fingerprint)?.reason ?? null
  return reason === null ? '' : `<p>${renderProse(reason)}</p>`
}

function formatSuppressCommand({ fingerprint }: Finding, { target }: PackageReport): string {
  const of = target === '.' ? '' : ` ${quoteShellWord(target)}`
  return `npx seaworthy suppress ${fingerprint}${of} --reason "why this may ship"`
}
