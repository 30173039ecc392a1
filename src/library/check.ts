import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { GateRequest } from '../gate/gate-request.ts'
import type { Report } from '../model/report.ts'
import type { Expansion } from '../pack/expand-targets.ts'
import { explainNoTemporaryFolder } from '../pack/fresh-folder.ts'
import { dealOut, type ShardNumber } from '../pack/shards.ts'
import type { CheckOptions } from './check-options.ts'

/**
 * Packs each target as publishing would, opens the tarball, judges it, and returns the report. Nothing is printed.
 * What is wrong with a package is in the report; its verdict is `error` where something could not be looked at.
 * @throws CannotLook when nothing can be judged at all: no such workspace, no temporary folder; the signal's reason
 *   when it was given up
 */
export async function check(options: CheckOptions = {}): Promise<Report> {
  options.signal?.throwIfAborted()
  const temporary = options.tarballFolder ?? (await makeTemporaryFolder())
  try {
    return await checkIn(temporary, options)
  } finally {
    if (options.tarballFolder === undefined)
      await rm(temporary, { recursive: true, force: true, maxRetries: 2 })
  }
}

/** The same, with what only the command line knows. */
export async function checkIn(
  temporaryDirectory: string,
  options: CheckOptions,
  more: Partial<
    Pick<GateRequest, 'npmTimeLimit' | 'baselineTimeLimit' | 'keepTarballs' | 'held' | 'comparison'>
  > = {},
): Promise<Report> {
  const directory = path.resolve(options.directory ?? process.cwd())
  const { runGate } = await import('../gate/gate.ts')
  const expanded = await expandTargets(options.targets ?? ['.'], directory, {
    workspaces: options.workspaces ?? false,
  })
  options.signal?.throwIfAborted()
  const dealt = options.shard === undefined ? expanded : await takeShard(expanded, directory, options.shard)
  const report = await runGate({
    ...pickGateSettings(options),
    ...dealt,
    directory,
    temporaryDirectory,
    keepTarballs: options.tarballFolder !== undefined,
    ...more,
  })
  options.signal?.throwIfAborted()
  return report
}

/** The part of the targets that a shard looks at, with what all of them are. */
export async function takeShard<Expanded extends { readonly targets: readonly string[] }>(
  expanded: Expanded,
  directory: string,
  shard: ShardNumber,
) {
  return { ...expanded, ...(await dealOut(expanded.targets, directory, shard)) }
}

/** What targets stand for. */
export async function expandTargets(targets: readonly string[], directory: string, expansion: Expansion) {
  const { expandTargets: expand } = await import('../pack/expand-targets.ts')
  return expand(targets, directory, expansion)
}

/** The options that the gate takes as they are. */
export function pickGateSettings({ signal, onProgress, ...options }: CheckOptions) {
  return {
    profile: options.profile ?? null,
    failOn: options.failOn ?? null,
    releaseTag: options.releaseTag ?? null,
    configFile: options.configFile ?? null,
    policyFile: options.policyFile ?? null,
    baseline: options.baseline ?? null,
    cacheFolder: options.cacheFolder ?? null,
    runScripts: options.runScripts ?? false,
    packer: options.packer ?? null,
    threads: options.threads ?? null,
    repository: { visibility: null, checkout: null },
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress: (message: string) => onProgress({ message }) }),
  }
}

/** @throws CannotLook when it cannot be made */
export async function makeTemporaryFolder(): Promise<string> {
  try {
    return await mkdtemp(path.join(tmpdir(), 'seaworthy-'))
  } catch (error) {
    throw explainNoTemporaryFolder(tmpdir(), error)
  }
}
