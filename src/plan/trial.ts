import type { EditedTexts } from '../cause/package-folder.ts'
import { CannotLook } from '../model/cannot-look.ts'
import type { FolderCopy } from './folder-copy.ts'
import type { PackedLists } from './packed-lists.ts'
import type { Patience } from './patience.ts'

/** Edits of files that take paths out of the tarball, tried. */
export interface ListEdit {
  readonly texts: EditedTexts
  /** What no packer packs any more. */
  readonly removed: ReadonlySet<string>
}

/** Tries edits on a copy of a package's folder by listing it again as the packers would. */
export class Trial {
  readonly before: PackedLists
  readonly #copy: FolderCopy
  readonly #packed: ReadonlySet<string>
  readonly #original: (name: string) => string | null
  readonly #patience: Patience
  #written = new Set<string>()
  #listed: { texts: EditedTexts; lists: PackedLists } | null = null

  private constructor(
    copy: FolderCopy,
    packed: ReadonlySet<string>,
    original: (name: string) => string | null,
    patience: Patience,
    before: PackedLists,
  ) {
    this.#copy = copy
    this.#packed = packed
    this.#original = original
    this.#patience = patience
    this.before = before
  }

  /**
   * @param packed what the tarball holds
   * @param original text of a file as it stands, null if there is none
   */
  static async begin(
    copy: FolderCopy,
    packed: ReadonlySet<string>,
    original: (name: string) => string | null,
    patience: Patience,
  ): Promise<Trial> {
    return new Trial(copy, packed, original, patience, await patience.countDuring(copy.lists()))
  }

  /** The packers that the edits are tried with. */
  get packers(): string[] {
    return [...this.before.keys()]
  }

  /** Whether trying has taken so long that no edit is tried any more. */
  get isOver(): boolean {
    return this.#patience.isOver
  }

  /** Whether any packer packs the path as things stand. */
  isPacked(path: string): boolean {
    return [...this.before.values()].some((list) => list.has(path))
  }

  /** What the packers pack with these edits and no others; nothing where one of them refuses to. */
  async lists(texts: EditedTexts): Promise<PackedLists> {
    if (this.#listed?.texts === texts) return this.#listed.lists
    for (const name of this.#written) if (!texts.has(name)) this.#copy.write(name, this.#original(name))
    for (const [name, text] of texts) this.#copy.write(name, text)
    this.#written = new Set(texts.keys())
    const lists = await this.#patience.countDuring(
      this.#copy.lists().catch((error) => this.#decideRefused(error)),
    )
    this.#listed = { texts, lists }
    return lists
  }

  #decideRefused(error: unknown): PackedLists {
    if (!(error instanceof CannotLook)) throw error
    return new Map(this.packers.map((packer) => [packer, new Set()]))
  }

  /**
   * What some packer no longer packs with these edits, and what one packs that is neither in the tarball nor among what
   * it packs without them.
   */
  async findDifference(texts: EditedTexts): Promise<{ gone: Set<string>; came: Set<string> }> {
    const lists = await this.lists(texts)
    const gone = new Set<string>()
    const came = new Set<string>()
    for (const [packer, before] of this.before) {
      const after = lists.get(packer) ?? new Set()
      for (const path of before) if (!after.has(path)) gone.add(path)
      for (const path of after) if (!before.has(path) && !this.#packed.has(path)) came.add(path)
    }
    return { gone, came }
  }

  /**
   * Whether with these edits, by every packer, the given paths are gone, nothing else went but what may go, and
   * nothing new came. False, too, where no edit is tried any more.
   */
  async holds(
    texts: EditedTexts,
    removed: ReadonlySet<string>,
    mayGo: (path: string) => boolean = () => false,
  ): Promise<boolean> {
    if (this.isOver) return false
    const { gone, came } = await this.findDifference(texts)
    if (came.size > 0 || [...gone].some((path) => !removed.has(path) && !mayGo(path))) return false
    const lists = await this.lists(texts)
    return findGonePaths(lists, removed).size === removed.size
  }
}

/** Paths of a set that no packer's list has. */
export function findGonePaths(lists: PackedLists, paths: Iterable<string>): Set<string> {
  return new Set([...paths].filter((path) => [...lists.values()].every((list) => !list.has(path))))
}
