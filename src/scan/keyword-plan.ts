import { INVENTORY_KEYWORDS } from '../inventory/inventory-collector.ts'
import { KeywordSearch } from '../layers/keyword-search.ts'
import { READER_KEYWORDS } from '../layers/read-layers.ts'
import type { Heed, LayerKind } from '../model/layer.ts'
import type { AnyRule } from '../model/rule.ts'

/** A rule with the options that the configuration gives it. */
export interface ConfiguredRule {
  readonly rule: AnyRule
  readonly options: Readonly<Record<string, unknown>>
}

/** Who hears of the hits of a search: rules by their place in the list. */
export interface Shares {
  /** Those that wait for a keyword, by its number in the search. */
  readonly waiting: readonly (readonly number[])[]
  /** By rule: 1 for each keyword, by its number in the search, that is its own. */
  readonly wanted: ReadonlyMap<number, Uint8Array>
}

/** What a rule says under its options that it looks at. */
interface Wish {
  readonly rule: AnyRule
  readonly keywords: readonly string[] | undefined
  readonly kinds: readonly LayerKind[]
}

/** What is looked for whatever the rules are; each hit of it counts. */
const OWN_KEYWORDS: ReadonlySet<string> = new Set(
  [...READER_KEYWORDS, ...INVENTORY_KEYWORDS].map((keyword) => keyword.toLowerCase()),
)

/** Packages of one run mostly have the same rules and options; more are kept for those that are of several kinds. */
const PLANS_KEPT = 3

/** Of the last scans, the last one first. */
let lastPlans: readonly KeywordPlan[] = []

/** The plan for a list of rules: that of an earlier scan if nothing has changed since. */
export function findPlanFor(rules: readonly ConfiguredRule[]): KeywordPlan {
  const wishes = rules.map(readWish)
  const plan = lastPlans.find((one) => one.serves(wishes)) ?? new KeywordPlan(wishes, lastPlans[0] ?? null)
  if (plan !== lastPlans[0])
    lastPlans = [plan, ...lastPlans.filter((one) => one !== plan)].slice(0, PLANS_KEPT)
  return plan
}

/** The keywords that a rule waits for under its options, in lower case, each once. */
export function listKeywords(configured: ConfiguredRule): Set<string> {
  return lowerKeywords(readWish(configured))
}

/**
 * What rules wait for, and who hears of what is found. It takes longer to find out than a small package to scan, so
 * that it is kept from one to the next.
 */
export class KeywordPlan {
  /** Finds what readers, inventory and rules wait for. */
  readonly search: KeywordSearch
  /** The rules that look at every layer. */
  readonly everyLayer: readonly number[]
  /** The rules that look at a kind of layer whatever it holds, besides those. */
  readonly byKind: ReadonlyMap<LayerKind, readonly number[]>
  readonly #wishes: readonly Wish[]
  readonly #byKeyword = new Map<string, number[]>()
  readonly #heeds: ReadonlyMap<string, Heed>
  readonly #shares = new WeakMap<readonly string[], Shares>()

  /** @param before Whose search serves if the same is to be found. */
  constructor(wishes: readonly Wish[], before: KeywordPlan | null) {
    this.#wishes = wishes
    const numbered = [...wishes.entries()].filter(([, { rule }]) => rule.layer !== undefined)
    this.everyLayer = numbered.filter(([, { keywords }]) => keywords === undefined).map(([number]) => number)
    const byKind = new Map<LayerKind, number[]>()
    for (const [number, wish] of numbered) {
      if (wish.keywords === undefined) continue
      for (const keyword of lowerKeywords(wish)) append(this.#byKeyword, keyword, number)
      for (const kind of wish.kinds) append(byKind, kind, number)
    }
    this.byKind = byKind
    const keywords = [...OWN_KEYWORDS, ...this.#byKeyword.keys()]
    this.#heeds = this.#findHeeds()
    const same = before === null ? null : before.#findSearch(keywords, this.#heeds)
    this.search = same ?? new KeywordSearch(keywords, this.#heeds)
  }

  /** Whether the same rules wish for the same. */
  serves(wishes: readonly Wish[]): boolean {
    return (
      wishes.length === this.#wishes.length &&
      wishes.every((wish, number) => isSameWish(wish, this.#wishes[number] as Wish))
    )
  }

  /** Who hears of the hits of a search that has these keywords. */
  shares(keywords: readonly string[]): Shares {
    const known = this.#shares.get(keywords)
    if (known !== undefined) return known
    const waiting = keywords.map((keyword) => this.#byKeyword.get(keyword) ?? [])
    const wanted = new Map<number, Uint8Array>()
    for (const [at, rules] of waiting.entries())
      for (const rule of rules) {
        const own = wanted.get(rule) ?? new Uint8Array(keywords.length)
        own[at] = 1
        wanted.set(rule, own)
      }
    const shares = { waiting, wanted }
    this.#shares.set(keywords, shares)
    return shares
  }

  /** The search of this plan if it finds the same: rules that are made anew for each package mostly wait for the same. */
  #findSearch(keywords: readonly string[], heeds: ReadonlyMap<string, Heed>): KeywordSearch | null {
    const isSame =
      hasSame(this.search.keywords, keywords) && hasSame([...this.#heeds.keys()], [...heeds.keys()])
    return isSame ? this.search : null
  }

  /** What must stand around a keyword, by the keyword: where several rules wait for it, what one of them heeds. */
  #findHeeds(): Map<string, Heed> {
    const heeds = new Map<string, Heed>()
    for (const [keyword, rules] of this.#byKeyword) {
      if (OWN_KEYWORDS.has(keyword)) continue
      const own = rules.map((number) => this.#wishes[number]?.rule.heeds?.(keyword) ?? null)
      const heed = own.every((one) => one !== null) ? joinHeeds(own) : null
      if (heed !== null) heeds.set(keyword, heed)
    }
    return heeds
  }
}

function readWish({ rule, options }: ConfiguredRule): Wish {
  const { keywords, alwaysFor } = rule
  return {
    rule,
    keywords: typeof keywords === 'function' ? keywords(options) : keywords,
    kinds: typeof alwaysFor === 'function' ? alwaysFor(options) : (alwaysFor ?? []),
  }
}

function lowerKeywords({ rule, keywords = [] }: Wish): Set<string> {
  return new Set(rule.layer === undefined ? [] : keywords.map((keyword) => keyword.toLowerCase()))
}

function isSameWish(one: Wish, other: Wish): boolean {
  return (
    one.rule === other.rule &&
    hasSame(one.keywords ?? [], other.keywords ?? []) &&
    hasSame(one.kinds, other.kinds)
  )
}

function hasSame(some: readonly string[], others: readonly string[]): boolean {
  return (
    some === others || (some.length === others.length && some.every((text, index) => text === others[index]))
  )
}

function joinHeeds(heeds: readonly Heed[]): Heed | null {
  if (heeds.length < 2) return heeds[0] ?? null
  return (bytes, start, end) => heeds.some((heed) => heed(bytes, start, end))
}

function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
