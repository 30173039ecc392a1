import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { Release } from '../model/release.ts'
import { expandTargets, makeTemporaryFolder, pickGateSettings } from './check.ts'
import type { PublishingOptions } from './check-options.ts'

/**
 * Packs, judges all, and only if every package passes publishes exactly the judged files. Nothing is printed.
 * @throws CannotLook when nothing can be judged or npm cannot be started; the signal's reason when it was given up
 */
export async function publish(options: PublishingOptions = {}): Promise<Release> {
  options.signal?.throwIfAborted()
  const { publishRelease } = await import('../publish/publish-release.ts')
  const directory = path.resolve(options.directory ?? process.cwd())
  const expanded = await expandTargets(options.targets ?? ['.'], directory, {
    workspaces: options.workspaces ?? false,
    beside: false,
  })
  const temporaryDirectory = options.tarballFolder ?? (await makeTemporaryFolder())
  try {
    return await publishRelease({
      judging: {
        ...pickGateSettings({ ...options, runScripts: options.runScripts ?? true }),
        ...expanded,
        directory,
        temporaryDirectory,
      },
      options: {
        tag: options.tag ?? null,
        access: options.access ?? null,
        otp: options.otp ?? null,
        provenance: options.provenance ?? false,
        stage: options.stage ?? false,
        dryRun: options.dryRun ?? false,
      },
      environment: options.environment ?? process.env,
    })
  } finally {
    if (options.tarballFolder === undefined)
      await rm(temporaryDirectory, { recursive: true, force: true, maxRetries: 2 })
  }
}
