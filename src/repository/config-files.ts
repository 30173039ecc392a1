import { constants, open, realpath } from 'node:fs/promises'
import path from 'node:path'

/** Largest configuration or policy file that is read, in bytes. */
export const MAX_CONFIG_BYTES = 256 * 1024

/**
 * Where configuration files are read from: a checkout, a commit, an API. Paths are relative to the repository's root,
 * with `/`, without `..`.
 */
export interface ConfigFiles {
  /**
   * The bytes at the path, or null if nothing is there.
   * @throws ConfigFileError when something is there that cannot be or must not be read
   */
  read(file: string): Promise<Uint8Array | null>
}

/** A file that cannot be read as configuration; the message is a whole sentence that says what to do. */
export class ConfigFileError extends Error {}

/**
 * Files on disk under `root` (absolute). A link that leads out of it is refused: its content would show up in the
 * messages about a file that somebody else wrote.
 */
export function openDiskFiles(root: string): ConfigFiles {
  return {
    async read(file) {
      const place = path.join(root, file)
      try {
        const real = await realpath(place)
        if (!isInside(await realpath(root), real))
          throw new ConfigFileError(
            'The file is a link that leads out of the repository. Put the file itself there.',
          )
        return await readBounded(real)
      } catch (error) {
        if (isMissing(error)) return null
        if (error instanceof ConfigFileError) throw error
        throw new ConfigFileError(
          `The file cannot be read (${readErrorCode(error)}). Check that it is a readable file.`,
        )
      }
    },
  }
}

async function readBounded(file: string): Promise<Uint8Array> {
  // Opening a pipe would wait for whoever writes into it, for ever. Windows knows no such flag.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const facts = await handle.stat()
    if (!facts.isFile()) throw new ConfigFileError('This is not a file. Put a file there or remove it.')
    assertSize(facts.size)
    return await handle.readFile()
  } finally {
    await handle.close()
  }
}

/** @throws ConfigFileError when a file of that many bytes is more than is read */
export function assertSize(size: number, most = MAX_CONFIG_BYTES): void {
  if (size > most)
    throw new ConfigFileError(
      `The file has ${size} bytes; at most ${most} are read. Move long lists into files that it extends.`,
    )
}

/** Whether `place` is `folder` or lies in it; both absolute. */
export function isInside(folder: string, place: string): boolean {
  const relative = path.relative(folder, place)
  return (
    relative === '' ||
    !(relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative))
  )
}

/** `place` relative to `root` with `/`; '' for the root itself. */
export const makeRelativeToRoot = (root: string, place: string) =>
  path.relative(root, place).split(path.sep).join('/')

function isMissing(error: unknown): boolean {
  const code = readErrorCode(error)
  return code === 'ENOENT' || code === 'ENOTDIR'
}

function readErrorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error)
}
