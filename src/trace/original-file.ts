import { statSync } from 'node:fs'
import path from 'node:path'
import { findRepositoryRoot } from '../repository/repository-root.ts'

const SCHEME = /^[a-z][a-z0-9+.-]+:/i

/** How a map names one of its sources. */
export interface NamedSource {
  /** As in `sources`; null where the map has null. */
  readonly name: string | null
  /** What a person would call it, cleaned of bundlers' prefixes. */
  readonly path: string
}

/** Finds the files that maps name, in the directory that a package was packed from. */
export class OriginalFiles {
  readonly #directory: string | null
  readonly #root: string | null

  /** @param directory the package's, or null when there is but a tarball. */
  constructor(directory: string | null) {
    this.#directory = directory
    this.#root = directory === null ? null : (findRepositoryRoot(directory) ?? directory)
  }

  /**
   * The path of a source, relative to the package's directory where it is there, or elsewhere in its repository;
   * else what a person would call it.
   * @param map path that the map's sources are relative to.
   */
  locate(source: NamedSource, map: string, sourceRoot: string | null): string {
    const relative = resolveRelativeToMap(source.name, map, sourceRoot)
    const found = this.#findOnDisk(relative === null ? [source.path] : [relative, source.path])
    if (found !== null) return found
    return relative === null || relative.startsWith('../') ? source.path : relative
  }

  #findOnDisk(candidates: readonly string[]): string | null {
    if (this.#directory === null || this.#root === null) return null
    for (const base of new Set([this.#directory, this.#root]))
      for (const candidate of candidates) {
        const file = path.resolve(base, candidate)
        if (isWithin(this.#root, file) && isFile(file))
          return path.relative(this.#directory, file).split(path.sep).join('/')
      }
    return null
  }
}

/** The source's path by where the map stands; null for one that does not depend on that. */
function resolveRelativeToMap(name: string | null, map: string, sourceRoot: string | null): string | null {
  if (name === null || name === '') return null
  const joined = (sourceRoot ? `${sourceRoot.replace(/\/+$/, '')}/${name}` : name).replace(/\\/g, '/')
  if (joined.startsWith('/') || SCHEME.test(name) || SCHEME.test(joined) || joined.includes('\0')) return null
  return path.posix.join(path.posix.dirname(map), joined)
}

function isWithin(folder: string, file: string): boolean {
  const relative = path.relative(folder, file)
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative)
}

function isFile(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false
  } catch {
    return false
  }
}
