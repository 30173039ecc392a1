import { chmod, mkdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { extract } from 'tar'
import type { AcquireOptions } from './acquired-tarball.ts'
import { makeFreshFolder } from './fresh-folder.ts'
import type { InstalledPackers } from './installed-packers.ts'
import { findOnlyTarball } from './only-tarball.ts'
import { type PackedHere, type PackRequest, readPnpmMajor } from './pack-request.ts'
import { runNpm } from './run-npm.ts'

/** Packers whose archives cannot be made here byte for byte, and how each is told to pack the folder it stands in. */
const COMMANDS: Partial<Record<PackRequest['packer'], (destination: string) => string[]>> = {
  bun: (destination) => ['pm', 'pack', '--ignore-scripts', '--quiet', '--destination', destination],
  pnpm: (destination) => [
    'pack',
    '--config.ignore-scripts=true',
    '--ignore-workspace',
    '--config.ignore-pnpmfile=true',
    '--config.global-pnpmfile=',
    '--config.manage-package-manager-versions=false',
    '--config.package-manager-strict=false',
    '--config.pm-on-fail=ignore',
    '--pack-destination',
    destination,
  ],
}

/**
 * Lets the installed packer make the archive of what was packed here: in a folder that holds the files of the tarball
 * and nothing else of the checkout, no settings and no hooks, and with scripts ignored.
 * @returns null where the packer is not needed for its bytes, not installed in that version, or fails.
 */
export async function packSealed(
  request: PackRequest,
  here: PackedHere,
  installed: InstalledPackers,
  options: AcquireOptions,
): Promise<PackedHere | null> {
  const { packer, version } = request
  const command = COMMANDS[packer]
  if (here.bytes === 'same' || here.sealable === null || command === undefined) return null
  // The order in which pnpm 9 and 10 write dependencies is chance; theirs is no better than ours.
  if (packer === 'pnpm' && readPnpmMajor(version) < 12) return null
  const present = await installed.findVersion(packer)
  if (present === null || !isSameLine(present, version)) return null
  const sealed = await makeFreshFolder(options.temporaryDirectory, 'sealed-')
  const sandbox = await makeFreshFolder(options.temporaryDirectory, 'packed-')
  const destination = path.join(sandbox, 'tarball')
  try {
    await mkdir(destination)
    await unpackWithModes(here.path, sealed)
    await overwrite(path.join(sealed, 'package.json'), here.sealable)
    const { exitCode, errorTail } = await runNpm({
      program: packer,
      arguments: command(destination),
      sandbox,
      workingDirectory: sealed,
      timeLimit: options.timeLimit,
      asUser: false,
      label: `${packer} pack`,
    })
    if (exitCode !== 0) return null
    return {
      path: await findOnlyTarball(destination, path.basename(sealed), errorTail),
      bytes: 'own',
      sealable: null,
    }
  } catch {
    return null
  }
}

/** Unpacks a tarball, with modes as they stand there: some packers write them as they find them, and the process masks them. */
async function unpackWithModes(file: string, folder: string): Promise<void> {
  const modes = new Map<string, number>()
  const handleReadEntry = (entry: { type: string; path: string; mode?: number | undefined }) => {
    if (entry.type === 'File') modes.set(entry.path.replace(/^[^/]*\//, ''), entry.mode ?? 0o644)
  }
  // Strict: a file that could not be written, as on a full disk, is otherwise only warned of, and would be left out.
  await extract({ file, cwd: folder, strip: 1, strict: true, onReadEntry: handleReadEntry })
  for (const [name, mode] of modes) await chmod(path.join(folder, name), mode)
}

/** Writes other bytes into a file, whoever may do what with it. */
async function overwrite(file: string, bytes: Buffer): Promise<void> {
  const { mode } = await stat(file)
  await chmod(file, 0o600)
  await writeFile(file, bytes)
  await chmod(file, mode)
}

/** Whether two versions are of one major; one that is not known fits all. */
function isSameLine(present: string, wanted: string | null): boolean {
  return wanted === null || present.split('.')[0] === wanted.split('.')[0]
}
