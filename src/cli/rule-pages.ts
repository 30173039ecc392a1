import { createColors } from 'picocolors'
import { describeOptions } from '../config/files/describe-options.ts'
import { decideSeverity } from '../config/merge/effective-config.ts'
import { describeSource } from '../config/merge/suppression.ts'
import { formatDocsUrl } from '../judge/judge.ts'
import { CannotLook } from '../model/cannot-look.ts'
import { findNearestName } from '../model/config-error.ts'
import type { Severity } from '../model/report.ts'
import type { AnyRule } from '../model/rule.ts'
import { TerminalPage } from '../reporters/terminal-page.ts'
import { encodeTerminalText } from '../text/safe-text.ts'
import type { JudgedBy } from './effective-config.ts'
import { formatOption } from './option-text.ts'
import type { Screen } from './screen.ts'
import { formatSeverity } from './severity-color.ts'

/** The rules as a table: id, defaults for both profiles, title. */
export function listRules(rules: readonly AnyRule[], { color, width }: Screen): string {
  const colors = createColors(color)
  const page = new TerminalPage(colors, width)
  const ids = Math.max(...rules.map((rule) => rule.meta.id.length)) + 2
  const taken = ids + 'open-source  proprietary  '.length
  const hasRoom = page.width - taken >= 24
  const head = `${'rule'.padEnd(ids)}open-source  proprietary  `
  page.addColumns([colors.dim(head)], taken, hasRoom ? colors.dim('finds') : '')
  for (const { meta } of rules) {
    const cells = [
      colors.cyan(meta.id.padEnd(ids)),
      formatSeverity(meta.severity['open-source'], colors, 'open-source  '.length),
      formatSeverity(meta.severity.proprietary, colors, 'proprietary  '.length),
    ]
    page.addColumns(cells, taken, hasRoom ? meta.title : '')
    if (!hasRoom) page.addLine(meta.title, 2)
  }
  page.addBlank()
  page.addLine(colors.dim(`${rules.length} rules. More of one: seaworthy explain <rule>`))
  return page.readText()
}

/** The rules for programs: id, title, defaults, options and documentation of each. */
export function formatRulesAsJson(rules: readonly AnyRule[]): string {
  const described = rules.map((rule) => ({
    id: rule.meta.id,
    title: rule.meta.title,
    severity: rule.meta.severity,
    since: rule.meta.since,
    options: describeOptions(rule).map(({ byDefault, ...option }) => ({
      ...option,
      default: byDefault ?? null,
    })),
    docs: findDocs(rule),
  }))
  return `${JSON.stringify(described, null, 2)}\n`
}

/**
 * The rule of that id.
 * @throws CannotLook when there is none, naming the nearest.
 */
export function findRule(id: string, rules: readonly AnyRule[]): AnyRule {
  const found = rules.find((rule) => rule.meta.id === id)
  if (found !== undefined) return found
  const near = findNearestName(
    id,
    rules.map((rule) => rule.meta.id),
  )
  throw new CannotLook(
    `There is no rule ${JSON.stringify(id)}.${near === null ? '' : ` Did you mean ${near}?`} List them with: seaworthy rules`,
  )
}

/** Everything there is to know of one rule; `judged` is by what the package at hand is judged, if there is one. */
export function explainRule(rule: AnyRule, judged: JudgedBy | null, { color, width }: Screen): string {
  const { meta } = rule
  const colors = createColors(color)
  const page = new TerminalPage(colors, width)
  page.addLine(`${colors.bold(colors.cyan(meta.id))}  ${colors.bold(meta.title)}`)
  page.addBlank()
  page.addLabelled('why', meta.why)
  page.addBlank()
  page.addLabelled('fix', meta.fix)
  page.addBlank()
  printSeverities(page, rule, judged)
  page.addBlank()
  printMessages(page, rule)
  printOptions(page, rule, judged)
  page.addBlank()
  page.addLabelled('docs', `with examples; since ${meta.since}`)
  page.addExact(colors.cyan(findDocs(rule)))
  return page.readText()
}

function printSeverities(page: TerminalPage, rule: AnyRule, judged: JudgedBy | null): void {
  const { colors } = page
  const { 'open-source': open, proprietary } = rule.meta.severity
  page.addLabelled(
    'severity',
    `open-source ${formatSeverity(open, colors)} · proprietary ${formatSeverity(proprietary, colors)}`,
  )
  if (judged === null || judged.name === null) return
  const { config, profile, name } = judged
  const source = config.sources.get(`rules.${rule.meta.id}`)
  const why =
    source === undefined
      ? `by the ${profile.profile} profile: ${encodeTerminalText(profile.reason)}`
      : `set in ${encodeTerminalText(describeSource(source))}`
  const shown = listSeverities(rule, judged).map((severity) => formatSeverity(severity, colors))
  page.addLabelled('', `here: ${shown.join(', or by what it says ')} for ${encodeTerminalText(name)}, ${why}`)
  const paths = config.overrides.filter((one) => one.severities.has(rule.meta.id))
  for (const one of paths)
    page.addLabelled(
      '',
      `here: ${formatSeverity(one.severities.get(rule.meta.id) ?? 'off', colors)} for ${encodeTerminalText(one.paths.map((glob) => glob.pattern).join(', '))}, set in ${encodeTerminalText(describeSource(one.source))}`,
    )
}

/** The severities that messages of the rule have here, that of the first one first. */
function listSeverities(rule: AnyRule, { config, profile }: JudgedBy): Severity[] {
  const ids = Object.keys(rule.messages)
  return [...new Set(ids.map((id) => decideSeverity(config, rule, id, profile.profile, null)))]
}

function printMessages(page: TerminalPage, rule: AnyRule): void {
  const { colors } = page
  for (const [index, message] of Object.values(rule.messages).entries()) {
    const own = message.severity
    const note = own === undefined ? '' : `  ${colors.dim(`(${own['open-source']} / ${own.proprietary})`)}`
    page.addLabelled(index === 0 ? 'says' : '', `${hideValues(message.what)}${note}`)
  }
}

/** A message without its values: `… source maps hold … files`. */
function hideValues(template: string): string {
  return template.replace(/\{\w+(?::\w+|\|[^|{}]*\|([^|{}]*))?\}/g, (_, many?: string) =>
    many === undefined ? '…' : `… ${many}`,
  )
}

function printOptions(page: TerminalPage, rule: AnyRule, judged: JudgedBy | null): void {
  const { colors } = page
  const described = describeOptions(rule)
  if (described.length === 0) return
  page.addBlank()
  for (const [index, option] of described.entries()) {
    const fallback = option.byDefault === undefined ? '' : `; default ${formatShortJson(option.byDefault)}`
    page.addLabelled(
      index === 0 ? 'options' : '',
      `${colors.cyan(option.name)} ${colors.dim(`(${option.type}${fallback})`)}  ${option.description}`,
    )
    const source = judged?.config.sources.get(`rules.${rule.meta.id}.${option.name}`)
    const set = judged?.config.rules.get(rule.meta.id)?.options?.[option.name]
    if (source !== undefined)
      page.addLabelled(
        '',
        `here: ${encodeTerminalText(formatOption(set))}, set in ${encodeTerminalText(describeSource(source))}`,
      )
  }
}

function findDocs({ meta }: AnyRule): string {
  return meta.docs ?? formatDocsUrl(meta.id)
}

function formatShortJson(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
