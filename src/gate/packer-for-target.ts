import { statSync } from 'node:fs'
import path from 'node:path'
import { loadConfigForTarget, locateFolder } from '../config/merge/config-for-target.ts'
import { CannotLook } from '../model/cannot-look.ts'
import type { PackerName } from '../model/packing.ts'
import { listRulesOf } from './all-rules.ts'

/**
 * The packer of a target that is packed without being judged: the one asked for, else the one that the folder's
 * configuration names.
 * @param directory absolute; what relative targets start from
 * @returns null to go by the evidence: where neither says, and where the configuration cannot be read
 */
export async function choosePackerForTarget(
  target: string,
  directory: string,
  asked: PackerName | null,
): Promise<PackerName | null> {
  const folder = path.resolve(directory, target)
  if (asked !== null || statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return asked
  try {
    const { config } = await loadConfigForTarget(locateFolder(folder, null), {
      directory,
      configFile: null,
      profile: null,
      failOn: null,
      base: null,
      policy: null,
      rules: listRulesOf(null),
    })
    return config.packer === 'auto' ? null : config.packer
  } catch (error) {
    if (error instanceof CannotLook) return null
    throw error
  }
}
