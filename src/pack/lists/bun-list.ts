import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import picomatch from 'picomatch'

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
const ALWAYS = /^(?:package\.json|LICEN[SC]E|README|README\..+)$/
const ALWAYS_WITHOUT_FILES = /^(?:CHANGELOG|CHANGELOG\..+)$/

const isNever = picomatch(NEVER, { dot: true })
const isIgnoredName = picomatch(IGNORED, { dot: true })

/** The files that Bun packs, sorted, package.json first. Links are left out, and no ignore file above the package counts. */
export async function bunList(folder: string, manifest: Manifest): Promise<string[]> {
  const files = Array.isArray(manifest.files)
    ? manifest.files.filter((one): one is string => typeof one === 'string')
    : null
  const found = new Set<string>()
  if (files === null) await addTree(folder, '', 0, [], found)
  else await addIncluded(folder, '', patternsOf(files), found)
  found.delete('package.json')
  return ['package.json', ...[...found].sort(byteOrder)]
}

const byteOrder = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

async function addIncluded(
  folder: string,
  relative: string,
  includes: readonly Pattern[],
  found: Set<string>,
): Promise<void> {
  for (const entry of await readdir(path.join(folder, relative), { withFileTypes: true })) {
    if (!entry.isFile() && !entry.isDirectory()) continue
    const isRoot = relative === ''
    if (isRoot && (entry.name === 'package.json' || entry.name === 'node_modules')) continue
    const place = isRoot ? entry.name : `${relative}/${entry.name}`
    let isIncluded = isRoot && entry.isFile() && ALWAYS.test(entry.name)
    if (!isIncluded)
      for (const pattern of includes) {
        if (pattern.foldersOnly && !entry.isDirectory()) continue
        if (pattern.matches(pattern.isDeep ? entry.name : place)) isIncluded = !pattern.isNegated
      }
    if (entry.isDirectory()) {
      if (isIncluded) await addTree(folder, place, depthOf(place), [], found, includes)
      else await addIncluded(folder, place, includes, found)
    } else if (isIncluded) found.add(place)
  }
}

async function addTree(
  folder: string,
  relative: string,
  depth: number,
  above: readonly IgnoreFile[],
  found: Set<string>,
  excludes: readonly Pattern[] = [],
): Promise<void> {
  const own = await readIgnoreFile(path.join(folder, relative), depth)
  const ignores = own === null ? above : [...above, own]
  for (const entry of await readdir(path.join(folder, relative), { withFileTypes: true })) {
    if (!entry.isFile() && !entry.isDirectory()) continue
    const place = relative === '' ? entry.name : `${relative}/${entry.name}`
    if (entry.isDirectory() && entry.name === 'node_modules') continue
    if (isExcluded(entry.name, place, entry.isDirectory(), ignores)) continue
    if (excludes.some((one) => one.isNegated && one.matches(one.isDeep ? entry.name : place))) continue
    if (entry.isDirectory()) await addTree(folder, place, depth + 1, ignores, found, excludes)
    else found.add(place)
  }
}

function isExcluded(name: string, place: string, isFolder: boolean, ignores: readonly IgnoreFile[]): boolean {
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

const depthOf = (place: string) => place.split('/').length
