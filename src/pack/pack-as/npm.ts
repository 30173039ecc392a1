import { binMembers, npmList } from '../lists/npm-list.ts'
import { lernaManifest } from '../manifests/publish-manifest.ts'
import { contextOf, type Packed, type PackRequest } from '../pack-request.ts'
import { entryOf } from '../tarball-entries.ts'
import { writeNpmTarball, writeTarStream } from '../write-tarball.ts'

/** npm 10, 11 and 12, and lerna, which packs with npm's libraries and replaces `workspace:` before. */
export async function packAsNpm(request: PackRequest, file: string): Promise<Packed> {
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
      return { bytes: 'alike', sealable: null }
    }
  }
  await writeNpmTarball(folder, files, executables, file)
  return { bytes: 'same', sealable: null }
}
