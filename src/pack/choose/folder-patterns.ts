import path from 'node:path'
import picomatch from 'picomatch'
import { makeRelativeToRoot } from '../../repository/config-files.ts'

/** Folders that a command goes through one after another. */
export interface FolderPatterns {
  /** Absolute; what the patterns are told from. */
  readonly root: string
  readonly patterns: readonly string[]
}

const MOST = 100

/** Whether a folder is written as a pattern, or as several. */
export const isPattern = (written: string | null): boolean => written !== null && /[*{]/.test(written)

/** Patterns for a folder as a command has it: one a word of a loop. Null for one that only a run knows. */
export function readFolderPatterns(root: string, written: string | null): FolderPatterns | null {
  if (written === null || !isPattern(written) || /[$`]/.test(written)) return null
  const patterns = expandAlternatives(written)
    .map((one) => path.posix.join('.', one).replace(/(?<=.)\/$/, ''))
    .filter((one) => !one.startsWith('..'))
  return patterns.length === 0 ? null : { root, patterns }
}

/** `{a,b}/c` as `a/c` and `b/c`. */
function expandAlternatives(written: string): string[] {
  const found = /^(.*?)\{([^{}]*,[^{}]*)\}(.*)$/s.exec(written)
  if (found === null) return [written]
  const [, before = '', inner = '', after = ''] = found
  return inner
    .split(',')
    .flatMap((one) => expandAlternatives(`${before}${one}${after}`))
    .slice(0, MOST)
}

/**
 * The folder that is published for a package by a command that goes through several: the package's own, or one below
 * it (`packages/*` and then `dist`). Null where the command does not come by.
 * @param folder absolute
 */
export function findPlaceAmong(folder: string, { root, patterns }: FolderPatterns): string | null {
  const own = makeRelativeToRoot(root, folder) || '.'
  for (const pattern of patterns) {
    if (picomatch(pattern)(own)) return folder
    const [, above = '', below = ''] = /^(.*\*[^/]*)\/([^*]+)$/.exec(pattern) ?? []
    if (above !== '' && picomatch(above)(own)) return path.join(folder, below)
  }
  return null
}

/** The words of a loop as one: what it goes through, written as a pattern. */
export function makeLoopPattern(words: readonly string[]): string {
  const all = words.map((word) => convertListing(word).replace(/^\.\//, '').replace(/\/+$/, ''))
  return all.length > 1 && !all.some((one) => /[$`,]/.test(one)) ? `{${all.join(',')}}` : (all[0] ?? '')
}

/** What `$(ls -d npm/*)`, `$(ls npm)` and `$(find npm -maxdepth 1 -type d)` give, as a pattern. */
function convertListing(word: string): string {
  const list = /^\$\(\s*ls\s+(?:-1\s+)?(-d\s+)?([^\s)$`|]+)\s*\)$/.exec(word)
  if (list !== null) return list[1] === undefined && !list[2]?.includes('*') ? '*' : (list[2] ?? '')
  const found = /^\$\(\s*find\s+([^\s)$`|-]+)\s[^|]*-maxdepth\s+1\b[^|]*\)$/.exec(word)
  return found === null ? word : `${found[1]?.replace(/\/+$/, '')}/*`
}
