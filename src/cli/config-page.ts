import path from 'node:path'
import { createColors } from 'picocolors'
import type { Source } from '../config/files/config-source.ts'
import { type ExplainedConfig, type ExplainedValue, explainConfig } from '../config/merge/explain-config.ts'
import { describeSource, formatDay, isExpired } from '../config/merge/suppression.ts'
import { listRulesOf } from '../gate/all-rules.ts'
import { LEVELS, type Severity } from '../model/report.ts'
import { TerminalPage } from '../reporters/terminal-page.ts'
import { formatNumber } from '../text/format-number.ts'
import { encodeTerminalText } from '../text/safe-text.ts'
import type { JudgedBy } from './effective-config.ts'
import { formatOption } from './option-text.ts'
import { listPolicyDemands } from './policy-demands.ts'
import type { Screen } from './screen.ts'
import { formatSeverity } from './severity-color.ts'

const SEVERITIES: readonly string[] = [...LEVELS, 'off']
const NAME_WIDTH = 31
const VALUE_WIDTH = 14
const KIND_WIDTH = 10

/** The effective configuration for programs; every value, set or not. */
export function formatConfigAsJson(judged: JudgedBy): string {
  const { values, suppressions, acceptances, overrides, ...rest } = explainJudging(judged)
  const shown = {
    package: judged.name,
    file: readFileName(judged),
    profile: judged.profile,
    values,
    overrides,
    suppressions: suppressions.map((one) => ({
      rule: one.rule,
      path: one.path?.pattern ?? null,
      layer: one.layer?.pattern ?? null,
      fingerprint: one.fingerprint,
      reason: one.reason,
      expires: one.expires,
      approvedBy: one.approvedBy,
      source: one.source,
    })),
    acceptances,
    policy: rest.policy,
    demands: judged.demands ? listPolicyDemands(judged.demands) : [],
    pending: rest.pending,
    ignoredWeakenings: rest.ignoredWeakenings,
    notes: rest.notes,
  }
  return `${JSON.stringify(shown, null, 2)}\n`
}

/** The effective configuration for a person: what is set stands out, what is a default is dim. */
export function showConfig(judged: JudgedBy, { color, width }: Screen, all: boolean): string {
  const colors = createColors(color)
  const page = new TerminalPage(colors, width)
  const config = explainJudging(judged)
  page.addLine(
    colors.bold(encodeTerminalText(judged.name ?? 'No package: there is no package.json with a name')),
  )
  const file = readFileName(judged)
  page.addLabelled('file', file === null ? 'none: the defaults hold' : colors.cyan(encodeTerminalText(file)))
  page.addLabelled(
    'profile',
    `${judged.profile.profile}: ${encodeTerminalText(judged.profile.reason.replace(/^the input "(.*)" /, '--$1 '))}`,
  )
  if (config.policy !== null)
    page.addLabelled(
      'policy',
      `${encodeTerminalText(config.policy.source)}  ${colors.dim(`sha256 ${config.policy.digest}`)}`,
    )
  const hidden = config.values.filter((one) => !all && isOption(one) && isDefault(one.source))
  const shown = config.values.filter((one) => !hidden.includes(one))
  const isAboutRule = ({ name }: ExplainedValue) => name.startsWith('rules.')
  printHeading(page, 'The run')
  for (const value of shown) if (!isAboutRule(value)) showValue(page, value)
  printHeading(page, 'Rules')
  for (const value of shown) if (isAboutRule(value)) showValue(page, value)
  showOverrides(page, config)
  showSuppressions(page, config)
  showAcceptances(page, config)
  showDemands(page, judged)
  for (const sentence of [...config.ignoredWeakenings, ...config.pending, ...config.notes]) {
    page.addBlank()
    page.addLine(`${colors.yellow('note')} ${encodeTerminalText(sentence)}`)
  }
  if (hidden.length > 0) {
    page.addBlank()
    page.addLine(colors.dim(`${hidden.length} options of rules have their defaults; --all shows them.`))
  }
  return page.readText()
}

/** What is locked, required and capped by the policy, and why. */
function showDemands(page: TerminalPage, { demands }: JudgedBy): void {
  if (!demands) return
  const { colors } = page
  printHeading(page, `What the policy ${encodeTerminalText(demands.source)} demands`)
  for (const { name, kind, demand, reason } of listPolicyDemands(demands)) {
    const why = reason === null ? '' : `  ${colors.dim(encodeTerminalText(`Why: ${reason}`))}`
    page.addColumns(
      [colors.cyan(encodeTerminalText(name).padEnd(NAME_WIDTH)), kind.padEnd(KIND_WIDTH)],
      NAME_WIDTH + KIND_WIDTH,
      `${encodeTerminalText(demand)}${why}`,
    )
  }
}

function printHeading(page: TerminalPage, text: string): void {
  page.addBlank()
  page.addLine(page.colors.bold(text))
}

function explainJudging(judged: JudgedBy): ExplainedConfig {
  return explainConfig(judged.config, listRulesOf(judged.config), judged.profile.profile)
}

function readFileName({ file }: JudgedBy): string | null {
  if (file === null) return null
  const relative = path.relative(process.cwd(), file)
  return relative.split(path.sep).join('/')
}

const isDefault = (source: Source): boolean => source.kind === 'default'

/** `rules.internal/host.domains`: an option of a rule, not its severity. */
function isOption({ name }: Pick<ExplainedValue, 'name'>): boolean {
  return name.startsWith('rules.') && name.slice('rules.'.length).includes('.')
}

function showValue(page: TerminalPage, value: ExplainedValue): void {
  const { colors } = page
  const name = isOption(value)
    ? `  ${value.name.slice(value.name.lastIndexOf('.') + 1)}`
    : value.name.replace(/^rules\./, '')
  const isQuiet = isDefault(value.source) && value.raisedBy === null
  const raised = value.raisedBy === null ? '' : `, raised by ${value.raisedBy}`
  const source = encodeTerminalText(`${describeSourceText(value.source)}${raised}`)
  const text = formatValue(value)
  const shown = isSeverityList(text)
    ? formatSeverityList(text, page)
    : encodeTerminalText(text).padEnd(VALUE_WIDTH)
  const label = name.padEnd(NAME_WIDTH)
  page.addColumns(
    [isQuiet ? colors.dim(label) : colors.cyan(label)],
    NAME_WIDTH,
    `${shown}  ${isQuiet ? colors.dim(source) : source}`,
  )
}

function describeSourceText(source: Source): string {
  if (isDefault(source)) return 'default'
  // Named after the Action's input, which the option of the same name stands for here.
  return describeSource(source).replace(/^the input "(.*)"$/, '--$1')
}

const isSeverityList = (text: string): boolean => text.split(', ').every((one) => SEVERITIES.includes(one))

function formatSeverityList(text: string, { colors }: TerminalPage): string {
  const shown = text.split(', ').map((one) => formatSeverity(one as Severity, colors))
  return shown.join(', ') + ' '.repeat(Math.max(0, VALUE_WIDTH - text.length))
}

function formatValue({ name, value }: ExplainedValue): string {
  if (typeof value === 'number') return name.endsWith('-bytes') ? formatSize(value) : formatNumber(value)
  if (typeof value === 'string') return value
  // A rule whose messages differ: the gravest first.
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && !isOption({ name }))
    return SEVERITIES.filter((one) => Object.values(value).includes(one)).join(', ')
  return formatOption(value)
}

/** As it can be written into the file again. */
function formatSize(size: number): string {
  const mebibyte = 1024 ** 2
  return size % mebibyte === 0 ? `${size / mebibyte} MiB` : `${formatNumber(size)} B`
}

function showOverrides(page: TerminalPage, { overrides }: ExplainedConfig): void {
  const { colors } = page
  if (overrides.length > 0) printHeading(page, 'For some paths only')
  for (const { paths, severities, source } of overrides)
    for (const [rule, severity] of Object.entries(severities))
      page.addLine(
        `${colors.cyan(rule)} ${formatSeverity(severity as Severity, colors)} for ${encodeTerminalText(paths.join(', '))}  ${colors.dim(encodeTerminalText(describeSource(source)))}`,
        2,
      )
}

function showSuppressions(page: TerminalPage, { suppressions }: ExplainedConfig): void {
  const { colors } = page
  if (suppressions.length > 0) printHeading(page, 'Suppressions')
  const today = formatDay(new Date())
  for (const one of suppressions) {
    const what = [
      one.path?.pattern,
      one.layer && `layer ${one.layer.pattern}`,
      one.fingerprint && `fingerprint ${one.fingerprint}`,
    ].filter((part) => typeof part === 'string')
    const until =
      one.expires === null
        ? 'without end'
        : isExpired(one, today)
          ? colors.red(`expired on ${one.expires}`)
          : `until ${one.expires}`
    const by = one.approvedBy === null ? '' : `, approved by ${encodeTerminalText(one.approvedBy)}`
    page.addLine(
      `${colors.cyan(one.rule)} ${encodeTerminalText(what.join(', '))}  ${until}${by}  ${colors.dim(encodeTerminalText(describeSource(one.source)))}`,
      2,
    )
    page.addLine(colors.dim(encodeTerminalText(one.reason)), 4)
  }
}

function showAcceptances(page: TerminalPage, { acceptances }: ExplainedConfig): void {
  const { colors } = page
  if (acceptances.length > 0) printHeading(page, 'Accepted unseen')
  const today = formatDay(new Date())
  for (const { digest, path: at, reason, expires, approvedBy, source } of acceptances) {
    const until = expires < today ? colors.red(`expired on ${expires}`) : `until ${expires}`
    const by = approvedBy === null ? '' : `, approved by ${encodeTerminalText(approvedBy)}`
    page.addLine(
      `${colors.cyan(encodeTerminalText(at ?? digest))}  ${until}${by}  ${colors.dim(encodeTerminalText(describeSource(source)))}`,
      2,
    )
    page.addLine(colors.dim(encodeTerminalText(reason)), 4)
  }
}
