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
  readKeywordAt(index: number): number {
    return this.#numbers[index * 2] as number
  }

  cutToPart(part: Part): HitList {
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

  /** Those of some keywords; of the others no object is made. */
  *of(wanted: ReadonlySet<string>): Generator<KeywordHit> {
    const numbers = this.#numbers
    const { wanted: own = null, from = 0, to = numbers.length / 2 } = this.#part ?? {}
    if (from >= to) return
    const isOf = numberKeywords(this.keywords, wanted)
    for (let index = from; index < to; index += 1) {
      const number = numbers[index * 2] as number
      if (isOf[number] === 1 && own?.[number] !== 0)
        yield { keyword: this.keywords[number] as string, offset: numbers[index * 2 + 1] as number }
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

interface Numbered {
  readonly keywords: readonly string[]
  readonly isOf: Uint8Array
}

const NUMBERED = new WeakMap<ReadonlySet<string>, Numbered>()

/** 1 for each keyword, by number, that is one of a set; remembered, as each layer asks with the same sets. */
function numberKeywords(keywords: readonly string[], wanted: ReadonlySet<string>): Uint8Array {
  const known = NUMBERED.get(wanted)
  if (known?.keywords === keywords) return known.isOf
  const isOf = new Uint8Array(keywords.length)
  for (const [number, keyword] of keywords.entries()) if (wanted.has(keyword)) isOf[number] = 1
  NUMBERED.set(wanted, { keywords, isOf })
  return isOf
}

/** The hits of some keywords. */
export function listHitsOf(hits: KeywordHits, wanted: ReadonlySet<string>): KeywordHit[] {
  return hits instanceof HitList ? [...hits.of(wanted)] : hits.filter(({ keyword }) => wanted.has(keyword))
}

/** Whether one of some keywords is among hits. */
export function hasHitOf(hits: KeywordHits, wanted: ReadonlySet<string>): boolean {
  return hits instanceof HitList
    ? hits.of(wanted).next().done !== true
    : hits.some(({ keyword }) => wanted.has(keyword))
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
