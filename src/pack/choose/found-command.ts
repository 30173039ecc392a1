import path from 'node:path'
import { isInside } from '../../repository/config-files.ts'
import { type FolderPatterns, isPattern, readFolderPatterns } from './folder-patterns.ts'
import type { PublishCommand } from './publish-commands.ts'

/** A publishing command, and where it was found. */
export interface FoundCommand extends PublishCommand {
  /** As a person would name it: `.github/workflows/release.yml`, "the script release". */
  readonly source: string
  /** The file that leads to it: commands of one belong together. */
  readonly from: string
  /** Absolute folder that it runs in, or null where that cannot be told: an expression, a matrix. */
  readonly runsIn: string | null
  /** The folders that it goes through, where it publishes one after another; null where it does not. */
  readonly among: FolderPatterns | null
  /** Whether it is for trying out what is not released yet: nightly builds, canaries, snapshots. */
  readonly isPreview: boolean
}

/** How people name what is published for trying out. */
export const PREVIEW =
  /nightly|canary|snapshot|experimental|insiders?\b|\bpreview|(?:pre-?release|feature)-branch|pkg-pr-new|\bedge\b/i

/** Where a command runs, and what it goes through. */
export function readCommandPlaces(
  root: string,
  { goesTo, folder }: PublishCommand,
): Pick<FoundCommand, 'runsIn' | 'among'> {
  const runsIn = resolveFolder(root, goesTo)
  const isNamed = folder !== null && !/^(?:[/~]|\w+:)/.test(folder)
  const written = isNamed && goesTo !== null ? path.posix.join(goesTo, folder) : goesTo
  return { runsIn, among: readFolderPatterns(root, written) }
}

/** A folder of the checkout, or null for one that only a run knows. */
function resolveFolder(root: string, written: string | null): string | null {
  if (written === null || written.includes('$') || isPattern(written)) return null
  const folder = path.resolve(root, written)
  return isInside(root, folder) ? folder : null
}
