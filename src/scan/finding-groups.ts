import { PositionCursor } from '../layers/positions.ts'
import { BoundValue, bindContent } from '../model/bound-value.ts'
import type { Entry } from '../model/entry.ts'
import type { Layer, Origin, Position } from '../model/layer.ts'
import { PLACES_KEPT } from '../model/report.ts'
import type { AnyRule, LayerPlace, Observation, Place } from '../model/rule.ts'
import type { ScanFinding, ScanPlace } from '../model/scan-finding.ts'

/** More findings of one rule and message than this are counted, not told apart: hostile input must not flood a report. */
const GROUPS_KEPT = 500

/** What rules report of one tarball: findings, each with its places. */
export class FindingGroups {
  readonly #groups = new Map<string, ScanFinding>()
  readonly #groupCounts = new Map<string, number>()
  readonly #cursors = new WeakMap<Layer, PositionCursor>()

  /** All findings, those first that were reported first. */
  all(): ScanFinding[] {
    return [...this.#groups.values()]
  }

  /** Adds what a rule has observed to the finding it belongs to, or opens one. */
  add(rule: AnyRule, observation: Observation): void {
    const data = observation.data ?? {}
    const kind = `${rule.meta.id}\0${observation.message}`
    const key = `${kind}\0${observation.group ?? JSON.stringify(data)}`
    const finding = this.#groups.get(key) ?? this.#open(rule, observation, kind, key)
    const places = listPlaces(observation.at)
    finding.count += Math.max(places.length, 1)
    for (const place of places) {
      if (finding.places.length >= PLACES_KEPT) break
      finding.places.push({ ...this.#resolve(place), ...bindTo(rule, observation, place) })
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
    const position = offset === undefined ? null : this.#findPosition(layer, offset)
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
  #findPosition(layer: Layer, offset: number): Position | null {
    if (layer.kind === 'decoded' && layer.parent)
      return this.#findPosition(layer.parent, findEncodedOffset(layer.origins, offset))
    return layer.kind === 'binary' ? null : this.#openCursor(layer).at(offset)
  }

  #openCursor(layer: Layer): PositionCursor {
    const cursor = this.#cursors.get(layer) ?? new PositionCursor(layer.bytes)
    this.#cursors.set(layer, cursor)
    return cursor
  }
}

/** Offset in the parent of the stretch that `offset` lies in. */
function findEncodedOffset(origins: readonly Origin[], offset: number): number {
  let low = 0
  let high = origins.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((origins[middle]?.at ?? 0) <= offset) low = middle
    else high = middle
  }
  return origins[low]?.offset ?? 0
}

/** What an exception from a finding at this place is bound to. */
function bindTo(
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
  return bytes === null ? {} : { bound: bindContent(bytes) }
}

function isEntry(at: Observation['at']): at is Entry {
  return at !== undefined && !isList(at) && 'rawPath' in at
}

function listPlaces(at: Observation['at']): readonly (Place | LayerPlace)[] {
  if (at === undefined) return []
  if (isList(at)) return at
  return 'rawPath' in at ? [{ path: at.path }] : [at]
}

function isList(at: NonNullable<Observation['at']>): at is readonly (Place | LayerPlace)[] {
  return Array.isArray(at)
}
