import type { PackageFolder } from '../cause/package-folder.ts'
import type { PlanEdit } from '../model/plan.ts'
import { findHunksBetween } from './file-diff.ts'

/** The edits that lead from a folder as it stands to these texts, one a file. */
export function listEditsBetween(
  folder: PackageFolder,
  texts: PackageFolder['texts'],
): Pick<PlanEdit, 'path' | 'isNew' | 'hunks'>[] {
  return [...texts].flatMap(([path, text]) => {
    const old = folder.readText(path)
    const hunks = findHunksBetween(old ?? '', text)
    return hunks.length === 0 ? [] : [{ path, isNew: old === null, hunks }]
  })
}
