import type { Finding } from '../model/report.ts'

/**
 * What findings are bound to, by their fingerprints, for the command that writes exceptions: the values themselves, so
 * it never leaves the process.
 */
export class HeldValues {
  readonly #byFingerprint = new Map<string, { kind: string; values: Map<string, Set<string>> }>()
  readonly #members = new Map<string, readonly Finding[]>()

  /**
   * @param kind the fingerprint that all findings of this kind at this place share
   * @param path the file that the value is in
   */
  add(fingerprint: string, kind: string, value: string, path: string): void {
    const held = this.#byFingerprint.get(fingerprint) ?? { kind, values: new Map() }
    const paths = held.values.get(value) ?? new Set()
    held.values.set(value, paths.add(path))
    this.#byFingerprint.set(fingerprint, held)
  }

  /**
   * What a finding is bound to; null for one that has no value.
   * @param paths the files of which the values are wanted; null for all
   */
  find(
    fingerprint: string,
    paths: readonly string[] | null,
  ): { readonly kind: string; readonly values: ReadonlySet<string> } | null {
    const held = this.#byFingerprint.get(fingerprint)
    if (held === undefined) return null
    const wanted = paths === null ? null : new Set(paths)
    const values = [...held.values].filter(
      ([, at]) => wanted === null || [...at].some((path) => wanted.has(path)),
    )
    return { kind: held.kind, values: new Set(values.map(([value]) => value)) }
  }

  /** @param fingerprint of the finding that several are told as */
  join(fingerprint: string, members: readonly Finding[]): void {
    this.#members.set(
      fingerprint,
      members.flatMap((one) => this.listMembersOf(one)),
    )
  }

  /** What is told as this finding: others like it, or nothing but itself. */
  listMembersOf(finding: Finding): readonly Finding[] {
    return this.#members.get(finding.fingerprint) ?? [finding]
  }
}
