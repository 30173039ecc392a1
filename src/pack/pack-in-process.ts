import { lstatSync, readlinkSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { isYarnClassic } from '../knowledge/publish-scripts.ts'
import { CannotLook } from '../model/cannot-look.ts'
import type { PackerName, Packing } from '../model/packing.ts'
import { bunList } from './lists/bun-list.ts'
import { binMembers, npmList } from './lists/npm-list.ts'
import { pnpmList } from './lists/pnpm-list.ts'
import { yarnClassicList } from './lists/yarn-classic-list.ts'
import { yarnList } from './lists/yarn-list.ts'
import { bunManifest } from './manifests/bun-manifest.ts'
import { readCatalogs, readSettings } from './manifests/catalogs.ts'
import { pnpmManifest } from './manifests/pnpm-manifest.ts'
import { lernaManifest } from './manifests/publish-manifest.ts'
import { yarnManifest } from './manifests/yarn-manifest.ts'
import type { Workspace } from './workspace/find-workspace.ts'
import { isObject, readText } from './workspace/read-json.ts'
import { type TarballEntry, writeNpmTarball, writeTarStream } from './write-tarball.ts'

type Manifest = Readonly<Record<string, unknown>>

/** What is packed, and as which packer would. */
export interface PackRequest {
  /** As the user would call it. */
  readonly label: string
  /** The folder that is published, absolute. */
  readonly folder: string
  /** Its package.json. */
  readonly manifest: Manifest
  readonly packer: PackerName
  readonly version: string | null
  /** Whether npm is given the folder by its path, so that no ignore file above it counts. */
  readonly isByPath: boolean
  /** Whether lerna replaces `workspace:` before it packs. */
  readonly isLerna: boolean
  readonly workspace: Workspace | null
  /** An empty folder for the tarball. */
  readonly destination: string
}

export interface PackedHere {
  readonly path: string
  readonly bytes: Packing['bytes']
}

/** The newest pnpm whose bytes are made here. */
const LAST_PNPM_IN_SCRIPT = 11

/**
 * Packs a folder as its packer would, in this process: nothing of the folder is run, no settings of npm are read, and
 * nothing is written but the tarball.
 * @throws CannotLook when the packer could not pack it either.
 */
export async function packInProcess(request: PackRequest): Promise<PackedHere> {
  const { manifest, label, destination } = request
  const name = named(manifest.name, 'name', label)
  const version = named(manifest.version, 'version', label)
    .trim()
    .replace(/^[=v]+/, '')
  const filename = `${name.replace(/^@/, '').replace(/\//g, '-')}-${version}.tgz`.replace(/[^\w.+~-]/g, '-')
  const file = path.join(destination, filename)
  const bytes = await PACK[packerKey(request)](request, file)
  return { path: file, bytes }
}

type PackerKey = PackerName | 'yarn-classic'

const packerKey = ({ packer, version }: PackRequest): PackerKey =>
  packer === 'yarn' && isYarnClassic(version) ? 'yarn-classic' : packer

const PACK: Record<PackerKey, (request: PackRequest, file: string) => Promise<Packing['bytes']>> = {
  npm: packAsNpm,
  pnpm: packAsPnpm,
  yarn: packAsYarn,
  'yarn-classic': packAsYarnClassic,
  bun: packAsBun,
}

async function packAsNpm(request: PackRequest, file: string): Promise<Packing['bytes']> {
  const { folder, manifest, workspace, isByPath, isLerna } = request
  const isRoot = workspace?.root === folder
  const files = await npmList({
    folder,
    manifest,
    workspaceRoot: isByPath || isRoot || workspace === null ? null : workspace.root,
    workspaces:
      isRoot && workspace.list.kind === 'npm' ? workspace.folders.filter((one) => one !== folder) : [],
  })
  const executables = new Set(Object.values(binMembers(manifest.bin, manifest.name) ?? {}))
  if (isLerna) {
    const rewritten = await lernaManifest(manifest, contextOf(request, {}))
    if (rewritten !== null) {
      const content = Buffer.from(`${JSON.stringify(rewritten, null, 2)}\n`)
      const rank = (name: string) => name.replace(/^\.\//, '')
      const entries = files.map((one) => entryOf(folder, rank(one), executables, content))
      await writeTarStream(entries, file, { packer: 'pnpm', level: 9 })
      return 'alike'
    }
  }
  await writeNpmTarball(folder, files, executables, file)
  return 'same'
}

async function packAsPnpm(request: PackRequest, file: string): Promise<Packing['bytes']> {
  const { folder, workspace } = request
  const major = pnpmMajor(request.version)
  const root = workspace?.list.kind === 'pnpm' ? workspace.root : folder
  const settings = await readSettings(root, 'pnpm-workspace.yaml')
  const npmrc = (await readText(path.join(root, '.npmrc'))) ?? ''
  const embedReadme =
    settings.embedReadme === true || (major < 11 && /^embed-readme\s*=\s*true\s*$/m.test(npmrc))
  const context = contextOf(request, await readCatalogs('pnpm', root))
  const manifest = await pnpmManifest(request.manifest, context, { major, embedReadme })
  const workspaceRoot = workspace?.list.kind === 'pnpm' ? workspace.root : null
  const files = await pnpmList({ folder, manifest, workspaceRoot, major })
  const executables = new Set([
    ...Object.values(binMembers(manifest.bin, manifest.name) ?? {}),
    ...executableFiles(request.manifest),
  ])
  const content = Buffer.from(JSON.stringify(manifest, null, 2))
  const entries = files.map((one) => entryOf(folder, one, executables, content, { keepsMode: major >= 11 }))
  if (!entries.some((entry) => entry.name === 'package.json'))
    entries.push({ name: 'package.json', mode: 0o644, content })
  entries.push(...(await licencesOf(workspaceRoot, folder, files)))
  if (major >= 11) entries.sort((a, b) => forCompression(a.name, b.name))
  const level = typeof settings.packGzipLevel === 'number' ? { level: settings.packGzipLevel } : {}
  await writeTarStream(entries, file, { packer: 'pnpm', ...level })
  // pnpm 9 and 10 do not keep the order of dependencies, and 12 has a compressor of its own.
  return major === LAST_PNPM_IN_SCRIPT ? 'same' : 'alike'
}

/** The licence of the workspace, which pnpm adds to a package that has none of its own. */
async function licencesOf(
  root: string | null,
  folder: string,
  files: readonly string[],
): Promise<TarballEntry[]> {
  if (
    root === null ||
    root === folder ||
    files.some((file) => /^LICEN[CS]E(?:\..+)?$/i.test(path.posix.basename(file)))
  )
    return []
  const names = (await readdir(root)).filter((name) => /^LICEN[SC]E(?:\..*)?$/.test(name))
  return names
    .filter((name) => lstatSync(path.join(root, name)).isFile())
    .map((name) => ({ name, mode: 0o644, source: path.join(root, name) }))
}

async function packAsYarn(request: PackRequest, file: string): Promise<Packing['bytes']> {
  const { folder, workspace } = request
  const root = workspace?.root ?? folder
  const settings = await readSettings(root, '.yarnrc.yml')
  const manifest = await yarnManifest(request.manifest, contextOf(request, await readCatalogs('yarn', root)))
  const files = await yarnList({
    folder,
    manifest: request.manifest,
    root,
    workspaces: workspace?.folders ?? [],
    yarnPath: typeof settings.yarnPath === 'string' ? settings.yarnPath : null,
  })
  const executables = new Set([
    ...Object.values(binMembers(request.manifest.bin, request.manifest.name) ?? {}),
    ...executableFiles(request.manifest),
  ])
  const content = Buffer.from(JSON.stringify(manifest, null, 2))
  await writeTarStream(
    files.map((one) => entryOf(folder, one, executables, content)),
    file,
    { packer: 'yarn' },
  )
  return 'same'
}

async function packAsYarnClassic({ folder, manifest }: PackRequest, file: string): Promise<Packing['bytes']> {
  const files = await yarnClassicList(folder, manifest)
  const entries = files.map((one) => entryOf(folder, one, new Set(), null, { keepsMode: true }))
  await writeTarStream(entries, file, { packer: 'yarn' })
  return 'alike'
}

async function packAsBun(request: PackRequest, file: string): Promise<Packing['bytes']> {
  const { folder, workspace } = request
  const root = workspace?.root ?? folder
  const manifest = await bunManifest(request.manifest, contextOf(request, await readCatalogs('bun', root)))
  const text = (await readText(path.join(folder, 'package.json'))) ?? ''
  const indent = /^[ \t]+(?=")/m.exec(text)?.[0] ?? '  '
  const content = Buffer.from(`${JSON.stringify(manifest, null, indent)}${text.endsWith('\n') ? '\n' : ''}`)
  const executables = new Set(Object.values(binMembers(manifest.bin, manifest.name) ?? {}))
  const files = await bunList(folder, request.manifest)
  const entries = files.map((one) => entryOf(folder, one, executables, content, { keepsMode: true }))
  await writeTarStream(entries, file, { packer: 'pnpm', level: 9 })
  return 'alike'
}

const contextOf = (
  { label, folder, workspace }: PackRequest,
  catalogs: Awaited<ReturnType<typeof readCatalogs>>,
) => ({
  label,
  folder,
  workspace,
  catalogs,
})

function entryOf(
  folder: string,
  name: string,
  executables: ReadonlySet<string>,
  manifest: Buffer | null,
  { keepsMode = false } = {},
): TarballEntry {
  const source = path.join(folder, name)
  const mode = executables.has(path.posix.normalize(name)) ? 0o755 : 0o644
  if (name === 'package.json' && manifest !== null) return { name, mode: 0o644, content: manifest }
  if (lstatSync(source).isSymbolicLink()) {
    const written = readlinkSync(source)
    const target = path.isAbsolute(written) ? path.relative(path.dirname(source), written) : written
    return { name, mode: 0o777, linkTarget: target }
  }
  const isExecutable = keepsMode && (statSync(source).mode & 0o111) !== 0
  return { name, mode: isExecutable ? 0o755 : mode, source }
}

function executableFiles(manifest: Manifest): string[] {
  const config = isObject(manifest.publishConfig) ? manifest.publishConfig.executableFiles : []
  return Array.isArray(config)
    ? config.filter((one): one is string => typeof one === 'string').map((one) => path.posix.normalize(one))
    : []
}

/** 9 to 12; without a version the line that packs most: what it leaves in must be looked at. */
export function pnpmMajor(version: string | null): number {
  const major = Number(/^\d+/.exec(version ?? '')?.[0] ?? 10)
  return Math.min(12, Math.max(9, major))
}

/** npm's order for compressing well, which pnpm has taken over: by ending, name, path. */
function forCompression(a: string, b: string): number {
  const [one, other] = [a, b].map((name) => `package/${name}`) as [string, string]
  const by = (part: (file: string) => string) =>
    part(one).toLowerCase().localeCompare(part(other).toLowerCase(), 'en')
  return by(path.posix.extname) || by(path.posix.basename) || one.localeCompare(other, 'en')
}

function named(value: unknown, field: 'name' | 'version', label: string): string {
  if (typeof value === 'string' && value.trim() !== '') return value
  throw new CannotLook(
    `package.json in ${label} has no ${field}, so nothing can be packed or published from there. ${field === 'version' ? 'If your release tool writes it, run seaworthy after that step, or hand over the tarball.' : 'Name the folder of a package, a .tgz, or name@version.'}`,
  )
}
