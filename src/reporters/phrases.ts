import { posix } from 'node:path'
import { PACKER_TITLES } from '../model/packing.ts'
import {
  type Finding,
  LEVELS,
  type Level,
  type PackageReport,
  type Report,
  type ReportPlace,
  type Verdict,
} from '../model/report.ts'
import { count } from '../text/count.ts'
import { joinList } from '../text/fill-template.ts'
import { formatBytes } from '../text/format-bytes.ts'
import { formatNumber } from '../text/format-number.ts'

export { count, formatBytes as bytes, joinList as list }

/** How many findings of each level, gravest first, none left out that is not zero: `2 errors, 1 warning`. */
export function describeLevelCounts(findings: readonly Finding[]): string {
  const countLevel = (level: Level): number => findings.filter((finding) => finding.severity === level).length
  const parts = (['error', 'warning', 'notice'] as const).filter((level) => countLevel(level) > 0)
  return parts.map((level) => count(countLevel(level), level)).join(', ')
}

/** `name@version`, or what the user named where the tarball has no name. Raw: encode before printing. */
export function formatPackageLabel(one: PackageReport): string {
  if (one.name === null) return one.target
  return one.version === null ? one.name : `${one.name}@${one.version}`
}

/** The package's name, or what the user named where the tarball has none. Raw: encode before printing. */
export function readPackageName(one: PackageReport): string {
  return one.name ?? one.target
}

/** `dist/cli.js.map!src/auth.ts:12:5`. Raw: encode before printing. */
export function formatAddress(place: Pick<ReportPlace, 'path' | 'layer' | 'line' | 'column'>): string {
  const layer = place.layer === null ? '' : `!${place.layer}`
  const line = place.line === null ? '' : `:${place.line}`
  const column = place.line === null || place.column === null ? '' : `:${place.column}`
  return `${place.path}${layer}${line}${column}`
}

/** Original position of a place as `src/config.ts:12`, where it was traced. Raw: encode before printing. */
export function formatOriginalAddress(place: ReportPlace): string | null {
  return place.original && `${place.original.path}:${place.original.line}`
}

/** The first words a reader gets: whether it may go out. No hostile text. */
export function describeVerdict(verdict: Verdict): string {
  return { pass: 'may be published', block: 'must not be published', error: 'could not be judged' }[verdict]
}

/** What a pass comes to, without the package's name: a private package cannot go out at all. No hostile text. */
export function describePass({ isPrivate, alreadyPublished }: PackageReport): string {
  if (isPrivate === true) return 'cannot be published (private)'
  return alreadyPublished ? 'is published already' : describeVerdict('pass')
}

/**
 * A path of the folder that was packed as the repository has it, from the folder that targets are named from. Raw:
 * encode before printing.
 */
export function resolveRepositoryPath({ target, packer }: PackageReport, path: string): string {
  const from = target.replaceAll('\\', '/')
  if (packer === null || posix.isAbsolute(from) || /^(?:\.\.(?:\/|$)|[A-Za-z]:)/.test(from)) return path
  return posix.join(from, packer.folder, path)
}

/**
 * A place of a package that was packed from its folder, by the path that the repository knows the file by; of a tarball
 * that was handed over, by its path in there. Raw: encode before printing.
 */
export function formatPlaceAddress(one: PackageReport, place: ReportPlace): string {
  return formatAddress({ ...place, path: resolveRepositoryPath(one, place.path) })
}

/**
 * What a verdict of pass comes to. Where publishing the folder would run scripts that were not run here, it is about
 * the tarball alone; where the version is out already, there is nothing left to publish.
 * @param subject already encoded for its channel
 */
export function describePassOf(subject: string, packages: readonly PackageReport[]): string {
  const hidden = packages.filter(({ isPrivate }) => isPrivate === true).length
  if (hidden > 0 && hidden === packages.length)
    return hidden === 1
      ? `${subject} cannot be published: package.json says "private": true. Nothing else blocks it`
      : `${subject} cannot be published: each package.json says "private": true. Nothing else blocks them`
  if (hidden > 0)
    return `${subject}: nothing blocks, but ${hidden === 1 ? '1 is private and cannot' : `${hidden} are private and cannot`} be published`
  if (packages.length > 0 && packages.every((one) => one.alreadyPublished))
    return packages.length === 1
      ? `${subject} is published already: nothing to publish`
      : `${subject} are published already: nothing to publish`
  if (packages.some((one) => one.alreadyPublished)) return describePartlyOut(subject, packages)
  if (!packages.some(changesWhenPublished)) return `${subject} may be published`
  return packages.length === 1
    ? `${subject}: this tarball may be published`
    : `${subject}: these tarballs may be published`
}

function describePartlyOut(subject: string, packages: readonly PackageReport[]): string {
  const rest = packages.filter((one) => !one.alreadyPublished)
  const out = packages.length - rest.length
  const others = rest.length === 1 ? 'the other' : `the other ${rest.length}`
  const tarballs = rest.length === 1 ? 'the tarball of ' : 'the tarballs of '
  const what = `${rest.some(changesWhenPublished) ? tarballs : ''}${others}`
  return `${subject}: nothing blocks; ${out === 1 ? '1 is' : `${out} are`} published already, ${what} may be published`
}

/** Whether publishing may send other bytes: scripts that were not run change them, or something not understood publishes. */
export function changesWhenPublished({ packer }: PackageReport): boolean {
  if (packer?.isDoubtful === true) return true
  return packer?.scripts.some((script) => script.mayBuild && !script.ran) ?? false
}

/** Whose tarball it is and why, as a sentence without its full stop; null for one that was handed over. Raw. */
export function describePacked({ packer }: PackageReport): string | null {
  if (packer === null) return null
  const name = PACKER_TITLES[packer.packer]
  const who = packer.version === null ? name : `${name} ${packer.version}`
  const how = packer.bytes === 'own' ? `packed by ${who}` : `packed as ${who} does`
  const folder =
    packer.folder === ''
      ? ''
      : `, from ${packer.folder}${packer.folderReason === null ? '' : ` (${packer.folderReason})`}`
  const bytesOf =
    packer.bytes === 'alike' ? `; files and package.json are the same, the bytes of the archive are not` : ''
  return `${how}${folder}, because ${packer.reason}${bytesOf}`
}

/** As many packages as were looked at, at the beginning of a sentence. */
export function describeAllPackages(looked: number): string {
  if (looked === 2) return 'Both packages'
  return looked === 1 ? 'The package' : `All ${count(looked, 'package')}`
}

/** Findings of all packages. */
export function listAllFindings(report: Report): Finding[] {
  return report.packages.flatMap((one) => one.findings)
}

/** A time in the unit a person would choose. */
export function formatDuration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}

/** Whether a finding is among those that block its package. */
export function isBlocking(finding: Finding, one: PackageReport): boolean {
  return one.failOn !== 'never' && LEVELS.indexOf(finding.severity) <= LEVELS.indexOf(one.failOn)
}

/** "499 more like it." where many findings are told as one, else nothing. */
export function describeSimilar({ similar }: Finding): string {
  return similar === 0 ? '' : ` ${formatNumber(similar)} more like ${similar === 1 ? 'it' : 'this'}.`
}

/**
 * What a report sets aside, and what source can be read all the same: "2 findings set aside until 2027-03-31; 11 lines
 * of source readable". Empty where nothing is.
 */
export function describeAside({ packages }: Report): string {
  const suppressed = packages.flatMap((one) => one.suppressed)
  const dates = [...new Set(suppressed.map(({ expires }) => expires))].sort()
  const [first = null] = dates.filter((date) => date !== null)
  const until = first === null ? '' : dates.length === 1 ? ` until ${first}` : `, the first until ${first}`
  const lines = packages.reduce((sum, one) => sum + one.exposure.lines, 0)
  return [
    ...(suppressed.length === 0 ? [] : [`${count(suppressed.length, 'finding')} set aside${until}`]),
    ...(lines === 0 ? [] : [`${count(lines, 'line')} of source readable`]),
  ].join('; ')
}
