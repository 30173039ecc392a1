import type { Entry } from '../model/entry.ts'
import type { AnomalyLog } from './anomaly-log.ts'
import { splitPackagePath } from './entry-path.ts'

/** An entry without its body. */
export type EntryHead = Omit<Entry, 'content'>

/** What a second look at the same file has to find out. Empty for nearly every package. */
export interface OpenQuestions {
  /** Paths that several files of one size share: are their bytes the same? */
  readonly twins: ReadonlySet<string>
  /** Hard links by the index of the file whose body they share. */
  readonly links: ReadonlyMap<number, readonly EntryHead[]>
}

/** Remembers which paths have come, and notes those that come twice, lie elsewhere, or link to one another. */
export class PathsSeen {
  readonly #log: AnomalyLog
  /** For each path the file that has it last: a later one replaces it at install. */
  readonly #files = new Map<string, { index: number; size: number }>()
  readonly #roots = new Set<string>()
  readonly #twins = new Set<string>()
  readonly #differing = new Set<string>()
  readonly #links = new Map<number, EntryHead[]>()

  constructor(log: AnomalyLog) {
    this.#log = log
  }

  /** Takes note of an entry; true if it is a hard link whose body only a second look can give. */
  add(entry: Entry, root: string | null): boolean {
    this.#noteRoot(entry, root)
    if (entry.type === 'hard-link' && entry.content.length === 0) return this.#noteLink(entry)
    if (entry.type === 'file') this.#noteFile(entry)
    return false
  }

  get questions(): OpenQuestions {
    return { twins: this.#twins, links: this.#links }
  }

  /** Says that files of one path have different bytes, once a path. */
  sayDiffer(path: string): void {
    if (this.#differing.has(path)) return
    this.#differing.add(path)
    this.#twins.delete(path)
    this.#log.add(
      'unsafe',
      'duplicate-path',
      path,
      'several files with different content have this path, and which one is installed depends on the tool',
    )
  }

  #noteRoot(entry: Entry, root: string | null): void {
    if (root === null) {
      if (entry.type === 'directory') return
      this.#log.add(
        'unsafe',
        'outside-root',
        entry.path,
        'it lies beside the folder that holds the package, and npm leaves it out',
      )
      return
    }
    if (this.#roots.has(root)) return
    this.#roots.add(root)
    if (this.#roots.size > 1)
      this.#log.add(
        'unsafe',
        'second-root',
        entry.path,
        'it lies in a second top folder, which npm merges with the first',
      )
  }

  #noteFile({ path, index, size }: Entry): void {
    const earlier = this.#files.get(path)
    this.#files.set(path, { index, size })
    if (earlier === undefined || this.#differing.has(path)) return
    if (earlier.size === size) this.#twins.add(path)
    else this.sayDiffer(path)
  }

  #noteLink(entry: Entry): boolean {
    const target = this.#files.get(splitPackagePath(entry.linkTarget ?? '').path)
    if (target === undefined) return false
    const { content: _, ...head } = entry
    const sharing = this.#links.get(target.index) ?? []
    sharing.push({ ...head, size: target.size })
    this.#links.set(target.index, sharing)
    this.#files.set(entry.path, target)
    return true
  }
}
