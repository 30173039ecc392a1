import path from 'node:path'
import { readArchive } from '../archive/read-archive.ts'
import { recogniseArchive } from '../archive/recognise-archive.ts'
import { parseManifest, readManifestString } from '../manifest/parse-manifest.ts'
import type { Limits } from '../model/limits.ts'
import { readRegular } from '../repository/read-regular.ts'
import type { Candidate } from './find-baseline.ts'

/** What a working folder is about to release; null if its package.json cannot be read, which packing will say. */
export async function readFolderCandidate(folder: string): Promise<Candidate | null> {
  const content = await readRegular(path.join(folder, 'package.json')).catch(() => null)
  return content === null ? null : readCandidate(content, true)
}

/** What a finished package of another kind is about to release: it is compared with a file or with nothing. */
export const NEIGHBOUR_CANDIDATE: Candidate = {
  name: null,
  version: null,
  manifest: {},
  fromFolder: false,
  isNeighbour: true,
}

/** What a finished tarball is about to release, read up to its package.json; null if there is none. */
export async function readTarballCandidate(file: string, limits: Limits): Promise<Candidate | null> {
  const kind = await recogniseArchive(file)
  if (kind === 'wheel' || kind === 'sdist' || kind === 'crate') return null
  const found: { content: Buffer | null } = { content: null }
  try {
    await readArchive(
      file,
      limits,
      (entry) => {
        if (entry.path !== 'package.json' || entry.type !== 'file') return
        found.content = Buffer.from(entry.content)
        throw new EnoughRead()
      },
      kind,
    )
  } catch (error) {
    if (!(error instanceof EnoughRead)) return null
  }
  return found.content === null ? null : readCandidate(found.content, false)
}

class EnoughRead extends Error {}

function readCandidate(content: Buffer, fromFolder: boolean): Candidate | null {
  const manifest = parseManifest(content)
  if (manifest === null) return null
  return {
    name: readManifestString(manifest, 'name'),
    version: readManifestString(manifest, 'version'),
    manifest,
    fromFolder,
  }
}
