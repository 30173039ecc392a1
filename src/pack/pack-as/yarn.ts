import { CannotLook } from '../../model/cannot-look.ts'
import { readBinMembers } from '../lists/npm-list.ts'
import { listKeptByYarnClassic } from '../lists/yarn-classic-list.ts'
import { listYarnFiles } from '../lists/yarn-list.ts'
import { readCatalogs, readSettings } from '../manifests/catalogs.ts'
import { writeYarnManifest } from '../manifests/yarn-manifest.ts'
import { makeContext, type Packed, type PackRequest } from '../pack-request.ts'
import { listExecutableFiles, makeEntry } from '../tarball-entries.ts'
import { writeTarStream } from '../write-tarball.ts'
import { writeYarnClassicTarball } from '../write-yarn-classic-tarball.ts'

/** Yarn 2 and later. */
export async function packAsYarn(request: PackRequest, file: string): Promise<Packed> {
  const { folder, workspace } = request
  const root = workspace?.root ?? folder
  const settings = await readSettings(root, '.yarnrc.yml')
  const manifest = await writeYarnManifest(
    request.manifest,
    makeContext(request, await readCatalogs('yarn', root)),
  )
  const files = await listYarnFiles({
    folder,
    manifest: request.manifest,
    root,
    workspaces: workspace?.folders ?? [],
    yarnPath: typeof settings.yarnPath === 'string' ? settings.yarnPath : null,
  })
  const executables = new Set([
    ...Object.values(readBinMembers(request.manifest.bin, request.manifest.name) ?? {}),
    ...listExecutableFiles(request.manifest),
  ])
  const content = Buffer.from(JSON.stringify(manifest, null, 2))
  await writeTarStream(
    files.map((one) => makeEntry(folder, one, executables, content, { keepsLinks: true })),
    file,
    { packer: 'yarn' },
  )
  return { bytes: 'same', sealable: null }
}

/** Yarn 1, whose archives carry the files' own times and modes, and entries for folders. */
export async function packAsYarnClassic(
  { label, folder, manifest }: PackRequest,
  file: string,
): Promise<Packed> {
  const bundled = manifest.bundleDependencies ?? manifest.bundledDependencies
  if (Array.isArray(bundled) && bundled.length > 0)
    throw new CannotLook(
      `${label} bundles dependencies, and Yarn 1 refuses to publish that. Publish with npm (packer: npm), or hand over the tarball.`,
    )
  const kept = await listKeptByYarnClassic(folder, manifest)
  await writeYarnClassicTarball(
    folder,
    kept.map((one) => one.path),
    file,
  )
  return { bytes: 'same', sealable: null }
}
