import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs'
import path from 'node:path'
import oldPacklist from 'npm-packlist-5'
import packlist, { type WalkedEntry } from 'npm-packlist-10'
import { isInside } from '../../repository/config-files.ts'
import { assertIgnoreFilesAbove, guardIgnoreFiles } from './ignore-file-guard.ts'
import { readFilesList } from './npm-list.ts'
import { buildPnpmTree } from './pnpm-bundled.ts'

guardIgnoreFiles(oldPacklist.Walker)

type Manifest = Readonly<Record<string, unknown>>

export interface PnpmListOptions {
  /** Absolute. */
  readonly folder: string
  /** As it will be published. */
  readonly manifest: Manifest
  /** Absolute; null outside of a workspace. */
  readonly workspaceRoot: string | null
  /** 9 to 12. */
  readonly major: number
}

/** A file, and where its bytes are: bundled dependencies may lie elsewhere than they go. */
export interface PnpmFile {
  /** In the tarball. */
  readonly name: string
  /** Absolute. */
  readonly source: string
}

/** The files that pnpm packs. pnpm 9 and 10 ask npm's list of old, 11 and 12 one of their own on top of npm's. */
export async function listPnpmFiles({
  folder,
  manifest,
  workspaceRoot,
  major,
}: PnpmListOptions): Promise<PnpmFile[]> {
  if (major < 11) {
    // That list ends the process over a member that is no text.
    if (Array.isArray(manifest.files)) readFilesList(manifest.files)
    const cache = new Map<string, unknown>([[path.join(folder, 'package.json'), structuredClone(manifest)]])
    const old = removeRepeated(await oldPacklist({ path: folder, packageJsonCache: cache }))
    return old.map((name) => ({ name, source: path.join(folder, name) }))
  }
  const inWorkspace = workspaceRoot !== null && workspaceRoot !== folder && isInside(workspaceRoot, folder)
  // Here, other than with npm, an .npmignore of the package keeps the ignore files above it out.
  const scope =
    inWorkspace && !existsSync(path.join(folder, '.npmignore'))
      ? { prefix: workspaceRoot, workspaces: [folder] }
      : {}
  if ('prefix' in scope) assertIgnoreFilesAbove(folder, scope.prefix)
  const tree = buildPnpmTree(
    folder,
    { ...manifest, files: readFilesList(manifest.files) },
    inWorkspace ? workspaceRoot : folder,
  )
  const walker = new PnpmWalker(tree.root, { path: folder, ...scope, isPackage: true })
  const files = await new Promise<string[]>((resolve, reject) => {
    walker.on('done', resolve).on('error', reject).start()
  })
  const within = (inWorkspace ? [workspaceRoot, folder] : [folder]).map((one) => realpathSync(one))
  const found = new Map(
    removeRepeated(files)
      .filter((file) => staysInside(folder, file, within))
      .flatMap((file) => tree.placesOf(file).map((name) => [name, path.join(folder, file)] as const)),
  )
  return [...found].map(([name, source]) => ({ name, source }))
}

const removeRepeated = (files: readonly string[]) => [
  ...new Set(files.map((file) => file.replace(/^\.[/\\]/, ''))),
]

/** npm's list, but links are packed as links. */
class PnpmWalker extends packlist.Walker {
  override injectRules(file: symbol | string, rules: readonly string[], callback?: () => void): void {
    const isStrict = rules.includes('!/package.json')
    super.injectRules(file, isStrict ? [...this.#findLinksInFiles(), ...rules] : rules, callback)
  }

  override walker(entry: string, options: Readonly<Record<string, unknown>>, callback: () => void): void {
    new PnpmWalker(this.tree, this.walkerOpt(entry, options)).on('done', callback).start()
  }

  override onstat(found: WalkedEntry, callback: () => void): void {
    if (found.st.isSymbolicLink()) ignoreWalkOnstat.call(this, found, callback)
    else super.onstat(found, callback)
  }

  #findLinksInFiles(): string[] {
    const { files } = this.tree.package
    const names = Array.isArray(files) ? files.filter((file): file is string => typeof file === 'string') : []
    return names
      .filter((file) => !file.startsWith('!'))
      .map((file) => (file.startsWith('./') ? file.slice(1) : file))
      .filter((file) => isLink(path.join(this.path, file)))
      .map((file) => {
        this.requiredFiles.push(file.replace(/^\//, ''))
        return `!${file}`
      })
  }
}

type OnStat = (this: PnpmWalker, found: WalkedEntry, callback: () => void) => void
/** What npm's list overrides to leave links out. */
const ignoreWalkOnstat = (Object.getPrototypeOf(packlist.Walker.prototype) as { onstat: OnStat }).onstat

/** Whether there is a link; `a.txt/` of a file is none. */
function isLink(place: string): boolean {
  try {
    return lstatSync(place).isSymbolicLink()
  } catch {
    return false
  }
}

/** Whether neither a file nor what a link names lies outside of the package. */
function staysInside(folder: string, file: string, boundaries: readonly string[]): boolean {
  const place = path.join(folder, file)
  const facts = lstatSync(place, { throwIfNoEntry: false })
  if (facts === undefined) return false
  if (facts.isSymbolicLink()) {
    const written = readlinkSync(place)
    const target = path.isAbsolute(written) ? path.relative(path.dirname(place), written) : written
    if (!isInside(folder, path.resolve(path.dirname(place), target))) return false
  }
  try {
    const real = realpathSync(place)
    return boundaries.some((boundary) => isInside(boundary, real))
  } catch {
    // A link to what is not there is packed as it is.
    return facts.isSymbolicLink()
  }
}
