import { computeConfigDigest } from '../config/merge/config-digest.ts'
import type { EffectiveConfig } from '../config/merge/effective-config.ts'
import { decideProfileUnder, type Visibility } from '../config/merge/profile.ts'
import { formatDay } from '../config/merge/suppression.ts'
import { compareReleases } from '../inventory/compare-releases.ts'
import { acceptUnseen } from '../judge/accept-unseen.ts'
import type { HeldValues } from '../judge/held-values.ts'
import { decideVerdict, judge } from '../judge/judge.ts'
import type { SuppressionLedger } from '../judge/suppression-ledger.ts'
import { readManifestString } from '../manifest/parse-manifest.ts'
import type { BaselineReport } from '../model/changes.ts'
import { NO_EXPOSURE } from '../model/exposure.ts'
import type { PackageFacts } from '../model/package-facts.ts'
import type { FailOn, PackageReport } from '../model/report.ts'
import type { AcquiredTarball } from '../pack/acquired-tarball.ts'
import type { Scan } from '../scan/scan-tarball.ts'
import { AppliedSuppressions } from './applied-suppressions.ts'
import { summariseContents } from './contents.ts'
import {
  convertFindingToArchive,
  convertUnseenToArchive,
  decideSeverityIn,
  listEntriesInArchive,
  listNamesOf,
} from './neighbour-report.ts'

export interface JudgeRequest {
  readonly visibility: Visibility | null
  /** The open licence of the repository around the package, if it lies in one below its root. */
  readonly repositoryLicence?: string | null
  /** Whether the scanned file will still be there when the report is read. */
  readonly tarballStays: boolean
  readonly today: Date
  readonly ledger: SuppressionLedger
  /** Takes what findings are bound to, for who writes exceptions; left out where nobody does. */
  readonly held?: HeldValues
}

/** What a report needs to know of a package's tarball. */
export type JudgedFacts = Pick<
  PackageFacts,
  'manifest' | 'neighbour' | 'licenceFile' | 'tarball' | 'anomalies' | 'unseen' | 'byPath' | 'exposure'
>

/** A scan, as far as a report is made of it. */
export type JudgedScan = Pick<Scan, 'findings' | 'inventory' | 'baseline'> & { readonly facts: JudgedFacts }

/** Judges a scan by a configuration: what the report says of one package. */
export function reportPackage(
  acquired: AcquiredTarball,
  scan: JudgedScan,
  config: EffectiveConfig,
  request: JudgeRequest,
): PackageReport {
  const { facts } = scan
  const neighbour = facts.neighbour ?? null
  const { profile, reason } = decideProfileUnder(config, {
    visibility: request.visibility,
    manifest: facts.manifest,
    neighbour,
    licenceFile: facts.licenceFile ?? null,
    repositoryLicence: request.repositoryLicence ?? null,
  })
  const today = formatDay(request.today)
  const suppressions = new AppliedSuppressions(config, today)
  const name = neighbour === null ? readManifestString(facts.manifest, 'name') : neighbour.name
  const { findings, suppressed } = judge(
    neighbour === null
      ? scan.findings
      : scan.findings.map((one) => convertFindingToArchive(one, neighbour.kind)),
    {
      packageName: name,
      severity: (rule, message, path) =>
        decideSeverityIn(neighbour, config, { rule, message, profile, path }),
      suppression: (place) =>
        listNamesOf(place.path ?? '', neighbour?.kind ?? null)
          .map((path) => suppressions.at(place.path === null ? place : { ...place, path }))
          .find((one) => one !== null) ?? null,
      holds: (fingerprint, kind, value, path) => request.held?.add(fingerprint, kind, value.reveal(), path),
      joins: (fingerprint, members) => request.held?.join(fingerprint, members),
    },
  )
  const { failOn } = config
  const { trouble } = scan.baseline
  const errors = [...explainUnreadable(acquired, scan), ...(trouble === null ? [] : [trouble])]
  const { integrity, shasum, sha256, size, unpackedSize, fileCount } = facts.tarball
  const { unseen, accepted, notes } = acceptUnseen(
    neighbour === null ? facts.unseen : convertUnseenToArchive(facts.unseen, neighbour.kind),
    config.acceptances,
    today,
  )
  return {
    name,
    version: neighbour === null ? readManifestString(facts.manifest, 'version') : neighbour.version,
    ...(neighbour === null ? {} : { kind: neighbour.kind }),
    target: acquired.target,
    verdict: decideVerdict(findings, failOn, errors, unseen),
    failOn,
    profile,
    profileReason: reason,
    configuration: computeConfigDigest(config),
    tarball: {
      path: request.tarballStays ? acquired.path : null,
      filename: acquired.filename,
      ...{ integrity, shasum, sha256, size, unpackedSize, fileCount },
    },
    packer: acquired.packing,
    alreadyPublished: isPublishedAlready(acquired, scan),
    ...(neighbour === null && facts.manifest?.private === true ? { isPrivate: true } : {}),
    inventory: scan.inventory,
    baseline: reportBaseline(scan),
    contents: summariseContents(
      neighbour === null ? facts.byPath.values() : listEntriesInArchive(facts, neighbour.kind),
    ),
    exposure: facts.exposure,
    findings,
    plan: null,
    suppressed,
    errors,
    unseen,
    accepted,
    gateChange: null,
    notes: [
      ...acquired.notes,
      ...scan.baseline.notes,
      ...config.notes,
      ...config.pending,
      ...config.ignoredWeakenings,
      ...suppressions.renewals,
      ...request.ledger.enter(suppressions.others, suppressions.used),
      ...notes,
    ],
  }
}

/** A version that was fetched from the registry is not news. */
function isPublishedAlready({ given, directory }: AcquiredTarball, { facts, baseline }: JudgedScan): boolean {
  const version = readManifestString(facts.manifest, 'version')
  if (version === null || !(given || directory !== null)) return false
  return baseline.publishedVersions?.includes(version) ?? false
}

/** The report of a package that could not be looked at. */
export function reportUnseenPackage(target: string, error: string, failOn: FailOn | null): PackageReport {
  return {
    name: null,
    version: null,
    target,
    verdict: 'error',
    failOn: failOn ?? 'error',
    profile: 'proprietary',
    profileReason: 'nothing is known of it, so the stricter one',
    configuration: null,
    tarball: null,
    packer: null,
    alreadyPublished: false,
    inventory: null,
    baseline: null,
    contents: { folders: [], files: [] },
    exposure: NO_EXPOSURE,
    findings: [],
    plan: null,
    suppressed: [],
    errors: [error],
    unseen: [],
    accepted: [],
    gateChange: null,
    notes: [],
  }
}

function reportBaseline({ inventory: after, baseline }: JudgedScan): BaselineReport | null {
  const { inventory: before, source } = baseline
  if (before === null) return null
  const { name, version, integrity } = before
  return { source, name, version, integrity, changes: compareReleases(before, after) }
}

function explainUnreadable(acquired: AcquiredTarball, scan: JudgedScan): string[] {
  return scan.facts.anomalies
    .filter(({ kind }) => kind === 'corrupt' || kind === 'empty')
    .map(
      (anomaly) =>
        `${acquired.filename} cannot be judged: ${anomaly.detail}. Pack it again, or check what was handed over.`,
    )
}
