import {
  type FailOn,
  type Finding,
  LEVELS,
  type Level,
  type ReportPlace,
  type Severity,
  type SuppressedFinding,
  type Verdict,
} from '../model/report.ts'
import type { Message } from '../model/rule.ts'
import type { ScanFinding, ScanPlace } from '../model/scan-finding.ts'
import type { Unseen } from '../model/unseen.ts'
import { REPOSITORY_URL, VERSION } from '../model/version.ts'
import { fillTemplate } from '../text/fill-template.ts'
import { fingerprintOf } from './fingerprint.ts'

/** A written exception that holds for a place. */
export interface AppliedSuppression {
  readonly reason: string
  readonly expires: string | null
  readonly by: string | null
}

/** What the configuration says of one finding at one path. */
export interface Settings {
  readonly packageName: string | null
  /** The severity of a rule's message, by its id, for a path inside the package (null: the package as a whole). */
  severity(rule: ScanFinding['rule'], message: string, path: string | null): Severity
  suppression(candidate: {
    rule: string
    path: string | null
    layer: string | null
    fingerprint: string
  }): AppliedSuppression | null
}

export interface Judged {
  readonly findings: Finding[]
  readonly suppressed: SuppressedFinding[]
}

/** Where a rule is explained. */
export function docsUrl(rule: string): string {
  const tag = VERSION === '0.0.0-source' ? 'main' : `v${VERSION}`
  return `${REPOSITORY_URL}/blob/${tag}/docs/rules/${rule}.md`
}

/**
 * Gives what the scan found its severity, sets aside what is suppressed, and orders the rest, gravest first.
 * One finding whose places have different severities, or are partly suppressed, becomes one finding for each.
 */
export function judge(found: readonly ScanFinding[], settings: Settings): Judged {
  const findings: Finding[] = []
  const suppressed: SuppressedFinding[] = []
  const ordinals = new Map<string, number>()
  for (const one of found) {
    const message = one.rule.messages[one.message]
    if (message === undefined) continue
    for (const [severity, places, count] of bySeverity(one, settings)) {
      if (severity === 'off') continue
      const finding = toFinding(one, message, severity, places, count, settings.packageName, ordinals)
      splitSuppressed(finding, settings, findings, suppressed)
    }
  }
  const rank = (finding: Finding): number => LEVELS.indexOf(finding.severity)
  findings.sort((a, b) => rank(a) - rank(b))
  return { findings, suppressed }
}

/** Whether findings of these severities block. What could not be looked at blocks whatever `failOn` says. */
export function verdictOf(
  findings: readonly Finding[],
  failOn: FailOn,
  errors: readonly string[],
  unseen: readonly Unseen[],
): Verdict {
  if (errors.length > 0) return 'error'
  if (unseen.length > 0) return 'block'
  if (failOn === 'never') return 'pass'
  const worst = LEVELS.indexOf(failOn)
  return findings.some((finding) => LEVELS.indexOf(finding.severity) <= worst) ? 'block' : 'pass'
}

/** The verdict of several packages together: what could not be looked at outweighs a block, a block a pass. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes('error') ? 'error' : verdicts.includes('block') ? 'block' : 'pass'
}

type Share = [severity: Severity, places: ScanPlace[], count: number]

function bySeverity(found: ScanFinding, settings: Settings): Share[] {
  if (found.places.length === 0)
    return [[settings.severity(found.rule, found.message, null), [], found.count]]
  const shares = new Map<Severity, ScanPlace[]>()
  for (const place of found.places) {
    const severity = settings.severity(found.rule, found.message, place.path)
    const share = shares.get(severity)
    if (share) share.push(place)
    else shares.set(severity, [place])
  }
  // Places beyond those kept are counted with the gravest: they were not looked at one by one.
  const beyond = found.count - found.places.length
  const gravest = [...LEVELS, 'off' as const].find((severity) => shares.has(severity))
  return [...shares].map(([severity, places]) => [
    severity,
    places,
    places.length + (severity === gravest ? beyond : 0),
  ])
}

function toFinding(
  found: ScanFinding,
  message: Message,
  severity: Level,
  places: readonly ScanPlace[],
  count: number,
  packageName: string | null,
  ordinals: Map<string, number>,
): Finding {
  const shown = places.map(toReportPlace)
  const first = shown[0]
  const { rule, data } = found
  const identity = {
    packageName,
    rule: rule.meta.id,
    message: found.message,
    path: first?.path ?? null,
    layer: first?.layer ?? null,
  }
  const base = fingerprintOf({ ...identity, ordinal: 0 })
  const ordinal = ordinals.get(base) ?? 0
  ordinals.set(base, ordinal + 1)
  return {
    rule: rule.meta.id,
    severity,
    fingerprint: ordinal === 0 ? base : fingerprintOf({ ...identity, ordinal }),
    title: rule.meta.title,
    message: fillTemplate(message.what, data),
    template: { what: message.what, why: message.why, fix: message.fix },
    data: { ...data },
    path: first?.path ?? null,
    line: first?.line ?? null,
    column: first?.column ?? null,
    layer: first?.layer ?? null,
    count,
    places: shown,
    evidence: first?.evidence ?? null,
    original: first?.original ?? null,
    cause: null,
    fix: fillTemplate(message.fix, data),
    change: null,
    docs: rule.meta.docs ?? docsUrl(rule.meta.id),
    harm: rule.meta.traits.harm,
    ...(rule.meta.traits.exposes ? { exposes: true } : {}),
  }
}

function toReportPlace(place: ScanPlace): ReportPlace {
  return {
    path: place.path,
    layer: place.trail.length === 0 ? null : place.trail.join('!'),
    line: place.line,
    column: place.column,
    evidence: place.evidence,
    original: place.original,
  }
}

function splitSuppressed(
  finding: Finding,
  settings: Settings,
  findings: Finding[],
  suppressed: SuppressedFinding[],
): void {
  const { rule, fingerprint } = finding
  if (finding.places.length === 0) {
    const applied = settings.suppression({ rule, path: null, layer: null, fingerprint })
    if (applied) suppressed.push({ finding, ...applied })
    else findings.push(finding)
    return
  }
  const kept: ReportPlace[] = []
  const exempt = new Map<string, { applied: AppliedSuppression; places: ReportPlace[] }>()
  for (const place of finding.places) {
    const applied = settings.suppression({ rule, path: place.path, layer: place.layer, fingerprint })
    if (applied === null) kept.push(place)
    else {
      const key = JSON.stringify(applied)
      const group = exempt.get(key) ?? { applied, places: [] }
      group.places.push(place)
      exempt.set(key, group)
    }
  }
  for (const { applied, places } of exempt.values())
    suppressed.push({ finding: withPlaces(finding, places, places.length), ...applied })
  // Places that were counted but not kept cannot be matched against a pattern, so they stay.
  const beyond = finding.count - finding.places.length
  if (kept.length > 0 || beyond > 0) findings.push(withPlaces(finding, kept, kept.length + beyond))
}

function withPlaces(finding: Finding, places: ReportPlace[], count: number): Finding {
  const first = places[0]
  return {
    ...finding,
    places,
    count,
    path: first?.path ?? finding.path,
    line: first?.line ?? null,
    column: first?.column ?? null,
    layer: first?.layer ?? null,
    evidence: first?.evidence ?? null,
    original: first?.original ?? null,
  }
}
