import { type Dirent, statSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import picomatch from 'picomatch'
import { binMembers } from './npm-list.ts'

type Manifest = Readonly<Record<string, unknown>>

/** A pattern of `files` or of an ignore file, as Bun reads it. */
interface Pattern {
  readonly isNegated: boolean
  /** It holds a slash at its beginning or in the middle, and counts from its own folder. */
  readonly isPath: boolean
  readonly isDeep: boolean
  readonly foldersOnly: boolean
  matches(name: string): boolean
}

interface IgnoreFile {
  /** Folders between the package and the file. */
  readonly depth: number
  readonly patterns: readonly Pattern[]
}

/** Bun's lists (bun 1.4, pack_command): the first cannot be taken back, nor can those of version control and .npmrc. */
const NEVER_AT_ROOT = new Set(['package-lock.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lockb', 'bun.lock'])
const NEVER = ['.git', '.hg', '.npmrc']
const IGNORED = [
  ...[
    '.*.swp',
    '._*',
    '.DS_Store',
    '.gitignore',
    '.npmignore',
    '.lock-wscript',
    '.svn',
    '.wafpickle-*',
    'CVS',
  ],
  ...['npm-debug.log', '.env.production', 'bunfig.toml'],
]
const ALWAYS = /^(?:package\.json|(?:LICEN[SC]E|README)(?:\..+)?)$/
const ALWAYS_WITHOUT_FILES = /^(?:CHANGELOG|CHANGELOG\..+)$/

const isNever = picomatch(NEVER, { dot: true })
const isIgnoredName = picomatch(IGNORED, { dot: true })

/** The files that Bun packs, sorted, package.json first. Links are left out, and no ignore file above the package counts. */
export async function bunList(folder: string, manifest: Manifest): Promise<string[]> {
  const files = Array.isArray(manifest.files)
    ? manifest.files.filter((one): one is string => typeof one === 'string')
    : null
  const walk = new BunWalk(folder, patternsOf(files ?? []))
  if (files === null) await walk.addTree('', [])
  else await walk.addIncluded('')
  const { found } = walk
  for (const bin of Object.values(binMembers(manifest.bin, manifest.name) ?? {}))
    if (statSync(path.join(folder, bin), { throwIfNoEntry: false })?.isFile()) found.add(bin)
  found.delete('package.json')
  return ['package.json', ...[...found].sort(byteOrder)]
}

const byteOrder = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

class BunWalk {
  readonly #folder: string
  readonly #includes: readonly Pattern[]
  readonly found = new Set<string>()

  constructor(folder: string, includes: readonly Pattern[]) {
    this.#folder = folder
    this.#includes = includes
  }

  /** What `files` names in a folder, and in those below it. */
  async addIncluded(relative: string): Promise<void> {
    for (const entry of await this.#entries(relative)) {
      const isRoot = relative === ''
      if (isRoot && (entry.name === 'package.json' || entry.name === 'node_modules')) continue
      const isIncluded = (isRoot && entry.isFile() && ALWAYS.test(entry.name)) || this.#includesEntry(entry)
      if (entry.isFile() && isIncluded) this.found.add(entry.place)
      if (entry.isDirectory())
        await (isIncluded ? this.addTree(entry.place, []) : this.addIncluded(entry.place))
    }
  }

  /** All of a folder but what is ignored. */
  async addTree(relative: string, above: readonly IgnoreFile[], isTop = true): Promise<void> {
    const depth = relative === '' ? 0 : relative.split('/').length
    const own = await readIgnoreFile(path.join(this.#folder, relative), depth)
    const ignores = own === null ? above : [...above, own]
    for (const entry of await this.#entries(relative)) {
      if (isTop && entry.isDirectory() && entry.name === 'node_modules') continue
      if (isExcluded(entry, ignores) || this.#isTakenBack(entry)) continue
      if (entry.isDirectory()) await this.addTree(entry.place, ignores, false)
      else this.found.add(entry.place)
    }
  }

  async #entries(relative: string): Promise<Entry[]> {
    const all = await readdir(path.join(this.#folder, relative), { withFileTypes: true })
    return all
      .filter((entry) => entry.isFile() || entry.isDirectory())
      .map((entry) =>
        Object.assign(entry, { place: relative === '' ? entry.name : `${relative}/${entry.name}` }),
      )
  }

  #includesEntry(entry: Entry): boolean {
    let isIncluded = false
    for (const pattern of this.#includes) {
      if (pattern.foldersOnly && !entry.isDirectory()) continue
      if (pattern.matches(pattern.isDeep ? entry.name : entry.place)) isIncluded = !pattern.isNegated
    }
    return isIncluded
  }

  /** Whether a pattern of `files` that begins with `!` names it. */
  #isTakenBack(entry: Entry): boolean {
    return this.#includes.some((one) => one.isNegated && one.matches(one.isDeep ? entry.name : entry.place))
  }
}

type Entry = Dirent & { readonly place: string }

function isExcluded(entry: Entry, ignores: readonly IgnoreFile[]): boolean {
  const { name, place } = entry
  const isFolder = entry.isDirectory()
  const isRoot = !place.includes('/')
  if (isRoot && !isFolder && (ALWAYS.test(name) || ALWAYS_WITHOUT_FILES.test(name))) return false
  if ((isRoot && NEVER_AT_ROOT.has(name)) || isNever(name)) return true
  let isOut = isIgnoredName(name)
  for (const { depth, patterns } of ignores) {
    const local = place.split('/').slice(depth).join('/')
    for (const pattern of patterns) {
      if (pattern.foldersOnly && !isFolder) continue
      if (pattern.matches(pattern.isPath ? local : name)) isOut = !pattern.isNegated
    }
  }
  return isOut
}

async function readIgnoreFile(folder: string, depth: number): Promise<IgnoreFile | null> {
  for (const name of ['.npmignore', '.gitignore']) {
    const text = await readFile(path.join(folder, name), 'utf8').catch(() => null)
    if (text === null) continue
    const lines = text.split('\n').map((line) => line.replace(/\r$/, ''))
    return { depth, patterns: patternsOf(lines.filter((line) => line !== '' && !line.startsWith('#'))) }
  }
  return null
}

function patternsOf(lines: readonly string[]): Pattern[] {
  return lines.flatMap((line) => {
    let rest = line.replace(/^!+/, '').replace(/^\.\//, '')
    const isDeep = rest.startsWith('**/')
    if (isDeep) rest = rest.slice(3)
    const foldersOnly = rest.endsWith('/')
    if (foldersOnly) rest = rest.slice(0, -1)
    const isPath = rest.includes('/')
    rest = rest.replace(/^\//, '')
    if (rest === '') return []
    const matches = picomatch(rest, { dot: true })
    return {
      isNegated: line.startsWith('!'),
      isPath,
      isDeep,
      foldersOnly,
      matches: (name) => matches(name),
    } satisfies Pattern
  })
}
