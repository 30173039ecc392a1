import { statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import type { RegistryHealth } from '../baseline/ask-registry.ts'
import { loadPolicyForRun } from '../config/merge/config-for-target.ts'
import { formatDay } from '../config/merge/suppression.ts'
import { findWorstVerdict } from '../judge/judge.ts'
import { SuppressionLedger } from '../judge/suppression-ledger.ts'
import { readMessage } from '../model/cannot-look.ts'
import type { FailOn, PackageReport, Report } from '../model/report.ts'
import { VERSION } from '../model/version.ts'
import { acquireTarball } from '../pack/acquire-tarball.ts'
import { PackerChooser } from '../pack/choose/choose-packer.ts'
import { InstalledPackers } from '../pack/installed-packers.ts'
import { WorkspaceFinder } from '../pack/workspace/find-workspace.ts'
import { findRootAround } from '../repository/repository-root.ts'
import { RULES } from '../rules/index.ts'
import {
  type Clock,
  collectPublicBlobs,
  countMillisecondsSince,
  type JudgeTarget,
  lookAtTarget,
  type Run,
  tellPlaceAmongAll,
} from './gate-package.ts'
import type { GateRequest } from './gate-request.ts'
import { noteLeftOut } from './left-out.ts'
import { listReleaseNotes } from './release-notes.ts'
import { readSettingsOfChange } from './settings.ts'
import { describeShard } from './shard-settings.ts'
import { runSideBySide } from './side-by-side.ts'
import { locateTarget } from './target-place.ts'
import { LookPool } from './threads/look-pool.ts'

const NPM_TIME_LIMIT = 5 * 60 * 1000

/**
 * The main job: every target is packed, read, scanned and judged, and all go into one Report.
 * Never throws for what can be expected to go wrong: that stands in the report, whose verdict is then `error`.
 */
export async function runGate(request: GateRequest): Promise<Report> {
  const start = performance.now()
  const clock: Clock = { pack: 0, scan: 0 }
  const packages: PackageReport[] = []
  const errors: string[] = []
  const today = new Date()
  const ledger = new SuppressionLedger(formatDay(today))
  const health: RegistryHealth = { problem: null }
  const policy = await loadPolicyForRun({
    directory: request.directory,
    checkout: request.repository.checkout,
    policyFile: request.policyFile ?? null,
    fetcher: request.policyFetcher ?? null,
    baseOf: async (root) => (await request.base?.(root))?.base ?? null,
    rules: RULES,
  }).catch((error) => {
    errors.push(readMessage(error))
    return null
  })
  if (errors.length === 0) errors.push(...(await explainUnreadableBases(request)))
  const pool = request.pool ?? new LookPool(request.threads ?? null)
  let blobs: ReturnType<typeof collectPublicBlobs> | null = null
  const run: Run = {
    policy,
    clock,
    today,
    ledger,
    health,
    pool,
    names: new Map(),
    publicBlobs() {
      blobs ??= collectPublicBlobs(request)
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
      : await noteLeftOut(request).catch((error: unknown) => {
          errors.push(readMessage(error))
          return []
        })
  addNoteToEach(packages, [
    ...leftOut,
    ...(request.notes ?? []),
    ...listReleaseNotes(packages, request.releaseTag ?? null),
    ...(request.forbidden?.notes ?? []),
    ...ledger.finish(),
  ])
  if (request.targets.length === 0 && !request.shard)
    errors.push('There is nothing to check. Name a package folder, a .tgz or name@version.')
  const profiles = new Set(packages.map((one) => one.profile))
  return {
    schemaVersion: 2,
    tool: { name: 'seaworthy', version: VERSION },
    verdict: errors.length > 0 ? 'error' : findWorstVerdict(packages.map((one) => one.verdict)),
    failOn: pickStrictest(packages) ?? request.failOn ?? 'error',
    profile: profiles.size === 1 ? ([...profiles][0] ?? null) : null,
    policy: policy && { source: policy.source, digest: policy.digest },
    packages,
    errors,
    timing: {
      total: countMillisecondsSince(start),
      pack: Math.round(clock.pack),
      scan: Math.round(clock.scan),
    },
    shard: await describeShard(request, policy),
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
    chooser: request.chooser ?? new PackerChooser(new WorkspaceFinder()),
    installed: new InstalledPackers(temporaryDirectory),
  }
  // Scripts of one package may build what another one packs: they run as publishing runs them, one after another.
  const lanes = runScripts ? 1 : Math.max(2, availableParallelism())
  const { directory, repository } = request
  const settings = runSideBySide(request.targets, lanes, async (target) => {
    const place = await locateTarget(target, directory, repository.checkout, run.names)
    return readSettingsOfChange(place, (await request.base?.(place.root)) ?? null, request, run.policy)
  })
  run.pool.expect(request.targets.length)
  const tarballs = runSideBySide([...request.targets.entries()], lanes, async ([index, target]) => {
    const config = (await settings[index])?.held.config
    request.signal?.throwIfAborted()
    request.onProgress?.(`packing ${tellPlaceAmongAll(index, request.targets)}${target}`)
    const packing = performance.now()
    const packer = request.packer ?? (config === undefined || config.packer === 'auto' ? null : config.packer)
    const acquired = await acquireTarball(target, { ...shared, packer })
    run.clock.pack += countMillisecondsSince(packing)
    run.pool.weigh(measureFile(acquired.path))
    return acquired
  })
  const look = async (index: number): Promise<JudgeTarget> => {
    const [target, one, acquired] = [request.targets[index], settings[index], tarballs[index]]
    if (target === undefined || one === undefined || acquired === undefined) throw new RangeError()
    const judge = await lookAtTarget(target, request, run, { settings: one, acquired })
    run.pool.finish(await acquired.then(({ path: file }) => measureFile(file)).catch(() => 0))
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

function measureFile(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

/** What keeps the base commits from being read, of all repositories that targets lie in: without them nothing is judged. */
async function explainUnreadableBases({
  targets,
  directory,
  repository,
  base,
}: GateRequest): Promise<string[]> {
  const problems = new Set<string>()
  const folders = [directory, ...targets.map((target) => path.resolve(directory, target))]
  for (const root of new Set(
    folders.filter(isFolder).map((folder) => findRootAround(folder, repository.checkout)),
  ))
    await base?.(root).catch((error: unknown) => problems.add(readMessage(error)))
  return [...problems]
}

function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() === true
}

function pickStrictest(packages: readonly PackageReport[]): FailOn | undefined {
  const order: readonly FailOn[] = ['notice', 'warning', 'error', 'never']
  return order.find((level) => packages.some((one) => one.failOn === level))
}

/** What is true of the run is true of each package: reporters tell it once. */
function addNoteToEach(packages: readonly PackageReport[], notes: readonly string[]): void {
  for (const one of packages) one.notes.push(...notes)
}
