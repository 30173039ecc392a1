import { readFile } from 'node:fs/promises'
import path from 'node:path'
import picomatch from 'picomatch'
import { glob } from 'tinyglobby'
import { parse } from 'yaml'
import { CannotLook, messageOf } from '../model/cannot-look.ts'

/** What the workspaces of targets come to. */
export interface ExpandedWorkspaces {
  /** Folders of publishable packages, relative to the directory they were asked for in. */
  readonly targets: readonly string[]
  /** Whole sentences: what was left out, and why. */
  readonly notes: readonly string[]
}

type Manifest = Readonly<Record<string, unknown>>

interface WorkspaceList {
  readonly patterns: readonly string[]
  /** Where they stand, as a person would name it. */
  readonly source: string
  /** pnpm counts the root among its workspaces, and exclusions hold wherever they stand. */
  readonly isPnpm: boolean
}

const MANIFEST = 'package.json'
/** Packages in dependencies and in version control are nobody's workspaces. */
const NEVER = ['**/node_modules/**', '**/.git/**']

/**
 * The publishable workspaces of folders: `workspaces` of package.json as npm and Yarn read it, or `packages` of
 * pnpm-workspace.yaml. Private ones and those without name and version cannot be published and are left out.
 * @throws CannotLook when a folder has no workspaces, or none that can be published: nothing would be looked at.
 */
export async function expandWorkspaces(
  roots: readonly string[],
  directory: string,
): Promise<ExpandedWorkspaces> {
  const targets = new Set<string>()
  const notes: string[] = []
  for (const root of roots) {
    const folder = path.resolve(directory, root)
    const list = await workspaceList(folder, root)
    const folders = await matchingFolders(folder, list)
    const hidden: string[] = []
    let publishable = 0
    for (const one of folders) {
      const manifest = await readManifest(path.join(folder, one))
      const name = typeof manifest?.name === 'string' ? manifest.name : null
      // What cannot be read is a target too: packing says what is wrong with it.
      if (manifest !== null && manifest.private === true) hidden.push(name ?? one)
      else if (manifest === null || (name !== null && typeof manifest.version === 'string')) {
        targets.add(relativeTarget(directory, path.join(folder, one)))
        publishable += 1
      }
    }
    if (publishable === 0) throw new CannotLook(nothingToPublish(root, list, folders.length))
    if (hidden.length > 0)
      notes.push(
        `${hidden.length === 1 ? 'One workspace is' : `${hidden.length} workspaces are`} private and cannot be published, so not checked: ${firstNames(hidden)}.`,
      )
    if (!folders.includes('.')) notes.push(...(await uncheckedRoot(folder)))
  }
  return { targets: [...targets], notes }
}

/** npm's `publish --workspaces` leaves the root alone; somebody may publish it all the same. */
async function uncheckedRoot(folder: string): Promise<string[]> {
  const manifest = await readManifest(folder)
  if (manifest === null || manifest.private === true) return []
  const { name, version } = manifest
  if (typeof name !== 'string' || typeof version !== 'string') return []
  return [
    `The root package ${name} is none of its workspaces and not private, and was not checked: say "private": true in its package.json, or check it too.`,
  ]
}

async function workspaceList(folder: string, root: string): Promise<WorkspaceList> {
  const pnpm = await readText(path.join(folder, 'pnpm-workspace.yaml'))
  if (pnpm !== null) {
    const packages = packagesOf(parseYaml(pnpm, root))
    if (packages !== null) return { patterns: packages, source: 'pnpm-workspace.yaml', isPnpm: true }
  }
  const workspaces = (await readManifest(folder))?.workspaces
  const patterns = texts(workspaces) ?? packagesOf(workspaces)
  if (patterns === null)
    throw new CannotLook(
      `${root} has no workspaces: neither "workspaces" in its package.json nor "packages" in a pnpm-workspace.yaml. Name the root of the workspaces, or leave out --workspaces.`,
    )
  return { patterns, source: '"workspaces" of package.json', isPnpm: false }
}

function parseYaml(text: string, root: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    throw new CannotLook(
      `pnpm-workspace.yaml in ${root} cannot be read: ${messageOf(error)}. Mend it and run again.`,
    )
  }
}

function packagesOf(value: unknown): string[] | null {
  return typeof value === 'object' && value !== null && 'packages' in value ? texts(value.packages) : null
}

function texts(value: unknown): string[] | null {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : null
}

/** Folders relative to the root, sorted; `.` for the root itself. */
async function matchingFolders(root: string, { patterns, isPnpm }: WorkspaceList): Promise<string[]> {
  const isExclusion = (pattern: string) => pattern.startsWith('!')
  // npm reads the list from the first to the last, so that a later pattern takes a folder back in.
  const ordered = isPnpm
    ? [...patterns.filter((one) => !isExclusion(one)), ...patterns.filter(isExclusion)]
    : patterns
  const found = new Set<string>(isPnpm ? ['.'] : [])
  for (const pattern of ordered) {
    const bare = pattern
      .replace(/^!/, '')
      .replace(/^(?:\.?\/)+/, '')
      .replace(/\/+$/, '')
    if (isExclusion(pattern)) {
      const excludes = picomatch(bare, { dot: true })
      for (const folder of found) if (excludes(folder)) found.delete(folder)
    } else for (const folder of await foldersWithManifest(root, bare)) found.add(folder)
  }
  return [...found].sort()
}

async function foldersWithManifest(root: string, pattern: string): Promise<string[]> {
  const manifests = await glob(pattern === '' || pattern === '.' ? MANIFEST : `${pattern}/${MANIFEST}`, {
    cwd: root,
    ignore: NEVER,
    expandDirectories: false,
    followSymbolicLinks: false,
  })
  return manifests.map((file) => path.posix.dirname(file.split(path.sep).join('/')))
}

async function readManifest(folder: string): Promise<Manifest | null> {
  try {
    const manifest: unknown = JSON.parse((await readText(path.join(folder, MANIFEST))) ?? '')
    return typeof manifest === 'object' && manifest !== null && !Array.isArray(manifest)
      ? (manifest as Manifest)
      : null
  } catch {
    return null
  }
}

async function readText(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch(() => null)
  return text === null ? null : text.replace(/^\uFEFF/, '')
}

const relativeTarget = (directory: string, folder: string) =>
  path.relative(directory, folder).split(path.sep).join('/') || '.'

function nothingToPublish(root: string, { source }: WorkspaceList, folders: number): string {
  return folders === 0
    ? `The workspaces of ${root} match no folder with a package.json (${source}), so there is nothing to look at. Check the patterns.`
    : `None of the ${folders} workspaces of ${root} can be published (${source}): they are private or have no name and version. Name what is to be published instead of --workspaces.`
}

function firstNames(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ')
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown
}
