import { existsSync, lstatSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { isObject } from '../../model/json-object.ts'
import { findHeadCommit } from '../../repository/git-files.ts'
import { isLernaLite, readWrittenAssets } from '../choose/lerna-folder.ts'
import { compareForCompression, listNpmFiles } from '../lists/npm-list.ts'
import { readAllCatalogs } from '../manifests/beachball-manifest.ts'
import { writeLernaLiteManifest } from '../manifests/lerna-lite-manifest.ts'
import { writeLernaManifest } from '../manifests/publish-manifest.ts'
import { makeContext, type Packed, type PackRequest } from '../pack-request.ts'
import { readText } from '../workspace/read-json.ts'
import { writeNpmTarball } from '../write-tarball.ts'

/** Lerna packs with the list of npm 11, and before that writes into the packages: these two, and a licence. */
const LICENCE = /^LICEN[SC]E(?:\..*)?$/i

/**
 * Lerna 9. It writes package.json anew, with `workspace:` replaced and the commit, lends packages the root's licence,
 * and packs by npm's list and archive writer; what `bin` names it does not make executable.
 */
export async function packAsLerna(request: PackRequest, file: string): Promise<Packed> {
  const { folder, manifest } = request
  const listed = await listNpmFiles({ folder, manifest, major: 11, workspaceRoot: null, workspaces: [] })
  const lent = findLentLicence(request, listed)
  const files = lent.size === 0 ? listed : [...listed, ...lent.keys()].sort(compareForCompression)
  // What is in another folder than the package's own, lerna leaves as the build wrote it.
  const content = request.hasOwnManifest ? await writeManifest(request) : null
  const level = null
  await writeNpmTarball({ folder, files, executables: new Set(), manifest: content, lent, level }, file)
  return { bytes: 'same', sealable: null }
}

/** As lerna writes it (write-package.ts): dependencies sorted by name, indented as the file is. */
async function writeManifest(request: PackRequest): Promise<Buffer> {
  const { manifest, workspace, folder } = request
  const commit = await findHeadCommit(workspace?.root ?? folder).catch(() => null)
  const gitHead = commit === null ? {} : { gitHead: commit.hash }
  const root = workspace?.root ?? folder
  const rewritten = (await isLernaLite(root))
    ? await writeLernaLiteManifest(manifest, makeContext(request, await readAllCatalogs(root)))
    : await writeLernaManifest(manifest, makeContext(request, {}))
  const published = { ...rewritten, ...(await resolveAssets(request)), ...gitHead }
  const text = (await readText(path.join(folder, 'package.json'))) ?? ''
  const indent = /^[ \t]+/m.exec(text)?.[0] ?? '  '
  return Buffer.from(`${JSON.stringify(published, null, indent)}\n`)
}

/** lerna writes the assets that its settings name for all into each package, a package's own with their places filled in. */
async function resolveAssets(request: PackRequest): Promise<{ lerna?: unknown }> {
  const { manifest, directory, workspace } = request
  const assets = await readWrittenAssets({ manifest, folder: directory, root: workspace?.root ?? directory })
  if (assets === null) return {}
  const readMembers = (value: unknown) => (isObject(value) ? value : {})
  const own = readMembers(manifest.lerna)
  const command = readMembers(own.command)
  return { lerna: { ...own, command: { ...command, publish: { ...readMembers(command.publish), assets } } } }
}

/** The licence of the root, for a package without one beside its package.json (create-temp-licenses). */
function findLentLicence(
  { workspace, directory }: PackRequest,
  files: readonly string[],
): ReadonlyMap<string, string> {
  const root = workspace?.root
  if (root === undefined || root === directory || findLicenceIn(directory) !== undefined) return new Map()
  const name = findLicenceIn(root)
  return name === undefined || files.includes(name) ? new Map() : new Map([[name, path.join(root, name)]])
}

function findLicenceIn(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined
  return readdirSync(folder)
    .sort()
    .find((name) => LICENCE.test(name) && lstatSync(path.join(folder, name)).isFile())
}
