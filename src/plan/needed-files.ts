import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { makeServedTest } from '../knowledge/served-folders.ts'
import { listTexts } from '../rules/manifest/content/entry-targets.ts'
import { normaliseEntryPath } from '../rules/manifest/content/members.ts'
import { type EntryTargets, findEntryTargets, resolveInPackage } from './entry-targets.ts'
import { listStartedFiles } from './started-files.ts'

/** Largest file that is searched for what it loads, and bytes of all together. */
const MOST_BYTES = 8 * 1024 ** 2
const MOST_TOGETHER = 64 * 1024 ** 2
/** Files whose text may load others. */
const LOADS = /\.(?:[cm]?[jt]sx?|json|css|scss|less|vue|svelte|html|gypi?)$|(?:^|\/)[^./]+$/
/** What comes before a relative path that is loaded. */
const LOADED =
  /(?:\bfrom|\bimport|\brequire|\brequire\.resolve|\bURL|\bresolve|\bjoin|\burl|\breference\s+path\s*=)\s*\(?\s*(?:__dirname\s*,\s*)?["'`]?(\.{1,2}\/[^"'`\s)]{1,300}|[\w@.-]+\/[^"'`\s)]{1,300})/g
/** A relative path in quotes. */
const QUOTED = /["'`](\.{1,2}\/[^"'`\s]{0,300})["'`]/g
/** A word or path in quotes that may be put together to a path. */
const MENTIONED = /["'`/]([\w@.-]{1,100})(?=["'`/])/g

/** The files of a package by how they hang together. */
export interface NeededFiles {
  /** Loaded by what package.json names, at any remove. By path, the file that loads it; null for package.json. */
  readonly loaded: ReadonlyMap<string, string | null>
  /** What the loaded files may read at run time: every name of a file or folder of the root that they mention. */
  readonly mentioned: ReadonlySet<string>
  readonly targets: EntryTargets
  /** Files that package.json names in any member, for whichever program: a theme, an icon, a collection of schematics. */
  readonly named: ReadonlySet<string>
  /** The dependency that reads a path when the package is started; null where none does. */
  servedBy(path: string): string | null
}

/**
 * Follows the relative imports of a package from the files that package.json names, by reading; nothing is run.
 * @param directory absolute
 * @param packed what is in the tarball
 */
export function findNeededFiles(
  directory: string,
  manifest: Readonly<Record<string, unknown>>,
  packed: ReadonlySet<string>,
): NeededFiles {
  const targets = findEntryTargets(manifest, packed)
  const loaded = new Map<string, string | null>()
  const mentioned = new Set<string>()
  const tops = new Set([...packed].map(readTopFolderOf))
  const waiting: string[] = []
  const reach = (file: string, by: string | null): void => {
    if (loaded.has(file) || !packed.has(file)) return
    loaded.set(file, by)
    waiting.push(file)
  }
  const started = listStartedFiles(manifest, packed)
  const carried = findCarriedModules(packed)
  for (const file of [...targets.files, ...findCodeIn(targets.folders, packed), ...started]) reach(file, null)
  let left = MOST_TOGETHER
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const text = LOADS.test(file) ? readText(path.join(directory, file), left) : ''
    left -= text.length
    for (const found of findLoadedBy(file, text, packed)) reach(found, file)
    for (const found of carried(file, text)) reach(found, file)
    for (const name of findMentionedBy(file, text)) if (tops.has(name)) mentioned.add(name)
  }
  return {
    loaded,
    mentioned,
    targets,
    named: findNamedFiles(manifest, packed),
    servedBy: makeServedTest(manifest),
  }
}

/** Members of package.json whose texts name nothing that users of the package need. */
const OF_DEVELOPMENT = new Set([
  ...['scripts', 'files', 'workspaces', 'publishConfig', 'repository', 'keywords', 'description'],
  ...[
    'dependencies',
    'devDependencies',
    'peerDependencies',
    'optionalDependencies',
    'overrides',
    'resolutions',
  ],
  ...[
    'jest',
    'ava',
    'mocha',
    'nyc',
    'c8',
    'tap',
    'babel',
    'eslintConfig',
    'eslintIgnore',
    'stylelint',
    'prettier',
  ],
  ...[
    'xo',
    'standard',
    'tsup',
    'lint-staged',
    'husky',
    'pre-commit',
    'release',
    'commitlint',
    'config',
    'seaworthy',
  ],
  ...[
    'name',
    'version',
    'type',
    'license',
    'author',
    'contributors',
    'homepage',
    'bugs',
    'funding',
    'directories',
  ],
  ...[
    'size-limit',
    'bundlesize',
    'build',
    'source',
    'wireit',
    'nodemonConfig',
    'browserslist',
    'volta',
    'pnpm',
  ],
])

/** Packed files that any other member names, or a folder that it names has. */
function findNamedFiles(
  manifest: Readonly<Record<string, unknown>>,
  packed: ReadonlySet<string>,
): Set<string> {
  const members = Object.entries(manifest).filter(([name]) => !OF_DEVELOPMENT.has(name))
  const texts = new Set(members.flatMap(([, value]) => listTexts(value)).map(normaliseEntryPath))
  return new Set(
    [...packed].filter((path) => texts.has(path) || listFolders(path).some((one) => texts.has(one))),
  )
}

function listFolders(path: string): string[] {
  const segments = path.split('/').slice(0, -1)
  return segments.map((_, depth) => segments.slice(0, depth + 1).join('/'))
}

/** The code of folders that package.json opens as a whole. */
function findCodeIn(folders: ReadonlySet<string>, packed: ReadonlySet<string>): string[] {
  return [...packed].filter(
    (file) =>
      /\.[cm]?js$/.test(file) &&
      [...folders].some((folder) => folder === '' || file.startsWith(`${folder}/`)),
  )
}

function findLoadedBy(file: string, text: string, packed: ReadonlySet<string>): string[] {
  const folder = path.posix.dirname(file)
  return [...text.matchAll(LOADED)]
    .flatMap(([, name = '']) => resolveInPackage(path.posix.join(folder, removeQuery(name)), packed))
    .filter((found) => !isSettings(found))
}

/** A module that is loaded by its name, and how such names look. */
const BY_NAME =
  /(?:\bfrom|\bimport|\brequire|\brequire\.resolve)\s*\(?\s*["'`]((?:@[\w.-]+\/)?[\w][\w.-]*)(?:\/[^"'`\s]*)?["'`]/g

/**
 * The files of modules that a package carries in a node_modules folder beside its code, as servers that are built whole
 * do: all of a module, once a file loads it by its name from where node would find it there.
 */
function findCarriedModules(packed: ReadonlySet<string>): (file: string, text: string) => readonly string[] {
  const modules = new Map<string, string[]>()
  for (const file of packed) {
    const place = /^((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]
    if (place === undefined) continue
    const known = modules.get(place)
    if (known === undefined) modules.set(place, [file])
    else known.push(file)
  }
  if (modules.size === 0) return () => []
  return (file, text) => {
    const names = new Set([...text.matchAll(BY_NAME)].map(([, name = '']) => name))
    const found: string[] = []
    for (const name of names)
      for (let folder = path.posix.dirname(file); ; folder = path.posix.dirname(folder)) {
        const files = modules.get(path.posix.join(folder, 'node_modules', name))
        found.push(...(files ?? []))
        if (files !== undefined || folder === '.' || folder === '/') break
      }
    return found
  }
}

/** Settings are read where they are; a package without them runs. */
function isSettings(file: string): boolean {
  return path.posix.basename(file).startsWith('.env')
}

function findMentionedBy(file: string, text: string): string[] {
  const folder = path.posix.dirname(file)
  const quoted = [...text.matchAll(QUOTED)]
    .map(([, name = '']) => path.posix.join(folder, removeQuery(name)))
    .filter((joined) => !joined.startsWith('..'))
    .map((joined) => readTopFolderOf(joined))
  return [...quoted, ...[...text.matchAll(MENTIONED)].map(([, word = '']) => word)]
}

/** The outermost folder of a path, or the file itself where it lies in the root. */
export function readTopFolderOf(file: string): string {
  const slash = file.indexOf('/')
  return slash === -1 ? file : file.slice(0, slash)
}

const removeQuery = (name: string): string => name.replace(/[?#].*$/, '')

function readText(file: string, left: number): string {
  try {
    const facts = statSync(file)
    return facts.isFile() && facts.size <= Math.min(MOST_BYTES, left) ? readFileSync(file, 'utf8') : ''
  } catch {
    return ''
  }
}
