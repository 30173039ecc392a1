import { findWorstVerdict } from '../../judge/judge.ts'
import type { PackageReport, Report } from '../../model/report.ts'
import { VERSION } from '../../model/version.ts'
import { count } from '../../text/count.ts'
import { encodeTerminalText } from '../../text/safe-text.ts'
import type { PublishRecord } from './exchange.ts'
import type { NewVersion } from './published-versions.ts'

/** What a guarded command came to. */
export interface GuardOutcome {
  /** Of the command, as a shell has it; null if it was not started. */
  readonly commandStatus: number | null
  readonly records: readonly PublishRecord[]
  /** Versions of this repository that the registry has now, had not before, and that no judged tarball is. */
  readonly strangers: readonly NewVersion[]
  /** Packages whose versions could not be compared with those before, by name. */
  readonly unasked: readonly string[]
  /** What the reader should know; whole sentences. */
  readonly notes: readonly string[]
}

/** 1 if anything was held back or went past us, 2 if we could not do our work, else the command's own status. */
export function decideExitStatus({ commandStatus, records, strangers }: GuardOutcome): number {
  if (strangers.length > 0 || records.some(({ outcome }) => outcome === 'held')) return 1
  if (records.some(({ outcome }) => outcome === 'could-not-judge')) return 2
  return commandStatus ?? 1
}

/** What the user reads after the command; each a line for a terminal, encoded, the last of them says it all. */
export function describeOutcome(outcome: GuardOutcome): string[] {
  const { records, strangers, unasked, notes } = outcome
  const held = records.filter(isHeld)
  const out = records.filter(isOut)
  return [
    ...records.map(describeRecord),
    ...strangers.map(
      ({ name, version }) =>
        `${encodeTerminalText(`${name}@${version}`)} appeared on the registry and was not judged here: look at it now, and unpublish it if it is not yours.`,
    ),
    ...(unasked.length === 0
      ? []
      : [
          `The registry could not be asked about ${count(unasked.length, 'package')} (${encodeTerminalText(unasked.slice(0, 5).join(', '))}): whether anything went past the guard is not known for ${unasked.length === 1 ? 'it' : 'them'}.`,
        ]),
    ...notes.map((note) => encodeTerminalText(note)),
    describeLastLine(outcome, held.length, out.length),
  ]
}

/** What is known when the guard is stopped while the command is running: a line for a terminal, encoded. */
export function describeStopped(records: readonly PublishRecord[]): string {
  const out = records.filter(isOut).map(({ name, version }) => encodeTerminalText(`${name}@${version}`))
  const known =
    out.length === 0
      ? 'nothing is known to be out'
      : `out ${out.length === 1 ? 'is' : 'are'} ${out.join(', ')}`
  return `Seaworthy: stopped while the command was running; ${known}. What was on its way just then may be out too: look at the registry.`
}

/** Whether it did not get through. */
export function isHeld({ outcome }: PublishRecord): boolean {
  return outcome === 'held' || outcome === 'could-not-judge'
}

/** Whether the registry took it. */
export function isOut({ outcome }: PublishRecord): boolean {
  return outcome === 'published' || outcome === 'staged' || outcome === 'approved'
}

function describeRecord({ name, version, registry, integrity, outcome, text }: PublishRecord): string {
  const spec = encodeTerminalText(version === null ? name : `${name}@${version}`)
  const bytes = integrity === null ? '' : ` ${integrity}`
  switch (outcome) {
    case 'published':
      return `published  ${spec}${bytes}`
    case 'staged':
      return `staged     ${spec}${bytes}`
    case 'approved':
      return `approved   ${spec}${bytes}`
    case 'failed':
      return `not taken  ${spec}: ${encodeTerminalText(text)} (${encodeTerminalText(registry)})`
    case 'held':
      return `held back  ${spec}`
    case 'could-not-judge':
      return `held back  ${spec}: it could not be judged`
  }
}

function describeLastLine(
  { commandStatus, strangers, unasked }: GuardOutcome,
  held: number,
  out: number,
): string {
  // What went past to a registry that could not be asked is not known.
  const nothing = unasked.length === 0 ? 'nothing was published' : 'nothing was published through the guard'
  const went = out === 0 ? nothing : `${count(out, 'tarball')} passed and ${out === 1 ? 'is' : 'are'} out`
  if (strangers.length > 0)
    return `Seaworthy: ${count(strangers.length, 'version')} went past the guard; ${went}.`
  if (held > 0) return `Seaworthy: ${count(held, 'tarball')} held back; ${went}.`
  const past = unasked.length === 0 && out > 0 ? ', and nothing else appeared on the registry' : ''
  const failed = commandStatus === 0 ? '' : `; the command ended with status ${commandStatus}`
  return `Seaworthy: nothing had to be held back; ${went}${past}${failed}.`
}

/** One report of everything that was judged, as a check would give it; null where nothing was. */
export function mergeJudgedReports(records: readonly PublishRecord[]): Report | null {
  const reports = [...new Set(records.flatMap(({ judgement }) => judgement?.report ?? []))]
  const [first] = reports
  if (first === undefined) return null
  const packages: PackageReport[] = reports.flatMap((one) => one.packages)
  const errors = [...new Set(reports.flatMap((one) => one.errors))]
  const profiles = new Set(packages.map((one) => one.profile))
  const sum = (part: keyof Report['timing']): number =>
    reports.reduce((total, { timing }) => total + timing[part], 0)
  return {
    ...first,
    tool: { name: 'seaworthy', version: VERSION },
    verdict: errors.length > 0 ? 'error' : findWorstVerdict(reports.map((one) => one.verdict)),
    profile: profiles.size === 1 ? first.profile : null,
    packages,
    errors,
    timing: { total: sum('total'), pack: sum('pack'), scan: sum('scan') },
  }
}
