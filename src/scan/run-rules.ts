import { HitList, NO_HITS } from '../layers/keyword-hits.ts'
import type { KeywordSearch } from '../layers/keyword-search.ts'
import type { ArchiveKind } from '../model/archive.ts'
import type { Entry } from '../model/entry.ts'
import type { Layer } from '../model/layer.ts'
import type { PackageFacts } from '../model/package-facts.ts'
import type { AnyRule, LayerContext, RuleContext } from '../model/rule.ts'
import type { ScanFinding } from '../model/scan-finding.ts'
import { FindingGroups } from './finding-groups.ts'
import { type ConfiguredRule, findPlanFor, type KeywordPlan } from './keyword-plan.ts'

type Context = RuleContext<AnyRule['messages'], ConfiguredRule['options']>

/** A rule, and where the keyword hits of the layer at hand stand that are its own. */
interface RuleWatch {
  readonly rule: AnyRule
  readonly context: Context
  /** Place of the first, behind the last, and how many. */
  from: number
  to: number
  count: number
}

/** Whether a rule has something to say of a kind of package. */
export function isAbout({ meta }: AnyRule, kind: ArchiveKind): boolean {
  return meta.traits.of?.includes(kind) ?? true
}

/** Runs rules over what the scan hands it and gathers what they report. */
export class RuleRun {
  readonly #kind: ArchiveKind
  readonly #plan: KeywordPlan
  readonly #watches: readonly RuleWatch[]
  readonly #ofEntries: readonly RuleWatch[]
  readonly #groups = new FindingGroups()
  readonly #memories = new Map<AnyRule, unknown>()

  constructor(rules: readonly ConfiguredRule[], kind: ArchiveKind = 'npm') {
    this.#kind = kind
    this.#plan = findPlanFor(rules)
    this.#watches = rules.map(({ rule, options }) => {
      const context = this.#makeContext(rule, options)
      return { rule, context, from: 0, to: 0, count: 0 }
    })
    this.#ofEntries = this.#watches.filter(({ rule }) => rule.entry)
  }

  /** The search for all that readers, inventory and these rules wait for. */
  get search(): KeywordSearch {
    return this.#plan.search
  }

  /** Hands an entry to the rules that look at entries. */
  entry(entry: Entry): void {
    for (const { rule, context } of this.#ofEntries) rule.entry?.(entry, context)
  }

  /** Hands a layer to the rules that look at layers and to those whose keywords it holds. */
  layer(layer: Layer): void {
    const { everyLayer, byKind } = this.#plan
    for (const number of everyLayer) this.#hand(layer, number, NO_HITS)
    const called = new Set(byKind.get(layer.kind))
    const hits = HitList.from(layer.hits)
    if (hits.length === 0) for (const number of called) this.#hand(layer, number, NO_HITS)
    else this.#shareOut(layer, hits, called)
  }

  #shareOut(layer: Layer, hits: HitList, called: Set<number>): void {
    const { waiting, wanted } = this.#plan.shares(hits.keywords)
    for (let index = 0; index < hits.length; index += 1)
      for (const number of waiting[hits.readKeywordAt(index)] as readonly number[]) {
        const watch = this.#watches[number] as RuleWatch
        if (watch.count === 0) {
          watch.from = index
          called.add(number)
        }
        watch.to = index + 1
        watch.count += 1
      }
    for (const number of called) {
      const watch = this.#watches[number] as RuleWatch
      const { from, to, count } = watch
      watch.count = 0
      const own = count === 0 ? undefined : wanted.get(number)
      this.#hand(
        layer,
        number,
        own === undefined ? NO_HITS : hits.cutToPart({ wanted: own, from, to, length: count }),
      )
    }
  }

  #hand(layer: Layer, number: number, hits: Layer['hits']): void {
    const { rule, context } = this.#watches[number] as RuleWatch
    rule.layer?.(layer, makeLayerContext(context, hits))
  }

  /** Hands the whole to the rules that judge a package, then returns every finding in the order of the rules. */
  async finish(facts: PackageFacts): Promise<ScanFinding[]> {
    for (const { rule, context } of this.#watches) await rule.package?.(facts, context)
    const order = new Map(this.#watches.map(({ rule }, index) => [rule.meta.id, index]))
    return this.#groups
      .all()
      .sort((a, b) => (order.get(a.rule.meta.id) ?? 0) - (order.get(b.rule.meta.id) ?? 0))
  }

  #makeContext(rule: AnyRule, options: ConfiguredRule['options']): Context {
    return {
      options,
      kind: this.#kind,
      report: (observation) => this.#groups.add(rule, observation),
      memory: <T>(create: () => T): T => {
        if (!this.#memories.has(rule)) this.#memories.set(rule, create())
        return this.#memories.get(rule) as T
      },
    }
  }
}

function makeLayerContext(
  { options, kind, report, memory }: Context,
  hits: Layer['hits'],
): LayerContext<AnyRule['messages'], ConfiguredRule['options']> {
  return { options, kind, report, memory, hits }
}
