import { createColors } from 'picocolors'
import type { Finding, PackageReport, Report } from '../model/report.ts'
import { logText } from '../text/safe-text.ts'
import { address, bytes, count, isBlocking, packageLabel } from './phrases.ts'
import { lastLine } from './terminal-last-line.ts'
import { UNSEEN_TITLE, unseenAddress, unseenFix } from './unseen-text.ts'

/** Characters of a sentence. */
const SENTENCE = 300

/** What happened, for the end of a workflow's log: the verdict, and the first thing to do or what was looked at. */
export function logLines(report: Report, color: boolean): [verdict: string, next: string] {
  return [lastLine(report, createColors(color)), nextLine(report)]
}

function nextLine(report: Report): string {
  const { packages } = report
  const trouble = [...report.errors, ...packages.flatMap((one) => one.errors)]
  const [first] = trouble
  if (first !== undefined) return `${sentence(first)}${more(trouble.length)}`
  const held = packages.filter(({ verdict }) => verdict !== 'pass')
  const [one] = held
  if (one === undefined) return lookedAt(packages)
  const [part] = one.unseen
  const blocking = one.findings.filter((finding) => isBlocking(finding, one))
  const all = held.reduce((sum, each) => sum + blockersOf(each), 0)
  const name = packages.length > 1 ? `${logText(packageLabel(one), 120)}: ` : ''
  if (part !== undefined)
    return `${name}${UNSEEN_TITLE}: ${logText(unseenAddress(part), 200)}. ${unseenFix(part)}${more(all)}`
  const [finding] = blocking
  return finding === undefined ? lookedAt(packages) : `${name}${findingText(finding)}${more(all)}`
}

function blockersOf(one: PackageReport): number {
  return one.unseen.length + one.findings.filter((finding) => isBlocking(finding, one)).length
}

function findingText(finding: Finding): string {
  const [place] = finding.places
  const where = place === undefined ? '' : ` in ${logText(address(place), 200)}`
  return `${finding.title}${where}. ${sentence(finding.fix)} (${finding.rule})`
}

function more(all: number): string {
  return all > 1 ? ` And ${count(all - 1, 'more', 'more')}.` : ''
}

function lookedAt(packages: readonly PackageReport[]): string {
  const tarballs = packages.flatMap(({ tarball }) => tarball ?? [])
  const [only, other] = tarballs
  if (only === undefined) return 'There was nothing to look at.'
  const files = tarballs.reduce((sum, { fileCount }) => sum + fileCount, 0)
  const packed = tarballs.reduce((sum, { size }) => sum + size, 0)
  const facts = `${count(files, 'file')}, ${bytes(packed)} packed`
  return other === undefined
    ? `Looked at ${logText(only.filename, 200)}: ${facts}, ${only.integrity}`
    : `Looked at ${count(tarballs.length, 'tarball')}: ${facts}.`
}

function sentence(text: string): string {
  return logText(text.split('\n')[0] ?? '', SENTENCE)
}
