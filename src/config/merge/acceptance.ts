import type { Source } from '../files/config-source.ts'
import { describeSource } from './suppression.ts'

/** A written exception for bytes that could not be looked at: bound to their digest, never to a pattern. */
export interface Acceptance {
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string
  /** Where they lay when it was written, for the reader; null where nobody said. */
  readonly path: string | null
  readonly reason: string
  /** Last day it holds (UTC), `YYYY-MM-DD`. */
  readonly expires: string
  readonly approvedBy: string | null
  /** Whether it stands in a file that speaks for other packages too. */
  readonly shared: boolean
  readonly source: Source
}

/** "The acceptance of x (file:line)", the beginning of a sentence. */
export function describeAcceptance(one: Acceptance): string {
  const what = `${one.digest.slice(0, 'sha256:'.length + 12)}…`
  return `The acceptance of ${one.path === null ? what : `${one.path}, ${what}`} (${describeSource(one.source)})`
}
