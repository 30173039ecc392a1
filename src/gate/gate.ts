import { statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { recogniseArchive } from '../archive/recognise-archive.ts'
import type { RegistryHealth } from '../baseline/ask-registry.ts'
import { baselineChoice } from '../baseline/baseline-choice.ts'
import { BaselineRun } from '../baseline/baseline-run.ts'
import { folderCandidate, NEIGHBOUR_CANDIDATE, tarballCandidate } from '../baseline/candidate.ts'
import { explainFindings } from '../cause/explain-findings.ts'
import { explainPresence } from '../cause/explain-presence.ts'
import { leftOutByIgnoreFile } from '../cause/left-out-by-ignore-file.ts'
import { policyForRun } from '../config/merge/config-for-target.ts'
import { isoDay } from '../config/merge/suppression.ts'
import { worstVerdict } from '../judge/judge.ts'
import { SuppressionLedger } from '../judge/suppression-ledger.ts'
import { manifestString } from '../manifest/parse-manifest.ts'
import { CannotLook, messageOf } from '../model/cannot-look.ts'
import type { ReleaseFacts } from '../model/package-facts.ts'
import type { FailOn, PackageReport, Report } from '../model/report.ts'
import { VERSION } from '../model/version.ts'
import { acquireTarball } from '../pack/acquire-tarball.ts'
import { PackerChooser } from '../pack/choose/choose-packer.ts'
import { InstalledPackers } from '../pack/installed-packers.ts'
import { WorkspaceFinder } from '../pack/workspace/find-workspace.ts'
import { rootAround } from '../repository/repository-root.ts'
import { RULES } from '../rules/index.ts'
import {
  type Clock,
  type JudgeTarget,
  lookAtTarget,
  ofAll,
  publicBlobs,
  type Run,
  since,
} from './gate-package.ts'
import type { GateRequest } from './gate-request.ts'
import { leftOutNotes } from './left-out.ts'
import { neighbourReport } from './neighbour-report.ts'
import { releaseNotes } from './release-notes.ts'
import { settingsOfChange } from './settings.ts'
import { sideBySide } from './side-by-side.ts'
import { targetPlace } from './target-place.ts'
import { LookPool } from './threads/look-pool.ts'

const NPM_TIME_LIMIT = 5 * 60 * 1000

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
  const pool = request.pool ?? new LookPool(request.threads ?? null)
  let blobs: ReturnType<typeof publicBlobs> | null = null
  const run: Run = {
    policy,
    clock,
    today,
    ledger,
    health,
    pool,
    names: new Map(),
    publicBlobs() {
      blobs ??= publicBlobs(request)
      return blobs
    },
  }
  try {
    if (errors.length === 0) packages.push(...(await gatePackages(request, run)))
  } finally {
    if (request.pool === undefined) await pool.close()
  }
  const leftOut =
    errors.length > 0
      ? []
      : await leftOutNotes(request).catch((error: unknown) => {
          errors.push(messageOf(error))
          return []
        })
  packages[0]?.notes.push(
    ...leftOut,
    ...(request.notes ?? []),
    ...releaseNotes(packages, request.releaseTag ?? null),
    ...(request.forbidden?.notes ?? []),
    ...ledger.finish(),
  )
  if (request.targets.length === 0 && !request.shard)
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
    shard: request.shard ?? null,
  }
}

/** Targets that are looked at ahead of the one that is judged: what their registry answers is waited for meanwhile. */
const LEAST_AHEAD = 4

/** Packs all targets side by side, looks at several at a time, and judges one after another, in their order. */
async function gatePackages(request: GateRequest, run: Run): Promise<PackageReport[]> {
  const { temporaryDirectory, runScripts } = request
  const shared = {
    directory: request.directory,
    temporaryDirectory,
    runScripts,
    timeLimit: request.npmTimeLimit ?? NPM_TIME_LIMIT,
    chooser: new PackerChooser(new WorkspaceFinder()),
    installed: new InstalledPackers(temporaryDirectory),
  }
  // Scripts of one package may build what another one packs: they run as publishing runs them, one after another.
  const lanes = runScripts ? 1 : Math.max(2, availableParallelism())
  const { directory, repository } = request
  const settings = sideBySide(request.targets, lanes, async (target) => {
    const place = await targetPlace(target, directory, repository.checkout, run.names)
    return settingsOfChange(place, (await request.base?.(place.root)) ?? null, request, run.policy)
  })
  run.pool.expect(request.targets.length)
  const tarballs = sideBySide([...request.targets.entries()], lanes, async ([index, target]) => {
    const config = (await settings[index])?.held.config
    request.signal?.throwIfAborted()
    request.onProgress?.(`packing ${ofAll(index, request.targets)}${target}`)
    const packing = performance.now()
    const packer = request.packer ?? (config === undefined || config.packer === 'auto' ? null : config.packer)
    const acquired = await acquireTarball(target, { ...shared, packer })
    run.clock.pack += since(packing)
    run.pool.weigh(sizeOf(acquired.path))
    return acquired
  })
  const look = async (index: number): Promise<JudgeTarget> => {
    const [target, one, acquired] = [request.targets[index], settings[index], tarballs[index]]
    if (target === undefined || one === undefined || acquired === undefined) throw new RangeError()
    const judge = await lookAtTarget(target, request, run, { settings: one, acquired })
    run.pool.done(await acquired.then(({ path: file }) => sizeOf(file)).catch(() => 0))
    return judge
  }
  // What was seen is held until its turn to be judged comes, so no more than a few are seen ahead.
  const ahead = Math.max(LEAST_AHEAD, 2 * run.pool.most)
  const looks: Promise<JudgeTarget>[] = []
  const packages: PackageReport[] = []
  for (let index = 0; index < request.targets.length; index += 1) {
    request.signal?.throwIfAborted()
    while (looks.length < Math.min(request.targets.length, index + ahead)) {
      const next = look(looks.length)
      // Whoever waits for it hears of it; until then a failure must not end the process.
      next.catch(() => undefined)
      looks.push(next)
    }
    const judge = await looks[index]
    if (judge !== undefined) packages.push(await judge())
    // What was judged is let go.
    delete looks[index]
  }
  return packages
}

/** "3 of 12: " where there are several. */
function ofAll(index: number, targets: readonly string[]): string {
  return targets.length === 1 ? '' : `${index + 1} of ${targets.length}: `
}

async function gatePackage(
  target: string,
  request: GateRequest,
  run: Run,
  coming: ComingTarget,
): Promise<PackageReport> {
  let comparing: BaselineRun | null = null
  try {
    const { held, own } = await coming.settings
    const { config } = held
    const baseline = new BaselineRun(
      await baselineAtBase(baselineChoice(request.baseline, request.directory), request),
      {
        temporaryDirectory: request.temporaryDirectory,
        limits: config.limits,
        timeLimit: request.baselineTimeLimit ?? null,
        required: config.baseline === 'required' && request.comparison !== 'left-out',
        health: run.health,
      },
    )
    comparing = baseline
    const folder = await folderCandidate(path.resolve(request.directory, target))
    if (folder !== null) baseline.start(folder)

    const acquired = await coming.acquired
    const isNeighbour = acquired.given && (await recogniseArchive(acquired.path)) !== 'npm'
    if (isNeighbour) baseline.start(NEIGHBOUR_CANDIDATE)
    const candidate = baseline.waits ? await tarballCandidate(acquired.path, config.limits) : null
    const isPublished = !acquired.given && acquired.directory === null
    if (candidate !== null) baseline.start({ ...candidate, isPublished })

    request.onProgress?.(
      `scanning ${ofAll(request.targets.indexOf(target), request.targets)}${acquired.filename}`,
    )
    const judgeBy = (settings: Settings) => judgeTarball(acquired, settings, baseline, request, run)
    const report = await judgeBy(held)
    return own === null ? report : judgeGateChange(report, own, judgeBy)
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

async function judgeTarball(
  acquired: AcquiredTarball,
  { config, contents }: Settings,
  baseline: BaselineRun,
  request: GateRequest,
  { clock, today, ledger }: Run,
): Promise<PackageReport> {
  const scanning = performance.now()
  let waited = 0
  const rules = rulesForRun(config, { contents: contents.patterns, forbidden: request.forbidden ?? null })
  const scan = await scanTarball(acquired.path, {
    rules,
    packing: acquired.packing,
    ...releaseOf(acquired, request),
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
    repositoryLicence: await repositoryLicence(directory),
    tarballStays: request.keepTarballs || acquired.given,
    today,
    ledger,
    ...(request.held === undefined ? {} : { held: request.held }),
  })
  report.notes.push(...contents.notes)
  if (report.kind !== undefined)
    return neighbourReport(
      { ...report, kind: report.kind },
      {
        file: acquired.path,
        config,
        configured: rules,
        request,
        manifestName: manifestString(scan.facts.manifest, 'name'),
      },
    )
  if (directory === null) return report
  const { manifest, byPath } = scan.facts
  const explained = {
    ...explainFindings(report, directory, manifest, rulesOf(config)),
    presence: explainPresence(report.inventory, directory, manifest, report.packer?.packer),
  }
  const { planForReport } = await import('../plan/plan-for-report.ts')
  return await planForReport(explained, {
    directory,
    manifest,
    packed: [...byPath.keys()],
    packing: acquired.packing,
    temporaryDirectory: request.temporaryDirectory,
    rules: rulesOf(config),
  })
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

function strictest(packages: readonly PackageReport[]): FailOn | undefined {
  const order: readonly FailOn[] = ['notice', 'warning', 'error', 'never']
  return order.find((level) => packages.some((one) => one.failOn === level))
}
