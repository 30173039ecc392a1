import path from 'node:path'
import { ConfigFileError, type ConfigFiles, MAX_CONFIG_BYTES } from './config-files.ts'

/** What a commit has at a path. */
export interface TreeEntry {
  /** Six octal digits, as git writes them: `100644`, `120000` for a link, `160000` for a submodule. */
  readonly mode: string
  /** Of the content: git's object id. */
  readonly hash: string
}

/** Every file of a commit, by its path from the root, with `/`. */
export type CommitTree = ReadonlyMap<string, TreeEntry>

/** Where the parts of a commit are read from: a clone, or an API. */
export interface CommitSource {
  tree(): Promise<CommitTree>
  /** The bytes of a file; the size is checked by the source before it reads them. */
  blob(entry: TreeEntry, file: string, most: number): Promise<Uint8Array>
}

const LINK = '120000'
const SUBMODULE = '160000'
/** Links that one path may lead through. */
const MOST_LINKS = 16

/** The files of a commit. What has been read once is not asked for again: a run reads it for every package. */
export class CommitFiles implements ConfigFiles {
  /** In hexadecimal, or a branch's name where only that is known. */
  readonly commit: string
  readonly #source: CommitSource
  readonly #files = new Map<string, Promise<Uint8Array>>()
  #tree: Promise<CommitTree> | null = null

  constructor(commit: string, source: CommitSource) {
    this.commit = commit
    this.#source = source
  }

  /**
   * Every file of the commit.
   * @throws CannotLook when the commit cannot be read
   */
  readTree(): Promise<CommitTree> {
    this.#tree ??= this.#source.tree()
    return this.#tree
  }

  /**
   * The bytes at the path, null if the commit has nothing there. Links are followed as long as they stay within the
   * commit, as they are on disk.
   * @param most bytes that are read
   * @throws ConfigFileError for a link that leads out, or for a file that is too large
   * @throws CannotLook when the commit cannot be read
   */
  async read(file: string, most = MAX_CONFIG_BYTES): Promise<Uint8Array | null> {
    const tree = await this.readTree()
    const place = await this.#resolve(tree, file)
    const entry = place === null ? undefined : tree.get(place)
    if (place === null || entry === undefined || entry.mode === SUBMODULE) return null
    return this.#readBlob(entry, place, most)
  }

  /** Where a path leads to when its links are followed; null where the commit has nothing there. */
  async #resolve(tree: CommitTree, file: string): Promise<string | null> {
    let waiting = file.split('/')
    let place = ''
    for (let links = 0; waiting.length > 0; ) {
      const [part = '', ...rest] = waiting
      place = place === '' ? part : `${place}/${part}`
      waiting = rest
      const entry = tree.get(place)
      if (entry === undefined) continue
      if (entry.mode !== LINK) return rest.length === 0 ? place : null
      links += 1
      const target = new TextDecoder().decode(await this.#readBlob(entry, place, 4096))
      const next = path.posix.join(path.posix.dirname(place), target, ...rest)
      if (path.posix.isAbsolute(target) || next === '..' || next.startsWith('../'))
        throw new ConfigFileError(
          'The file is a link that leads out of the repository. Put the file itself there.',
        )
      if (links > MOST_LINKS)
        throw new ConfigFileError('The file is a link that leads nowhere. Put the file itself there.')
      waiting = next.split('/')
      place = ''
    }
    return null
  }

  #readBlob(entry: TreeEntry, file: string, most: number): Promise<Uint8Array> {
    const found = this.#files.get(entry.hash) ?? this.#source.blob(entry, file, most)
    this.#files.set(entry.hash, found)
    return found
  }
}

/** What the files of a repository are judged against. */
export interface Change {
  /** The commit whose configuration is the gate's. */
  readonly base: CommitFiles
  /** The commit that is checked out; null where git cannot read it. */
  readonly head: CommitFiles | null
}

/**
 * Finds, for the repository at a root, the commit whose configuration holds; null where what is checked out is its own
 * gate.
 * @throws CannotLook when there must be one and it cannot be read
 */
export type ChangeOf = (root: string) => Promise<Change | null>
