import { PositionCursor } from '../../../layers/positions.ts'
import type { Layer } from '../../../model/layer.ts'
import type { Place } from '../../../model/rule.ts'
import type { FoundKey } from '../../../secrets/found-key.ts'
import { LocalCertificates } from '../../../secrets/local-certificates.ts'
import { redact } from '../../../secrets/redact.ts'

/** So many keys of a tarball wait; those after them are told of at once. */
const MOST_WAITING = 200

/** Keys whose certificate may come later in the archive, and the certificates that came. */
export class WaitingKeys {
  readonly keys: { readonly key: FoundKey; readonly place: Place }[] = []
  readonly certificates = new LocalCertificates()

  get isFull(): boolean {
    return this.keys.length >= MOST_WAITING
  }

  /** Keeps a key with its place, so that the bytes of its layer can be let go. */
  add(layer: Layer, key: FoundKey): void {
    const { line, column } = new PositionCursor(layer.bytes).at(key.offset)
    const place = { path: layer.entry.path, trail: layer.trail, line, column, evidence: redact(key.body) }
    this.keys.push({ key, place })
  }
}
