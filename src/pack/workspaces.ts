import path from 'node:path'
import { CannotLook } from '../model/cannot-look.ts'
import { isObject } from '../model/json-object.ts'
import { PublishedElsewhere } from './published-elsewhere.ts'
import { readJson } from './workspace/read-json.ts'
import { MANIFEST, type WorkspaceList, workspaceFolders, workspaceList } from './workspace/workspace-list.ts'

/** What the workspaces of targets come to. */
export interface ExpandedWorkspaces {
  /** Folders of publishable packages, relative to the directory they were asked for in. */
  readonly targets: readonly string[]
  /** Whole sentences: what was left out, and why. */
  readonly notes: readonly string[]
}

type Manifest = Readonly<Record<string, unknown>>

/**
 * The publishable workspaces of folders, as npm, Yarn, pnpm, Bun, lerna and Nx list them. Private ones and those that
 * have no name or no version cannot be published; they are left out and named.
 * @throws CannotLook when a folder has no workspaces, or none that can be published: nothing would be looked at.
 */
export async function expandWorkspaces(
  roots: readonly string[],
  directory: string,
): Promise<ExpandedWorkspaces> {
  const targets = new Set<string>()
  const notes: string[] = []
  const elsewhere = new PublishedElsewhere()
  for (const root of roots) {
    const folder = path.resolve(directory, root)
    const list = await workspaceList(folder, root)
    if (list === null)
      throw new CannotLook(
        `${root} has no workspaces: neither "workspaces" in its package.json nor "packages" in a pnpm-workspace.yaml or lerna.json, nor an nx.json. Name the root of the workspaces, or leave out --workspaces.`,
      )
    const sorted = await sortWorkspaces(folder, await workspaceFolders(folder, list), elsewhere)
    if (sorted.publishable.length === 0) throw new CannotLook(nothingToPublish(root, list, sorted))
    for (const one of sorted.publishable) targets.add(relativeTarget(directory, path.join(folder, one)))
    notes.push(...leftOut(sorted))
    if (!sorted.all.includes('.')) notes.push(...(await uncheckedRoot(folder)))
  }
  return { targets: [...targets], notes }
}

/**
 * Targets as they were named, but the private root of a workspace stands for its workspaces: nobody can publish it, so
 * nothing else can be meant.
 */
export async function expandPrivateRoots(
  named: readonly string[],
  directory: string,
): Promise<ExpandedWorkspaces> {
  const targets: string[] = []
  const notes: string[] = []
  const elsewhere = new PublishedElsewhere()
  for (const target of named) {
    const folder = path.resolve(directory, target)
    const manifest = await readJson(path.join(folder, MANIFEST))
    const why = manifest === null ? null : await whyNotTheRoot(folder, manifest, elsewhere)
    if (why === null || (await workspaceList(folder, target)) === null) {
      targets.push(target)
      continue
    }
    const expanded = await expandWorkspaces([target], directory)
    targets.push(...expanded.targets)
    notes.push(
      `${target === '.' ? 'The root' : target} ${why}, so its workspaces were checked instead.`,
      ...expanded.notes,
    )
  }
  return { targets: [...new Set(targets)], notes }
}

interface SortedWorkspaces {
  readonly all: readonly string[]
  readonly publishable: readonly string[]
  /** Names, by why they cannot be published. */
  readonly hidden: readonly string[]
  readonly nameless: readonly string[]
  readonly versionless: readonly string[]
}

/** Why a root is nothing to check itself, as a clause; null where it is. */
async function whyNotTheRoot(
  folder: string,
  manifest: Manifest,
  elsewhere: PublishedElsewhere,
): Promise<string | null> {
  if (manifest.private === true) return 'is private'
  if (!isComplete(manifest)) return 'is no package with name and version'
  const command = await elsewhere.publisherOfWorkspacesOnly(folder)
  return command === null ? null : `is none of its workspaces, and ${command} publishes these only`
}

async function sortWorkspaces(
  root: string,
  all: readonly string[],
  elsewhere: PublishedElsewhere,
): Promise<SortedWorkspaces> {
  const publishable: string[] = []
  const hidden: string[] = []
  const nameless: string[] = []
  const versionless: string[] = []
  for (const one of all) {
    const manifest = await readJson(path.join(root, one, MANIFEST))
    const name = typeof manifest?.name === 'string' ? manifest.name : null
    const isHidden =
      manifest?.private === true && !(await elsewhere.isPublishedFromInside(path.join(root, one)))
    if (isHidden) hidden.push(name ?? one)
    // What cannot be read is a target too: packing says what is wrong with it.
    else if (manifest === null || manifest.private === true || isComplete(manifest)) publishable.push(one)
    else if (name === null) nameless.push(one)
    else versionless.push(name)
  }
  return { all, publishable, hidden, nameless, versionless }
}

const isComplete = ({ name, version }: Manifest) => typeof name === 'string' && typeof version === 'string'

function leftOut({ hidden, nameless, versionless }: SortedWorkspaces): string[] {
  const are = (names: readonly string[], what: string) =>
    `${names.length === 1 ? 'One workspace' : `${names.length} workspaces`} ${what}, so not checked: ${firstNames(names)}.`
  const verb = (names: readonly string[], one: string, many: string) => (names.length === 1 ? one : many)
  return [
    ...(hidden.length === 0
      ? []
      : [are(hidden, `${verb(hidden, 'is', 'are')} private and cannot be published`)]),
    ...(nameless.length === 0
      ? []
      : [are(nameless, `${verb(nameless, 'has', 'have')} no name and cannot be published`)]),
    ...(versionless.length === 0
      ? []
      : [
          `${are(versionless, `${verb(versionless, 'has', 'have')} no version yet and cannot be packed`)} If the release writes it, run seaworthy after that step.`,
        ]),
  ]
}

/** npm's `publish --workspaces` leaves the root alone; somebody may publish it all the same. */
async function uncheckedRoot(folder: string): Promise<string[]> {
  const manifest = await readJson(path.join(folder, MANIFEST))
  if (!isObject(manifest) || manifest.private === true || !isComplete(manifest)) return []
  return [
    `The root package ${String(manifest.name)} is not one of its workspaces and not private, and was not checked: set "private": true in its package.json, or check it too.`,
  ]
}

const relativeTarget = (directory: string, folder: string) =>
  path.relative(directory, folder).split(path.sep).join('/') || '.'

function nothingToPublish(root: string, { source }: WorkspaceList, { all }: SortedWorkspaces): string {
  return all.length === 0
    ? `The workspaces of ${root} match no folder with a package.json (${source}), so there is nothing to look at. Check the patterns.`
    : `None of the ${all.length} workspaces of ${root} can be published (${source}): they are private or have no name and version. Name what is to be published instead of --workspaces.`
}

function firstNames(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ')
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown
}
