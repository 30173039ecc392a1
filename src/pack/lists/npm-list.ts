import { lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import packlist, { type PackageNode } from 'npm-packlist-10'
import packlist11 from 'npm-packlist-11'
import { CannotLook } from '../../model/cannot-look.ts'
import { assertIgnoreFilesAbove, assertRegularFile, guardIgnoreFiles } from './ignore-file-guard.ts'

guardIgnoreFiles(packlist.Walker)
guardIgnoreFiles(packlist11.Walker)

type Manifest = Readonly<Record<string, unknown>>

export interface NpmListOptions {
  /** Absolute. */
  readonly folder: string
  /** As it will be read by the list: what pnpm rewrites before it asks for the files. */
  readonly manifest: Manifest
  /**
   * The root of the workspace whose ignore files hold for the package as well, absolute; null where the packer is
   * given the folder by its path, and for the root itself.
   */
  readonly workspaceRoot: string | null
  /** Folders of the workspaces of which the package is the root, absolute. */
  readonly workspaces: readonly string[]
  /** Of npm: from 12 on it goes by another list. */
  readonly major: number
  /** Absolute: the user's own ignore file, which npm knows from 12 on; null or left out for none. */
  readonly globalIgnoreFile?: string | null
}

/**
 * The files that npm packs, in the order of its tarball, by npm's own list. Nothing of the folder is run, no .npmrc is
 * read, and links are not followed.
 */
export async function listNpmFiles({
  folder,
  manifest,
  workspaceRoot,
  workspaces,
  major,
  globalIgnoreFile = null,
}: NpmListOptions): Promise<string[]> {
  if (workspaceRoot !== null) assertIgnoreFilesAbove(folder, workspaceRoot)
  if (globalIgnoreFile !== null) assertRegularFile(globalIgnoreFile, path.dirname(globalIgnoreFile))
  const tree = buildNpmTree(folder, manifest, workspaces)
  // As npm does for `-w` and inside of a member's folder (libnpmpack, npm-packlist `additionalDefaults`).
  const scope = workspaceRoot === null ? {} : { prefix: workspaceRoot, workspaces: [folder] }
  if (major < 12) return packlist(tree, { path: folder, ...scope })
  return packlist11(tree, {
    path: folder,
    ...scope,
    ...(globalIgnoreFile === null ? {} : { globalIgnoreFile }),
  })
}

/** npm's order of files, for compressing well: by ending, name, path. */
export function compareForCompression(a: string, b: string): number {
  const compareBy = (part: (file: string) => string) =>
    part(a).toLowerCase().localeCompare(part(b).toLowerCase(), 'en')
  return compareBy(path.posix.extname) || compareBy(path.posix.basename) || a.localeCompare(b, 'en')
}

/** The package with what it depends on, in the form in which the list asks for it. */
export function buildNpmTree(
  folder: string,
  manifest: Manifest,
  workspaces: readonly string[] = [],
): PackageNode {
  return {
    ...buildNodeAt(folder, normaliseManifest(nameFolderOfCommands(manifest, folder)), folder),
    isProjectRoot: true,
    ...(workspaces.length === 0 ? {} : { workspaces: new Map(workspaces.map((one) => [one, one])) }),
  }
}

/** `directories.bin` makes a command of every file below it, where there is no `bin` (read-package-json-fast). */
export function nameFolderOfCommands(manifest: Manifest, folder: string): Manifest {
  const { directories } = manifest
  const place =
    typeof directories === 'object' && directories !== null && 'bin' in directories ? directories.bin : null
  if (manifest.bin !== undefined || typeof place !== 'string') return manifest
  const files = listFilesBelow(path.join(folder, normaliseInside(place)), normaliseInside(place))
  return files.length === 0
    ? manifest
    : { ...manifest, bin: Object.fromEntries(files.map((file) => [file, file])) }
}

function listFilesBelow(folder: string, relative: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      if (entry.name.startsWith('.')) return []
      const file = path.posix.join(relative, entry.name)
      return entry.isDirectory() ? listFilesBelow(path.join(folder, entry.name), file) : [file]
    })
  } catch {
    return []
  }
}

/** package.json in the form that the list expects: npm has brought it into this form when it asks. */
export function normaliseManifest(manifest: Manifest): Manifest {
  const { files, bin, name, main, browser } = manifest
  const bundled = manifest.bundleDependencies ?? manifest.bundledDependencies
  return {
    ...manifest,
    files: readFilesList(files),
    main: typeof main === 'string' ? main : undefined,
    browser: typeof browser === 'string' ? browser : undefined,
    bin: readBinMembers(bin, name),
    bundleDependencies: listBundledNames(bundled, manifest.dependencies),
  }
}

/**
 * `files` as the lists of npm and pnpm go through it: one by one, so that a text is a list of its letters.
 * @throws CannotLook for a member that is no text: they stop there
 */
export function readFilesList(files: unknown): string[] | undefined {
  if (!files) return undefined
  const all: unknown[] = typeof files === 'string' ? [...files] : Array.isArray(files) ? files : [files]
  const odd = all.find((one) => typeof one !== 'string')
  if (odd === undefined) return all as string[]
  throw new CannotLook(
    `"files" in package.json has ${JSON.stringify(odd)?.slice(0, 40)}, which is not a string, so it could not be packed for publishing either. Write a list of strings: ["dist"].`,
  )
}

/** `bin` as npm-normalize-package-bin leaves it: by command, without `./` and without a way out of the package. */
export function readBinMembers(bin: unknown, name: unknown): Record<string, string> | undefined {
  if (typeof bin === 'string') return { [String(name)]: normaliseInside(bin) }
  if (typeof bin !== 'object' || bin === null) return undefined
  const members = Array.isArray(bin)
    ? bin.map((file) => [path.basename(String(file)), file])
    : Object.entries(bin)
  return Object.fromEntries(
    members
      .filter((member): member is [string, string] => typeof member[1] === 'string' && member[1] !== '')
      .map(([command, file]) => [command, normaliseInside(file)]),
  )
}

const normaliseInside = (file: string) => path.posix.join('/', file.replace(/\\/g, '/')).slice(1)

function listBundledNames(bundled: unknown, dependencies: unknown): string[] {
  if (bundled === true) return Object.keys(typeof dependencies === 'object' ? (dependencies ?? {}) : {})
  if (Array.isArray(bundled)) return bundled.filter((one): one is string => typeof one === 'string')
  return typeof bundled === 'object' && bundled !== null ? Object.keys(bundled) : []
}

/**
 * A package of the tree with what it depends on, looked up when it is asked for: only what is bundled ever is.
 * @param known packages by folder: the list tells by identity what it has seen, and dependencies may form a ring
 */
function buildNodeAt(
  folder: string,
  manifest: Manifest,
  root: string,
  known = new Map<string, PackageNode>(),
): PackageNode {
  const node: PackageNode = {
    path: folder,
    package: manifest,
    isLink: false,
    isProjectRoot: false,
    get target() {
      return node
    },
    edgesOut: {
      get(name) {
        const field = findField(name, manifest)
        return field === null
          ? undefined
          : {
              peer: field === 'peerDependencies',
              dev: field === 'devDependencies',
              to: resolvePackage(name, folder, root, known),
            }
      },
    },
  }
  return node
}

function findField(name: string, manifest: Manifest): string | null {
  if (!/^(?:@[^/\\]+\/)?[^/\\@.][^/\\]*$/.test(name)) return null
  const fields = ['dependencies', 'optionalDependencies', 'devDependencies', 'peerDependencies']
  return (
    fields.find((field) => {
      const members = manifest[field]
      return typeof members === 'object' && members !== null && Object.hasOwn(members, name)
    }) ?? null
  )
}

/** The package that node would find under a name, in the package's own node_modules or one between it and the root. */
function resolvePackage(
  name: string,
  folder: string,
  root: string,
  known: Map<string, PackageNode>,
): PackageNode | null {
  for (let above = folder; ; above = path.dirname(above)) {
    const place = path.join(above, 'node_modules', name)
    const seen = known.get(place)
    if (seen !== undefined) return seen
    const manifest = readManifestAt(place)
    if (manifest !== null) {
      const isLink = lstatSync(place).isSymbolicLink()
      const target = buildNodeAt(
        isLink ? realpathSync(place) : place,
        normaliseManifest(manifest),
        root,
        known,
      )
      const node = isLink ? { ...target, path: place, isLink, target } : target
      known.set(place, node)
      return node
    }
    if (above === root || above === path.dirname(above)) return null
  }
}

/** The package.json in a folder; null if there is none that can be read. */
export function readManifestAt(folder: string): Manifest | null {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
    return typeof manifest === 'object' && manifest !== null ? (manifest as Manifest) : null
  } catch {
    return null
  }
}
