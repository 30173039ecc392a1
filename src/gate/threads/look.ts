import { makeIgnoredTest } from '../../cause/left-out-by-ignore-file.ts'
import type { BaselineOutcome } from '../../model/baseline-outcome.ts'
import type { Inventory } from '../../model/inventory.ts'
import type { Limits } from '../../model/limits.ts'
import type { ReleaseFacts } from '../../model/package-facts.ts'
import type { Packing } from '../../model/packing.ts'
import type { ScanFinding } from '../../model/scan-finding.ts'
import type { JudgedFacts } from '../../report/package-report.ts'
import type { ConfiguredRule } from '../../scan/keyword-plan.ts'
import { scanTarball } from '../../scan/scan-tarball.ts'
import { traceFindings } from '../../trace/trace-findings.ts'

/** A tarball that is to be read, and everything that reading it takes. */
export interface LookRequest {
  /** The tarball. */
  readonly file: string
  /** The folder that it was packed from; null for one that was handed over. */
  readonly directory: string | null
  readonly rules: readonly ConfiguredRule[]
  readonly limits: Limits
  readonly packing: Packing | null
  readonly release: ReleaseFacts | null
  readonly publicBlobs: ReadonlySet<string> | null
  /** Asked when the tarball has been read. */
  baseline(): Promise<BaselineOutcome>
}

/** What was seen in a tarball: what a report is made of. */
export interface Look {
  readonly facts: JudgedFacts
  readonly findings: readonly ScanFinding[]
  readonly inventory: Inventory
  readonly baseline: BaselineOutcome
  /** That it took, without waiting for the baseline. */
  readonly milliseconds: number
}

/**
 * Reads a tarball, runs the rules, and traces what they found to its originals.
 * @throws CannotLook when the file cannot be opened
 */
export async function look(request: LookRequest): Promise<Look> {
  const { file, directory, rules, limits, packing, publicBlobs, release } = request
  const start = performance.now()
  let waited = 0
  const scan = await scanTarball(file, {
    rules,
    limits,
    packing,
    publicBlobs,
    ...(directory === null ? {} : { isIgnored: makeIgnoredTest(directory) }),
    ...(release === null ? {} : { release }),
    baseline: async () => {
      const waiting = performance.now()
      const outcome = await request.baseline()
      waited = performance.now() - waiting
      return outcome
    },
  })
  await traceFindings(scan.findings, scan.facts, { file, directory, limits })
  return { ...scan, milliseconds: performance.now() - start - waited }
}
