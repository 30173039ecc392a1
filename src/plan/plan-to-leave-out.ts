import { PackageFolder } from '../cause/package-folder.ts'
import type { PlanEdit } from '../model/plan.ts'
import { leaveOut } from './leave-out.ts'
import { editsBetween } from './plan-edits.ts'
import { trackedIn } from './tracked-in.ts'
import { whyItStays } from './why-it-stays.ts'

export interface PathsToLeaveOut {
  /** Absolute. */
  readonly directory: string
  readonly manifest: Readonly<Record<string, unknown>> | null
  /** The files of the tarball. */
  readonly packed: readonly string[]
  readonly unwanted: ReadonlySet<string>
  readonly workspaceRoot: string | null
  readonly temporaryDirectory: string
}

/** The edits that take given paths out of a tarball, and for those that stay the reason. */
export async function planToLeaveOut(
  request: PathsToLeaveOut,
): Promise<{ edits: PlanEdit[]; stays: ReadonlyMap<string, string> }> {
  const { directory, manifest } = request
  const folder = new PackageFolder(directory, manifest)
  const left = await leaveOut({ ...request, folder, tracked: () => trackedIn(directory) })
  const edits = editsBetween(folder, left.texts).map((edit) => ({ ...edit, settles: [], needsBuild: false }))
  const stays = new Map([...left.kept.keys()].map((path) => [path, whyItStays(path, folder, left)]))
  return { edits, stays }
}
