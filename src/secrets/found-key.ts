import type { KeyStructure } from './der.ts'

/** A private key with its body. */
export interface FoundKey extends KeyStructure {
  readonly offset: number
  /** The body as it stands there, without white space and escapes. */
  readonly body: string
}
