import type { Cause, Change } from '../model/report.ts'
import { type IgnoreLine, ignoringLine, readIgnoreLines, spoiltLine } from './ignore-file.ts'
import { addToFiles, addToIgnoreFile, removeFromFiles } from './leave-out.ts'
import { ancestry, canBeNegated, packPattern, pathPattern } from './pack-patterns.ts'
import { PackageFolder } from './package-folder.ts'

/** Why something is in the tarball and the edit that takes it out, where one does. */
export interface FoundCause {
  readonly cause: Cause
  /** Null where no edit of package.json or an ignore file takes it out, or where the package would break. */
  readonly change: Change | null
}

type Manifest = Readonly<Record<string, unknown>>

/** Names that npm packs from the root whatever `files` and ignore files say (npm-packlist, `processPackage`). */
const ALWAYS = /^(readme|copying|license|licence)(?:\..*[^~$])?$/i

/**
 * Tells why npm packs a path of a package's directory, reading `files`, .npmignore and .gitignore as npm 10, 11 and 12
 * do (npm-packlist 8 to 11), and which edit takes it out. Several paths of one finding share the cause of the first;
 * the edit then covers them all.
 */
export function findCause(
  directory: string,
  manifest: Manifest | null,
  path: string | readonly string[],
): FoundCause {
  const paths = typeof path === 'string' ? [path] : path
  const folder = new PackageFolder(directory, manifest)
  const first = paths[0] ?? ''
  return (
    fixedCause(folder, first) ??
    (folder.files === null ? ignoreCause(folder, paths) : filesCause(folder, folder.files, paths))
  )
}

function same(a: unknown, path: string): boolean {
  return typeof a === 'string' && a.replace(/^(?:\.?\/)+/, '') === path
}

/** What is packed whatever the lists say, and needs another remedy than an edit of a list. */
function fixedCause(folder: PackageFolder, path: string): FoundCause | null {
  const because = (member: readonly string[] | null, reason: string): FoundCause => ({
    cause: { path: 'package.json', line: member === null ? null : folder.line(member), reason },
    change: null,
  })
  if (path === 'package.json') return because(null, 'npm always packs package.json')
  const bundled = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]
  if (bundled !== undefined) return bundledCause(folder, bundled)
  const always = ALWAYS.exec(path)?.[1]
  if (always !== undefined)
    return {
      cause: {
        path: null,
        line: null,
        reason: `npm always packs files of the root that are called ${always.toUpperCase()}, with any ending`,
      },
      change: null,
    }
  const { main, browser, bin } = folder.manifest
  if (same(main, path)) return because(['main'], '`main` names it, and npm always packs that')
  if (same(browser, path)) return because(['browser'], '`browser` names it, and npm always packs that')
  if (same(bin, path)) return because(['bin'], '`bin` names it, and npm always packs that')
  const command = Object.entries(typeof bin === 'object' && bin !== null ? bin : {}).find(([, file]) =>
    same(file, path),
  )
  return command === undefined
    ? null
    : because(
        ['bin', command[0]],
        `\`bin\` names it for the command "${command[0]}", and npm always packs that`,
      )
}

function bundledCause(folder: PackageFolder, name: string): FoundCause {
  const key = 'bundleDependencies' in folder.manifest ? 'bundleDependencies' : 'bundledDependencies'
  const list = folder.manifest[key]
  const index = Array.isArray(list) ? list.indexOf(name) : -1
  return {
    cause: {
      path: 'package.json',
      line: folder.line(index === -1 ? [key] : [key, index]),
      reason:
        index === -1
          ? `a dependency that \`${key}\` names brings "${name}" with it`
          : `\`${key}\` names "${name}", and npm packs all of it`,
    },
    change: null,
  }
}

interface FilesMatch {
  readonly index: number
  readonly entry: string
  /** npm takes an entry that is a file on disk for required: no later pattern leaves it out. */
  readonly isRequired: boolean
}

/** The entry of `files` that lets a path in: a required file, else the last one that matches and is not taken back. */
function lettingIn(folder: PackageFolder, files: readonly string[], path: string): FilesMatch | null {
  let found: FilesMatch | null = null
  let required: FilesMatch | null = null
  files.forEach((entry, index) => {
    const negated = entry.startsWith('!')
    const bare = entry.replace(/^!+/, '')
    const pattern = packPattern(bare.endsWith('/*') ? `${bare}*` : bare)
    if (pattern === null) return
    const kind = pattern.isLiteral ? folder.kind(bare) : null
    const covers =
      kind === 'folder' ? ancestry(path).includes(bare.replace(/^\.?\/+|\/+$/g, '')) : pattern.matches(path)
    if (!covers) return
    if (negated) found = null
    else if (kind === 'file') required = { index, entry, isRequired: true }
    else found = { index, entry, isRequired: false }
  })
  return required ?? found
}

function filesCause(folder: PackageFolder, files: readonly string[], paths: readonly string[]): FoundCause {
  const [path = ''] = paths
  const match = lettingIn(folder, files, path)
  const dead = ['.npmignore', '.gitignore'].find((file) => ignoringLine(linesOf(folder, file), path) !== null)
  const deadLine =
    dead === undefined ? '' : `; ${dead} names it too, but npm does not read that beside \`files\``
  if (match === null)
    return {
      cause: {
        path: 'package.json',
        line: folder.line(['files']),
        reason: '`files` or an entry point lets it in',
      },
      change: negation(folder, paths),
    }
  const { index, entry, isRequired } = match
  const isItself = isRequired && entry.replace(/^(?:\.?\/)+/, '') === path
  return {
    cause: {
      path: 'package.json',
      line: folder.line(['files', index]),
      reason: `\`files\` ${isItself ? 'names it' : `has "${entry}", which lets it in`}${deadLine}`,
    },
    change: isItself ? (paths.length === 1 ? removeFromFiles(folder, index) : null) : negation(folder, paths),
  }
}

function negation(folder: PackageFolder, paths: readonly string[]): Change | null {
  const patterns = leavingOut(paths)
  if (!patterns.some((pattern) => pattern.includes('**')) && !paths.every(canBeNegated)) return null
  return addToFiles(
    folder,
    patterns.map((pattern) => `!${pattern}`),
  )
}

function linesOf(folder: PackageFolder, file: string): IgnoreLine[] {
  return readIgnoreLines(folder.text(file) ?? '')
}

function ignoreCause(folder: PackageFolder, paths: readonly string[]): FoundCause {
  const [path = ''] = paths
  const hasNpmignore = folder.text('.npmignore') !== null
  const file = hasNpmignore || folder.text('.gitignore') === null ? '.npmignore' : '.gitignore'
  const lines = linesOf(folder, file)
  const change = addToIgnoreFile(
    folder,
    file,
    leavingOut(paths).map((pattern) => `/${pattern}`),
  )
  const at = (line: IgnoreLine | null, where: string, reason: string): FoundCause => ({
    cause: { path: where, line: line?.line ?? null, reason },
    change,
  })

  const pulled = ignoringLine(lines, path)
  const { main } = folder.manifest
  if (pulled !== null && typeof main === 'string')
    return at(
      pulled,
      file,
      `\`main\` lies in a folder that this line leaves out, and npm then packs the whole folder`,
    )
  const spoilt = spoiltLine(lines, path)
  if (spoilt !== null)
    return at(spoilt, file, 'the comment at the end of this line makes npm look for a name that ends in it')
  const overruled = hasNpmignore ? ignoringLine(linesOf(folder, '.gitignore'), path) : null
  if (overruled !== null)
    return at(
      overruled,
      '.gitignore',
      'this line names it, but npm does not read .gitignore where there is a .npmignore',
    )
  const back = lines.findLast(({ negated, pattern }) => negated && pattern?.matches(path))
  if (back !== undefined) return at(back, file, 'this line lets it in again')
  if (folder.text(file) === null)
    return {
      cause: {
        path: 'package.json',
        line: null,
        reason: 'there is no `files` list and no ignore file, so that npm packs everything',
      },
      change,
    }
  return at(null, file, `there is no \`files\` list, and no line of ${file} names it`)
}

/** Most paths that an edit names one by one. */
const MOST_PATHS = 20

/** Kinds of files of which a package wants all or none. */
const ALL_OF_A_KIND = /\.(?:map|tsbuildinfo|log|bak|orig|heapsnapshot|cpuprofile)$/

/** Patterns for paths: a kind of file in a folder where all are of one kind, a folder where all lie in one, else each. */
function leavingOut(paths: readonly string[]): string[] {
  if (paths.length === 1) return paths.map(pathPattern)
  const tops = [...new Set(paths.map((path) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')))]
  const kind = ALL_OF_A_KIND.exec(paths[0] ?? '')?.[0]
  if (kind !== undefined && paths.every((path) => path.endsWith(kind)))
    return tops.map((top) => (top === '' ? `*${kind}` : `${pathPattern(top)}/**/*${kind}`))
  const [top] = tops
  if (tops.length === 1 && top?.startsWith('.')) return [`${pathPattern(top)}/**`]
  return paths.slice(0, MOST_PATHS).map(pathPattern)
}
