import { PACKER_TITLES, type PackerName } from '../model/packing.ts'
import type { Cause } from '../model/report.ts'
import { findIgnoringLine, findSpoiltLine, type IgnoreLine, readIgnoreLines } from './ignore-file.ts'
import { listAncestry, packPattern } from './pack-patterns.ts'
import { PackageFolder } from './package-folder.ts'

type Manifest = Readonly<Record<string, unknown>>

/** Names that a packer packs from the root whatever `files` and ignore files say (npm-packlist, `processPackage`). */
const ALWAYS: Readonly<Record<PackerName, RegExp>> = {
  npm: /^(readme|copying|license|licence)(?:\..*[^~$])?$/i,
  pnpm: /^(readme|copying|license|licence)(?:\..*[^~$])?$/i,
  yarn: /^(readme|license|licence|changelog)(?:\..*)?$/i,
  bun: /^(README|LICENSE|LICENCE)(?:\..+)?$/,
}
/** Members of package.json that name one file, by the packers that always pack it. */
const ALWAYS_NAMED: Readonly<Record<PackerName, readonly string[]>> = {
  npm: ['main', 'browser', 'bin'],
  pnpm: ['main', 'browser', 'bin'],
  yarn: ['main', 'module', 'browser', 'bin'],
  bun: ['bin'],
}

/**
 * Tells why a path of a package's directory is packed, reading `files`, .npmignore and .gitignore as npm 10, 11 and 12
 * do (npm-packlist 8 to 11), and the other packers alike.
 * @param packer the one that publishes, and is named
 */
export function findCause(
  directory: string,
  manifest: Manifest | null,
  path: string,
  packer: PackerName = 'npm',
): Cause {
  return findCauseIn(new PackageFolder(directory, manifest), path, packer)
}

/** The same in a folder that is asked about many paths. */
export function findCauseIn(folder: PackageFolder, path: string, packer: PackerName): Cause {
  const who = PACKER_TITLES[packer]
  return (
    findFixedCause(folder, path, packer) ??
    (folder.files === null ? ignoreCause(folder, path, who) : explainByFiles(folder, folder.files, path, who))
  )
}

function isSamePath(a: unknown, path: string): boolean {
  return typeof a === 'string' && a.replace(/^(?:\.?\/)+/, '') === path
}

/** Why a path is packed whatever the lists say; null where a list decides. */
export function findFixedCause(folder: PackageFolder, path: string, packer: PackerName): Cause | null {
  const who = PACKER_TITLES[packer]
  const explain = (member: readonly string[] | null, reason: string): Cause => ({
    path: 'package.json',
    line: member === null ? null : folder.findLine(member),
    reason,
  })
  if (path === 'package.json') return explain(null, `${who} always packs package.json`)
  const bundled = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]
  if (bundled !== undefined) return explainBundled(folder, bundled, who)
  const always = ALWAYS[packer].exec(path)?.[1]
  if (always !== undefined)
    return {
      path: null,
      line: null,
      reason: `${who} always packs a file of the root that is called ${always.toUpperCase()}, with any ending`,
    }
  const { bin, directories } = folder.manifest
  const member = ALWAYS_NAMED[packer].find((name) => isSamePath(folder.manifest[name], path))
  if (member !== undefined) return explain([member], `\`${member}\` names it, and ${who} always packs that`)
  const command = Object.entries(typeof bin === 'object' && bin !== null ? bin : {}).find(([, file]) =>
    isSamePath(file, path),
  )
  if (command !== undefined)
    return explain(
      ['bin', command[0]],
      `\`bin\` names it for the command "${command[0]}", and ${who} always packs that`,
    )
  const commands =
    typeof directories === 'object' && directories !== null && 'bin' in directories ? directories.bin : null
  const isCommand =
    typeof commands === 'string' && path.startsWith(`${commands.replace(/^(?:\.?\/)+|\/+$/g, '')}/`)
  return isCommand && bin === undefined && (packer === 'npm' || packer === 'pnpm' || packer === 'bun')
    ? explain(
        ['directories', 'bin'],
        `\`directories.bin\` names its folder, and ${who} packs every file in there`,
      )
    : null
}

function explainBundled(folder: PackageFolder, name: string, who: string): Cause {
  const key = 'bundleDependencies' in folder.manifest ? 'bundleDependencies' : 'bundledDependencies'
  const list = folder.manifest[key]
  const index = Array.isArray(list) ? list.indexOf(name) : -1
  return {
    path: 'package.json',
    line: folder.findLine(index === -1 ? [key] : [key, index]),
    reason:
      index === -1
        ? `a dependency that \`${key}\` names brings "${name}" with it`
        : `\`${key}\` names "${name}", and ${who} packs all of it`,
  }
}

interface FilesMatch {
  readonly index: number
  readonly entry: string
  /** npm takes an entry that is a file on disk for required: no later pattern leaves it out. */
  readonly isRequired: boolean
}

/** The entry of `files` that lets a path in: a required file, else the last one that matches and is not taken back. */
function findLettingEntry(folder: PackageFolder, files: readonly string[], path: string): FilesMatch | null {
  let found: FilesMatch | null = null
  let required: FilesMatch | null = null
  files.forEach((entry, index) => {
    const negated = entry.startsWith('!')
    const bare = entry.replace(/^!+/, '')
    const pattern = packPattern(bare.endsWith('/*') ? `${bare}*` : bare)
    if (pattern === null) return
    const kind = pattern.isLiteral ? folder.findKind(bare) : null
    const covers =
      kind === 'folder'
        ? listAncestry(path).includes(bare.replace(/^\.?\/+|\/+$/g, ''))
        : pattern.matches(path)
    if (!covers) return
    if (negated) found = null
    else if (kind === 'file') required = { index, entry, isRequired: true }
    else found = { index, entry, isRequired: false }
  })
  return required ?? found
}

function explainByFiles(folder: PackageFolder, files: readonly string[], path: string, who: string): Cause {
  const match = findLettingEntry(folder, files, path) ?? findLettingFolder(folder, files, path)
  const dead = ['.npmignore', '.gitignore'].find(
    (file) => findIgnoringLine(readIgnoreFile(folder, file), path) !== null,
  )
  const deadLine =
    dead === undefined ? '' : `; ${dead} names it too, but ${who} does not read that beside \`files\``
  if (match === null)
    return {
      path: 'package.json',
      line: folder.findLine(['files']),
      reason: '`files` or an entry point lets it in',
    }
  const { index, entry, isRequired } = match
  const isItself = isRequired && entry.replace(/^(?:\.?\/)+/, '') === path
  return {
    path: 'package.json',
    line: folder.findLine(['files', index]),
    reason: `\`files\` ${isItself ? 'names it' : `has "${entry}", which lets it in`}${deadLine}`,
  }
}

/** The entry that matches a folder above the path: npm 12 packs what lies in it. */
function findLettingFolder(folder: PackageFolder, files: readonly string[], path: string): FilesMatch | null {
  for (const above of listAncestry(path).slice(0, -1).reverse()) {
    const match = findLettingEntry(folder, files, above)
    if (match !== null) return match
  }
  return null
}

function readIgnoreFile(folder: PackageFolder, file: string): IgnoreLine[] {
  return readIgnoreLines(folder.readText(file) ?? '')
}

function ignoreCause(folder: PackageFolder, path: string, who: string): Cause {
  const inner = explainByInnerIgnore(folder, path)
  if (inner !== null) return inner
  const hasNpmignore = folder.readText('.npmignore') !== null
  const file = hasNpmignore || folder.readText('.gitignore') === null ? '.npmignore' : '.gitignore'
  const lines = readIgnoreFile(folder, file)
  const explainLine = (line: IgnoreLine | null, where: string, reason: string): Cause => ({
    path: where,
    line: line?.line ?? null,
    reason,
  })

  const pulled = findIgnoringLine(lines, path)
  const { main } = folder.manifest
  if (pulled !== null && typeof main === 'string')
    return explainLine(
      pulled,
      file,
      `\`main\` lies in a folder that this line leaves out, and ${who} then packs the whole folder`,
    )
  const spoilt = findSpoiltLine(lines, path)
  if (spoilt !== null)
    return explainLine(
      spoilt,
      file,
      `the comment at the end of this line makes ${who} look for a name that ends in it`,
    )
  const overruled = hasNpmignore ? findIgnoringLine(readIgnoreFile(folder, '.gitignore'), path) : null
  if (overruled !== null)
    return explainLine(
      overruled,
      '.gitignore',
      `this line names it, but ${who} does not read .gitignore where there is a .npmignore`,
    )
  const back = lines.findLast(({ negated, pattern }) => negated && pattern?.matches(path))
  if (back !== undefined) return explainLine(back, file, 'this line lets it in again')
  if (folder.readText(file) === null)
    return {
      path: 'package.json',
      line: null,
      reason: `there is no \`files\` list and no ignore file, so ${who} packs everything`,
    }
  return explainLine(null, file, `there is no \`files\` list, and no line of ${file} names it`)
}

/** The line of an ignore file in a folder above the path that lets it in again: the deepest has the last word. */
function explainByInnerIgnore(folder: PackageFolder, path: string): Cause | null {
  for (const above of listAncestry(path).slice(0, -1).reverse()) {
    const file = ['.npmignore', '.gitignore']
      .map((name) => `${above}/${name}`)
      .find((name) => folder.readText(name) !== null)
    if (file === undefined) continue
    const inside = path.slice(above.length + 1)
    const line = readIgnoreFile(folder, file).findLast(
      ({ negated, pattern }) => negated && pattern?.matches(inside),
    )
    if (line !== undefined) return { path: file, line: line.line, reason: 'this line lets it in again' }
  }
  return null
}
