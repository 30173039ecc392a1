import { createHash } from 'node:crypto'
import type { Unseen, UnseenReason } from '../model/unseen.ts'

/** Parts that are listed one by one; of the rest only number and size are kept. */
const KEPT = 1000

/** Where unseen bytes lie. */
export interface UnseenPlace {
  readonly path: string | null
  readonly trail: readonly string[]
}

/** Gathers what could not be looked at, and stays small whatever the archive does. */
export class UnseenLog {
  readonly #kept: Unseen[] = []
  readonly #beyond = { parts: 0, bytes: 0 }

  add(part: Unseen): void {
    if (this.#kept.length < KEPT) this.#kept.push(part)
    else {
      this.#beyond.parts += 1
      this.#beyond.bytes += part.bytes ?? 0
    }
  }

  get isEmpty(): boolean {
    return this.#kept.length === 0
  }

  /** Everything kept, in order, and a line for what is beyond. */
  all(): Unseen[] {
    const { parts, bytes } = this.#beyond
    if (parts === 0) return this.#kept
    const detail = `${parts} more parts were not looked at either, beside the ${KEPT} that are listed`
    return [...this.#kept, { path: null, layer: null, reason: 'limit', detail, bytes, digest: null }]
  }
}

/** Unseen bytes that are at hand, with their digest. */
export function makeUnseen(
  { path, trail }: UnseenPlace,
  reason: UnseenReason,
  detail: string,
  bytes: Uint8Array,
): Unseen {
  return {
    path,
    layer: trail.length === 0 ? null : trail.join('!'),
    reason,
    detail,
    bytes: bytes.length,
    digest: computeBytesDigest(bytes),
  }
}

/** `sha256:…` of the bytes, as acceptances name them. */
export function computeBytesDigest(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}
