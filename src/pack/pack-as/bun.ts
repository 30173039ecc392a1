import path from 'node:path'
import { bunList } from '../lists/bun-list.ts'
import { binMembers } from '../lists/npm-list.ts'
import { bunManifest } from '../manifests/bun-manifest.ts'
import { readCatalogs } from '../manifests/catalogs.ts'
import { contextOf, type Packed, type PackRequest } from '../pack-request.ts'
import { entryOf } from '../tarball-entries.ts'
import { readText } from '../workspace/read-json.ts'
import { writeTarStream } from '../write-tarball.ts'

/** Bun 1. */
export async function packAsBun(request: PackRequest, file: string): Promise<Packed> {
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
  return { bytes: 'alike', sealable: content }
}
