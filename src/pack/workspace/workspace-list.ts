import { realpath } from 'node:fs/promises'
import path from 'node:path'
import picomatch from 'picomatch'
import { glob } from 'tinyglobby'
import { parse } from 'yaml'
import { CannotLook, readMessage } from '../../model/cannot-look.ts'
import { isObject } from '../../model/json-object.ts'
import { isInside } from '../../repository/config-files.ts'
import { findRepositoryRoot } from '../../repository/repository-root.ts'
import { readJson, readMemberAt, readText } from './read-json.ts'
import { readRush } from './read-rush.ts'

/** Where the packages of a repository are listed. */
export interface WorkspaceList {
  readonly patterns: readonly string[]
  /** Where they stand, as a person would name it. */
  readonly source: string
  readonly kind: 'npm' | 'pnpm' | 'lerna' | 'nx' | 'rush' | 'angular'
}

export const MANIFEST = 'package.json'
/** Packages in dependencies and in version control are nobody's workspaces. */
const NEVER = ['**/node_modules/**', '**/.git/**']

/**
 * The list of workspaces that a folder is the root of: `packages` of pnpm-workspace.yaml, `workspaces` of package.json
 * as npm, Yarn and Bun read it, `packages` of lerna.json, the projects of Rush, or those of an Nx workspace.
 * @returns null if it is the root of none.
 * @throws CannotLook when there is a pnpm-workspace.yaml that is no YAML.
 */
export async function readWorkspaceList(folder: string, label: string): Promise<WorkspaceList | null> {
  const pnpm = await readText(path.join(folder, 'pnpm-workspace.yaml'))
  if (pnpm !== null) {
    const packages = readPackages(parseYaml(pnpm, label))
    if (packages !== null) return { patterns: packages, source: 'pnpm-workspace.yaml', kind: 'pnpm' }
  }
  const workspaces = (await readJson(path.join(folder, MANIFEST)))?.workspaces
  const patterns = readTexts(workspaces) ?? readPackages(workspaces)
  if (patterns !== null) return { patterns, source: '"workspaces" of package.json', kind: 'npm' }
  const lerna = await readJson(path.join(folder, 'lerna.json'))
  // Without a list lerna takes the folders that it makes itself (https://lerna.js.org/docs/api-reference/configuration).
  if (lerna !== null && lerna.useWorkspaces !== true)
    return { patterns: readPackages(lerna) ?? ['packages/*'], source: 'lerna.json', kind: 'lerna' }
  const rush = await readRush(folder)
  if (rush !== null)
    return {
      patterns: rush.projects.map((one) => one.folder),
      source: 'the projects of rush.json',
      kind: 'rush',
    }
  if ((await readText(path.join(folder, 'nx.json'))) !== null)
    return { patterns: await findNxProjects(folder), source: 'the projects of nx.json', kind: 'nx' }
  const libraries = await findAngularLibraries(folder)
  return libraries.length === 0
    ? null
    : { patterns: libraries, source: 'the libraries of angular.json', kind: 'angular' }
}

/** Folders of the workspaces relative to the root, sorted; `.` for the root itself. */
export async function findWorkspaceFolders(
  root: string,
  { patterns, kind }: WorkspaceList,
): Promise<string[]> {
  const isExclusion = (pattern: string) => pattern.startsWith('!')
  const isPnpm = kind === 'pnpm'
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
    } else for (const folder of await findFoldersWithManifest(root, bare)) found.add(folder)
  }
  return [...found].sort()
}

async function findFoldersWithManifest(root: string, pattern: string): Promise<string[]> {
  const file = pattern === '' || pattern === '.' ? MANIFEST : `${pattern}/${MANIFEST}`
  if (pattern.includes('**')) return listFolders(await find(root, file))
  // Packers take a link for the folder that it leads to; one that leads out of the repository is no part of it.
  const top = await realpath(findRepositoryRoot(root) ?? root)
  const folders = listFolders(await find(root, file, true))
  const places = await Promise.all(folders.map((one) => realpath(path.join(root, one)).catch(() => '')))
  return folders.filter((_, index) => isInside(top, places[index] ?? ''))
}

/** Nx knows a project by its project.json; one that can be published has a package.json beside it. */
async function findNxProjects(root: string): Promise<string[]> {
  return listFolders(await find(root, '**/project.json')).filter((folder) => folder !== '.')
}

/** The folders of the libraries of an Angular workspace: where the settings of ng-packagr lie, or the project's own. */
async function findAngularLibraries(root: string): Promise<string[]> {
  const projects = readMemberAt(await readJson(path.join(root, 'angular.json')), ['projects'])
  return Object.values(isObject(projects) ? projects : {}).flatMap((project) => {
    const targets = readMemberAt(project, ['architect']) ?? readMemberAt(project, ['targets'])
    const settings = readMemberAt(targets, ['build', 'options', 'project'])
    const isLibrary = /:ng-packagr(?:-lite)?$/.test(String(readMemberAt(targets, ['build', 'builder']) ?? ''))
    const folder =
      typeof settings === 'string' ? path.posix.dirname(settings) : readMemberAt(project, ['root'])
    return isLibrary && typeof folder === 'string' ? [folder] : []
  })
}

const find = (root: string, pattern: string, followSymbolicLinks = false) =>
  glob(pattern, { cwd: root, ignore: NEVER, expandDirectories: false, followSymbolicLinks })

const listFolders = (files: readonly string[]) =>
  files.map((file) => path.posix.dirname(file.split(path.sep).join('/')))

function parseYaml(text: string, label: string): unknown {
  try {
    return parse(text, { prettyErrors: false })
  } catch (error) {
    throw new CannotLook(
      `pnpm-workspace.yaml in ${label} cannot be read: ${readMessage(error)}. Fix it and run again.`,
    )
  }
}

function readPackages(value: unknown): string[] | null {
  return isObject(value) ? readTexts(value.packages) : null
}

function readTexts(value: unknown): string[] | null {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : null
}
