import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import packlist10 from 'npm-packlist-10'
import packlist11 from 'npm-packlist-11'
import { parseManifest } from '../manifest/parse-manifest.ts'
import { bins, isObject } from '../rules/manifest/content/members.ts'

/** Which files the packers would put into a tarball, by the packers that agree on it. */
export type PackedLists = ReadonlyMap<string, ReadonlySet<string>>

/** Where a package lies in a workspace: npm then reads the ignore files of the folders between. */
export interface WorkspacePlace {
  /** The workspace's root, absolute. */
  readonly prefix: string
}

/**
 * Lists a package's folder as npm does, with npm's own library: npm-packlist 10 for npm 10 and 11 (npm 10 has release
 * 9, whose rules are the same), npm-packlist 11 for npm 12. Bundled dependencies are left out.
 * @param folder absolute
 */
export async function packedLists(folder: string, workspace: WorkspacePlace | null): Promise<PackedLists> {
  const tree = { path: folder, package: normalized(folder), isProjectRoot: true, edgesOut: new Map() }
  const options =
    workspace === null ? { path: folder } : { path: folder, prefix: workspace.prefix, workspaces: [folder] }
  const [before, now] = await Promise.all([packlist10(tree, options), packlist11(tree, options)])
  const list = new Set(before.map(plain))
  return new Map([
    ['npm 10', list],
    ['npm 11', list],
    ['npm 12', new Set(now.map(plain))],
  ])
}

/** The walker writes a name that begins with `@` as `./@name`. */
const plain = (name: string): string => name.replace(/^\.\//, '')

/** The members of package.json that decide about files, in the form that npm brings them into. */
function normalized(folder: string): Record<string, unknown> {
  const manifest = parseManifest(readFileSync(path.join(folder, 'package.json'))) ?? {}
  const { files, main, browser, directories } = manifest
  const commands = new Map(bins(manifest).map((bin) => [bin.name, bin.path]))
  const folderOfCommands = isObject(directories) ? directories.bin : undefined
  if (manifest.bin === undefined && typeof folderOfCommands === 'string')
    for (const name of filesBelow(folder, folderOfCommands)) commands.set(name, name)
  return {
    ...(Array.isArray(files) ? { files: files.filter((file) => typeof file === 'string') } : {}),
    ...(typeof main === 'string' && main !== '' ? { main } : {}),
    ...(typeof browser === 'string' && browser !== '' ? { browser } : {}),
    ...(commands.size > 0 ? { bin: Object.fromEntries(commands) } : {}),
  }
}

/** Files that `directories.bin` makes commands (read-package-json-fast: everything below it but dot-files). */
function filesBelow(folder: string, name: string): string[] {
  const inside = path.posix.normalize(name).replace(/^(?:\.?\/)+|\/+$/g, '')
  if (inside === '' || inside.startsWith('..')) return []
  try {
    return readdirSync(path.join(folder, inside), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) =>
        path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
      )
  } catch {
    return []
  }
}
