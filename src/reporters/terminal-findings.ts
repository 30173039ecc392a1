import type { Finding, PackageReport } from '../model/report.ts'
import { fillTemplate } from '../text/fill-template.ts'
import { formatNumber } from '../text/format-number.ts'
import { encodeTerminalText } from '../text/safe-text.ts'
import {
  count,
  describeSimilar,
  formatAddress,
  formatOriginalAddress,
  formatPackageLabel,
  formatPlaceAddress,
  resolveRepositoryPath,
} from './phrases.ts'
import { isSettled } from './plan-text.ts'
import { type Colors, renderLevelMark, type TerminalPage } from './terminal-page.ts'

const PLACES_SHOWN = 3
const ALSO_SHOWN = 4
/** Findings that are told in full, and in a line each; a screen or two. */
const FULL_SHOWN = 8
const LINES_SHOWN = 20

/** What has been told already, so that nothing is told twice and the report ends. */
export class Told {
  /** Sentences, by the package that they were told of. */
  readonly findings = new Map<string, string>()
  readonly edits = new Map<string, string>()
  readonly #facts = new Set<string>()
  full = 0
  lines = 0
  left = 0

  /** Whether there is no room for another finding. */
  get isFull(): boolean {
    return this.lines >= LINES_SHOWN
  }

  /** Whether a fact of a package was not told of an earlier one. */
  isNews(fact: string): boolean {
    if (this.#facts.has(fact)) return false
    this.#facts.add(fact)
    return true
  }
}

/** In full, or in a line where another package's says the same or there are many. */
export function renderOnce(page: TerminalPage, finding: Finding, one: PackageReport, told: Told): void {
  const key = JSON.stringify([finding.rule, finding.template.what])
  const before = told.findings.get(key)
  const label = formatPackageLabel(one)
  if ((before === undefined || before === label) && told.full < FULL_SHOWN) {
    told.full += 1
    told.findings.set(key, label)
    renderFinding(page, finding, one)
    return
  }
  if (told.isFull) {
    told.left += 1
    return
  }
  told.lines += 1
  const { colors } = page
  // Of what was told in full before, the rule is known.
  const rule = before === undefined ? `${finding.rule}  ` : ''
  page.addLine(`${renderFindingLine(finding, colors, one)}  ${colors.dim(`${rule}${finding.fingerprint}`)}`)
}

/** Whether the same was told of an earlier package. */
export function isToldAlready({ rule, template }: Finding, told: Told): boolean {
  return told.findings.has(JSON.stringify([rule, template.what]))
}

/** What a finding is about and where, without its sentences; of a finding of several packages, where in each of them. */
export function renderFindingLine(finding: Finding, colors: Colors, one: PackageReport | null): string {
  const where = tellShortPlace({ ...finding, message: '' }, colors, one)
  return `${renderLevelMark(finding.severity, colors)} ${colors.bold(finding.title)}${readSubject(finding)}${where}`
}

/** What a line without its sentence is about: which token, under which name. */
function readSubject({ data }: Finding): string {
  const subject = data.token ?? data.name
  return typeof subject === 'string' ? `: ${encodeTerminalText(subject)}` : ''
}

function renderFinding(page: TerminalPage, finding: Finding, one: PackageReport): void {
  const { colors } = page
  page.addBlank()
  page.addLine(
    `${renderLevelMark(finding.severity, colors)} ${colors.bold(finding.title)}  ${colors.dim(`${page.linkText(finding.rule, finding.docs)}  ${finding.fingerprint}`)}`,
  )
  const fill = (template: string): string =>
    fillTemplate(template, finding.data, (value) => colors.cyan(encodeTerminalText(value)))
  page.addLine(`${fill(finding.template.what)}${describeSimilar(finding)} ${fill(finding.template.why)}`, 2)
  for (const [index, place] of finding.places.slice(0, PLACES_SHOWN).entries()) {
    const original = formatOriginalAddress(place)
    const parts = [
      linkPlace(page, colors.cyan(encodeTerminalText(formatPlaceAddress(one, place))), one, place.path),
      ...(original === null ? [] : [`from ${colors.cyan(encodeTerminalText(original))}`]),
      ...(place.evidence === null ? [] : [colors.dim(encodeTerminalText(place.evidence))]),
    ]
    page.addLabelled(index === 0 ? 'where' : '', parts.join('  '))
  }
  if (finding.count > PLACES_SHOWN)
    page.addLabelled('', colors.dim(`and ${count(finding.count - PLACES_SHOWN, 'more place')}`))
  finding.also.slice(0, ALSO_SHOWN).forEach(({ rule, message }, index) => {
    page.addLabelled(index === 0 ? 'also' : '', `${encodeTerminalText(message)} ${colors.dim(rule)}`)
  })
  if (finding.also.length > ALSO_SHOWN)
    page.addLabelled('', colors.dim(`and ${formatNumber(finding.also.length - ALSO_SHOWN)} more`))
  if (finding.cause !== null) {
    const { path, line, reason } = finding.cause
    const file = path === null ? null : resolveRepositoryPath(one, path)
    const shown = encodeTerminalText(line === null ? (file ?? '') : `${file}:${line}`)
    const at = file === null ? '' : `${page.linkFile(colors.cyan(shown), file)}  `
    page.addLabelled('why', `${at}${encodeTerminalText(reason)}`)
  }
  const planned = isSettled(finding, one) ? colors.dim(' See the edit below.') : ''
  page.addLabelled('fix', `${fill(finding.template.fix)}${planned}`)
  const left = one.plan?.rest.find(({ fingerprint }) => fingerprint === finding.fingerprint)?.reason ?? null
  if (left !== null) page.addLabelled('', encodeTerminalText(left))
}

/** A place in a package that was packed from its folder leads to the file there. */
function linkPlace(page: TerminalPage, shown: string, one: PackageReport, path: string): string {
  return one.packer === null ? shown : page.linkFile(shown, resolveRepositoryPath(one, path))
}

/** The first place and how many more; nothing where the sentence has named it. */
export function tellShortPlace(finding: Finding, colors: Colors, one: PackageReport | null): string {
  const [first] = finding.places
  if (first === undefined) return ''
  const more = finding.count > 1 ? colors.dim(` and ${count(finding.count - 1, 'more place')}`) : ''
  if (more === '' && finding.message.includes(first.path)) return ''
  const at = one === null ? formatAddress(first) : formatPlaceAddress(one, first)
  return `  ${colors.cyan(encodeTerminalText(at))}${more}`
}
