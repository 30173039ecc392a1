import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { isYarnClassic } from '../knowledge/publish-scripts.ts'
import { CannotLook, readMessage } from '../model/cannot-look.ts'
import type { PackerName } from '../model/packing.ts'
import { findHardPattern } from '../text/hard-patterns.ts'
import { packAsBun } from './pack-as/bun.ts'
import { packAsLerna } from './pack-as/lerna.ts'
import { packAsNpm } from './pack-as/npm.ts'
import { packAsPnpm } from './pack-as/pnpm.ts'
import { packAsYarn, packAsYarnClassic } from './pack-as/yarn.ts'
import type { Packed, PackedHere, PackRequest } from './pack-request.ts'

/**
 * Packs a folder as its packer would, in this process: nothing of the folder is run, no settings of npm are read, and
 * nothing is written but the tarball.
 * @throws CannotLook when the packer could not pack it either.
 */
export async function packInProcess(request: PackRequest): Promise<PackedHere> {
  const { manifest, label, destination } = request
  assertMatchable(request)
  const name = requireText(manifest.name, 'name', label)
  const version = requireText(manifest.version, 'version', label)
    .trim()
    .replace(/^[=v]+/, '')
  const filename = `${name.replace(/^@/, '').replace(/\//g, '-')}-${version}.tgz`.replace(/[^\w.+~-]/g, '-')
  const file = path.join(destination, filename)
  const packed = await PACK[formatPackerKey(request)](request, file).catch((error: unknown) => {
    throw isOfSystem(error) ? explainNotPacked(request, error) : error
  })
  return { path: file, ...packed }
}

/** @throws CannotLook where matching the package's patterns would not come to an end. */
function assertMatchable({ manifest, label, folder }: PackRequest): void {
  const files = [manifest.files].flat().filter((one): one is string => typeof one === 'string')
  const places = [
    ['"files" in package.json', files] as const,
    ...['.npmignore', '.gitignore'].map((name) => [name, readLinesOf(path.join(folder, name))] as const),
  ]
  for (const [place, patterns] of places) {
    const trouble = findHardPattern(patterns)
    if (trouble !== null)
      throw new CannotLook(
        `${place} of ${label} has ${trouble}, so nothing was looked at. Write it with fewer wildcards and alternatives.`,
      )
  }
}

function readLinesOf(file: string): string[] {
  try {
    return statSync(file).isFile() ? readFileSync(file, 'utf8').split('\n') : []
  } catch {
    return []
  }
}

/** Whether the system refused something: the disk is full, a file may not be read. */
function isOfSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error
}

/** Why a folder could not be packed, by whether the tarball could not be written or a file could not be read. */
function explainNotPacked({ label, destination }: PackRequest, error: NodeJS.ErrnoException): CannotLook {
  const isWriting = error.path === undefined ? error.syscall === 'write' : error.path.startsWith(destination)
  return new CannotLook(
    isWriting
      ? `The tarball of ${label} could not be written to ${destination} (${readMessage(error)}), so nothing was scanned. Free some space or set TMPDIR to a folder that can be written to.`
      : `${label} could not be packed (${readMessage(error)}), so nothing was scanned. Make every file that ships readable for the user that runs this.`,
  )
}

type PackerKey = PackerName | 'yarn-classic' | 'lerna'

function formatPackerKey({ packer, version, tool }: PackRequest): PackerKey {
  if (packer === 'npm' && tool === 'lerna') return 'lerna'
  return packer === 'yarn' && isYarnClassic(version) ? 'yarn-classic' : packer
}

const PACK: Record<PackerKey, (request: PackRequest, file: string) => Promise<Packed>> = {
  npm: packAsNpm,
  lerna: packAsLerna,
  pnpm: packAsPnpm,
  yarn: packAsYarn,
  'yarn-classic': packAsYarnClassic,
  bun: packAsBun,
}

function requireText(value: unknown, field: 'name' | 'version', label: string): string {
  if (typeof value === 'string' && value.trim() !== '') return value
  throw new CannotLook(
    `package.json in ${label} has no ${field}, so nothing can be packed or published from there. ${field === 'version' ? 'If your release tool writes it, run seaworthy after that step, or hand over the tarball.' : 'Name the folder of a package, a .tgz, or name@version.'}`,
  )
}
