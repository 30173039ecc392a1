import { existsSync, lstatSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { headCommit } from '../../repository/git-files.ts'
import { binMembers, npmList } from '../lists/npm-list.ts'
import { lernaManifest } from '../manifests/publish-manifest.ts'
import { contextOf, type Packed, type PackRequest } from '../pack-request.ts'
import { entryOf } from '../tarball-entries.ts'
import { type TarballEntry, writeTarStream } from '../write-tarball.ts'

/** Lerna packs with the list of npm 11, and before that writes into the packages: these two, and a licence. */
const LICENCE = /^LICEN[SC]E(?:\..*)?$/i

/** Lerna 9. It writes package.json anew, with `workspace:` replaced and the commit, and lends packages the root's licence. */
export async function packAsLerna(request: PackRequest, file: string): Promise<Packed> {
  const { folder, directory, manifest } = request
  const files = await npmList({ folder, manifest, major: 11, workspaceRoot: null, workspaces: [] })
  const executables = new Set(Object.values(binMembers(manifest.bin, manifest.name) ?? {}))
  // What is in another folder than the package's own, lerna leaves as the build wrote it.
  const content = folder === directory ? await writtenManifest(request) : null
  const entries = files.map((one) => entryOf(folder, one.replace(/^\.\//, ''), executables, content))
  await writeTarStream([...entries, ...lentLicence(request, entries)], file, { packer: 'pnpm', level: 9 })
  return { bytes: 'alike', sealable: null }
}

async function writtenManifest(request: PackRequest): Promise<Buffer> {
  const { manifest, workspace, folder } = request
  const commit = await headCommit(workspace?.root ?? folder).catch(() => null)
  const gitHead = commit === null ? {} : { gitHead: commit.hash }
  const published = { ...(await lernaManifest(manifest, contextOf(request, {}))), ...gitHead }
  return Buffer.from(`${JSON.stringify(published, null, 2)}\n`)
}

/** The licence of the root, for a package without one beside its package.json (create-temp-licenses). */
function lentLicence(
  { workspace, directory }: PackRequest,
  entries: readonly TarballEntry[],
): TarballEntry[] {
  const root = workspace?.root
  if (root === undefined || root === directory || licenceIn(directory) !== undefined) return []
  const name = licenceIn(root)
  if (name === undefined || entries.some((one) => one.name === name)) return []
  return [{ name, mode: 0o644, source: path.join(root, name) }]
}

function licenceIn(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined
  return readdirSync(folder)
    .sort()
    .find((name) => LICENCE.test(name) && lstatSync(path.join(folder, name)).isFile())
}
