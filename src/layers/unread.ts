import type { Anomaly } from '../model/entry.ts'
import type { Limits } from '../model/limits.ts'

/** Why something inside an entry could not be looked at. */
export type Failure = 'limit' | 'corrupt' | 'unsupported'

const WORDS: Readonly<Record<Failure, readonly [Anomaly['kind'], string, string]>> = {
  limit: ['limit', 'nested-bytes', 'unpacks to more than the limits allow'],
  corrupt: ['corrupt', 'nested-archive', 'is an archive or a compressed copy that cannot be unpacked'],
  unsupported: ['limit', 'nested-format', 'is encrypted or packed by a method that cannot be unpacked here'],
}

/** The anomaly for an archive member, a compressed copy or a payload that could not be opened. */
export function unread(failure: Failure, path: string, name: string): Anomaly {
  const [kind, code, words] = WORDS[failure]
  return { kind, code, path, detail: `${name} ${words}` }
}

/** The anomaly for what lies deeper than the limits allow. */
export function tooDeep(limits: Limits, path: string, name: string): Anomaly {
  const detail = `${name} lies deeper than ${limits.depth} archives and maps inside each other`
  return { kind: 'limit', code: 'nested-depth', path, detail }
}
