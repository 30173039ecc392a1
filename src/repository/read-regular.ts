import { constants, open } from 'node:fs/promises'
import path from 'node:path'
import { CannotLook } from '../model/cannot-look.ts'

/**
 * The bytes of a file of a checkout. A pipe or a device of that name is refused: opening one would wait for whoever
 * writes into it, for ever.
 * @throws CannotLook when it is no file; what the system says when it is not there or cannot be read
 */
export async function readRegular(file: string): Promise<Buffer> {
  // Windows knows no such flag.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    if (!(await handle.stat()).isFile())
      throw new CannotLook(
        `${path.basename(file)} is a folder, a pipe or a device. Put a file there, or remove it.`,
      )
    return await handle.readFile()
  } finally {
    await handle.close()
  }
}
