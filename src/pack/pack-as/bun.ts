import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { isObject } from '../../model/json-object.ts'
import { listBunFiles } from '../lists/bun-list.ts'
import { readBinMembers } from '../lists/npm-list.ts'
import { writeBunManifest } from '../manifests/bun-manifest.ts'
import { readCatalogs } from '../manifests/catalogs.ts'
import { makeContext, type Packed, type PackRequest } from '../pack-request.ts'
import { makeEntry } from '../tarball-entries.ts'
import { readText } from '../workspace/read-json.ts'
import { writeTarStream } from '../write-tarball.ts'

/** Bun 1. */
export async function packAsBun(request: PackRequest, file: string): Promise<Packed> {
  const { folder, workspace } = request
  const root = workspace?.root ?? folder
  const manifest = await writeBunManifest(
    request.manifest,
    makeContext(request, await readCatalogs('bun', root)),
  )
  const text = (await readText(path.join(folder, 'package.json'))) ?? ''
  const indent = /^[ \t]+(?=")/m.exec(text)?.[0] ?? '  '
  const content = Buffer.from(`${JSON.stringify(manifest, null, indent)}${text.endsWith('\n') ? '\n' : ''}`)
  const executables = new Set(Object.values(readBinMembers(manifest.bin, manifest.name) ?? {}))
  const files = await listBunFiles(folder, request.manifest, root)
  const entries = [...files].map(([name, source]) =>
    makeEntry(folder, name, executables, content, { keepsMode: 'whole', source }),
  )
  await writeTarStream(entries, file, { packer: 'pnpm', level: 9 })
  return { bytes: 'alike', sealable: replaceDependencies(text, request.manifest, manifest) ?? content }
}

/**
 * The text of package.json with the dependencies replaced and nothing else, for Bun keeps lists of one line on one line;
 * null where that cannot be done.
 */
function replaceDependencies(
  text: string,
  before: PackRequest['manifest'],
  after: PackRequest['manifest'],
): Buffer | null {
  let edited = text
  for (const [field, members] of Object.entries(after)) {
    const old = before[field]
    if (members === old || !isObject(members) || !isObject(old)) continue
    for (const [name, spec] of Object.entries(members)) {
      if (spec === old[name]) continue
      const written = [name, old[name]].map((one) =>
        JSON.stringify(one).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
      )
      edited = edited.replace(new RegExp(`${written[0]}(\\s*:\\s*)${written[1]}`, 'g'), (_, colon: string) =>
        [JSON.stringify(name), colon, JSON.stringify(spec)].join(''),
      )
    }
  }
  try {
    return isDeepStrictEqual(JSON.parse(edited), after) ? Buffer.from(edited) : null
  } catch {
    return null
  }
}
