import { lstat, readdir } from 'node:fs/promises'
import path from 'node:path'
import picomatch from 'picomatch'
import { CannotLook } from '../../model/cannot-look.ts'
import { readRegular } from '../../repository/read-regular.ts'
import { assertRegularFile } from './ignore-file-guard.ts'
import { readBinMembers } from './npm-list.ts'

type Manifest = Readonly<Record<string, unknown>>

interface PatternList {
  readonly accept: string[]
  readonly reject: string[]
}

/** Yarn's lists of what always and what never goes into a tarball (@yarnpkg/plugin-pack 4, packUtils.ts). */
const ALWAYS = [
  '/package.json',
  ...['readme', 'license', 'licence', 'changelog'].flatMap((name) => [`/${name}`, `/${name}.*`]),
]
const NEVER = [
  '/package.tgz',
  '.github',
  '.git',
  '.hg',
  'node_modules',
  '.npmignore',
  '.gitignore',
  '.#*',
  '.DS_Store',
]
/** Yarn's own files of the project's root, by their default names. */
const OF_THE_ROOT = [
  '/yarn.lock',
  '/.yarn/cache',
  '/.yarn/install-state.gz',
  '/.yarn/__virtual__',
  '/.yarn/unplugged',
  '/.pnp.cjs',
  '/.pnp.data.json',
  '/.pnp.loader.mjs',
]

export interface YarnListOptions {
  /** Absolute. */
  readonly folder: string
  /** As it is in the folder. */
  readonly manifest: Manifest
  /** Absolute root of the project: the workspace's, or the package's own folder. */
  readonly root: string
  /** Folders of the other workspaces, absolute. */
  readonly workspaces: readonly string[]
  /** As .yarnrc.yml has it, relative to the root; null where it has none. */
  readonly yarnPath: string | null
}

/**
 * The files that Yarn 2 and later pack, in the order of the tarball: a list of its own, which knows no .npmrc to leave
 * out and no ignore file above the package. Links are packed as links.
 */
export async function listYarnFiles(options: YarnListOptions): Promise<string[]> {
  const { folder, manifest } = options
  const always: PatternList = { accept: [...ALWAYS], reject: [...NEVER, '.yarnrc.yml'] }
  if (options.root === folder) {
    always.reject.push(...OF_THE_ROOT)
    if (options.yarnPath !== null) always.reject.push(path.posix.resolve('/', options.yarnPath))
  }
  for (const workspace of options.workspaces) {
    const relative = path.relative(folder, workspace).split(path.sep).join('/')
    if (relative !== '' && !/^(?:\.\.)?\//.test(relative)) always.reject.push(`/${relative}`)
  }
  const own: PatternList = { accept: listEntryPoints(manifest), reject: [] }
  const files = Array.isArray(manifest.files) ? manifest.files : null
  if (files !== null) {
    own.reject.push('/*')
    for (const file of files) if (typeof file === 'string') addPattern(own.accept, file, '/')
  }
  return walk(folder, files !== null, always, own)
}

function listEntryPoints(manifest: Manifest): string[] {
  const config = isMembers(manifest.publishConfig) ? manifest.publishConfig : {}
  const readField = (field: string) => config[field] ?? manifest[field]
  const browser = readField('browser')
  const named = [
    readField('main'),
    readField('module'),
    ...(isMembers(browser) ? Object.entries(browser).flat() : [browser]),
  ]
  const bins = Object.values(readBinMembers(readField('bin'), manifest.name) ?? {})
  return [...named, ...bins]
    .filter((file): file is string => typeof file === 'string' && file !== '')
    .map((file) => path.posix.resolve('/', file))
}

async function walk(
  folder: string,
  hasFiles: boolean,
  always: PatternList,
  own: PatternList,
): Promise<string[]> {
  const found: string[] = []
  const waiting: { place: string; lists: readonly PatternList[] }[] = [{ place: '/', lists: [own] }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { place, lists } = next
    const facts = await lstat(path.join(folder, place))
    if (isIgnored(place, always, facts.isDirectory() ? null : lists)) continue
    if (!facts.isDirectory()) {
      if (facts.isFile() || facts.isSymbolicLink()) found.push(place.slice(1))
      continue
    }
    const names = await readdir(path.join(folder, place))
    const readsIgnoreFiles = !hasFiles || place !== '/'
    const file = ['.npmignore', '.gitignore'].find((name) => readsIgnoreFiles && names.includes(name))
    const below = file === undefined ? lists : [await readIgnoreFile(folder, place, file), ...lists]
    const inside = isIgnored(place, always, lists) ? [...lists, { accept: [], reject: ['**/*'] }] : below
    for (const name of names) waiting.push({ place: path.posix.join(place, name), lists: inside })
  }
  return found.sort()
}

async function readIgnoreFile(folder: string, place: string, name: string): Promise<PatternList> {
  const list: PatternList = { accept: [], reject: [] }
  assertRegularFile(path.join(folder, place, name), folder)
  const text = String(await readRegular(path.join(folder, place, name)))
  for (const line of text.split('\n')) addPattern(list.reject, line, place)
  return list
}

/** A pattern with a slash in it counts from its own folder; any other one names a last segment anywhere. */
function addPattern(patterns: string[], line: string, place: string): void {
  const trimmed = line.trim()
  if (trimmed === '' || trimmed.startsWith('#')) return
  const bare = trimmed.replace(/^!/, '')
  if (bare === '')
    throw new CannotLook(
      `${place === '/' ? 'A pattern' : `A pattern in ${place.slice(1)}`} is a "!" and nothing more, and Yarn does not pack such a package. Take it out of "files" in package.json or of the ignore file.`,
    )
  const resolved = /\.?\//.test(bare) ? path.posix.resolve(place, bare) : bare
  patterns.push(trimmed.startsWith('!') ? `!${resolved}` : resolved)
}

function isIgnored(place: string, always: PatternList, lists: readonly PatternList[] | null): boolean {
  for (const { accept, reject } of [always, ...(lists ?? [])]) {
    const accepted = matchPlace(place, accept)
    if (accepted !== 'no') return accepted === 'negated'
    const rejected = matchPlace(place, reject)
    if (rejected !== 'no') return rejected === 'yes'
  }
  return false
}

const matchers = new WeakMap<readonly string[], Record<'yes' | 'negated', (place: string) => boolean>>()

function matchPlace(place: string, patterns: readonly string[]): 'yes' | 'negated' | 'no' {
  let known = matchers.get(patterns)
  if (known === undefined) {
    known = {
      negated: makeMatcher(patterns.filter((one) => one.startsWith('!')).map((one) => one.slice(1))),
      yes: makeMatcher(patterns.filter((one) => !one.startsWith('!'))),
    }
    matchers.set(patterns, known)
  }
  return known.negated(place) ? 'negated' : known.yes(place) ? 'yes' : 'no'
}

function makeMatcher(patterns: readonly string[]): (place: string) => boolean {
  const paths = patterns.filter((pattern) => pattern.includes('/'))
  const names = patterns.filter((pattern) => !pattern.includes('/'))
  const byPath = picomatch(paths, { dot: true, nocase: true })
  const byName = picomatch(names, { dot: true, nocase: true, basename: true })
  return (place) => (paths.length > 0 && byPath(place)) || (names.length > 0 && byName(place))
}

function isMembers(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
