import { type Dirent, readdirSync } from 'node:fs'
import path, { posix } from 'node:path'
import picomatch from 'picomatch'
import { readRegular } from '../../repository/read-regular.ts'
import { assertRegularFile } from './ignore-file-guard.ts'

/** A pattern of `files` or of an ignore file, as Bun reads it. */
export interface Pattern {
  readonly isNegated: boolean
  /** It holds a slash at its beginning or in the middle, and counts from its own folder. */
  readonly isPath: boolean
  readonly isDeep: boolean
  readonly foldersOnly: boolean
  matches(name: string): boolean
}

export interface IgnoreFile {
  /** Folders between the package and the file. */
  readonly depth: number
  readonly patterns: readonly Pattern[]
}

/** Bun's lists (bun 1.4, pack_command): the first cannot be taken back, nor can those of version control and .npmrc. */
export const NEVER_AT_ROOT = new Set([
  'package-lock.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lockb',
  'bun.lock',
])
const NEVER = ['.git', '.hg', '.npmrc']
/** What `files` cannot name either. */
export const NEVER_INCLUDED = ['.git', '.npmrc']
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
export const ALWAYS = /^(?:package\.json|(?:LICEN[SC]E|README)(?:\..+)?)$/
const ALWAYS_WITHOUT_FILES = /^(?:CHANGELOG|CHANGELOG\..+)$/

const isNever = picomatch(NEVER, { dot: true })
const isIgnoredName = picomatch(IGNORED, { dot: true })

export const measureDepth = (relative: string) => (relative === '' ? 0 : relative.split('/').length)

export function readEntries(folder: string, relative: string): Entry[] {
  return readdirSync(path.join(folder, relative), { withFileTypes: true })
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map((entry) =>
      Object.assign(entry, { place: relative === '' ? entry.name : `${relative}/${entry.name}` }),
    )
}

export type Entry = Dirent & { readonly place: string }

export function isExcluded(
  entry: Entry,
  ignores: readonly IgnoreFile[],
  { isBundled = false, isOut = false }: { readonly isBundled?: boolean; readonly isOut?: boolean } = {},
): boolean {
  const { name, place } = entry
  const isRoot = !isBundled && !place.includes('/')
  const isAlways = ALWAYS.test(name) || ALWAYS_WITHOUT_FILES.test(name)
  if (isRoot && !entry.isDirectory() && isAlways) return false
  if (isNeverPacked(entry, isRoot)) return true
  return isIgnoredBy(entry, ignores, isOut || isIgnoredName(name))
}

/** What no pattern takes back. */
export function isNeverPacked({ name, place }: Entry, isRoot = !place.includes('/')): boolean {
  return (isRoot && NEVER_AT_ROOT.has(name)) || isNever(name)
}

/** Ignore files, from that of the package on; the last pattern that matches has it. */
function isIgnoredBy(entry: Entry, ignores: readonly IgnoreFile[], isIgnored: boolean): boolean {
  const { name, place } = entry
  const isFolder = entry.isDirectory()
  let isOut = isIgnored
  for (const { depth, patterns } of ignores) {
    const local = place.split('/').slice(depth).join('/')
    for (const pattern of patterns) {
      if (pattern.foldersOnly && !isFolder) continue
      if (pattern.matches(pattern.isPath ? local : name)) isOut = !pattern.isNegated
    }
  }
  return isOut
}

export async function readIgnoreFile(
  root: string,
  relative: string,
  depth: number,
): Promise<IgnoreFile | null> {
  for (const name of ['.npmignore', '.gitignore']) {
    const file = path.join(root, relative, name)
    assertRegularFile(file, root)
    const text = await readRegular(file).then(String, () => null)
    if (text === null) continue
    const lines = text
      .replace(/^\uFEFF/, '')
      .split('\n')
      .map((line) => line.replace(/\r$/, '').replace(/(?<!\\) +$/, ''))
    return { depth, patterns: parsePatterns(lines.filter((line) => line !== '' && !line.startsWith('#'))) }
  }
  return null
}

export function parsePatterns(lines: readonly string[], { isFiles = false } = {}): Pattern[] {
  return lines.flatMap((line) => {
    let rest = line.replace(/^!+/, '').replace(/^\.\//, '')
    // In `files` a backslash is a slash of Windows; in ignore files it takes the meaning from what follows.
    if (isFiles) rest = rest.replaceAll('\\', '/')
    const isPathAsWritten = rest
      .replace(/^\*\*\//, '')
      .replace(/\/$/, '')
      .includes('/')
    // There, ways there and back are gone before anything is compared.
    if (isFiles && rest !== '') rest = posix.normalize(rest).replace(/^\.\/?$/, '')
    const isDeep = rest.startsWith('**/')
    if (isDeep) rest = rest.slice(3)
    const foldersOnly = rest.endsWith('/')
    if (foldersOnly) rest = rest.slice(0, -1)
    const isPath = isPathAsWritten || rest.includes('/')
    rest = rest.replace(/^\//, '')
    if (rest === '') return []
    // Other than for picomatch, `dist/**` is not the folder itself, a name in brackets does not match itself, and
    // parentheses are part of a name unless a sign before them says otherwise.
    const asBun = rest
      .replace(/\/\*\*$/, '/**/*')
      .replace(/\[!/g, '[^')
      .replace(/(?<![@?*+!\\])\(([^()]*)\)/g, '\\($1\\)')
    const expression = picomatch.makeRe(asBun, {
      dot: true,
      literalBrackets: false,
    })
    return {
      isNegated: line.startsWith('!'),
      isPath,
      isDeep,
      foldersOnly,
      matches: (name) => expression.test(name),
    } satisfies Pattern
  })
}
