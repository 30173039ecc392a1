import { existsSync, lstatSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { headCommit } from '../../repository/git-files.ts'
import { forCompression, npmList } from '../lists/npm-list.ts'
import { allCatalogs } from '../manifests/beachball-manifest.ts'
import { lernaLiteManifest } from '../manifests/lerna-lite-manifest.ts'
import { lernaManifest } from '../manifests/publish-manifest.ts'
import { contextOf, type Packed, type PackRequest } from '../pack-request.ts'
import { readJson, readText } from '../workspace/read-json.ts'
import { writeNpmTarball } from '../write-tarball.ts'

/** Lerna packs with the list of npm 11, and before that writes into the packages: these two, and a licence. */
const LICENCE = /^LICEN[SC]E(?:\..*)?$/i

/**
 * Lerna 9. It writes package.json anew, with `workspace:` replaced and the commit, lends packages the root's licence,
 * and packs by npm's list and archive writer; what `bin` names it does not make executable.
 */
export async function packAsLerna(request: PackRequest, file: string): Promise<Packed> {
  const { folder, directory, manifest } = request
  const listed = await npmList({ folder, manifest, major: 11, workspaceRoot: null, workspaces: [] })
  const lent = lentLicence(request, listed)
  const files = lent.size === 0 ? listed : [...listed, ...lent.keys()].sort(forCompression)
  // What is in another folder than the package's own, lerna leaves as the build wrote it.
  const content = folder === directory ? await writtenManifest(request) : null
  const level = null
  await writeNpmTarball({ folder, files, executables: new Set(), manifest: content, lent, level }, file)
  return { bytes: 'same', sealable: null }
}

/** Whether the project has lerna-lite, whose program is called lerna as well. */
async function isLernaLite(root: string): Promise<boolean> {
  const { devDependencies, dependencies } = (await readJson(path.join(root, 'package.json'))) ?? {}
  return Object.keys({ ...Object(devDependencies), ...Object(dependencies) }).some((name) =>
    name.startsWith('@lerna-lite/'),
  )
}

/** As lerna writes it (write-package.ts): dependencies sorted by name, indented as the file is. */
async function writtenManifest(request: PackRequest): Promise<Buffer> {
  const { manifest, workspace, folder } = request
  const commit = await headCommit(workspace?.root ?? folder).catch(() => null)
  const gitHead = commit === null ? {} : { gitHead: commit.hash }
  const root = workspace?.root ?? folder
  const rewritten = (await isLernaLite(root))
    ? await lernaLiteManifest(manifest, contextOf(request, await allCatalogs(root)))
    : await lernaManifest(manifest, contextOf(request, {}))
  const published = { ...rewritten, ...gitHead }
  const text = (await readText(path.join(folder, 'package.json'))) ?? ''
  const indent = /^[ \t]+/m.exec(text)?.[0] ?? '  '
  return Buffer.from(`${JSON.stringify(published, null, indent)}\n`)
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
