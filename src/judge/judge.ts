import type { BoundValue } from '../model/bound-value.ts'
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
import { computeFingerprint } from './fingerprint.ts'
import { compareByHarm, foldFindings, type Graded } from './fold-findings.ts'
import { mergeEqual, mergeEqualSuppressed } from './merge-equal.ts'
import { type Join, mergeInFile } from './merge-in-file.ts'
import { bindPlace } from './place-binding.ts'
import { type FindSuppression, setAside } from './set-aside.ts'

/** What the configuration says of one finding at one path. */
export interface Settings {
  readonly packageName: string | null
  /** The severity of a rule's message, by its id, for a path inside the package (null: the package as a whole). */
  severity(rule: ScanFinding['rule'], message: string, path: string | null): Severity
  readonly suppression: FindSuppression
  /** Told what a finding is bound to, and the file that it is in. */
  holds?(fingerprint: string, kind: string, value: BoundValue, path: string): void
  /** Told which findings are told as one, by its fingerprint. */
  joins?(fingerprint: string, members: readonly Finding[]): void
}

export interface Judged {
  readonly findings: Finding[]
  readonly suppressed: SuppressedFinding[]
}

/** Where a rule is explained. */
export function formatDocsUrl(rule: string): string {
  const tag = VERSION === '0.0.0-source' ? 'main' : `v${VERSION}`
  return `${REPOSITORY_URL}/blob/${tag}/docs/rules/${rule}.md`
}

/**
 * Gives what the scan found its severity, folds what is one leak under several rules into one finding, sets aside what
 * is suppressed, and orders the rest by how grave it is and whom it harms.
 */
export function judge(found: readonly ScanFinding[], settings: Settings): Judged {
  const splits = setAside(foldFindings(gradeFindings(found, settings)), settings.suppression)
  const traitsOf = new Map(found.map(({ rule }) => [rule.meta.id as string, rule.meta.traits]))
  const join: Join = (fingerprint, members) => settings.joins?.(fingerprint, members)
  const kept = splits.flatMap((split) => split.kept ?? [])
  return {
    findings: mergeEqual(mergeInFile(kept, traitsOf, join), join).toSorted(compareByHarm),
    suppressed: mergeEqualSuppressed(splits.flatMap(({ suppressed }) => suppressed)),
  }
}

/** What each rule found, with its severity; a finding whose places have several becomes one for each of them. */
export function gradeFindings(
  found: readonly ScanFinding[],
  settings: Omit<Settings, 'suppression'>,
): Graded[] {
  const ordinals = new Map<string, number>()
  return found.flatMap((one) => {
    const message = one.rule.messages[one.message]
    if (message === undefined) return []
    return splitBySeverity(one, settings).flatMap(([severity, places, count]) =>
      severity === 'off' ? [] : [gradeShare(one, message, [severity, places, count], settings, ordinals)],
    )
  })
}

/** @param ordinals how many findings of one kind there were so far, for their fingerprints */
function gradeShare(
  found: ScanFinding,
  message: Message,
  share: [Level, readonly ScanPlace[], number],
  settings: Omit<Settings, 'suppression'>,
  ordinals: Map<string, number>,
): Graded {
  const places = share[1]
  const identity = identify(found, places[0], settings.packageName)
  const kind = computeFingerprint({ ...identity, ordinal: 0 })
  const ordinal = ordinals.get(kind) ?? 0
  ordinals.set(kind, ordinal + 1)
  const fingerprint = ordinal === 0 ? kind : computeFingerprint({ ...identity, ordinal })
  for (const { bound, path } of places)
    if (bound !== undefined) settings.holds?.(fingerprint, kind, bound, path)
  const finding = convertFinding(found, message, share, fingerprint)
  for (const [index, place] of finding.places.entries()) {
    const isLoose = found.rule.meta.traits.binds === 'said'
    bindPlace(place, { kind, isLoose, ...places[index] })
  }
  return { finding, traits: found.rule.meta.traits }
}

/** Whether findings of these severities block. What could not be looked at blocks whatever `failOn` says. */
export function decideVerdict(
  findings: readonly Finding[],
  failOn: FailOn,
  errors: readonly string[],
  unseen: readonly Unseen[],
): Verdict {
  if (errors.length > 0) return 'error'
  if (unseen.length > 0) return 'block'
  return findings.some((finding) => isBlockingLevel(finding.severity, failOn)) ? 'block' : 'pass'
}

/** Whether a finding of this severity blocks. */
export function isBlockingLevel(severity: Level, failOn: FailOn): boolean {
  return failOn !== 'never' && LEVELS.indexOf(severity) <= LEVELS.indexOf(failOn)
}

/** The verdict of several packages together: what could not be looked at outweighs a block, a block a pass. */
export function findWorstVerdict(verdicts: readonly Verdict[]): Verdict {
  return verdicts.includes('error') ? 'error' : verdicts.includes('block') ? 'block' : 'pass'
}

type Share = [severity: Severity, places: ScanPlace[], count: number]

function splitBySeverity(found: ScanFinding, settings: Pick<Settings, 'severity'>): Share[] {
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

/** What a finding is named by. Of what is bound to a value, what was found counts: the vendor and form, not its order. */
function identify(found: ScanFinding, first: ScanPlace | undefined, packageName: string | null) {
  return {
    packageName,
    rule: found.rule.meta.id,
    message: first?.bound === undefined ? found.message : `${found.message} ${JSON.stringify(found.data)}`,
    path: first?.path ?? null,
    layer: first === undefined || first.trail.length === 0 ? null : first.trail.join('!'),
  }
}

function convertFinding(
  found: ScanFinding,
  message: Message,
  [severity, places, count]: [Level, readonly ScanPlace[], number],
  fingerprint: string,
): Finding {
  const shown = places.map(convertPlace)
  const first = shown[0]
  const { rule, data } = found
  return {
    rule: rule.meta.id,
    severity,
    fingerprint,
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
    also: [],
    similar: 0,
    docs: rule.meta.docs ?? formatDocsUrl(rule.meta.id),
    harm: rule.meta.traits.harm,
    ...(message.confidence === undefined ? {} : { confidence: message.confidence }),
    ...(rule.meta.traits.exposes ? { exposes: true } : {}),
  }
}

function convertPlace(place: ScanPlace): ReportPlace {
  return {
    path: place.path,
    layer: place.trail.length === 0 ? null : place.trail.join('!'),
    line: place.line,
    column: place.column,
    evidence: place.evidence,
    original: place.original,
  }
}
