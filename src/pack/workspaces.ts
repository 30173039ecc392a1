import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { CannotLook } from '../model/cannot-look.ts'
import { isObject } from '../model/json-object.ts'
import { makeRelativeToRoot } from '../repository/config-files.ts'
import { tellFirstNames, tellLeftOut } from './left-out-workspaces.ts'
import { assertNonePublishable, explainNothingToPublish } from './nothing-to-pack.ts'
import { findFoldersPublishedBelow, PublishedElsewhere } from './published-elsewhere.ts'
import { isComplete, sortWorkspaces } from './sort-workspaces.ts'
import { readJson } from './workspace/read-json.ts'
import { readRush } from './workspace/read-rush.ts'
import {
  findWorkspaceFolders,
  MANIFEST,
  readWorkspaceList,
  type WorkspaceList,
} from './workspace/workspace-list.ts'

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
  return expandRoots(roots, directory, true)
}

async function expandRoots(
  roots: readonly string[],
  directory: string,
  namesRoot: boolean,
): Promise<ExpandedWorkspaces> {
  const targets = new Set<string>()
  const notes: string[] = []
  const elsewhere = new PublishedElsewhere()
  for (const root of roots) {
    const folder = path.resolve(directory, root)
    const list = await readWorkspaceList(folder, root)
    if (list === null)
      throw new CannotLook(
        `${root} has no workspaces: neither "workspaces" in its package.json nor "packages" in a pnpm-workspace.yaml or lerna.json, nor a rush.json or nx.json. Name the root of the workspaces, or leave out --workspaces.`,
      )
    const { published, notes: unpublished } = await findPublishedFolders(folder, list)
    const sorted = await sortWorkspaces(folder, published, elsewhere)
    if (sorted.publishable.length === 0)
      throw new CannotLook(
        await explainNothingToPublish({ root, folder, list, sorted, wereAskedFor: namesRoot }),
      )
    for (const one of sorted.publishable) targets.add(makeRelativeTarget(directory, path.join(folder, one)))
    notes.push(...unpublished, ...tellLeftOut(sorted))
    if (namesRoot && !sorted.all.includes('.')) notes.push(...(await noteUncheckedRoot(folder)))
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
  const elsewhere = new PublishedElsewhere()
  const targets = new Set<string>()
  const notes: string[] = []
  for (const target of named) {
    const found = await expandOne(target, directory, elsewhere)
    for (const one of found.targets) targets.add(one)
    notes.push(...found.notes)
  }
  return { targets: [...targets], notes }
}

async function expandOne(
  target: string,
  directory: string,
  elsewhere: PublishedElsewhere,
): Promise<ExpandedWorkspaces> {
  const itself = { targets: [target], notes: [] }
  const folder = path.resolve(directory, target)
  const manifest = await readJson(path.join(folder, MANIFEST))
  if (manifest === null && existsSync(folder) && !existsSync(path.join(folder, MANIFEST)))
    return (await expandFolderWithoutRoot(folder, target, directory)) ?? itself
  if (manifest === null) return itself
  const why = await explainWhyNotTheRoot(folder, manifest, elsewhere)
  const list = await readWorkspaceList(folder, target)
  if (why === null)
    return {
      ...itself,
      notes: list === null ? [] : await noteUncheckedWorkspaces(folder, list, elsewhere),
    }
  const name = target === '.' ? 'The root' : target
  if (list !== null) {
    const expanded = await expandRoots([target], directory, false)
    return {
      targets: expanded.targets,
      notes: [`${name} ${why}, so its workspaces were checked instead.`, ...expanded.notes],
    }
  }
  const below = await findSeveralPublishedBelow(folder)
  if (below.length === 0) return itself
  const shown = below.map((one) => makeRelativeTarget(directory, one.folder))
  return {
    targets: shown,
    notes: [
      `${name} ${why}, so what ${below[0]?.source} publishes was checked instead: ${tellFirstNames(shown)}.`,
    ],
  }
}

/**
 * What a folder without a package.json stands for: the workspaces that it lists, or the folders that the commands of its
 * repository publish; null where nothing is known of either.
 * @throws CannotLook where folders are published that are not there yet.
 */
async function expandFolderWithoutRoot(
  folder: string,
  label: string,
  directory: string,
): Promise<ExpandedWorkspaces | null> {
  const name = label === '.' ? 'This folder' : label
  if (!(await stat(folder)).isDirectory()) return null
  const list = await readWorkspaceList(folder, label)
  if (list !== null) {
    const { targets, notes } = await expandWorkspaces([label], directory)
    return {
      targets,
      notes: [`${name} has no package.json, so its workspaces were checked (${list.source}).`, ...notes],
    }
  }
  const published = await findFoldersPublishedBelow(folder)
  const there = published.filter((one) => existsSync(path.join(one.folder, MANIFEST)))
  const [first] = published
  if (first === undefined) {
    await assertNonePublishable(folder, label)
    return null
  }
  if (there.length === 0)
    throw new CannotLook(
      `There is no package.json in ${label === '.' ? 'this folder' : label}. ${first.source} runs ${first.shown} in ${makeRelativeToRoot(folder, first.folder)}, and there is ${existsSync(first.folder) ? 'no package.json in it' : 'no such folder'}, so nothing was looked at: build first, then run again, or hand over the tarball.`,
    )
  const shown = there.map((one) => makeRelativeTarget(directory, one.folder))
  return {
    targets: shown,
    notes: [
      `${name} has no package.json, so what ${first.source} publishes was checked: ${tellFirstNames(shown)}.`,
    ],
  }
}

/** Packages below a folder, where the commands of its repository publish more than one of them. */
async function findSeveralPublishedBelow(folder: string) {
  const found = await findFoldersPublishedBelow(folder)
  const there = found.filter((one) => existsSync(path.join(one.folder, MANIFEST)))
  return there.length > 1 ? there : []
}

/** The folders of a list that its tool publishes: Rush names them one by one. */
async function findPublishedFolders(
  root: string,
  list: WorkspaceList,
): Promise<{ published: readonly string[]; notes: readonly string[] }> {
  const folders = await findWorkspaceFolders(root, list)
  if (list.kind !== 'rush') return { published: folders, notes: [] }
  const rush = await readRush(root)
  const isPublished = (folder: string) =>
    rush?.projects.some((one) => one.isPublished && path.posix.normalize(one.folder) === folder) === true
  const left = folders.filter((one) => !isPublished(one))
  return {
    published: folders.filter(isPublished),
    notes:
      left.length === 0
        ? []
        : [
            `${count(left)} not published by Rush (shouldPublish in rush.json), so not checked: ${tellFirstNames(left)}.`,
          ],
  }
}

const count = (all: readonly string[]) => (all.length === 1 ? 'One project is' : `${all.length} projects are`)

/** Why a root is nothing to check itself, as a clause; null where it is. */
async function explainWhyNotTheRoot(
  folder: string,
  manifest: Manifest,
  elsewhere: PublishedElsewhere,
): Promise<string | null> {
  if (manifest.private === true) return 'is private'
  if (!isComplete(manifest)) return 'is no package with name and version'
  return elsewhere.explainWhyNotTheRoot(folder)
}

/** That of the root of a workspace only the root itself is looked at. */
async function noteUncheckedWorkspaces(
  folder: string,
  list: WorkspaceList,
  elsewhere: PublishedElsewhere,
): Promise<string[]> {
  const { publishable } = await sortWorkspaces(folder, await findWorkspaceFolders(folder, list), elsewhere)
  const others = publishable.filter((one) => one !== '.')
  if (others.length === 0) return []
  const them = others.length === 1 ? 'its workspace' : `its ${others.length} workspaces`
  return [
    `The root was checked, and not ${them}: ${tellFirstNames(others)}. Add --workspaces to check all of them.`,
  ]
}

/** npm's `publish --workspaces` leaves the root alone; somebody may publish it all the same. */
async function noteUncheckedRoot(folder: string): Promise<string[]> {
  const manifest = await readJson(path.join(folder, MANIFEST))
  if (!isObject(manifest) || manifest.private === true || !isComplete(manifest)) return []
  return [
    `The root package ${String(manifest.name)} is not one of its workspaces and not private, and was not checked: set "private": true in its package.json, or check it too.`,
  ]
}

const makeRelativeTarget = (directory: string, folder: string) =>
  path.relative(directory, folder).split(path.sep).join('/') || '.'
