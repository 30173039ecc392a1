import type { Anomaly } from '../model/entry.ts'

/** Anomalies of one code: what one finding says, with all its places. */
export interface AnomalyGroup {
  readonly kind: Anomaly['kind']
  readonly code: string
  /** Of the first one. */
  readonly detail: string
  /** Empty for what is about the archive as a whole. */
  readonly places: readonly { readonly path: string }[]
}

/** Gathers anomalies by code, in the order in which the codes first came; those about the whole archive stay apart. */
export function groupAnomaliesByCode(anomalies: readonly Anomaly[]): AnomalyGroup[] {
  const groups = new Map<
    string,
    { kind: Anomaly['kind']; code: string; detail: string; places: { path: string }[] }
  >()
  for (const { kind, code, path, detail } of anomalies) {
    const key = path === null ? `${code} as a whole` : code
    const group = groups.get(key) ?? { kind, code, detail, places: [] }
    groups.set(key, group)
    if (path !== null) group.places.push({ path })
  }
  return [...groups.values()]
}
