import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Confidence, Finding, Level, PackageReport, Report, ReportPlace } from '../model/report.ts'
import type { Unseen } from '../model/unseen.ts'
import type { RuleDescription } from '../report/rule-descriptions.ts'
import { fillTemplate } from '../text/fill-template.ts'
import { formatNumber } from '../text/format-number.ts'
import { encodeSarifText, showInvisible } from '../text/safe-text.ts'
import { formatAddress, formatPackageLabel } from './phrases.ts'
import { type ActionPlaces, findPlaceToAct, findTrackedFile } from './place-to-act.ts'
import {
  adviseOnUnseen,
  formatUnseenAddress,
  formatUnseenSize,
  UNSEEN_DOCS,
  UNSEEN_ID,
  UNSEEN_TITLE,
  UNSEEN_WHY,
} from './unseen-text.ts'

export interface SarifOptions extends ActionPlaces {
  /** Every rule that ran. */
  readonly rules: readonly RuleDescription[]
}

/**
 * What GitHub takes: results of a run, locations of a result, bytes of the file after gzip
 * (https://docs.github.com/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit).
 */
const RESULTS = 25_000
const RELATED = 100
const PACKED_BYTES = 10_000_000

const LEVELS = { error: 'error', warning: 'warning', notice: 'note', off: 'none' } as const
/** How grave GitHub calls a security finding, from 0 to 10 (`security-severity`). */
const GRAVITY: Readonly<Record<Level, string>> = { error: '8.0', warning: '5.0', notice: '2.0' }
/** The order of results of one level, from 0 to 100 (SARIF 2.1.0, section 3.27.25). */
const RANKS: Readonly<Record<Confidence, number>> = { sure: 95, likely: 70, possible: 30 }
const HOME = 'https://github.com/seaworthy-dev/seaworthy'

/**
 * The report as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/) within GitHub's limits. Each result
 * stands where one can act, as an annotation does; where it is in the tarball is told beside it. What is suppressed is
 * left out: GitHub would show it as open.
 */
export function renderSarif(report: Report, options: SarifOptions): string {
  const ids = new Map(options.rules.map((rule, index) => [rule.id, index]))
  const all = report.packages.flatMap((one) => [
    ...one.unseen.map((part) => buildUnseenResult(part, one, report, options)),
    ...one.findings.map((finding) => buildResult(finding, one, report, options, ids)),
  ])
  for (let kept = Math.min(all.length, RESULTS); ; kept = Math.floor(kept / 2)) {
    const text = `${JSON.stringify(buildLog(report, options, all.slice(0, kept), all.length - kept))}\n`
    if (kept === 0 || gzipSync(text, { level: 1 }).length < PACKED_BYTES) return text
  }
}

function buildLog(report: Report, options: SarifOptions, results: readonly object[], left: number): object {
  const errors = [...report.errors, ...report.packages.flatMap((one) => one.errors)]
  const notices = left > 0 ? [`${left} results are left out for lack of room: see the report file.`] : []
  const makeNotification = (level: string) => (text: string) => ({
    level,
    message: { text: encodeSarifText(text) },
  })
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Seaworthy',
            semanticVersion: report.tool.version,
            informationUri: HOME,
            rules: [...options.rules.map(buildRule), UNSEEN_RULE],
          },
        },
        automationDetails: { id: 'seaworthy/' },
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: report.verdict !== 'error',
            toolExecutionNotifications: [
              ...errors.map(makeNotification('error')),
              ...notices.map(makeNotification('warning')),
            ],
          },
        ],
        results,
      },
    ],
  }
}

function buildRule(rule: RuleDescription): object {
  const { id, title, why, fix, severity, docs } = rule
  const gravest = [severity['open-source'], severity.proprietary].includes('error')
    ? 'error'
    : severity.proprietary
  return {
    id,
    name: id.replace(/(?:^|[/-])([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: {
      text: `${why}\n\n${fix}\n\n${docs}`,
      markdown: `${why}\n\n**What to do:** ${fix}\n\n[About this rule](${docs})`,
    },
    helpUri: docs,
    defaultConfiguration: { level: LEVELS[gravest] },
    properties: {
      tags: ['security', 'npm', id.split('/')[0]],
      precision: 'high',
      'problem.severity':
        gravest === 'error' ? 'error' : gravest === 'warning' ? 'warning' : 'recommendation',
      'security-severity': GRAVITY[gravest === 'off' ? 'notice' : gravest],
    },
  }
}

function buildResult(
  finding: Finding,
  one: PackageReport,
  report: Report,
  options: SarifOptions,
  ids: ReadonlyMap<string, number>,
): object {
  const ruleIndex = ids.get(finding.rule)
  const position = findPlaceToAct(finding, one, options)
  const places = finding.places.slice(0, RELATED)
  const related = places.map((place, index) => buildRelatedLocation(place, index))
  return {
    ruleId: finding.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[finding.severity],
    message: { text: describeMessage(finding, one, report) },
    locations: [
      {
        physicalLocation: buildPhysicalLocation(
          position.file ?? finding.path ?? 'package.json',
          position.line,
          position.column,
        ),
      },
    ],
    ...(related.length > 0 ? { relatedLocations: related } : {}),
    ...(finding.confidence === undefined
      ? {}
      : { rank: RANKS[finding.confidence], properties: { confidence: finding.confidence } }),
    // GitHub follows an alert from commit to commit by primaryLocationLineHash.
    partialFingerprints: {
      primaryLocationLineHash: `${finding.fingerprint}:1`,
      'seaworthyFingerprint/v1': finding.fingerprint,
    },
  }
}

/** What could not be looked at, told as a rule would tell it: code scanning knows nothing else. */
const UNSEEN_RULE = {
  id: UNSEEN_ID,
  name: 'Unseen',
  shortDescription: { text: UNSEEN_TITLE },
  fullDescription: { text: UNSEEN_WHY },
  help: { text: `${UNSEEN_WHY}\n\n${UNSEEN_DOCS}`, markdown: `${UNSEEN_WHY}\n\n[More](${UNSEEN_DOCS})` },
  helpUri: UNSEEN_DOCS,
  defaultConfiguration: { level: 'error' },
  properties: {
    tags: ['security', 'npm'],
    precision: 'high',
    'problem.severity': 'error',
    'security-severity': GRAVITY.error,
  },
} as const

function buildUnseenResult(part: Unseen, one: PackageReport, report: Report, options: SarifOptions): object {
  const of = report.packages.length > 1 ? `${encodeSarifText(formatPackageLabel(one), 200)}: ` : ''
  const file = findTrackedFile(part.path, one, options) ?? part.path ?? 'package.json'
  const hash = createHash('sha256')
    .update(JSON.stringify([one.name, part.path, part.layer, part.digest ?? part.reason]))
    .digest('hex')
    .slice(0, 16)
  return {
    ruleId: UNSEEN_ID,
    ruleIndex: options.rules.length,
    level: 'error',
    message: {
      text: `${of}${encodeSarifText(formatUnseenAddress(part), 300)}${formatUnseenSize(part)}: ${encodeSarifText(part.detail, 300)}. ${UNSEEN_WHY} What to change: ${adviseOnUnseen(part)}`,
    },
    locations: [{ physicalLocation: buildPhysicalLocation(file, null, null) }],
    partialFingerprints: { primaryLocationLineHash: `${hash}:1`, 'seaworthyFingerprint/v1': hash },
  }
}

function describeMessage(finding: Finding, one: PackageReport, report: Report): string {
  const fill = (template: string): string =>
    fillTemplate(template, finding.data, (text) => encodeSarifText(text, 300))
  const [first] = finding.places
  const where =
    first === undefined
      ? ''
      : ` In the tarball: ${encodeSarifText(formatAddress(first), 300)}${countMore(finding)}.`
  const cause =
    finding.cause === null ? '' : ` It is there because ${encodeSarifText(finding.cause.reason, 300)}.`
  const of = report.packages.length > 1 ? `${encodeSarifText(formatPackageLabel(one), 200)}: ` : ''
  return `${of}${fill(finding.template.what)} ${fill(finding.template.why)}${where}${cause} What to change: ${fill(finding.template.fix)}`
}

function countMore(finding: Finding): string {
  return finding.count > 1 ? ` and ${formatNumber(finding.count - 1)} more` : ''
}

function buildRelatedLocation(place: ReportPlace, index: number): object {
  const from = place.original
  const evidence = place.evidence === null ? '' : `: ${encodeSarifText(place.evidence, 300)}`
  return {
    id: index + 1,
    message: { text: `In the tarball: ${encodeSarifText(formatAddress(place), 300)}${evidence}` },
    physicalLocation: from
      ? buildPhysicalLocation(from.path, from.line, from.column)
      : buildPhysicalLocation(
          place.path,
          place.layer === null ? place.line : null,
          place.layer === null ? place.column : null,
        ),
  }
}

function buildPhysicalLocation(path: string, line: number | null, column: number | null): object {
  return {
    artifactLocation: { uri: encodeRelativeUri(path), uriBaseId: '%SRCROOT%' },
    // GitHub wants a region; the first line stands for the whole file.
    region: { startLine: line ?? 1, ...(line !== null && column !== null ? { startColumn: column } : {}) },
  }
}

/** A path as a relative URI reference (RFC 3986, 4.2): no segment can look like a scheme or lead upwards. */
function encodeRelativeUri(path: string): string {
  const segments = showInvisible(path)
    .split(/[\\/]/)
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..')
    .map((segment) => encodeURIComponent(segment))
  return segments.length === 0 ? 'package.json' : segments.join('/')
}
