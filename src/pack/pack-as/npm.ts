import path from 'node:path'
import { CannotLook } from '../../model/cannot-look.ts'
import { findGlobalIgnoreFile } from '../lists/global-ignore-file.ts'
import { listNpmFiles, readBinMembers } from '../lists/npm-list.ts'
import { readAllCatalogs, writeBeachballManifest } from '../manifests/beachball-manifest.ts'
import { makeContext, type Packed, type PackRequest } from '../pack-request.ts'
import { readText } from '../workspace/read-json.ts'
import { writeNpmTarball } from '../write-tarball.ts'

/** The npm whose list and archive the newer lines share. */
const NEWEST = 12

/** npm 10, 11 and 12. */
export async function packAsNpm(request: PackRequest, file: string): Promise<Packed> {
  const { folder, workspace, isByPath } = request
  const written = await writeManifestBefore(request)
  const manifest = written ?? request.manifest
  const isRoot = workspace?.root === folder
  const major = readNpmMajor(request)
  if (major >= NEWEST) assertPublishable(request)
  const files = await listNpmFiles({
    folder,
    manifest,
    major,
    globalIgnoreFile:
      major >= NEWEST
        ? await findGlobalIgnoreFile(
            workspace?.root ?? request.directory,
            request.runsIn ?? request.directory,
          )
        : null,
    workspaceRoot: isByPath || isRoot || workspace === null ? null : workspace.root,
    workspaces:
      isRoot && workspace.list.kind === 'npm' ? workspace.folders.filter((one) => one !== folder) : [],
  })
  const executables = new Set(Object.values(readBinMembers(manifest.bin, manifest.name) ?? {}))
  const content =
    major >= NEWEST && 'patchedDependencies' in manifest
      ? await removePatches(folder, manifest)
      : written && Buffer.from(`${JSON.stringify(written, null, 2)}\n`)
  await writeNpmTarball({ folder, files, executables, manifest: content }, file)
  return { bytes: 'same', sealable: null }
}

/** semantic-release brings an npm of its own, of the line before. */
function readNpmMajor({ version, tool }: PackRequest): number {
  const major = Number(/^\d+/.exec(version ?? '')?.[0] ?? 11)
  return tool === 'semantic-release' ? Math.min(major, 11) : major
}

/** @throws CannotLook for what npm 12 does not publish (lib/commands/publish.js) */
function assertPublishable({ label, manifest }: PackRequest): void {
  if (manifest.packageExtensions !== undefined && manifest.private !== true)
    throw new CannotLook(
      `package.json in ${label} has packageExtensions, and npm 12 does not publish such a package. Move it to the package.json of the workspace's root.`,
    )
}

/** package.json as a release tool writes it before it calls npm; null where it leaves it alone. */
async function writeManifestBefore(request: PackRequest): Promise<PackRequest['manifest'] | null> {
  const { tool, folder, directory, workspace, manifest } = request
  if (tool !== 'beachball' || folder !== directory) return null
  return writeBeachballManifest(
    manifest,
    makeContext(request, await readAllCatalogs(workspace?.root ?? folder)),
  )
}

/** package.json as npm 12 packs it without patches of dependencies (pacote 22, dir.js). */
async function removePatches(folder: string, manifest: PackRequest['manifest']): Promise<Buffer> {
  const { patchedDependencies: _, ...published } = manifest
  const text = (await readText(path.join(folder, 'package.json'))) ?? ''
  // As @npmcli/package-json finds them: the indent of the first member, the line ending after it.
  const [, newline = '\n', indent = '  '] = /^\s*[{[]((?:\r?\n)+)([\s\t]+)/.exec(text) ?? []
  return Buffer.from(`${JSON.stringify(published, null, indent)}\n`.replaceAll('\n', newline))
}
