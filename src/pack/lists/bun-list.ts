import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { CannotLook } from '../../model/cannot-look.ts'
import { isObject } from '../../model/json-object.ts'
import { findBundledFiles } from './bun-bundled.ts'
import {
  ALWAYS,
  type Entry,
  type IgnoreFile,
  isExcluded,
  isNeverPacked,
  measureDepth,
  NEVER_AT_ROOT,
  NEVER_INCLUDED,
  type Pattern,
  parsePatterns,
  readEntries,
  readIgnoreFile,
} from './bun-patterns.ts'
import { readBinMembers } from './npm-list.ts'

type Manifest = Readonly<Record<string, unknown>>

/**
 * The files that Bun packs, package.json first, bundled dependencies last. Links are left out, and no ignore file above
 * the package counts.
 * @param root absolute root of the workspace, or the folder itself
 * @returns absolute paths by where the files stand in the tarball
 * @throws CannotLook for what Bun refuses: `files` that is no list of texts, a bundled dependency that is not there
 */
export async function listBunFiles(
  folder: string,
  manifest: Manifest,
  root: string,
): Promise<ReadonlyMap<string, string>> {
  const files = readFilesList(manifest.files)
  const walk = new BunWalk(folder, parsePatterns(files ?? [], { isFiles: true }))
  if (files === null) await walk.addTree('', [])
  else await walk.addIncluded('')
  const { found } = walk
  for (const bin of Object.values(readBinMembers(manifest.bin, manifest.name) ?? {}))
    if (statSync(path.join(folder, bin), { throwIfNoEntry: false })?.isFile()) found.add(bin)
  for (const file of listFilesOfCommands(folder, manifest)) found.add(file)
  found.delete('package.json')
  const bundled = await findBundledFiles(folder, manifest, root)
  const own = ['package.json', ...[...found].sort(compareBytes)]
  return new Map([
    ...own.map((file) => [file, path.join(folder, file)] as const),
    ...[...bundled].sort(([a], [b]) => compareBytes(a, b)),
  ])
}

/** All files of the folder that `directories.bin` names, where there is no `bin`: nothing leaves one out. */
function listFilesOfCommands(folder: string, { bin, directories }: Manifest): string[] {
  const named = isObject(directories) ? directories.bin : undefined
  if (bin !== undefined || typeof named !== 'string') return []
  const inside = path.posix.normalize(named).replace(/^\/+|\/+$/g, '')
  if (inside === '.' || inside.startsWith('..')) return []
  try {
    return readdirSync(path.join(folder, inside), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)))
      .map((file) => file.split(path.sep).join('/'))
  } catch {
    return []
  }
}

function readFilesList(files: unknown): string[] | null {
  if (files === undefined) return null
  if (Array.isArray(files) && files.length > 0 && files.every((one) => typeof one === 'string')) return files
  throw new CannotLook(
    '"files" in package.json is not a list of strings, or is empty, and Bun does not pack such a package. Write ["dist"], or leave it out.',
  )
}

const compareBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

class BunWalk {
  readonly #folder: string
  readonly #includes: readonly Pattern[]
  /** Patterns of `files` that begin with `!`. */
  readonly #excludes: readonly Pattern[]
  readonly found = new Set<string>()

  constructor(folder: string, files: readonly Pattern[]) {
    this.#folder = folder
    this.#includes = files.filter((one) => !one.isNegated)
    this.#excludes = files.filter((one) => one.isNegated)
  }

  /** What `files` names in a folder, and in those below it. */
  async addIncluded(relative: string): Promise<void> {
    for (const entry of readEntries(this.#folder, relative)) {
      const isRoot = relative === ''
      if (isRoot && (entry.name === 'package.json' || entry.name === 'node_modules')) continue
      if (NEVER_INCLUDED.includes(entry.name) || (isRoot && NEVER_AT_ROOT.has(entry.name))) continue
      const isIncluded = (isRoot && entry.isFile() && ALWAYS.test(entry.name)) || this.#isIncluded(entry)
      if (entry.isFile() && isIncluded) this.found.add(entry.place)
      if (entry.isDirectory())
        await (isIncluded ? this.addTree(entry.place, []) : this.addIncluded(entry.place))
    }
  }

  /**
   * All of a folder but what is ignored. An ignored folder is gone through all the same where a pattern takes something
   * back: what none does stays out.
   */
  async addTree(
    relative: string,
    above: readonly IgnoreFile[],
    { isTop = true, isOut = false }: { readonly isTop?: boolean; readonly isOut?: boolean } = {},
  ): Promise<void> {
    const depth = measureDepth(relative)
    const own = await readIgnoreFile(this.#folder, relative, depth)
    const ignores = own === null ? above : [...above, own]
    const mayReturn = ignores.some(({ patterns }) => patterns.some((one) => one.isNegated))
    for (const entry of readEntries(this.#folder, relative)) {
      if (isTop && entry.isDirectory() && entry.name === 'node_modules') continue
      if (this.#isTakenBack(entry)) continue
      const isExcludedHere = isExcluded(entry, ignores, { isOut })
      if (isExcludedHere && !(entry.isDirectory() && mayReturn && !isNeverPacked(entry))) continue
      if (entry.isDirectory())
        await this.addTree(entry.place, ignores, { isTop: false, isOut: isExcludedHere })
      else this.found.add(entry.place)
    }
  }

  #isIncluded(entry: Entry): boolean {
    const matches = (pattern: Pattern) =>
      !(pattern.foldersOnly && !entry.isDirectory()) &&
      pattern.matches(pattern.isDeep ? entry.name : entry.place)
    return this.#includes.some(matches) && !this.#excludes.some(matches)
  }

  /** Inside of what is included a name that is taken back is so anywhere, a path only from the package's folder. */
  #isTakenBack(entry: Entry): boolean {
    return this.#excludes.some(
      (one) =>
        !(one.foldersOnly && !entry.isDirectory()) && one.matches(one.isPath ? entry.place : entry.name),
    )
  }
}
