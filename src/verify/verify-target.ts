import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { readInventory } from '../baseline/read-inventory.ts'
import { formatDay } from '../config/merge/suppression.ts'
import { compareReleases } from '../inventory/compare-releases.ts'
import { findWorstVerdict } from '../judge/judge.ts'
import { CannotLook } from '../model/cannot-look.ts'
import type { ReleaseChanges } from '../model/changes.ts'
import type { Inventory } from '../model/inventory.ts'
import { DEFAULT_LIMITS } from '../model/limits.ts'
import type { PackageReport, Report, Verdict } from '../model/report.ts'
import { acquireTarball } from '../pack/acquire-tarball.ts'
import type { AcquireOptions } from '../pack/acquired-tarball.ts'
import {
  assertConsistent,
  contradict,
  findTrustedVerdict,
  judgeOnDay,
  listReservations,
} from './trusted-report.ts'

/** How the bytes of a target compare with those that a report judged. */
export interface Verification {
  readonly target: string
  /** As its own package.json has it. */
  readonly name: string | null
  readonly version: string | null
  /**
   * `same`: the very bytes, and they passed. `blocked`: the very bytes, and they must not be published. `expired`: the
   * very bytes, and they passed by an exception that has run out since.
   * `repacked`: the same files in other bytes. `different`: other files. `unknown`: no package of the report.
   */
  readonly outcome: 'same' | 'blocked' | 'expired' | 'repacked' | 'different' | 'unknown'
  /** Subresource integrity of the target. */
  readonly integrity: string
  /** The package of the report it was held against; null if the report has none that fits. */
  readonly judged: {
    readonly name: string | null
    readonly version: string | null
    readonly integrity: string
    readonly verdict: Verdict
  } | null
  /** What nobody should take it to say, though the bytes are those that were judged; whole sentences, raw. */
  readonly reservations: readonly string[]
  /** What differs from what was judged; null where nothing does, or there is nothing to compare with. */
  readonly changes: ReleaseChanges | null
}

/**
 * Holds a tarball or a published version against a report, whose verdicts are worked out anew from its findings.
 * @param options.day `YYYY-MM-DD`, whose exceptions count; today unless given
 * @throws CannotLook when the target cannot be had or read, or the report judged nothing or contradicts itself.
 */
export async function verifyTarget(
  report: Report,
  target: string,
  { day = formatDay(new Date()), ...options }: AcquireOptions & { readonly day?: string },
): Promise<Verification> {
  assertConsistent(report)
  const judged = report.packages.filter(hasTarball)
  if (judged.length === 0)
    throw new CannotLook(
      'The report has judged no tarball, so nothing can be held against it. See its errors, and check again.',
    )
  const { path } = await acquireTarball(target, options)
  // A tarball that cannot be read to its end has its integrity all the same, and that decides.
  const { inventory } = await readInventory(path, DEFAULT_LIMITS)
  const same = judged.filter(({ tarball }) => tarball.integrity === inventory.integrity)
  if (same.length > 0) {
    const sha256 = await computeDigest(path)
    return judgeSameBytes(target, inventory, same, { sha256, day })
  }
  return compare(target, inventory, judged)
}

/** The very bytes of one package of the report, or of several: all must say the same of them, and all must pass. */
function judgeSameBytes(
  target: string,
  { name, version, integrity }: Inventory,
  packages: readonly Judged[],
  { sha256, day }: { readonly sha256: string; readonly day: string },
): Verification {
  for (const one of packages) {
    if (one.tarball.sha256 !== sha256)
      contradict(`the digests that it gives ${one.name ?? one.target} belong to different tarballs`)
    if (one.name !== name || one.version !== version)
      contradict(
        `it calls the tarball of ${name ?? 'no name'}@${version ?? 'no version'} ${one.name ?? 'nothing'}@${one.version ?? 'nothing'}`,
      )
  }
  const verdict = findWorstVerdict(packages.map(findTrustedVerdict))
  const holds = packages.every((one) => judgeOnDay(one, day) === 'pass')
  return {
    target,
    name,
    version,
    integrity,
    outcome: verdict !== 'pass' ? 'blocked' : holds ? 'same' : 'expired',
    judged: { name, version, integrity, verdict },
    reservations: listReservations(packages, day),
    changes: null,
  }
}

async function computeDigest(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

type Judged = PackageReport & { tarball: NonNullable<PackageReport['tarball']>; inventory: Inventory }

function hasTarball(one: PackageReport): one is Judged {
  return one.tarball !== null && one.inventory !== null
}

function compare(target: string, inventory: Inventory, packages: readonly Judged[]): Verification {
  const { name, version, integrity } = inventory
  const found =
    packages.find((one) => one.name === name && one.version === version) ??
    packages.find((one) => one.name === name) ??
    (packages.length === 1 ? packages[0] : undefined)
  const base = { target, name, version, integrity, reservations: [] }
  if (found === undefined) return { ...base, outcome: 'unknown', judged: null, changes: null }
  const judged = {
    name: found.name,
    version: found.version,
    integrity: found.tarball.integrity,
    verdict: found.verdict,
  }
  const changes = compareReleases(found.inventory, inventory)
  const { added, removed, changed } = changes.files
  const isRepacked = added.count + removed.count + changed.count === 0
  return { ...base, outcome: isRepacked ? 'repacked' : 'different', judged, changes }
}
