import { lstatSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { CannotLook } from '../../model/cannot-look.ts'
import { compareForCompression, nameFolderOfCommands, readBinMembers } from '../lists/npm-list.ts'
import { listPnpmFiles } from '../lists/pnpm-list.ts'
import { readCatalogs, readSettings } from '../manifests/catalogs.ts'
import { writePnpmManifest } from '../manifests/pnpm-manifest.ts'
import { makeContext, type Packed, type PackRequest, readPnpmMajor } from '../pack-request.ts'
import { listExecutableFiles, makeEntry } from '../tarball-entries.ts'
import { readText } from '../workspace/read-json.ts'
import { type TarballEntry, writeTarStream } from '../write-tarball.ts'

type Manifest = Readonly<Record<string, unknown>>

/** The newest pnpm whose bytes are made here. */
const LAST_PNPM_IN_SCRIPT = 11

/** pnpm 9 to 12. */
export async function packAsPnpm(request: PackRequest, file: string): Promise<Packed> {
  const { folder, workspace } = request
  const major = readPnpmMajor(request.version)
  const root = workspace?.list.kind === 'pnpm' ? workspace.root : folder
  const settings = await readSettings(root, 'pnpm-workspace.yaml')
  const npmrc = (await readText(path.join(root, '.npmrc'))) ?? ''
  const embedReadme =
    settings.embedReadme === true || (major < 11 && /^embed-readme\s*=\s*true\s*$/m.test(npmrc))
  assertBundles(request, major, { ...settings, npmrc })
  const context = makeContext(
    request,
    await readCatalogs('pnpm', workspace?.list.kind === 'rush' ? workspace.root : root),
  )
  const manifest = await writePnpmManifest(request.manifest, context, { major, embedReadme })
  const workspaceRoot = workspace?.list.kind === 'pnpm' ? workspace.root : null
  const files = await listPnpmFiles({ folder, manifest, workspaceRoot, major })
  const withBins = major >= 11 ? nameFolderOfCommands(manifest, folder) : manifest
  const executables = new Set([
    ...Object.values(readBinMembers(withBins.bin, manifest.name) ?? {}),
    ...listExecutableFiles(request.manifest),
  ])
  const content = Buffer.from(JSON.stringify(manifest, null, 2))
  const entries = files.map(({ name, source }) =>
    makeEntry(folder, name, executables, content, { keepsMode: major >= 11, source }),
  )
  if (!entries.some((entry) => entry.name === 'package.json'))
    entries.push({ name: 'package.json', mode: 0o644, content })
  entries.push(
    ...(await findLicences(
      workspaceRoot,
      folder,
      files.map(({ name }) => name),
    )),
  )
  if (major >= 11) entries.sort((a, b) => compareForCompression(`package/${a.name}`, `package/${b.name}`))
  const level = typeof settings.packGzipLevel === 'number' ? { level: settings.packGzipLevel } : {}
  await writeTarStream(entries, file, { packer: 'pnpm', ...level })
  // pnpm 9 and 10 do not keep the order of dependencies, and 12 has a compressor of its own.
  const sealable = { ...request.manifest, ...pickDependencies(manifest) }
  return {
    bytes: major === LAST_PNPM_IN_SCRIPT ? 'same' : 'alike',
    sealable: Buffer.from(JSON.stringify(sealable, null, 2)),
  }
}

/** @throws CannotLook for bundled dependencies where pnpm 9 and 10 do not lay them out for packing. */
function assertBundles(
  { label, manifest }: PackRequest,
  major: number,
  { nodeLinker, npmrc }: Readonly<Record<string, unknown>> & { readonly npmrc: string },
): void {
  if (major >= 11 || !(manifest.bundleDependencies || manifest.bundledDependencies)) return
  const isHoisted = nodeLinker === 'hoisted' || /^[ \t]*node-linker[ \t]*=[ \t]*["']?hoisted\b/m.test(npmrc)
  if (isHoisted || /^hoisted$/.test(process.env.npm_config_node_linker ?? '')) return
  throw new CannotLook(
    `${label} bundles dependencies, and pnpm ${major} does not pack such a package unless node-linker is hoisted. Set node-linker=hoisted in .npmrc and install again, or publish with npm (packer: npm).`,
  )
}

/** The licence of the workspace, which pnpm adds to a package that has none of its own. */
async function findLicences(
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

const DEPENDENCIES = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']

function pickDependencies(manifest: Manifest): Record<string, unknown> {
  return Object.fromEntries(
    DEPENDENCIES.filter((field) => field in manifest).map((field) => [field, manifest[field]]),
  )
}
