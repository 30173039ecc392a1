import { readdir } from 'node:fs/promises'
import path from 'node:path'
import picomatch from 'picomatch'
import { CannotLook } from '../model/cannot-look.ts'

/**
 * The files that paths and patterns name, relative to `directory` unless absolute, each once and in a stable order.
 * A path without pattern signs is taken as it is, also when no such file exists: what reads it will say so.
 * @throws CannotLook when a pattern matches nothing, because nothing would be looked at.
 */
export async function findTarballs(patterns: readonly string[], directory: string): Promise<string[]> {
  const found = new Set<string>()
  for (const pattern of patterns) {
    const { base, isGlob } = picomatch.scan(pattern)
    if (!isGlob) {
      found.add(pattern)
      continue
    }
    const matches = picomatch(pattern, { dot: true })
    const files = (await listFiles(path.resolve(directory, base)))
      .map((file) => path.posix.join(base, file))
      .filter((file) => matches(file))
      .sort()
    if (files.length === 0)
      throw new CannotLook(
        `The input tarball is "${pattern}", which matches no file, so there is nothing to look at. Check that the step that packs has run and where it puts the tarball.`,
      )
    for (const file of files) found.add(file)
  }
  return [...found]
}

/** Files below a folder, relative to it, with forward slashes; links are not followed. Empty where there is no folder. */
async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
      )
  } catch {
    return []
  }
}
