import { isInsideFile } from '../cause/map-cause.ts'
import type { PackageFolder } from '../cause/package-folder.ts'
import type { PackageReport } from '../model/report.ts'
import { findBaredMaps } from './bared-maps.ts'
import { type LeaveOutRequest, type LeftOut, leaveOut } from './leave-out.ts'
import type { Patience } from './patience.ts'
import { turnMapsOff } from './turn-maps-off.ts'

interface Turned {
  readonly folder: PackageFolder
  readonly tools: Set<string>
  readonly unwanted: ReadonlySet<string>
  readonly wantsList: boolean
  readonly patience: Patience
}

/**
 * Where sources ship as files, a map gives nothing more away, and declaration maps lead somewhere: once an edit takes
 * those files out, that is over. The maps go with them, by their setting or out of the list, so that no edit makes the
 * next finding.
 */
export async function removeBaredMaps(
  { profile }: PackageReport,
  request: Omit<LeaveOutRequest, 'folder' | 'unwanted' | 'wantsList' | 'patience'>,
  { folder, tools, unwanted, wantsList, patience }: Turned,
  left: LeftOut | null,
): Promise<{ built: PackageFolder; tools: ReadonlySet<string>; left: LeftOut | null }> {
  const stays = { built: folder, tools, left }
  if (left === null || profile !== 'proprietary') return stays
  const gone = new Set(request.packed.filter((path) => isSource(path) && !left.files.has(path)))
  if (gone.size === 0) return stays
  const now = turnBaredOff({ folder, tools, unwanted }, findBaredMaps(folder, left.files, gone))
  if (now.built === folder && now.unwanted.size === unwanted.size) return stays
  const again = { ...request, folder: now.built, unwanted: now.unwanted, wantsList, patience }
  const both = await leaveOut(again)
  return isLess(both, left) ? stays : { ...now, left: both }
}

/** With the settings turned off that make these maps; where none does, the maps are to go. */
function turnBaredOff(
  { folder, tools, unwanted }: Pick<Turned, 'folder' | 'tools' | 'unwanted'>,
  bared: ReturnType<typeof findBaredMaps>,
) {
  const now = { built: folder, tools: new Set(tools), unwanted: new Set(unwanted) }
  for (const { places, remedy } of bared) {
    const off = turnMapsOff(now.built, places, remedy)
    if (off !== null && 'folder' in off) {
      now.built = off.folder
      for (const tool of off.tools) now.tools.add(tool)
    } else for (const place of places) if (!isInsideFile(place)) now.unwanted.add(place.path)
  }
  return now
}

/** Whether what was tried next was cut short, and takes out less. */
function isLess(next: LeftOut, first: LeftOut): boolean {
  return next.isCutShort && next.removed.size < first.removed.size
}

const isSource = (path: string): boolean => /(?<!\.d)\.[cm]?tsx?$|\.(?:[cm]?jsx?|vue|svelte)$/.test(path)
