/**
 * What findings are bound to, by their fingerprints, for the command that writes exceptions: the values themselves, so
 * it never leaves the process.
 */
export class HeldValues {
  readonly #byFingerprint = new Map<string, { kind: string; values: Set<string> }>()

  /** @param kind the fingerprint that all findings of this kind at this place share */
  add(fingerprint: string, kind: string, value: string): void {
    const held = this.#byFingerprint.get(fingerprint) ?? { kind, values: new Set() }
    held.values.add(value)
    this.#byFingerprint.set(fingerprint, held)
  }

  of(fingerprint: string): { readonly kind: string; readonly values: ReadonlySet<string> } | null {
    return this.#byFingerprint.get(fingerprint) ?? null
  }
}
