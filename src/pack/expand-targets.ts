import path from 'node:path'
import { PackerChooser } from './choose/choose-packer.ts'
import { tellFirstNames } from './left-out-workspaces.ts'
import { findPublishedBeside, type PublishedBeside } from './published-beside.ts'
import type { PublishedPlace } from './published-elsewhere.ts'
import { WorkspaceFinder } from './workspace/find-workspace.ts'
import { readWorkspaceList } from './workspace/workspace-list.ts'
import { type ExpandedWorkspaces, expandPrivateRoots, expandWorkspaces } from './workspaces.ts'

/** How targets are taken. */
export interface Expansion {
  /** Whether the workspaces of each target are meant. */
  readonly workspaces: boolean
  /** Whether packages that the repository publishes together with a target are taken as well, or only named. */
  readonly beside?: boolean
}

/** What targets come to, and what was read of their repositories on the way. */
export interface ExpandedTargets extends ExpandedWorkspaces {
  readonly chooser: PackerChooser
}

/**
 * What targets stand for: a root its workspaces, and with every target the packages below it that the repository
 * publishes as well though they are nobody's workspaces.
 * @throws CannotLook when there are no workspaces where they are asked for: nothing would be looked at.
 */
export async function expandTargets(
  named: readonly string[],
  directory: string,
  { workspaces, beside = true }: Expansion,
): Promise<ExpandedTargets> {
  const finder = new WorkspaceFinder()
  const places = { finder, chooser: new PackerChooser(finder) }
  const targets = new Set<string>()
  const notes: string[] = []
  for (const one of named) {
    const folder = path.resolve(directory, one)
    const found = await findPublishedBeside(folder, places)
    const hasNone = found.there.length > 0 && (await readWorkspaceList(folder, one)) === null
    const expand = workspaces && !hasNone ? expandWorkspaces : expandPrivateRoots
    const expanded = await expand([one], directory)
    for (const target of expanded.targets) targets.add(target)
    const there = found.there.filter((place) => !targets.has(formatPlace(place, directory)))
    notes.push(...expanded.notes, ...describeNotes({ ...found, there }, { directory, beside }))
    if (beside) for (const place of there) targets.add(formatPlace(place, directory))
  }
  return { targets: [...targets], notes, chooser: places.chooser }
}

function describeNotes(
  { there, notYet }: PublishedBeside,
  { directory, beside }: { readonly directory: string; readonly beside: boolean },
): string[] {
  const said = beside
    ? (were: string) => `so ${were} checked as well`
    : (were: string) =>
        `and ${were} left alone: name ${were === 'it was' ? 'it' : 'them'} to publish ${were === 'it was' ? 'it' : 'them'} too`
  return [
    ...describePlaces(there, directory, said),
    ...describePlaces(
      notYet,
      directory,
      (were) => `which cannot be packed yet, so ${were} not checked: build first, then run again`,
    ),
  ]
}

function describePlaces(
  places: readonly PublishedPlace[],
  directory: string,
  said: (were: string) => string,
): string[] {
  const [first] = places
  if (first === undefined) return []
  const names = tellFirstNames(places.map((one) => formatPlace(one, directory)))
  const were = places.length === 1 ? 'it was' : 'they were'
  return [`${capitalise(first.source)} also publishes ${names} (${first.shown}), ${said(were)}.`]
}

const capitalise = (text: string) => text.replace(/^the /, 'The ')

const formatPlace = ({ folder }: PublishedPlace, directory: string) =>
  path.relative(directory, folder).split(path.sep).join('/') || '.'
