import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { CannotLook, readMessage } from '../model/cannot-look.ts'

/** Where a file is, as a person in this folder would name it. */
export function resolveFromHere(file: string): string {
  return path.relative(process.cwd(), file).split(path.sep).join('/') || '.'
}

/** The text of a file, or null where there is none. */
export async function readTextIfAny(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new CannotLook(
      `${resolveFromHere(file)} cannot be read: ${readMessage(error)}. Check its permissions.`,
    )
  }
}

/** @throws CannotLook when the file cannot be written. */
export async function writeText(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error) => {
    throw new CannotLook(
      `${resolveFromHere(file)} cannot be written: ${readMessage(error)}. Check its permissions.`,
    )
  })
}
