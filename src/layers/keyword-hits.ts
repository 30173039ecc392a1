import type { KeywordHit, KeywordHits } from '../model/layer.ts'
import { NumberList } from '../text/number-list.ts'

/** Which of a list's hits are looked at. */
interface Part {
  /** 1 for each keyword, by number, whose hits they are. */
  readonly wanted: Uint8Array
  /** Before the first of them, and behind the last. */
  readonly from: number
  readonly to: number
  readonly length: number
}

/**
 * Keyword hits as numbers. A text of a hundred megabytes may have a million of them, of which most belong to one rule
 * that lets nearly all go: an object is made of a hit when somebody asks for it, and a rule's hits are a view of all.
 */
export class HitList implements KeywordHits {
  /** The keywords that hits are of, by number. */
  readonly keywords: readonly string[]
  /** Keyword and offset in turn, in order of offset. */
  readonly #numbers: Int32Array
  readonly #part: Part | null

  constructor(keywords: readonly string[], numbers: Int32Array, part: Part | null = null) {
    this.keywords = keywords
    this.#numbers = numbers
    this.#part = part
  }

  /** The same hits as a list of this kind. */
  static from(hits: KeywordHits): HitList {
    if (hits instanceof HitList) return hits
    const keywords = [...new Set(hits.map(({ keyword }) => keyword))]
    const numbers = hits.flatMap(({ keyword, offset }) => [keywords.indexOf(keyword), offset])
    return new HitList(keywords, Int32Array.from(numbers))
  }

  get length(): number {
    return this.#part?.length ?? this.#numbers.length / 2
  }

  /** The number of each hit's keyword, by the hit's place. */
  keywordAt(index: number): number {
    return this.#numbers[index * 2] as number
  }

  only(part: Part): HitList {
    return new HitList(this.keywords, this.#numbers, part)
  }

  [Symbol.iterator](): Iterator<KeywordHit> {
    const numbers = this.#numbers
    const { wanted = null, from = 0, to = numbers.length / 2 } = this.#part ?? {}
    let index = from
    return {
      next: () => {
        while (wanted !== null && index < to && wanted[numbers[index * 2] as number] === 0) index += 1
        if (index >= to) return { done: true, value: undefined }
        const keyword = this.keywords[numbers[index * 2] as number] as string
        const offset = numbers[index * 2 + 1] as number
        index += 1
        return { done: false, value: { keyword, offset } }
      },
    }
  }

  filter(keep: (hit: KeywordHit) => boolean): KeywordHit[] {
    const kept: KeywordHit[] = []
    for (const hit of this) if (keep(hit)) kept.push(hit)
    return kept
  }

  some(holds: (hit: KeywordHit) => boolean): boolean {
    return this.find(holds) !== undefined
  }

  find(holds: (hit: KeywordHit) => boolean): KeywordHit | undefined {
    for (const hit of this) if (holds(hit)) return hit
    return undefined
  }

  map<Made>(make: (hit: KeywordHit) => Made): Made[] {
    return Array.from(this, make)
  }

  flatMap<Made>(make: (hit: KeywordHit) => Made | readonly Made[]): Made[] {
    const made: Made[] = []
    for (const hit of this) {
      const one = make(hit)
      if (isList(one)) for (const part of one) made.push(part)
      else made.push(one)
    }
    return made
  }

  slice(from: number, to: number): KeywordHit[] {
    const cut: KeywordHit[] = []
    let index = 0
    for (const hit of this) {
      if (index >= to) break
      if (index >= from) cut.push(hit)
      index += 1
    }
    return cut
  }
}

export const NO_HITS = new HitList([], new Int32Array())

function isList<Made>(made: Made | readonly Made[]): made is readonly Made[] {
  return Array.isArray(made)
}

/** The hits of some keywords. */
export function hitsOf(hits: KeywordHits, wanted: ReadonlySet<string>): KeywordHit[] {
  if (!(hits instanceof HitList)) return hits.filter(({ keyword }) => wanted.has(keyword))
  const { keywords, length } = hits
  for (let index = 0; index < length; index += 1)
    if (wanted.has(keywords[hits.keywordAt(index)] as string))
      return hits.filter(({ keyword }) => wanted.has(keyword))
  return []
}

/** Hits as they are met. */
export class HitsMet {
  readonly #numbers = new NumberList()

  /** A hit may begin before others that were met already, but not before many. */
  add(keyword: number, offset: number): void {
    const numbers = this.#numbers
    let at = numbers.length
    numbers.push(keyword)
    numbers.push(offset)
    while (at > 0 && numbers.at(at - 1) > offset) {
      numbers.set(at, numbers.at(at - 2))
      numbers.set(at + 1, numbers.at(at - 1))
      numbers.set(at - 2, keyword)
      numbers.set(at - 1, offset)
      at -= 2
    }
  }

  /** All of them; none are left. */
  take(keywords: readonly string[]): HitList {
    return this.#numbers.length === 0 ? NO_HITS : new HitList(keywords, this.#numbers.take())
  }
}
