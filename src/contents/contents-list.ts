import type { ConfigError } from '../model/config-error.ts'
import { ConfigFileError, type ConfigFiles } from '../repository/config-files.ts'
import { type Glob, GlobError, parseGlob } from '../text/glob.ts'

/** Name of the file, beside package.json, that lists what may ship. */
export const CONTENTS_FILE = 'seaworthy.contents'

/** One line of a contents list. */
export interface ContentsPattern {
  readonly pattern: string
  /** From 1. */
  readonly line: number
}

export interface ContentsList {
  readonly patterns: readonly ContentsPattern[]
  readonly errors: readonly ConfigError[]
}

/** Longest list that is read, in lines. A person reviews it. */
const MAX_LINES = 5000

/**
 * Reads a contents list: one path pattern a line, from the package root; `#` begins a comment, and `\#` a pattern
 * with that character. A list without a pattern is an error: it would make every file an unexpected one.
 */
export function readContentsList(text: string, file: string = CONTENTS_FILE): ContentsList {
  const patterns: ContentsPattern[] = []
  const errors: ConfigError[] = []
  const fail = (line: number, column: number, message: string) => errors.push({ file, line, column, message })
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  lines.slice(0, MAX_LINES).forEach((content, index) => {
    const pattern = content.trim().replace(/^\\#/, '#')
    if (pattern === '' || content.trimStart().startsWith('#')) return
    try {
      parseGlob(pattern)
      patterns.push({ pattern, line: index + 1 })
    } catch (error) {
      if (!(error instanceof GlobError)) throw error
      fail(
        index + 1,
        content.length - content.trimStart().length + 1,
        `This path pattern cannot be used: ${error.message}.`,
      )
    }
  })
  if (lines.length > MAX_LINES)
    fail(
      MAX_LINES + 1,
      1,
      `The list has more than ${MAX_LINES} lines. Write patterns like dist/**/*.js instead of single files.`,
    )
  if (patterns.length === 0 && errors.length === 0)
    fail(
      1,
      1,
      'The list has no pattern, so that every file would be unexpected. Write it with `seaworthy init --contents`, or delete it.',
    )
  return { patterns, errors }
}

/**
 * The contents list beside a package.json, from a checkout or a commit; null if there is none. Its patterns are the
 * option `contents` of the rule `file/unexpected`.
 */
export async function loadContentsList(files: ConfigFiles, folder: string): Promise<ContentsList | null> {
  const file = folder === '' ? CONTENTS_FILE : `${folder}/${CONTENTS_FILE}`
  try {
    const bytes = await files.read(file)
    return bytes === null ? null : readContentsList(new TextDecoder().decode(bytes), file)
  } catch (error) {
    if (!(error instanceof ConfigFileError)) throw error
    return { patterns: [], errors: [{ file, line: null, column: null, message: error.message }] }
  }
}

/** What npm packs whatever `files` says: in every list, whether it is there today or not. */
const ALWAYS = ['package.json', 'README*', 'LICENSE*', 'CHANGELOG*'] as const
/** A folder with more kinds of files than this is named as a whole. */
const MOST_KINDS = 10
/** As many files without an extension in one folder are named one by one. */
const MOST_PLAIN = 6

/** `.d.ts.map` and the like count as one extension, because they ship for one reason. */
function readKind(name: string): string | null {
  return (
    /\.(?:d\.[cm]?ts(?:\.map)?|[a-z0-9]+\.map|[a-z0-9_-]+)$/i.exec(name.replace(/^\./, ''))?.[0].slice(1) ??
    null
  )
}

function escapePattern(path: string): string {
  return path.replace(/[\\*?[\]{}]/g, '\\$&').replace(/^#/, '\\#')
}

function isAlways(path: string): boolean {
  return !path.includes('/') && /^(?:package\.json$|readme|licen[cs]e|changelog)/i.test(path)
}

function listFolderPatterns(folder: string, paths: readonly string[]): string[] {
  const kinds = new Set<string>()
  const plain: string[] = []
  for (const path of paths) {
    const kind = readKind(path.slice(path.lastIndexOf('/') + 1))
    if (kind === null) plain.push(path)
    else kinds.add(escapePattern(kind))
  }
  if (kinds.size > MOST_KINDS || plain.length > MOST_PLAIN) return [`${escapePattern(folder)}/**`]
  const sorted = [...kinds].sort()
  const [only] = sorted
  const all =
    only === undefined
      ? []
      : [`${escapePattern(folder)}/**/*.${sorted.length === 1 ? only : `{${sorted.join(',')}}`}`]
  return [...all, ...plain.sort().map(escapePattern)]
}

/**
 * A list that lets in exactly the kinds of files that are there: root files by name, folders by extension. Every
 * given path matches one of the patterns.
 */
export function suggestContents(paths: Iterable<string>): string[] {
  const root: string[] = []
  const byFolder = new Map<string, string[]>()
  for (const path of new Set(paths)) {
    const slash = path.indexOf('/')
    if (slash === -1) root.push(path)
    else {
      const inside = byFolder.get(path.slice(0, slash)) ?? []
      inside.push(path)
      byFolder.set(path.slice(0, slash), inside)
    }
  }
  const own = root.filter((path) => !isAlways(path)).sort()
  const odd = root.filter((path) => isAlways(path) && !ALWAYS.some((known) => covers(known, path)))
  const folders = [...byFolder].sort(([a], [b]) => (a < b ? -1 : 1))
  return [
    ...ALWAYS,
    ...odd.map(escapePattern),
    ...own.map(escapePattern),
    ...folders.flatMap(([name, inside]) => listFolderPatterns(name, inside)),
  ]
}

function covers(known: string, path: string): boolean {
  return known.endsWith('*') ? path.startsWith(known.slice(0, -1)) : path === known
}

/** A list as `seaworthy init --contents` writes it. */
export function formatContentsList(patterns: readonly string[]): string {
  return `# What may be in the published package. Anything else is an error until a line here says otherwise.\n${patterns.join('\n')}\n`
}

/** The patterns of a list, ready to match. */
export function compileContentsGlobs(
  patterns: readonly ContentsPattern[],
): (ContentsPattern & { readonly glob: Glob })[] {
  return patterns.map((one) => ({ ...one, glob: parseGlob(one.pattern) }))
}
