import { statSync } from 'node:fs'
import { CannotLook } from '../model/cannot-look.ts'
import type { PackerName } from '../model/packing.ts'
import type { Judging } from './options.ts'

export interface FirstFilesRequest {
  readonly contents: boolean
  readonly all: boolean
  readonly write: boolean
  readonly 'suppress-existing': boolean
  readonly until: string | null
  readonly reason: string | null
  readonly force: boolean
  readonly baseline: string | null
  readonly policy: string | null
  /** Null: by the evidence. */
  readonly packer: PackerName | null
}

/**
 * `seaworthy init`: writes the configuration or the contents list and says what it wrote.
 * @throws CannotLook when a file is there already, or options do not go together.
 */
export async function writeFirstFiles(folder: string, request: FirstFilesRequest): Promise<number> {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new CannotLook(`There is no folder ${folder}. Name the folder of the package to set up.`)
  refuseContradictions(request)
  const judging: Judging = {
    configFile: null,
    policyFile: request.policy,
    profile: null,
    failOn: null,
    packer: request.packer,
  }
  if (request.all) {
    const { setUp } = await import('./set-up/set-up.ts')
    return setUp(folder, judging, request)
  }
  if (request.contents) {
    const { writeContentsList } = await import('./write-contents-list.ts')
    return writeContentsList(folder, judging, request.force)
  }
  const { writeFirstConfig } = await import('./write-first-config.ts')
  return writeFirstConfig(folder, judging, {
    force: request.force,
    until: request.until,
    reason: request.reason,
    baseline: request.baseline,
  })
}

function refuseContradictions(request: FirstFilesRequest): void {
  const { contents, until, reason, 'suppress-existing': suppressExisting } = request
  if (request.write && !request.all)
    throw new CannotLook(
      '--write belongs to --all. Without it, seaworthy init writes seaworthy.yml by itself.',
    )
  if (request.all && (contents || suppressExisting))
    throw new CannotLook('--all shows everything. Leave the other options out, or --all.')
  if (contents && suppressExisting)
    throw new CannotLook(
      '--contents writes the contents list, which has no suppressions. Run seaworthy init twice, once with each option.',
    )
  if (suppressExisting && until === null)
    throw new CannotLook(
      '--suppress-existing needs --until: what is set aside must come back on a day. Add: --until 2027-03-31',
    )
  if (!suppressExisting && (until !== null || reason !== null))
    throw new CannotLook(
      `${until === null ? '--reason' : '--until'} belongs to --suppress-existing, which sets aside what blocks today.`,
    )
}
