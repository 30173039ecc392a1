import { CannotLook } from '../model/cannot-look.ts'
import type { PackageReport, Report } from '../model/report.ts'
import type { Unseen } from '../model/unseen.ts'
import { formatPackageLabel } from '../reporters/phrases.ts'
import { formatUnseenAddress } from '../reporters/unseen-text.ts'

/** Hexadecimal digits of a digest that are enough, where they are only one's. */
const LEAST_DIGITS = 8
const MOST_LISTED = 20

interface Found {
  readonly one: PackageReport
  readonly part: Unseen
}

/**
 * What could not be looked at under that digest (or its beginning), or at that path.
 * @throws CannotLook when there is none, naming what there is, or when its bytes cannot be told.
 */
export function findUnseen(report: Report, wanted: string): Found & { readonly digest: string } {
  const all = report.packages.flatMap((one) => one.unseen.map((part) => ({ one, part })))
  const matching = all.filter(({ part }) => matches(part, wanted))
  const digests = new Set(matching.map(({ part }) => part.digest))
  const [first] = matching
  if (first === undefined) throw explainNothingFound(report, all, wanted)
  if (digests.size > 1)
    throw new CannotLook(`Several parts match ${wanted}. Give the digest:\n${listParts(matching)}`)
  if (first.part.digest === null)
    throw new CannotLook(
      `${formatUnseenAddress(first.part)} cannot be accepted, because its bytes cannot be told from the rest: ${first.part.detail}. Raise the limit that is named, or leave it out.`,
    )
  return { ...first, digest: first.part.digest }
}

function matches(part: Unseen, wanted: string): boolean {
  const digits = wanted.toLowerCase().replace(/^sha256:/, '')
  if (digits.length >= LEAST_DIGITS && part.digest?.slice('sha256:'.length).startsWith(digits)) return true
  return wanted === part.path || wanted === formatUnseenAddress(part)
}

function explainNothingFound(report: Report, all: readonly Found[], wanted: string): CannotLook {
  const done = report.packages
    .flatMap(({ accepted }) => accepted)
    .find(({ unseen }) => matches(unseen, wanted))
  if (done !== undefined)
    return new CannotLook(
      `${formatUnseenAddress(done.unseen)} is accepted already until ${done.expires}: ${done.reason}. Edit that acceptance; seaworthy config shows where it is.`,
    )
  const problems = [...report.errors, ...report.packages.flatMap((one) => one.errors)]
  if (all.length === 0 && problems.length > 0)
    return new CannotLook(['There is nothing to accept:', ...problems].join('\n'))
  return new CannotLook(
    all.length === 0
      ? `There is nothing to accept: everything in ${report.packages.map(formatPackageLabel).join(', ')} was looked at.`
      : `No part that was not looked at matches ${wanted}. There ${all.length === 1 ? 'is' : 'are'}:\n${listParts(all)}`,
  )
}

function listParts(all: readonly Found[]): string {
  const lines = all
    .slice(0, MOST_LISTED)
    .map(({ part }) => `  ${part.digest ?? 'without a digest'}  ${formatUnseenAddress(part)}`)
  if (all.length > MOST_LISTED) lines.push(`  and ${all.length - MOST_LISTED} more`)
  return lines.join('\n')
}
