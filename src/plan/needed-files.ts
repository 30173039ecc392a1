import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { type EntryTargets, entryTargets, resolved } from './entry-targets.ts'

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
}

/**
 * Follows the relative imports of a package from the files that package.json names, by reading; nothing is run.
 * @param directory absolute
 * @param packed what is in the tarball
 */
export function neededFiles(
  directory: string,
  manifest: Readonly<Record<string, unknown>>,
  packed: ReadonlySet<string>,
): NeededFiles {
  const targets = entryTargets(manifest, packed)
  const loaded = new Map<string, string | null>()
  const mentioned = new Set<string>()
  const tops = new Set([...packed].map(topOf))
  const waiting: string[] = []
  const reach = (file: string, by: string | null): void => {
    if (loaded.has(file) || !packed.has(file)) return
    loaded.set(file, by)
    waiting.push(file)
  }
  for (const file of targets.files) reach(file, null)
  for (const folder of targets.folders)
    for (const file of packed)
      if ((folder === '' || file.startsWith(`${folder}/`)) && /\.[cm]?js$/.test(file)) reach(file, null)
  let left = MOST_TOGETHER
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const text = LOADS.test(file) ? textOf(path.join(directory, file), left) : ''
    left -= text.length
    const folder = path.posix.dirname(file)
    // Settings are read where they are; a package without them runs.
    for (const [, name = ''] of text.matchAll(LOADED))
      for (const found of resolved(path.posix.join(folder, withoutQuery(name)), packed))
        if (!path.posix.basename(found).startsWith('.env')) reach(found, file)
    for (const [, name = ''] of text.matchAll(QUOTED)) {
      const joined = path.posix.join(folder, withoutQuery(name))
      if (!joined.startsWith('..')) mentioned.add(topOf(joined.endsWith('/') ? `${joined}x` : joined))
    }
    for (const [, word = ''] of text.matchAll(MENTIONED)) if (tops.has(word)) mentioned.add(word)
  }
  return { loaded, mentioned, targets }
}

/** The outermost folder of a path, or the file itself where it lies in the root. */
export function topOf(file: string): string {
  const slash = file.indexOf('/')
  return slash === -1 ? file : file.slice(0, slash)
}

const withoutQuery = (name: string): string => name.replace(/[?#].*$/, '')

function textOf(file: string, left: number): string {
  try {
    const { size } = statSync(file)
    return size > MOST_BYTES || size > left ? '' : readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
