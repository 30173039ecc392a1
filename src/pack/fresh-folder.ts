import { mkdtemp } from 'node:fs/promises'
import path from 'node:path'
import { CannotLook, readMessage } from '../model/cannot-look.ts'

/**
 * Makes a new empty folder inside `parent`.
 * @throws CannotLook when the disk is full or the parent cannot be written to.
 */
export async function makeFreshFolder(parent: string, prefix: string): Promise<string> {
  try {
    return await mkdtemp(path.join(parent, prefix))
  } catch (error) {
    throw explainNoTemporaryFolder(parent, error)
  }
}

/** Why no temporary folder can be made, and what to do. */
export function explainNoTemporaryFolder(parent: string, error: unknown): CannotLook {
  return new CannotLook(
    `No temporary folder can be made in ${parent} (${readMessage(error)}). Free some space or set TMPDIR to a folder that can be written to.`,
  )
}
