import type { Limits } from '../../model/limits.ts'
import type { FailOn, Profile } from '../../model/report.ts'
import type { RuleSetting } from '../merge/effective-config.ts'
import type { OwnRule } from '../merge/own-rules.ts'

/** What an organisation demands for one rule. */
export interface PolicyRule extends RuleSetting {
  /** Options that repositories may set as they like. */
  readonly freeOptions: readonly string[]
  readonly required: boolean
  readonly locked: boolean
  /** Why the organisation wants it, in its own words; null where it does not say. */
  readonly reason: string | null
}

/** On what terms a policy admits written exceptions. */
export interface ExceptionTerms {
  readonly allowed: boolean
  /** From the run to the expiry; null for no bound. */
  readonly maximumDays: number | null
  /** Null for anybody or nobody. */
  readonly approvers: readonly string[] | null
  /** Why, in the organisation's own words; null where it does not say. */
  readonly reason: string | null
}

/** An organisation's layer: repositories may tighten what it says, never loosen it. */
export interface Policy {
  /** As a person would name it: a path, or `owner/repo/path@ref`. */
  readonly source: string
  /** SHA-256 of the file's bytes, in hex. */
  readonly digest: string
  /** The mildest profile; null leaves it to the repository. */
  readonly profile: Profile | 'auto' | null
  readonly failOn: FailOn | null
  /** `required`: nothing passes without the release to compare with. */
  readonly baseline: 'optional' | 'required' | null
  readonly limits: Partial<Limits>
  readonly rules: ReadonlyMap<string, PolicyRule>
  /** Rules of the organisation's own, which every repository under it is held to. */
  readonly customRules: readonly OwnRule[]
  readonly suppressions: ExceptionTerms
  /** For bytes that could not be looked at. */
  readonly acceptances: ExceptionTerms
  readonly pullRequestsMayLoosen: boolean
}

/**
 * Where a policy comes from. `action/` has one that asks GitHub's API for `owner/repo/path@ref`; a local path is read
 * from disk.
 */
export interface PolicyFetcher {
  /**
   * The bytes of the policy file.
   * @throws Error with a whole sentence that says why it cannot be had and what to do; the verdict is then `error`
   */
  fetch(location: RemotePolicy): Promise<Uint8Array>
}

export interface RemotePolicy {
  readonly owner: string
  readonly repository: string
  /** In the repository, with `/`. */
  readonly path: string
  /** A commit, tag or branch. */
  readonly ref: string
}

/**
 * Takes the digest off a policy's address: `policy.yml#sha256:…`, `owner/repo/path@ref#sha256:…`. A colon is in no name
 * of a ref, so nothing else ends like this.
 * @returns the digest as it was written, in lower case, to be checked by who reads the policy; null where none is pinned
 */
export function splitPin(text: string): { readonly file: string; readonly digest: string | null } {
  const [, file = text, digest] = /^(.*)#sha256:([^#]*)$/s.exec(text.trim()) ?? []
  return { file, digest: digest?.toLowerCase() ?? null }
}

/**
 * Reads `owner/repo/path@ref`, with or without a digest behind it, or returns null for anything else, which is a path on disk. Only the parts' form is
 * checked; names follow https://docs.github.com/rest (letters, digits, `-`, `_`, `.`).
 */
export function parseRemotePolicy(text: string): RemotePolicy | null {
  const match = /^([\w-]+)\/([\w.-]+)\/([^@\s]+)@([^\s@:?*[\\^~]+)$/.exec(splitPin(text).file.trim())
  const [, owner, repository, file, ref] = match ?? []
  if (!owner || !repository || !file || !ref) return null
  return file.split('/').some((part) => part === '' || part === '.' || part === '..')
    ? null
    : { owner, repository, path: file, ref }
}
