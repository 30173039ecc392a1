import { lstat, readdir } from 'node:fs/promises'
import path from 'node:path'
import picomatch from 'picomatch'
import { readRegular } from '../../repository/read-regular.ts'
import { assertRegularFile } from './ignore-file-guard.ts'

type Manifest = Readonly<Record<string, unknown>>

interface Filter {
  readonly base: string
  readonly isNegation: boolean
  matches(path: string): boolean
}

/** A file or folder of a package. */
export interface KeptPath {
  /** Relative to the package, with `/`. */
  readonly path: string
  readonly isFolder: boolean
}

/** Yarn 1's lists (yarn 1.22, src/cli/commands/pack.js). */
const NEVER_WALKED = ['.git', 'CVS', '.svn', '.hg', 'node_modules']
const IGNORED = [
  ...NEVER_WALKED,
  ...['yarn.lock', '.lock-wscript', '.wafpickle-{0..9}', '*.swp', '._*', 'npm-debug.log', 'yarn-error.log'],
  ...['.npmrc', '.yarnrc', '.yarnrc.yml', '.npmignore', '.gitignore', '.DS_Store'],
]
const ALWAYS = ['!/package.json', '!/readme*', '!/+(license|licence)*', '!/+(changes|changelog|history)*']
const IGNORE_FILES = ['.yarnignore', '.npmignore', '.gitignore']

/** The files that Yarn 1 packs, sorted. */
export async function listYarnClassicFiles(folder: string, manifest: Manifest): Promise<string[]> {
  return (await listKeptByYarnClassic(folder, manifest)).filter((one) => !one.isFolder).map((one) => one.path)
}

/**
 * The files and folders that Yarn 1 keeps, sorted: of its own filters every one that begins with `!` keeps a file
 * whatever the others say, and no ignore file above the package counts.
 */
export async function listKeptByYarnClassic(folder: string, manifest: Manifest): Promise<KeptPath[]> {
  const files = Array.isArray(manifest.files)
    ? manifest.files.filter((one): one is string => typeof one === 'string')
    : null
  const filters = parseFilters(ALWAYS)
  if (files === null) filters.push(...parseFilters(IGNORED))
  if (typeof manifest.main === 'string') filters.push(...parseFilters([`!/${manifest.main}`]))
  if (files !== null)
    filters.push(
      ...parseFilters(
        ['*', ...files.map((file) => `!${file}`), ...files.map((file) => `!${path.posix.join(file, '**')}`)],
        './',
      ),
    )
  const found = await walk(folder, '')
  const all = new Set(found.map((one) => one.path))
  for (const { path: file } of found) {
    const base = path.posix.dirname(file)
    const rank = IGNORE_FILES.indexOf(path.posix.basename(file))
    const isOverruled =
      rank === 2 && IGNORE_FILES.slice(0, 2).some((name) => all.has(path.posix.join(base, name)))
    if (rank === -1 || isOverruled) continue
    assertRegularFile(path.join(folder, file), folder)
    filters.push(...parseFilters(String(await readRegular(path.join(folder, file))).split('\n'), base))
  }
  return pickKept(found, filters).sort((a, b) => (a.path < b.path ? -1 : 1))
}

function pickKept(found: readonly KeptPath[], filters: readonly Filter[]): KeptPath[] {
  const keep = new Set<string>()
  const perhaps: string[] = []
  const ignored = new Set<string>()
  for (const { path: file } of found) {
    if (filters.some((filter) => filter.isNegation && filter.matches(file))) keep.add(file)
    else if (filters.some((filter) => !filter.isNegation && filter.matches(file))) ignored.add(file)
    else perhaps.push(file)
  }
  for (const file of perhaps) {
    const parts = path.posix.dirname(file).split('/')
    const isBelow = parts.some((_, index) => ignored.has(parts.slice(0, index + 1).join('/')))
    if (isBelow) ignored.add(file)
    else keep.add(file)
  }
  return found.filter((one) => keep.has(one.path))
}

function parseFilters(lines: readonly string[], base = '.'): Filter[] {
  return lines.flatMap((line) => {
    if (line === '' || line === '!' || line.startsWith('#') || /^\s+$/.test(line)) return []
    const isNegation = line.startsWith('!')
    const pattern = (isNegation ? line.slice(1) : line).replace(/\/\r?$/, '').trim()
    if (pattern === '') return []
    const matches = makeMatcher(pattern)
    const byName = base === '.'
    return {
      base,
      isNegation,
      matches(file) {
        const local = byName ? file : path.posix.relative(base, file)
        return matches(local) || matches(`/${local}`) || (byName && matches(path.posix.basename(file)))
      },
    } satisfies Filter
  })
}

/**
 * A pattern as micromatch 2 reads it: `dist/**` is not the folder itself, a name in brackets not itself, and a second
 * `!` turns the rest around, whatever bracket it stands before.
 */
function makeMatcher(pattern: string): (name: string) => boolean {
  const isTurned = pattern.startsWith('!')
  const rest = (isTurned ? pattern.slice(1) : pattern).replace(/\/\*\*$/, '/**/*')
  // An empty pattern, as an empty text in `files` leaves it, matches nothing.
  if (rest === '') return () => isTurned
  // What is left of a space in `files`: everything.
  if (rest === '/**/*') return (name) => /^\/./.test(name) !== isTurned
  const expression = picomatch.makeRe(rest, { dot: true, nocase: true, literalBrackets: false })
  return (name) => expression.test(name) !== isTurned
}

async function walk(folder: string, relative: string): Promise<KeptPath[]> {
  const names = await readdir(path.join(folder, relative))
  const found: KeptPath[] = []
  for (const name of names.sort()) {
    if (relative === '' ? NEVER_WALKED.includes(name) : NEVER_WALKED.includes(name)) continue
    const file = relative === '' ? name : `${relative}/${name}`
    const isFolder = (await lstat(path.join(folder, file))).isDirectory()
    found.push({ path: file, isFolder })
    if (isFolder) found.push(...(await walk(folder, file)))
  }
  return found
}
