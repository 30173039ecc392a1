import type { Dirent } from 'node:fs'
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
  return findFiles(patterns, directory, 'tarball')
}

/** The same for the files of any input. */
export async function findFiles(
  patterns: readonly string[],
  directory: string,
  input: 'tarball' | 'report-file',
): Promise<string[]> {
  const found = new Set<string>()
  for (const given of patterns) {
    const pattern = convertToSlashes(given)
    const { base, isGlob } = picomatch.scan(pattern)
    if (!isGlob) {
      found.add(pattern)
      continue
    }
    const matches = picomatch(pattern, { dot: true })
    const { files: listed, links } = await listFiles(
      path.resolve(directory, base),
      countLevelsBelow(pattern, base),
    )
    const link = links.map((file) => path.posix.join(base, file)).find((file) => matches(file))
    if (link !== undefined)
      throw new CannotLook(
        `The input ${input} is "${pattern}", and ${link}, which matches, is a link or lies behind one: ${input === 'tarball' ? 'npm would publish what it leads to' : 'nobody can tell whose report it is'}. Name the file itself, or remove the link.`,
      )
    const files = listed
      .map((file) => path.posix.join(base, file))
      .filter((file) => matches(file))
      .sort()
    if (files.length === 0)
      throw new CannotLook(
        input === 'tarball'
          ? `The input tarball is "${pattern}", which matches no file, so there is nothing to look at. Check that the step that packs has run and where it puts the tarball.`
          : `The input report-file is "${pattern}", which matches no file, so nothing was looked at. Check that the jobs of the matrix have uploaded their reports and where they were downloaded to.`,
      )
    for (const file of files) found.add(file)
  }
  return [...found]
}

/** A pattern of Windows, where a backslash separates folders, as patterns are written. */
export function convertToSlashes(pattern: string, separator: string = path.sep): string {
  return separator === '\\' ? pattern.replaceAll('\\', '/') : pattern
}

/** Folders that a pattern names one by one below its fixed part; a shell's `**` follows no links. */
function countLevelsBelow(pattern: string, base: string): number {
  if (pattern.includes('**')) return 0
  return pattern.split('/').length - base.split('/').filter((part) => part !== '').length
}

/**
 * Files below a folder, relative to it, with forward slashes. What is a link, and what lies behind one that leads to a
 * folder, is told apart: a shell's pattern would take it. Empty where there is no folder.
 * @param levels how many folders deep links are followed
 */
async function listFiles(folder: string, levels: number): Promise<{ files: string[]; links: string[] }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const place = (entry: Dirent) =>
    path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/')
  const links = entries.filter((entry) => entry.isSymbolicLink()).map(place)
  let behind: readonly string[] = [...links]
  for (let level = 1; level < levels && behind.length > 0; level++) {
    behind = (await Promise.all(behind.map((one) => listNamesIn(folder, one)))).flat()
    links.push(...behind)
  }
  return { files: entries.filter((entry) => entry.isFile()).map(place), links }
}

async function listNamesIn(folder: string, below: string): Promise<string[]> {
  const names = await readdir(path.join(folder, below)).catch(() => [])
  return names.map((name) => `${below}/${name}`)
}
