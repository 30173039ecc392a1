import { statSync } from 'node:fs'
import path from 'node:path'
import type { RegistryHealth } from '../baseline/ask-registry.ts'
import { baselineChoice } from '../baseline/baseline-choice.ts'
import { BaselineRun } from '../baseline/baseline-run.ts'
import { folderCandidate, tarballCandidate } from '../baseline/candidate.ts'
import { explainFindings } from '../cause/explain-findings.ts'
import { policyForRun } from '../config/merge/config-for-target.ts'
import { isoDay } from '../config/merge/suppression.ts'
import type { Policy } from '../config/policy/policy.ts'
import { worstVerdict } from '../judge/judge.ts'
import { SuppressionLedger } from '../judge/suppression-ledger.ts'
import { CannotLook, messageOf } from '../model/cannot-look.ts'
import type { ReleaseFacts } from '../model/package-facts.ts'
import type { FailOn, PackageReport, Report } from '../model/report.ts'
import { VERSION } from '../model/version.ts'
import { acquireTarball } from '../pack/acquire-tarball.ts'
import type { AcquiredTarball } from '../pack/acquired-tarball.ts'
import { packageReport, unseenPackage } from '../report/package-report.ts'
import type { NamesByRoot } from '../repository/package-folders.ts'
import { rootAround } from '../repository/repository-root.ts'
import { readTrackedFiles } from '../repository/tracked-files.ts'
import { RULES } from '../rules/index.ts'
import { scanTarball } from '../scan/scan-tarball.ts'
import { traceFindings } from '../trace/trace-findings.ts'
import type { GateRequest } from './gate-request.ts'
import { rulesForRun } from './rules-for-run.ts'
import { settingsFor } from './settings.ts'
import { targetPlace } from './target-place.ts'

const NPM_TIME_LIMIT = 5 * 60 * 1000

/** Milliseconds spent on each part, over all packages. */
interface Clock {
  pack: number
  scan: number
}

/** What all packages of a run share. */
interface Run {
  readonly policy: Policy | null
  readonly clock: Clock
  readonly today: Date
  readonly ledger: SuppressionLedger
  readonly health: RegistryHealth
  readonly names: NamesByRoot
}

/**
 * The main job: every target is packed, read, scanned and judged, and all go into one Report.
 * Never throws for what can be expected to go wrong: that stands in the report, whose verdict is then `error`.
 */
export async function gate(request: GateRequest): Promise<Report> {
  const start = performance.now()
  const clock: Clock = { pack: 0, scan: 0 }
  const packages: PackageReport[] = []
  const errors: string[] = []
  const today = new Date()
  const ledger = new SuppressionLedger(isoDay(today))
  const health: RegistryHealth = { problem: null }
  const policy = await policyForRun({
    directory: request.directory,
    checkout: request.repository.checkout,
    policyFile: request.policyFile ?? null,
    fetcher: request.policyFetcher ?? null,
    baseOf: async (root) => (await request.base?.(root))?.base ?? null,
    rules: RULES,
  }).catch((error) => {
    errors.push(messageOf(error))
    return null
  })
  if (errors.length === 0) errors.push(...(await unreadableBases(request)))
  const run: Run = { policy, clock, today, ledger, health, names: new Map() }
  if (errors.length === 0)
    for (const target of request.targets) packages.push(await gatePackage(target, request, run))
  packages[0]?.notes.push(...(request.notes ?? []), ...(request.forbidden?.notes ?? []), ...ledger.finish())
  if (request.targets.length === 0)
    errors.push('There is nothing to check. Name a package folder, a .tgz or name@version.')
  const profiles = new Set(packages.map((one) => one.profile))
  return {
    schemaVersion: 2,
    tool: { name: 'seaworthy', version: VERSION },
    verdict: errors.length > 0 ? 'error' : worstVerdict(packages.map((one) => one.verdict)),
    failOn: strictest(packages) ?? request.failOn ?? 'error',
    profile: profiles.size === 1 ? ([...profiles][0] ?? null) : null,
    policy: policy && { source: policy.source, digest: policy.digest },
    packages,
    errors,
    timing: { total: since(start), pack: Math.round(clock.pack), scan: Math.round(clock.scan) },
  }
}

async function gatePackage(target: string, request: GateRequest, run: Run): Promise<PackageReport> {
  const { policy, clock, today, ledger, health } = run
  let comparing: BaselineRun | null = null
  try {
    const { directory: workspace, repository } = request
    const place = await targetPlace(target, workspace, repository.checkout, run.names)
    const { config, contents } = await settingsFor(place, request, policy)
    const baseline = new BaselineRun(baselineChoice(request.baseline, request.directory), {
      temporaryDirectory: request.temporaryDirectory,
      limits: config.limits,
      timeLimit: request.baselineTimeLimit ?? null,
      health,
    })
    comparing = baseline
    const folder = await folderCandidate(path.resolve(request.directory, target))
    if (folder !== null) baseline.start(folder)

    request.onProgress?.(`packing ${target}`)
    const packing = performance.now()
    const acquired = await acquireTarball(target, {
      directory: request.directory,
      temporaryDirectory: request.temporaryDirectory,
      runScripts: request.runScripts,
      timeLimit: request.npmTimeLimit ?? NPM_TIME_LIMIT,
    })
    clock.pack += since(packing)
    const packed = baseline.waits ? await tarballCandidate(acquired.path, config.limits) : null
    if (packed !== null) baseline.start(packed)

    request.onProgress?.(`scanning ${acquired.filename}`)
    const scanning = performance.now()
    let waited = 0
    const configured = rulesForRun(config, {
      contents: contents.patterns,
      forbidden: request.forbidden ?? null,
    })
    const scan = await scanTarball(acquired.path, {
      rules: configured,
      ...releaseOf(acquired, request.releaseTag ?? null),
      limits: config.limits,
      publicBlobs: await publicBlobs(request),
      baseline: async () => {
        const waiting = performance.now()
        const outcome = await baseline.result()
        waited = since(waiting)
        return outcome
      },
    })
    const { directory } = acquired
    await traceFindings(scan.findings, scan.facts, { file: acquired.path, directory, limits: config.limits })
    clock.scan += since(scanning) - waited

    const report = packageReport(acquired, scan, config, {
      visibility: request.repository.visibility,
      tarballStays: request.keepTarballs || acquired.given,
      today,
      ledger,
    })
    report.notes.push(...contents.notes)
    if (directory === null) return report
    const { manifest, byPath } = scan.facts
    const rules = configured.map(({ rule }) => rule)
    const explained = explainFindings(report, directory, manifest, rules)
    const { planForReport } = await import('../plan/plan-for-report.ts')
    return await planForReport(explained, {
      directory,
      manifest,
      packed: [...byPath.keys()],
      workspaceRoot: null,
      temporaryDirectory: request.temporaryDirectory,
      rules,
    })
  } catch (error) {
    const why =
      error instanceof CannotLook
        ? error.message
        : `Seaworthy itself failed on ${target}: ${messageOf(error)}. Nothing was passed. Please report this.`
    return unseenPackage(target, why, request.failOn)
  } finally {
    comparing?.stop()
  }
}

/** What keeps the base commits from being read, of all repositories that targets lie in: without them nothing is judged. */
async function unreadableBases({ targets, directory, repository, base }: GateRequest): Promise<string[]> {
  const problems = new Set<string>()
  const folders = [directory, ...targets.map((target) => path.resolve(directory, target))]
  for (const root of new Set(
    folders.filter(isFolder).map((folder) => rootAround(folder, repository.checkout)),
  ))
    await base?.(root).catch((error: unknown) => problems.add(messageOf(error)))
  return [...problems]
}

function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() === true
}

/**
 * The release that a tarball is for; a version that is published already is for none. Where npm's dist-tag goes, the
 * command that publishes says, and nobody has asked it.
 */
function releaseOf({ given, directory }: AcquiredTarball, tag: string | null): { release?: ReleaseFacts } {
  const isCandidate = given || directory !== null
  return tag === null || !isCandidate ? {} : { release: { tag, publishedVersions: null } }
}

/** What is public already: the contents that a public repository's checkout tracks. */
async function publicBlobs({ repository }: GateRequest): Promise<ReadonlySet<string> | null> {
  if (repository.visibility !== 'public' || repository.checkout === null) return null
  return (await readTrackedFiles(repository.checkout))?.blobs ?? null
}

function strictest(packages: readonly PackageReport[]): FailOn | undefined {
  const order: readonly FailOn[] = ['notice', 'warning', 'error', 'never']
  return order.find((level) => packages.some((one) => one.failOn === level))
}

function since(start: number): number {
  return Math.round(performance.now() - start)
}
