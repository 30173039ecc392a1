import { createColors } from 'picocolors'
import { describeOptions } from '../config/files/describe-options.ts'
import { severityFor } from '../config/merge/effective-config.ts'
import { describeSource } from '../config/merge/suppression.ts'
import { docsUrl } from '../judge/judge.ts'
import { CannotLook } from '../model/cannot-look.ts'
import { findNearestName } from '../model/config-error.ts'
import type { Severity } from '../model/report.ts'
import type { AnyRule } from '../model/rule.ts'
import { TerminalPage } from '../reporters/terminal-page.ts'
import { encodeTerminalText } from '../text/safe-text.ts'
import type { JudgedBy } from './effective-config.ts'
import { optionText } from './option-text.ts'
import type { Screen } from './screen.ts'
import { severityText } from './severity-color.ts'

/** The rules as a table: id, defaults for both profiles, title. */
export function listRules(rules: readonly AnyRule[], { color, width }: Screen): string {
  const colors = createColors(color)
  const page = new TerminalPage(colors, width)
  const ids = Math.max(...rules.map((rule) => rule.meta.id.length)) + 2
  const taken = ids + 'open-source  proprietary  '.length
  const hasRoom = page.width - taken >= 24
  const head = `${'rule'.padEnd(ids)}open-source  proprietary  `
  page.columns([colors.dim(head)], taken, hasRoom ? colors.dim('finds') : '')
  for (const { meta } of rules) {
    const cells = [
      colors.cyan(meta.id.padEnd(ids)),
      severityText(meta.severity['open-source'], colors, 'open-source  '.length),
      severityText(meta.severity.proprietary, colors, 'proprietary  '.length),
    ]
    page.columns(cells, taken, hasRoom ? meta.title : '')
    if (!hasRoom) page.line(meta.title, 2)
  }
  page.blank()
  page.line(colors.dim(`${rules.length} rules. More of one: seaworthy explain <rule>`))
  return page.text()
}

/** The rules for programs: id, title, defaults, options and documentation of each. */
export function rulesAsJson(rules: readonly AnyRule[]): string {
  const described = rules.map((rule) => ({
    id: rule.meta.id,
    title: rule.meta.title,
    severity: rule.meta.severity,
    since: rule.meta.since,
    options: describeOptions(rule).map(({ byDefault, ...option }) => ({
      ...option,
      default: byDefault ?? null,
    })),
    docs: docsOf(rule),
  }))
  return `${JSON.stringify(described, null, 2)}\n`
}

/**
 * The rule of that id.
 * @throws CannotLook when there is none, naming the nearest.
 */
export function ruleNamed(id: string, rules: readonly AnyRule[]): AnyRule {
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
  page.line(`${colors.bold(colors.cyan(meta.id))}  ${colors.bold(meta.title)}`)
  page.blank()
  page.labelled('why', meta.why)
  page.blank()
  page.labelled('fix', meta.fix)
  page.blank()
  severities(page, rule, judged)
  page.blank()
  messages(page, rule)
  options(page, rule, judged)
  page.blank()
  page.labelled('docs', `with examples; since ${meta.since}`)
  page.exact(colors.cyan(docsOf(rule)))
  return page.text()
}

function severities(page: TerminalPage, rule: AnyRule, judged: JudgedBy | null): void {
  const { colors } = page
  const { 'open-source': open, proprietary } = rule.meta.severity
  page.labelled(
    'severity',
    `open-source ${severityText(open, colors)} · proprietary ${severityText(proprietary, colors)}`,
  )
  if (judged === null || judged.name === null) return
  const { config, profile, name } = judged
  const source = config.sources.get(`rules.${rule.meta.id}`)
  const why =
    source === undefined
      ? `by the ${profile.profile} profile: ${encodeTerminalText(profile.reason)}`
      : `set in ${encodeTerminalText(describeSource(source))}`
  const shown = severitiesOf(rule, judged).map((severity) => severityText(severity, colors))
  page.labelled('', `here: ${shown.join(', or by what it says ')} for ${encodeTerminalText(name)}, ${why}`)
  const paths = config.overrides.filter((one) => one.severities.has(rule.meta.id))
  for (const one of paths)
    page.labelled(
      '',
      `here: ${severityText(one.severities.get(rule.meta.id) ?? 'off', colors)} for ${encodeTerminalText(one.paths.map((glob) => glob.pattern).join(', '))}, set in ${encodeTerminalText(describeSource(one.source))}`,
    )
}

/** The severities that messages of the rule have here, that of the first one first. */
function severitiesOf(rule: AnyRule, { config, profile }: JudgedBy): Severity[] {
  const ids = Object.keys(rule.messages)
  return [...new Set(ids.map((id) => severityFor(config, rule, id, profile.profile, null)))]
}

function messages(page: TerminalPage, rule: AnyRule): void {
  const { colors } = page
  for (const [index, message] of Object.values(rule.messages).entries()) {
    const own = message.severity
    const note = own === undefined ? '' : `  ${colors.dim(`(${own['open-source']} / ${own.proprietary})`)}`
    page.labelled(index === 0 ? 'says' : '', `${withGaps(message.what)}${note}`)
  }
}

/** A message without its values: `… source maps hold … files`. */
function withGaps(template: string): string {
  return template.replace(/\{\w+(?::\w+|\|[^|{}]*\|([^|{}]*))?\}/g, (_, many?: string) =>
    many === undefined ? '…' : `… ${many}`,
  )
}

function options(page: TerminalPage, rule: AnyRule, judged: JudgedBy | null): void {
  const { colors } = page
  const described = describeOptions(rule)
  if (described.length === 0) return
  page.blank()
  for (const [index, option] of described.entries()) {
    const fallback = option.byDefault === undefined ? '' : `; default ${shortJson(option.byDefault)}`
    page.labelled(
      index === 0 ? 'options' : '',
      `${colors.cyan(option.name)} ${colors.dim(`(${option.type}${fallback})`)}  ${option.description}`,
    )
    const source = judged?.config.sources.get(`rules.${rule.meta.id}.${option.name}`)
    const set = judged?.config.rules.get(rule.meta.id)?.options?.[option.name]
    if (source !== undefined)
      page.labelled(
        '',
        `here: ${encodeTerminalText(optionText(set))}, set in ${encodeTerminalText(describeSource(source))}`,
      )
  }
}

function docsOf({ meta }: AnyRule): string {
  return meta.docs ?? docsUrl(meta.id)
}

function shortJson(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
