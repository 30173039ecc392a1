import type { Layer } from '../layers/layer.ts'
import { PositionCursor } from '../layers/positions.ts'
import { PLACES_KEPT } from '../report/report.ts'
import type { AnyRule, LayerPlace, Observation, Place, RuleContext } from '../rules/define.ts'
import type { Entry } from '../tarball/entry.ts'
import type { PackageFacts } from './package-facts.ts'
import type { ScanFinding, ScanPlace } from './scan-finding.ts'

/** A rule with the options that the configuration gives it. */
export interface ConfiguredRule {
  readonly rule: AnyRule
  readonly options: Readonly<Record<string, unknown>>
}

/** More findings of one rule and message than this are counted, not told apart: hostile input must not flood a report. */
const GROUPS_KEPT = 500

/** Runs rules over what the scan hands it and groups what they report. */
export class RuleRun {
  readonly #rules: readonly ConfiguredRule[]
  readonly #byKeyword = new Map<string, ConfiguredRule[]>()
  readonly #everyLayer: readonly ConfiguredRule[]
  readonly #groups = new Map<string, ScanFinding>()
  readonly #groupCounts = new Map<string, number>()
  readonly #memories = new Map<AnyRule, unknown>()
  readonly #cursors = new WeakMap<Layer, PositionCursor>()

  constructor(rules: readonly ConfiguredRule[]) {
    this.#rules = rules
    this.#everyLayer = rules.filter(({ rule }) => rule.layer && rule.keywords === undefined)
    for (const configured of rules)
      for (const keyword of keywordsOf(configured))
        this.#byKeyword.set(keyword, [...(this.#byKeyword.get(keyword) ?? []), configured])
  }

  /** The literal strings that any rule waits for. */
  get keywords(): Iterable<string> {
    return this.#byKeyword.keys()
  }

  /** Hands an entry to the rules that look at entries. */
  entry(entry: Entry): void {
    for (const { rule, options } of this.#rules) rule.entry?.(entry, this.#context(rule, options))
  }

  /** Hands a layer to the rules that look at layers and to those whose keywords it holds. */
  layer(layer: Layer): void {
    for (const { rule, options } of this.#everyLayer)
      rule.layer?.(layer, { ...this.#context(rule, options), hits: [] })
    const hitsOf = new Map<ConfiguredRule, Layer['hits'][number][]>()
    for (const configured of this.#rules)
      if (configured.rule.alwaysFor?.includes(layer.kind)) hitsOf.set(configured, [])
    for (const hit of layer.hits)
      for (const configured of this.#byKeyword.get(hit.keyword) ?? []) {
        const hits = hitsOf.get(configured)
        if (hits) hits.push(hit)
        else hitsOf.set(configured, [hit])
      }
    for (const [{ rule, options }, hits] of hitsOf)
      rule.layer?.(layer, { ...this.#context(rule, options), hits })
  }

  /** Hands the whole to the rules that judge a package, then returns every finding in the order of the rules. */
  async finish(facts: PackageFacts): Promise<ScanFinding[]> {
    for (const { rule, options } of this.#rules) await rule.package?.(facts, this.#context(rule, options))
    const order = new Map(this.#rules.map(({ rule }, index) => [rule.meta.id, index]))
    return [...this.#groups.values()].sort(
      (a, b) => (order.get(a.rule.meta.id) ?? 0) - (order.get(b.rule.meta.id) ?? 0),
    )
  }

  #context(
    rule: AnyRule,
    options: ConfiguredRule['options'],
  ): RuleContext<string, ConfiguredRule['options']> {
    return {
      options,
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
      finding.places.push(this.#resolve(place))
    }
  }

  #open(rule: AnyRule, observation: Observation, kind: string, key: string): ScanFinding {
    const opened = this.#groupCounts.get(kind) ?? 0
    const overflow = `${kind}\0\0overflow`
    const existing = opened >= GROUPS_KEPT ? this.#groups.get(overflow) : undefined
    if (existing) return existing
    const finding: ScanFinding = {
      rule,
      message: observation.message,
      data: observation.data ?? {},
      places: [],
      count: 0,
    }
    this.#groupCounts.set(kind, opened + 1)
    this.#groups.set(opened >= GROUPS_KEPT ? overflow : key, finding)
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
      }
    const { layer, offset } = place
    const position = offset === undefined || layer.kind === 'binary' ? null : this.#cursor(layer).at(offset)
    return {
      path: layer.entry.path,
      trail: layer.trail,
      line: position?.line ?? null,
      column: position?.column ?? null,
      evidence: place.evidence ?? null,
      original: null,
    }
  }

  #cursor(layer: Layer): PositionCursor {
    const cursor = this.#cursors.get(layer) ?? new PositionCursor(layer.bytes)
    this.#cursors.set(layer, cursor)
    return cursor
  }
}

/** The keywords that a rule waits for under its options, in lower case, each once. */
export function keywordsOf({ rule, options }: ConfiguredRule): Set<string> {
  if (rule.layer === undefined) return new Set()
  const keywords = typeof rule.keywords === 'function' ? rule.keywords(options) : (rule.keywords ?? [])
  return new Set(keywords.map((keyword) => keyword.toLowerCase()))
}

function placesOf(at: Observation['at']): readonly (Place | LayerPlace)[] {
  if (at === undefined) return []
  if (isList(at)) return at
  return 'rawPath' in at ? [{ path: at.path }] : [at]
}

function isList(at: NonNullable<Observation['at']>): at is readonly (Place | LayerPlace)[] {
  return Array.isArray(at)
}
