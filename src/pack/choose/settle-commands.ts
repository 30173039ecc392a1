import { existsSync } from 'node:fs'
import path from 'node:path'
import { PACKERS, type PackerName } from '../../model/packing.ts'
import { readPackageScripts } from './callable-texts.ts'
import type { FoundCommand } from './found-command.ts'
import { findPublishCommands, pickMakers } from './publish-commands.ts'
import { isOfRelease, type Place } from './rank-commands.ts'
import { readPublishing } from './release-settings.ts'

/** Commands as the settings of their tools have them; of each file those that make what is published. */
export async function settleCommands(
  commands: readonly FoundCommand[],
  place: Place,
): Promise<FoundCommand[]> {
  const settled = await Promise.all(commands.map((one) => applySettings(one, place)))
  return findMakersByFile(settled.flat())
}

/** Of the commands of each file those that make what is published. */
function findMakersByFile(commands: readonly FoundCommand[]): FoundCommand[] {
  return [...new Set(commands.map(({ from }) => from))].flatMap((file) => {
    const own = commands.filter(({ from }) => from === file)
    const found = pickMakers(own)
    if (found.length > 0) return found
    // A release that hands its tarballs to something else; what is called otherwise may only try how packing goes.
    return own.filter((one) => one.isPack && isOfRelease(one)).map((one) => ({ ...one, isPreview: true }))
  })
}

/** Where settings of tools lie for a package: its folder, and the root of its workspace. */
export const listFoldersOf = ({ folder, workspace }: Place) => [
  ...new Set([folder, workspace?.root ?? folder]),
]

/** A tool's command as its settings have it: gone where they leave npm alone, another one where they name it. */
async function applySettings(command: FoundCommand, place: Place): Promise<FoundCommand[]> {
  const { tool } = command
  if (tool === null) return [command]
  if (tool === 'auto') return [isLerna(place) ? { ...command, tool: 'lerna' } : command]
  const { isOff, command: other, packer } = await readPublishing(tool, listFoldersOf(place))
  if (other !== null) {
    const { from, runsIn, isPreview } = command
    return findPublishCommands(other, await readPackageScripts(runsIn ?? place.folder)).map((one) => ({
      ...one,
      source: `${command.source} runs ${command.shown}, which`,
      from,
      isPreview,
      runsIn: runsIn === null || one.goesTo === null ? null : path.join(runsIn, one.goesTo),
      among: one.goesTo === '.' ? command.among : null,
    }))
  }
  if (isOff) return []
  return [{ ...command, packer: findPackerNamed(packer) ?? command.packer }]
}

export const findPackerNamed = (name: string | null | undefined): PackerName | null =>
  PACKERS.find((one) => one === name) ?? null

const isLerna = ({ folder, workspace }: Place) =>
  existsSync(path.join(workspace?.root ?? folder, 'lerna.json'))
