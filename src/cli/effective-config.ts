import { statSync } from 'node:fs'
import path from 'node:path'
import { readManifestForConfig } from '../config/files/load-config.ts'
import {
  loadConfigForTarget,
  loadPolicyForRun,
  locateFolder,
  type TargetConfig,
} from '../config/merge/config-for-target.ts'
import { decideProfileUnder, type ProfileDecision } from '../config/merge/profile.ts'
import type { Policy } from '../config/policy/policy.ts'
import { listRulesUnder } from '../gate/all-rules.ts'
import { CannotLook } from '../model/cannot-look.ts'
import { openDiskFiles } from '../repository/config-files.ts'
import { readRepositoryLicence } from '../repository/repository-licence.ts'
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
export async function loadEffectiveConfig(folder: string, judging: Judging): Promise<JudgedBy> {
  const directory = process.cwd()
  if (statSync(path.resolve(directory, folder), { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new CannotLook(`There is no folder ${folder}. Name the folder of a package.`)
  const policy = await loadPolicyForRun({
    directory,
    policyFile: judging.policyFile,
    fetcher: null,
    checkout: null,
    baseOf: async () => null,
    rules: RULES,
  })
  const loaded = await loadConfigForTarget(locateFolder(path.resolve(directory, folder), null), {
    ...judging,
    directory,
    base: null,
    policy,
    rules: listRulesUnder(policy),
  })
  const manifest = await readManifestForConfig(openDiskFiles(path.resolve(directory, folder)), '')
  return {
    ...loaded,
    profile: decideProfileUnder(loaded.config, {
      visibility: null,
      manifest,
      repositoryLicence: await readRepositoryLicence(path.resolve(directory, folder)),
    }),
    name: typeof manifest?.name === 'string' ? manifest.name : null,
    demands: policy,
  }
}

/** The same, or null where it cannot be had: for commands that have something to say without it. */
export async function loadEffectiveConfigIfAny(folder: string, judging: Judging): Promise<JudgedBy | null> {
  return loadEffectiveConfig(folder, judging).catch((error: unknown) => {
    if (error instanceof CannotLook) return null
    throw error
  })
}
