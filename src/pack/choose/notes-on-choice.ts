import type { PackerName } from '../../model/packing.ts'
import type { FoundCommand } from './found-command.ts'
import type { PackageManager } from './package-manager.ts'
import { isTarball, type ReleaseTool } from './publish-commands.ts'
import { decidePacker } from './rank-commands.ts'
import type { SaysOfPublishing } from './release-settings.ts'
import type { RepositoryCommands } from './repository-commands.ts'

/** What seems to publish and is not understood, where nothing else was found that does. */
export function noteUnknownCommands({ unknown, fromWorkflows }: RepositoryCommands): string[] {
  const seems = seemsToPublish(unknown)
  if (seems !== null)
    return [
      `${seems}: if that packs in another way or another folder, set packer, name the folder, or hand over the tarball.`,
    ]
  const ready = fromWorkflows.find((one) => !one.isPack && isTarball(one))
  if (ready === undefined) return []
  const name = /^\$/.test(ready.folder ?? '') ? '' : ` ${ready.folder}`
  return [
    `${ready.source} publishes a ready tarball${name}, and what makes it was not found: hand over that one, for it is what users get.`,
  ]
}

/** What seems to publish and is not understood, as a clause that can stand alone; null where nothing does. */
export function seemsToPublish([first]: RepositoryCommands['unknown']): string | null {
  return first === undefined
    ? null
    : `${first.source.replace(/^the /, 'The ')} seems to publish with ${first.shown}, which Seaworthy does not know`
}

/** That a tool which is set up is told to leave npm alone. */
export function noteLeftToAnother({
  tool,
  source,
}: {
  readonly tool: ReleaseTool
  readonly source: string
}): string {
  return `${source} tells ${tool} to leave the publishing to something else, and no other command that publishes was found: if that packs in another way or another folder, set packer, name the folder, or hand over the tarball.`
}

/** That settings which are shared between repositories could not be read. */
export function noteUnreadSettings(
  { tool, source }: { readonly tool: ReleaseTool; readonly source: string },
  says: SaysOfPublishing | null,
): string[] {
  const [first] = says?.missing ?? []
  return first === undefined
    ? []
    : [
        `${source} of ${tool} extends ${first}, which is not in this checkout: if that publishes in another way or from another folder, install the dependencies first, name the folder, or hand over the tarball.`,
      ]
}

/** Evidence that disagrees with the packer that was chosen. */
export function noteDisagreement(
  packer: PackerName,
  others: readonly FoundCommand[],
  manager: PackageManager | null,
): string[] {
  const other = others.find((one) => !one.isPack && !one.isPreview && decidePacker(one, manager) !== packer)
  if (other === undefined) return []
  return [
    `Packed as ${packer} does, but ${other.source} publishes with ${other.shown}: if that is the one, set packer to ${decidePacker(other, manager)}.`,
  ]
}
