import { HitList, NO_HITS } from '../layers/keyword-hits.ts'
import { PositionCursor } from '../layers/positions.ts'
import type { ArchiveKind } from '../model/archive.ts'
import { BoundValue, boundContent } from '../model/bound-value.ts'
import type { Entry } from '../model/entry.ts'
import type { Heed, Layer, LayerKind, Origin, Position } from '../model/layer.ts'
import type { PackageFacts } from '../model/package-facts.ts'
import { PLACES_KEPT } from '../model/report.ts'
import type { AnyRule, LayerContext, LayerPlace, Observation, Place, RuleContext } from '../model/rule.ts'
import type { ScanFinding, ScanPlace } from '../model/scan-finding.ts'

/** A rule with the options that the configuration gives it. */
export interface ConfiguredRule {
  readonly rule: AnyRule
  readonly options: Readonly<Record<string, unknown>>
}

/** More findings of one rule and message than this are counted, not told apart: hostile input must not flood a report. */
const GROUPS_KEPT = 500

const NONE = new Uint8Array()

type Context = RuleContext<AnyRule['messages'], ConfiguredRule['options']>

/** A rule that looks at layers, and where the keyword hits of the layer at hand stand that are its own. */
interface LayerWatch {
  readonly rule: AnyRule
  readonly context: Context
  /** 1 for each keyword of the search, by number, that is its own. */
  wanted: Uint8Array
  /** Place of the first, behind the last, and how many. */
  from: number
  to: number
  count: number
}

/** Whether a rule has something to say of a kind of package. */
export function isAbout({ meta }: AnyRule, kind: ArchiveKind): boolean {
  return meta.traits.of?.includes(kind) ?? true
}

/** Runs rules over what the scan hands it and groups what they report. */
export class RuleRun {
  readonly #kind: ArchiveKind
  readonly #rules: readonly { readonly rule: AnyRule; readonly context: Context }[]
  readonly #ofEntries: readonly { readonly rule: AnyRule; readonly context: Context }[]
  readonly #byKeyword = new Map<string, LayerWatch[]>()
  /** The keywords of the search that the last layer came from, and those who wait for each. */
  #numbered: readonly string[] = []
  #byNumber: readonly (readonly LayerWatch[])[] = []
  readonly #everyLayer: readonly LayerWatch[]
  readonly #byKind = new Map<LayerKind, LayerWatch[]>()
  readonly #groups = new Map<string, ScanFinding>()
  readonly #groupCounts = new Map<string, number>()
  readonly #memories = new Map<AnyRule, unknown>()
  readonly #cursors = new WeakMap<Layer, PositionCursor>()

  constructor(rules: readonly ConfiguredRule[], kind: ArchiveKind = 'npm') {
    this.#kind = kind
    this.#rules = rules.map(({ rule, options }) => ({ rule, context: this.#context(rule, options) }))
    this.#ofEntries = this.#rules.filter(({ rule }) => rule.entry)
    const watches = this.#rules
      .filter(({ rule }) => rule.layer)
      .map(({ rule, context }): LayerWatch => ({ rule, context, wanted: NONE, from: 0, to: 0, count: 0 }))
    this.#everyLayer = watches.filter(({ rule }) => rule.keywords === undefined)
    for (const watch of watches) {
      if (watch.rule.keywords === undefined) continue
      for (const keyword of keywordsOf({ rule: watch.rule, options: watch.context.options }))
        append(this.#byKeyword, keyword, watch)
      const { alwaysFor } = watch.rule
      const kinds = typeof alwaysFor === 'function' ? alwaysFor(watch.context.options) : (alwaysFor ?? [])
      for (const kind of kinds) append(this.#byKind, kind, watch)
    }
  }

  /** The literal strings that any rule waits for. */
  get keywords(): Iterable<string> {
    return this.#byKeyword.keys()
  }

  /** What must stand around a keyword, by the keyword: where several rules wait for it, what one of them heeds. */
  heeds(except: ReadonlySet<string>): Map<string, Heed> {
    const heeds = new Map<string, Heed>()
    for (const [keyword, watches] of this.#byKeyword) {
      if (except.has(keyword)) continue
      const own = watches.map(({ rule }) => rule.heeds?.(keyword) ?? null)
      const heed = own.every((one) => one !== null) ? anyOf(own) : null
      if (heed !== null) heeds.set(keyword, heed)
    }
    return heeds
  }

  /** Hands an entry to the rules that look at entries. */
  entry(entry: Entry): void {
    for (const { rule, context } of this.#ofEntries) rule.entry?.(entry, context)
  }

  /** Hands a layer to the rules that look at layers and to those whose keywords it holds. */
  layer(layer: Layer): void {
    for (const watch of this.#everyLayer) watch.rule.layer?.(layer, layerContext(watch, NO_HITS))
    const called = new Set<LayerWatch>(this.#byKind.get(layer.kind))
    const hits = HitList.from(layer.hits)
    this.#shareOut(hits, called)
    for (const watch of called) {
      const own = watch.count === 0 ? NO_HITS : hits.only({ ...watch, length: watch.count })
      watch.count = 0
      watch.rule.layer?.(layer, layerContext(watch, own))
    }
  }

  #shareOut(hits: HitList, called: Set<LayerWatch>): void {
    const { length } = hits
    if (length > 0 && hits.keywords !== this.#numbered) this.#number(hits.keywords)
    for (let index = 0; index < length; index += 1)
      for (const watch of this.#byNumber[hits.keywordAt(index)] as readonly LayerWatch[]) {
        if (watch.count === 0) {
          watch.from = index
          called.add(watch)
        }
        watch.to = index + 1
        watch.count += 1
      }
  }

  /** Who waits for which keyword of a search, by the numbers that these have there. */
  #number(keywords: readonly string[]): void {
    this.#numbered = keywords
    this.#byNumber = keywords.map((keyword) => this.#byKeyword.get(keyword) ?? [])
    for (const watch of new Set(this.#byNumber.flat())) watch.wanted = new Uint8Array(keywords.length)
    for (const [number, watches] of this.#byNumber.entries())
      for (const { wanted } of watches) wanted[number] = 1
  }

  /** Hands the whole to the rules that judge a package, then returns every finding in the order of the rules. */
  async finish(facts: PackageFacts): Promise<ScanFinding[]> {
    for (const { rule, context } of this.#rules) await rule.package?.(facts, context)
    const order = new Map(this.#rules.map(({ rule }, index) => [rule.meta.id, index]))
    return [...this.#groups.values()].sort(
      (a, b) => (order.get(a.rule.meta.id) ?? 0) - (order.get(b.rule.meta.id) ?? 0),
    )
  }

  #context(rule: AnyRule, options: ConfiguredRule['options']): Context {
    return {
      options,
      kind: this.#kind,
      report: (observation) => this.#add(rule, observation),
      memory: <T>(create: () => T): T => {
        if (!this.#memories.has(rule)) this.#memories.set(rule, create())
        return this.#memories.get(rule) as T
      },
    }
  }

  #add(rule: AnyRule, observation: Observation): void {
    const data = observation.data ?? {}
    const kind = `${rule.meta.id}\0${observation.message}`
    const key = `${kind}\0${observation.group ?? JSON.stringify(data)}`
    const finding = this.#groups.get(key) ?? this.#open(rule, observation, kind, key)
    const places = placesOf(observation.at)
    finding.count += Math.max(places.length, 1)
    for (const place of places) {
      if (finding.places.length >= PLACES_KEPT) break
      finding.places.push({ ...this.#resolve(place), ...boundTo(rule, observation, place) })
    }
  }

  #open(rule: AnyRule, observation: Observation, kind: string, key: string): ScanFinding {
    const opened = this.#groupCounts.get(kind) ?? 0
    const isMany = opened >= GROUPS_KEPT
    // Of many, those that say the same are one; of too many, all.
    const said = opened < GROUPS_KEPT * 2 ? JSON.stringify(observation.data ?? {}) : 'overflow'
    const shared = `${kind}\0\0${said}`
    const existing = isMany ? this.#groups.get(shared) : undefined
    if (existing) return existing
    const finding: ScanFinding = {
      rule,
      message: observation.message,
      data: observation.data ?? {},
      places: [],
      count: 0,
    }
    this.#groupCounts.set(kind, opened + 1)
    this.#groups.set(isMany ? shared : key, finding)
    return finding
  }

  #resolve(place: Place | LayerPlace): ScanPlace {
    if (!('layer' in place))
      return {
        path: place.path,
        trail: place.trail ?? [],
        line: place.line ?? null,
        column: place.column ?? null,
        evidence: place.evidence ?? null,
        original: null,
        ...(place.amount === undefined ? {} : { amount: place.amount }),
      }
    const { layer, offset } = place
    const position = offset === undefined ? null : this.#position(layer, offset)
    return {
      path: layer.entry.path,
      trail: layer.trail,
      line: position?.line ?? null,
      column: position?.column ?? null,
      evidence: place.evidence ?? null,
      original: null,
    }
  }

  /** What was decoded has the position at which it stands encoded. */
  #position(layer: Layer, offset: number): Position | null {
    if (layer.kind === 'decoded' && layer.parent)
      return this.#position(layer.parent, encodedOffset(layer.origins, offset))
    return layer.kind === 'binary' ? null : this.#cursor(layer).at(offset)
  }

  #cursor(layer: Layer): PositionCursor {
    const cursor = this.#cursors.get(layer) ?? new PositionCursor(layer.bytes)
    this.#cursors.set(layer, cursor)
    return cursor
  }
}

/** Offset in the parent of the stretch that `offset` lies in. */
function encodedOffset(origins: readonly Origin[], offset: number): number {
  let low = 0
  let high = origins.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((origins[middle]?.at ?? 0) <= offset) low = middle
    else high = middle
  }
  return origins[low]?.offset ?? 0
}

/** The keywords that a rule waits for under its options, in lower case, each once. */
export function keywordsOf({ rule, options }: ConfiguredRule): Set<string> {
  if (rule.layer === undefined) return new Set()
  const keywords = typeof rule.keywords === 'function' ? rule.keywords(options) : (rule.keywords ?? [])
  return new Set(keywords.map((keyword) => keyword.toLowerCase()))
}

function anyOf(heeds: readonly Heed[]): Heed | null {
  if (heeds.length < 2) return heeds[0] ?? null
  return (bytes, start, end) => heeds.some((heed) => heed(bytes, start, end))
}

function layerContext(
  { context }: LayerWatch,
  hits: Layer['hits'],
): LayerContext<AnyRule['messages'], ConfiguredRule['options']> {
  const { options, kind, report, memory } = context
  return { options, kind, report, memory, hits }
}

function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** What an exception from a finding at this place is bound to. */
function boundTo(
  rule: AnyRule,
  { at, group, said, message, data }: Observation,
  place: Place | LayerPlace,
): { bound?: BoundValue } {
  const { binds } = rule.meta.traits
  if (binds === 'group' && group !== undefined) return { bound: new BoundValue(group) }
  if (binds === 'said') return { bound: new BoundValue(said ?? JSON.stringify([message, data ?? {}])) }
  if (binds !== 'content') return {}
  if (!('layer' in place) && place.content !== undefined) return { bound: place.content }
  const bytes = 'layer' in place ? place.layer.bytes : isEntry(at) ? at.content : null
  return bytes === null ? {} : { bound: boundContent(bytes) }
}

function isEntry(at: Observation['at']): at is Entry {
  return at !== undefined && !isList(at) && 'rawPath' in at
}

function placesOf(at: Observation['at']): readonly (Place | LayerPlace)[] {
  if (at === undefined) return []
  if (isList(at)) return at
  return 'rawPath' in at ? [{ path: at.path }] : [at]
}

function isList(at: NonNullable<Observation['at']>): at is readonly (Place | LayerPlace)[] {
  return Array.isArray(at)
}
