import path from 'node:path'
import { recogniseArchive } from '../archive/recognise-archive.ts'
import type { RegistryHealth } from '../baseline/ask-registry.ts'
import { readBaselineChoice } from '../baseline/baseline-choice.ts'
import { BaselineRun } from '../baseline/baseline-run.ts'
import { NEIGHBOUR_CANDIDATE, readFolderCandidate, readTarballCandidate } from '../baseline/candidate.ts'
import { explainFindings } from '../cause/explain-findings.ts'
import { explainPresence } from '../cause/explain-presence.ts'
import type { Policy } from '../config/policy/policy.ts'
import type { SuppressionLedger } from '../judge/suppression-ledger.ts'
import { normalisePythonName } from '../knowledge/python-version.ts'
import { readManifestString } from '../manifest/parse-manifest.ts'
import { CannotLook, readMessage } from '../model/cannot-look.ts'
import type { ReleaseFacts } from '../model/package-facts.ts'
import type { PackageReport } from '../model/report.ts'
import type { AcquiredTarball } from '../pack/acquired-tarball.ts'
import { reportPackage, reportUnseenPackage } from '../report/package-report.ts'
import type { NamesByRoot } from '../repository/package-folders.ts'
import { readRepositoryLicence } from '../repository/repository-licence.ts'
import { readTrackedFiles } from '../repository/tracked-files.ts'
import { listRulesOf } from './all-rules.ts'
import { findBaselineAtBase } from './baseline-at-base.ts'
import { judgeGateChange } from './gate-change.ts'
import type { GateRequest } from './gate-request.ts'
import { hideValues } from './hide-values.ts'
import { reportNeighbour } from './neighbour-report.ts'
import { pickRulesForRun, pickValues } from './rules-for-run.ts'
import type { Settings, SettingsOfChange } from './settings.ts'
import type { Look } from './threads/look.ts'
import type { LookPool } from './threads/look-pool.ts'

/** Milliseconds spent on each part, over all packages. */
export interface Clock {
  pack: number
  scan: number
}

/** What all packages of a run share. */
export interface Run {
  readonly policy: Policy | null
  readonly clock: Clock
  readonly today: Date
  readonly ledger: SuppressionLedger
  readonly health: RegistryHealth
  readonly names: NamesByRoot
  readonly pool: LookPool
  /** Git object ids of what is public already, read once; null where nothing is. */
  publicBlobs(): Promise<ReadonlySet<string> | null>
}

/** A target on its way: the configuration it is judged by, and its tarball. */
export interface ComingTarget {
  readonly settings: Promise<SettingsOfChange>
  readonly acquired: Promise<AcquiredTarball>
}

/** "3 of 12: " where there are several. */
export function tellPlaceAmongAll(index: number, targets: readonly string[]): string {
  return targets.length === 1 ? '' : `${index + 1} of ${targets.length}: `
}

/** Judges what was seen of a target. Called one after another: exceptions that packages share are counted. */
export type JudgeTarget = () => Promise<PackageReport>

/**
 * Looks at one target as soon as it is packed, while others are looked at, and returns what judges it. Neither throws for
 * what can be expected to go wrong: the verdict is `error` then.
 */
export async function lookAtTarget(
  target: string,
  request: GateRequest,
  run: Run,
  coming: ComingTarget,
): Promise<JudgeTarget> {
  let comparing: BaselineRun | null = null
  const reportFailed = (error: unknown): PackageReport => {
    comparing?.stop()
    const why =
      error instanceof CannotLook
        ? error.message
        : `Seaworthy itself failed on ${target}: ${readMessage(error)}. Nothing passed. Please report this.`
    return reportUnseenPackage(target, why, request.failOn)
  }
  try {
    const { held, own } = await coming.settings
    const { config } = held
    const baseline = new BaselineRun(
      await findBaselineAtBase(readBaselineChoice(request.baseline, request.directory), request),
      {
        temporaryDirectory: request.temporaryDirectory,
        limits: config.limits,
        timeLimit: request.baselineTimeLimit ?? null,
        required: config.baseline === 'required' && request.comparison !== 'left-out',
        health: run.health,
        cacheFolder:
          request.cacheFolder == null ? null : path.resolve(request.directory, request.cacheFolder),
      },
    )
    comparing = baseline
    const folder = await readFolderCandidate(path.resolve(request.directory, target))
    if (folder !== null) baseline.start(folder)

    const acquired = await coming.acquired
    const isNeighbour = acquired.given && (await recogniseArchive(acquired.path)) !== 'npm'
    if (isNeighbour) baseline.start(NEIGHBOUR_CANDIDATE)
    const candidate = baseline.waits ? await readTarballCandidate(acquired.path, config.limits) : null
    const isPublished = !acquired.given && acquired.directory === null
    if (candidate !== null) baseline.start({ ...candidate, isPublished })

    const lookBy = (settings: Settings) => lookAtTarball(acquired, settings, baseline, request, run)
    const seen = await lookBy(held)
    return async () => {
      try {
        const judgeBy = async (settings: Settings) =>
          hideValues(
            await judgeLook(
              settings === held ? seen : await lookBy(settings),
              acquired,
              settings,
              request,
              run,
            ),
            pickValues(settings.config, request.forbidden ?? null),
          )
        const report = await judgeBy(held)
        return own === null ? report : await judgeGateChange(report, own, judgeBy)
      } catch (error) {
        return reportFailed(error)
      } finally {
        comparing?.stop()
      }
    }
  } catch (error) {
    const report = reportFailed(error)
    return async () => report
  }
}

/** Reads the tarball, by the rules that the settings turn on. */
async function lookAtTarball(
  acquired: AcquiredTarball,
  { config, contents }: Settings,
  baseline: BaselineRun,
  request: GateRequest,
  run: Run,
): Promise<Look> {
  const { release } = decideRelease(acquired, request)
  const seen = await run.pool.look({
    file: acquired.path,
    directory: acquired.directory,
    ...pickRulesForRun(config, { contents: contents.patterns, forbidden: request.forbidden ?? null }),
    ownRules: config.customRules.map(({ definition }) => definition),
    limits: config.limits,
    packing: acquired.packing,
    release: release ?? null,
    publicBlobs: await run.publicBlobs(),
    baseline: () => baseline.readResult(),
    onStart() {
      request.signal?.throwIfAborted()
      request.onProgress?.(
        `scanning ${tellPlaceAmongAll(request.targets.indexOf(acquired.target), request.targets)}${acquired.filename}`,
      )
    },
  })
  run.clock.scan += seen.milliseconds
  return seen
}

async function judgeLook(
  seen: Look,
  acquired: AcquiredTarball,
  { config, contents }: Settings,
  request: GateRequest,
  { today, ledger }: Run,
): Promise<PackageReport> {
  const { directory } = acquired
  const report = reportPackage(acquired, seen, config, {
    visibility: request.repository.visibility,
    repositoryLicence: await readRepositoryLicence(directory),
    tarballStays: request.keepTarballs || acquired.given,
    today,
    ledger,
    ...(request.held === undefined ? {} : { held: request.held }),
  })
  report.notes.push(...contents.notes)
  if (report.kind !== undefined)
    return reportNeighbour(
      { ...report, kind: report.kind },
      { file: acquired.path, config, request, manifestName: readManifestString(seen.facts.manifest, 'name') },
    )
  if (directory === null) return report
  const { manifest, byPath } = seen.facts
  const explained = {
    ...explainFindings(report, directory, manifest, listRulesOf(config)),
    presence: explainPresence(report.inventory, directory, manifest, report.packer?.packer),
  }
  const { addPlanToReport } = await import('../plan/plan-for-report.ts')
  return await addPlanToReport(explained, {
    directory,
    manifest,
    packed: [...byPath.keys()],
    packing: acquired.packing,
    temporaryDirectory: request.temporaryDirectory,
    rules: listRulesOf(config),
  })
}

/**
 * The release that a tarball is for; a version that is published already is for none. Where npm's dist-tag goes, the
 * command that publishes says, and nobody has asked it.
 */
function decideRelease(
  { given, directory, isOneOfSeveral }: AcquiredTarball,
  { releaseTag, targets }: GateRequest,
): { release?: ReleaseFacts } {
  const tag = releaseTag ?? null
  const isCandidate = given || directory !== null
  if (tag === null || !isCandidate) return {}
  return {
    release: { tag, publishedVersions: null, isOneOfSeveral: isOneOfSeveral || areOfSeveral(targets) },
  }
}

/** Whether targets are of several packages: wheels and the source distribution of one have its name before the version. */
function areOfSeveral(targets: readonly string[]): boolean {
  const isPython = targets.every((one) => /\.(?:whl|tar\.gz)$/.test(one))
  if (!isPython) return targets.length > 1
  const names = targets.map((one) => normalisePythonName(path.basename(one).split(/-(?=\d)/)[0] ?? one))
  return new Set(names).size > 1
}

/** What is public already: the contents that a public repository's checkout tracks. */
export async function collectPublicBlobs({ repository }: GateRequest): Promise<ReadonlySet<string> | null> {
  if (repository.visibility !== 'public' || repository.checkout === null) return null
  return (await readTrackedFiles(repository.checkout))?.blobs ?? null
}

/** Whole milliseconds since a time that `performance.now()` gave. */
export function countMillisecondsSince(start: number): number {
  return Math.round(performance.now() - start)
}
