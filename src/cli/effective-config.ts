import { statSync } from 'node:fs'
import path from 'node:path'
import { readManifest } from '../config/files/load-config.ts'
import {
  configForTarget,
  folderPlace,
  policyForRun,
  type TargetConfig,
} from '../config/merge/config-for-target.ts'
import { type ProfileDecision, profileOf } from '../config/merge/profile.ts'
import type { Policy } from '../config/policy/policy.ts'
import { rulesUnder } from '../gate/all-rules.ts'
import { CannotLook } from '../model/cannot-look.ts'
import { diskFiles } from '../repository/config-files.ts'
import { repositoryLicence } from '../repository/repository-licence.ts'
import { RULES } from '../rules/index.ts'
import type { Judging } from './options.ts'

/** By what a folder's package is judged. */
export interface JudgedBy extends TargetConfig {
  readonly profile: ProfileDecision
  /** The package's name; null if package.json has none. */
  readonly name: string | null
  /** What the organisation demands; null or left out without a policy. */
  readonly demands?: Policy | null
}

/**
 * The configuration that holds for a folder, with its policy, and the profile that its package.json leads to.
 * @throws CannotLook when the configuration or the policy is wrong.
 */
export async function effectiveConfig(folder: string, judging: Judging): Promise<JudgedBy> {
  const directory = process.cwd()
  if (statSync(path.resolve(directory, folder), { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new CannotLook(`There is no folder ${folder}. Name the folder of a package.`)
  const policy = await policyForRun({
    directory,
    policyFile: judging.policyFile,
    fetcher: null,
    checkout: null,
    baseOf: async () => null,
    rules: RULES,
  })
  const loaded = await configForTarget(folderPlace(path.resolve(directory, folder), null), {
    ...judging,
    directory,
    base: null,
    policy,
    rules: rulesUnder(policy),
  })
  const manifest = await readManifest(diskFiles(path.resolve(directory, folder)), '')
  return {
    ...loaded,
    profile: profileOf(loaded.config, {
      visibility: null,
      manifest,
      repositoryLicence: await repositoryLicence(path.resolve(directory, folder)),
    }),
    name: typeof manifest?.name === 'string' ? manifest.name : null,
    demands: policy,
  }
}

/** The same, or null where it cannot be had: for commands that have something to say without it. */
export async function effectiveConfigIfAny(folder: string, judging: Judging): Promise<JudgedBy | null> {
  return effectiveConfig(folder, judging).catch((error: unknown) => {
    if (error instanceof CannotLook) return null
    throw error
  })
}
