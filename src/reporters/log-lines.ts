import { createColors } from 'picocolors'
import type { Finding, PackageReport, Report } from '../model/report.ts'
import { encodeLogText } from '../text/safe-text.ts'
import { bytes, count, formatAddress, formatPackageLabel, isBlocking } from './phrases.ts'
import { renderLastLine } from './terminal-last-line.ts'
import { adviseOnUnseen, formatUnseenAddress, UNSEEN_TITLE } from './unseen-text.ts'

/** Characters of a sentence. */
const SENTENCE = 300

/** What happened, for the end of a workflow's log: the verdict, and the first thing to do or what was looked at. */
export function logLines(report: Report, color: boolean): [verdict: string, next: string] {
  return [renderLastLine(report, createColors(color)), describeNext(report)]
}

function describeNext(report: Report): string {
  const { packages } = report
  const trouble = [...report.errors, ...packages.flatMap((one) => one.errors)]
  const [first] = trouble
  if (first !== undefined) return `${formatSentence(first)}${countMore(trouble.length)}`
  const held = packages.filter(({ verdict }) => verdict !== 'pass')
  const [one] = held
  if (one === undefined) return describeLookedAt(packages)
  const [part] = one.unseen
  const blocking = one.findings.filter((finding) => isBlocking(finding, one))
  const all = held.reduce((sum, each) => sum + countBlockers(each), 0)
  const name = packages.length > 1 ? `${encodeLogText(formatPackageLabel(one), 120)}: ` : ''
  if (part !== undefined)
    return `${name}${UNSEEN_TITLE}: ${encodeLogText(formatUnseenAddress(part), 200)}. ${adviseOnUnseen(part)}${countMore(all)}`
  const [finding] = blocking
  return finding === undefined
    ? describeLookedAt(packages)
    : `${name}${describeFinding(finding)}${countMore(all)}`
}

function countBlockers(one: PackageReport): number {
  return one.unseen.length + one.findings.filter((finding) => isBlocking(finding, one)).length
}

function describeFinding(finding: Finding): string {
  const [place] = finding.places
  const where = place === undefined ? '' : ` in ${encodeLogText(formatAddress(place), 200)}`
  return `${finding.title}${where}. ${formatSentence(finding.fix)} (${finding.rule})`
}

function countMore(all: number): string {
  return all > 1 ? ` And ${count(all - 1, 'more', 'more')}.` : ''
}

function describeLookedAt(packages: readonly PackageReport[]): string {
  const tarballs = packages.flatMap(({ tarball }) => tarball ?? [])
  const [only, other] = tarballs
  if (only === undefined) return 'There was nothing to look at.'
  const files = tarballs.reduce((sum, { fileCount }) => sum + fileCount, 0)
  const packed = tarballs.reduce((sum, { size }) => sum + size, 0)
  const facts = `${count(files, 'file')}, ${bytes(packed)} packed`
  return other === undefined
    ? `Looked at ${encodeLogText(only.filename, 200)}: ${facts}, ${only.integrity}`
    : `Looked at ${count(tarballs.length, 'tarball')}: ${facts}.`
}

function formatSentence(text: string): string {
  return encodeLogText(text.split('\n')[0] ?? '', SENTENCE)
}
