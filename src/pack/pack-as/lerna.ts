import { existsSync, lstatSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { isObject } from '../../model/json-object.ts'
import { findHeadCommit } from '../../repository/git-files.ts'
import { assetsAsWritten, isLernaLite } from '../choose/lerna-folder.ts'
import { compareForCompression, npmList } from '../lists/npm-list.ts'
import { allCatalogs } from '../manifests/beachball-manifest.ts'
import { lernaLiteManifest } from '../manifests/lerna-lite-manifest.ts'
import { lernaManifest } from '../manifests/publish-manifest.ts'
import { contextOf, type Packed, type PackRequest } from '../pack-request.ts'
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
  const listed = await npmList({ folder, manifest, major: 11, workspaceRoot: null, workspaces: [] })
  const lent = lentLicence(request, listed)
  const files = lent.size === 0 ? listed : [...listed, ...lent.keys()].sort(compareForCompression)
  // What is in another folder than the package's own, lerna leaves as the build wrote it.
  const content = request.hasOwnManifest ? await writtenManifest(request) : null
  const level = null
  await writeNpmTarball({ folder, files, executables: new Set(), manifest: content, lent, level }, file)
  return { bytes: 'same', sealable: null }
}

/** As lerna writes it (write-package.ts): dependencies sorted by name, indented as the file is. */
async function writtenManifest(request: PackRequest): Promise<Buffer> {
  const { manifest, workspace, folder } = request
  const commit = await findHeadCommit(workspace?.root ?? folder).catch(() => null)
  const gitHead = commit === null ? {} : { gitHead: commit.hash }
  const root = workspace?.root ?? folder
  const rewritten = (await isLernaLite(root))
    ? await lernaLiteManifest(manifest, contextOf(request, await allCatalogs(root)))
    : await lernaManifest(manifest, contextOf(request, {}))
  const published = { ...rewritten, ...(await assetsWritten(request)), ...gitHead }
  const text = (await readText(path.join(folder, 'package.json'))) ?? ''
  const indent = /^[ \t]+/m.exec(text)?.[0] ?? '  '
  return Buffer.from(`${JSON.stringify(published, null, indent)}\n`)
}

/** lerna writes the assets that its settings name for all into each package, a package's own with their places filled in. */
async function assetsWritten(request: PackRequest): Promise<{ lerna?: unknown }> {
  const { manifest, directory, workspace } = request
  const assets = await assetsAsWritten({ manifest, folder: directory, root: workspace?.root ?? directory })
  if (assets === null) return {}
  const members = (value: unknown) => (isObject(value) ? value : {})
  const own = members(manifest.lerna)
  const command = members(own.command)
  return { lerna: { ...own, command: { ...command, publish: { ...members(command.publish), assets } } } }
}

/** The licence of the root, for a package without one beside its package.json (create-temp-licenses). */
function lentLicence(
  { workspace, directory }: PackRequest,
  files: readonly string[],
): ReadonlyMap<string, string> {
  const root = workspace?.root
  if (root === undefined || root === directory || licenceIn(directory) !== undefined) return new Map()
  const name = licenceIn(root)
  return name === undefined || files.includes(name) ? new Map() : new Map([[name, path.join(root, name)]])
}

function licenceIn(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined
  return readdirSync(folder)
    .sort()
    .find((name) => LICENCE.test(name) && lstatSync(path.join(folder, name)).isFile())
}
