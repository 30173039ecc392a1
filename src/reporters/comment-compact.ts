import type { Finding, PackageReport } from '../model/report.ts'

/** What is kept of a package in the state of a comment, level by level, the fullest first. */
const KEPT = [
  { findings: 60, places: 5, bytes: true, plan: true, circumstances: true },
  { findings: 60, places: 3, bytes: false, plan: true, circumstances: false },
  { findings: 20, places: 2, bytes: false, plan: false, circumstances: false },
  { findings: 5, places: 1, bytes: false, plan: false, circumstances: false },
  { findings: 1, places: 1, bytes: false, plan: false, circumstances: false },
  { findings: 0, places: 0, bytes: false, plan: false, circumstances: false },
] as const
type Kept = (typeof KEPT)[number]

/** The last level keeps the verdict of each part, and no package. */
export const COMPACT_LEVELS = KEPT.length + 2

const TEXT = 2000
/** Sentences that are kept of what kept a run from looking. */
export const ERRORS_KEPT = 20
const UNSEEN = 10
const NOTES = 8
const LISTED = 20

/** What steps have said, as short as the level asks. The further on, the less is kept of every package. */
export function compactParts<Part extends { readonly packages: readonly PackageReport[] }>(
  parts: readonly Part[],
  level: number,
): Part[] {
  return parts.map((part) => ({
    ...part,
    packages: compactPackages(part.packages, level),
  }))
}

function compactPackages(packages: readonly PackageReport[], level: number): PackageReport[] {
  const kept = KEPT[level]
  if (kept !== undefined) return packages.map((one) => compactPackage(one, kept))
  const [least] = KEPT.slice(-1)
  if (level > KEPT.length || least === undefined) return []
  return packages.filter(({ verdict }) => verdict !== 'pass').map((one) => compactPackage(one, least))
}

function compactPackage(one: PackageReport, kept: Kept): PackageReport {
  const { tarball, packer, plan } = one
  return {
    ...one,
    profileReason: one.profileReason.slice(0, TEXT),
    configuration: null,
    tarball: kept.bytes && tarball !== null ? { ...tarball, path: null } : null,
    packer:
      packer === null
        ? null
        : { ...packer, scripts: packer.scripts.map((script) => ({ ...script, command: '' })) },
    inventory: null,
    baseline: null,
    contents: { folders: [], files: [] },
    exposure: { ...one.exposure, folders: one.exposure.folders.slice(0, 6), sources: [] },
    findings: one.findings
      .filter(({ severity }) => severity !== 'notice')
      .slice(0, kept.findings)
      .map((finding) => compactFinding(finding, kept.places)),
    plan: kept.plan ? plan : null,
    suppressed: kept.circumstances
      ? one.suppressed.slice(0, LISTED).map((each) => ({
          ...each,
          finding: compactFinding(each.finding, 1),
          reason: each.reason.slice(0, TEXT),
        }))
      : [],
    unseen: one.unseen.slice(0, UNSEEN),
    accepted: kept.circumstances ? one.accepted.slice(0, LISTED) : [],
    notes: kept.circumstances ? shortenTexts(one.notes, NOTES) : [],
  }
}

function compactFinding(finding: Finding, places: number): Finding {
  return {
    ...finding,
    message: '',
    fix: '',
    change: null,
    places: finding.places.slice(0, places),
    also: finding.also.slice(0, 3),
    data: Object.fromEntries(
      Object.entries(finding.data).map(([name, value]) => [name, shortenValue(value)]),
    ),
  }
}

/** Reporters name a few of a long list and count the rest. */
function shortenValue(value: Finding['data'][string]): Finding['data'][string] {
  return typeof value === 'string' ? value.slice(0, TEXT) : value
}

/** The first of some texts, the first characters of each. */
export function shortenTexts(all: readonly string[], most: number): string[] {
  return all.slice(0, most).map((text) => text.slice(0, TEXT))
}
