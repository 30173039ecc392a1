import { PackageFolder } from '../cause/package-folder.ts'
import type { PlanEdit } from '../model/plan.ts'
import { WorkspaceFinder } from '../pack/workspace/find-workspace.ts'
import { leaveOut } from './leave-out.ts'
import type { PackerToTry } from './packed-lists.ts'
import { Patience } from './patience.ts'
import { listEditsBetween } from './plan-edits.ts'
import { listTracked } from './tracked-in.ts'
import { explainWhyItStays } from './why-it-stays.ts'

export interface PathsToLeaveOut {
  /** Absolute. */
  readonly directory: string
  readonly manifest: Readonly<Record<string, unknown>> | null
  /** The files of the tarball. */
  readonly packed: readonly string[]
  readonly unwanted: ReadonlySet<string>
  readonly packer: PackerToTry
  readonly temporaryDirectory: string
}

/** The edits that take given paths out of a tarball, and for those that stay the reason. */
export async function planToLeaveOut(
  request: PathsToLeaveOut,
): Promise<{ edits: PlanEdit[]; stays: ReadonlyMap<string, string> }> {
  const { directory, manifest } = request
  const folder = new PackageFolder(directory, manifest)
  const workspace = await new WorkspaceFinder().find(directory)
  const workspaceRoot = workspace?.root ?? null
  const left = await leaveOut({
    ...request,
    folder,
    workspaceRoot,
    patience: new Patience(),
    tracked: () => listTracked(directory),
  })
  const edits = listEditsBetween(folder, left.texts).map((edit) => ({
    ...edit,
    settles: [],
    needsBuild: false,
  }))
  const stays = new Map(
    [...left.kept.keys()].map((path) => [path, explainWhyItStays(path, folder, left, request.packer.packer)]),
  )
  return { edits, stays }
}
