import { computeConfigDigest } from '../config/merge/config-digest.ts'
import { locateFolder } from '../config/merge/config-for-target.ts'
import type { Policy } from '../config/policy/policy.ts'
import type { Report } from '../model/report.ts'
import type { GateRequest } from './gate-request.ts'
import { readSettingsOfChange } from './settings.ts'

/**
 * The shard of a run with the digest of the configuration that holds for the run's own folder, options and policy
 * included. Packages may each have a configuration of their own; that one is the same for every job of a matrix.
 */
export async function describeShard(request: GateRequest, policy: Policy | null): Promise<Report['shard']> {
  if (!request.shard) return null
  const place = locateFolder(request.directory, request.repository.checkout)
  try {
    const base = (await request.base?.(place.root)) ?? null
    const { held } = await readSettingsOfChange(place, base, request, policy)
    return { ...request.shard, configuration: computeConfigDigest(held.config) }
  } catch {
    // What is wrong with it is told of each package that it holds for.
    return { ...request.shard, configuration: null }
  }
}
