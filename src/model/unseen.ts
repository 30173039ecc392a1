/**
 * Why bytes could not be looked at. `limit`: a limit of the configuration was reached. `sealed`: they are encrypted.
 * `no-reader`: they are in a form that no reader here knows. `damaged`: they are in a known form and break its rules.
 * `left-over`: they lie in a container and belong to nothing in it.
 */
export const UNSEEN_REASONS = ['limit', 'sealed', 'no-reader', 'damaged', 'left-over'] as const
export type UnseenReason = (typeof UNSEEN_REASONS)[number]

/** What a reason says by itself, as a clause. */
export const UNSEEN_WORDS: Readonly<Record<UnseenReason, string>> = {
  limit: 'it is beyond a limit',
  sealed: 'it is encrypted',
  'no-reader': 'it is in a form that no reader here opens',
  damaged: 'it is damaged',
  'left-over': 'it lies in a container and belongs to nothing in it',
}

/** Bytes that could not be looked at: a state of its own, which no severity, override or suppression reaches. */
export interface Unseen {
  /** Path inside the package; null for what is about the tarball as a whole. May hold hostile text. */
  readonly path: string | null
  /** Names inward from the path, joined by `!`; null for the file itself. May hold hostile text. */
  readonly layer: string | null
  readonly reason: UnseenReason
  /** A clause about the bytes: "it is an encrypted zip member". May hold hostile text. */
  readonly detail: string
  /** How many; null where nobody can know. */
  readonly bytes: number | null
  /** `sha256:` and 64 hexadecimal digits, of exactly those bytes; null where they are not available, and so cannot be accepted. */
  readonly digest: string | null
}

/** Unseen bytes that somebody has answered for in writing. */
export interface AcceptedUnseen {
  readonly unseen: Unseen
  readonly reason: string
  /** Last day it holds (UTC), `YYYY-MM-DD`. */
  readonly expires: string
  readonly by: string | null
}
