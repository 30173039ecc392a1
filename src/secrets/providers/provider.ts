import { isPlaceholder } from '../../knowledge/placeholder.ts'
import type { Check } from '../checks/check.ts'
import { readTokenFormat, type TokenFormat } from '../token-format.ts'
import { looksRandom } from '../token-shape.ts'

/**
 * `secret`: anyone who has it can act. `test-mode`: the vendor's own sandbox. `browser`: made to be seen by browsers,
 * restricted elsewhere. `short-lived`: ends within hours by itself. `half`: says whose a secret is, and is none alone.
 */
export type Grade = 'secret' | 'test-mode' | 'browser' | 'short-lived' | 'half'

/** How a form is known. */
export const EVIDENCE = {
  D: 'documented by the vendor',
  X: 'its check was computed on published values',
  W: 'the same in five and more public files',
  2: 'two independent detectors agree',
  1: 'one detector has it',
} as const
export type Evidence = `${keyof typeof EVIDENCE}`

/** One form of one vendor's tokens. */
export interface Provider {
  /** Stable: `github/personal-access-token`. */
  readonly id: string
  readonly vendor: string
  /** What it is, with the vendor's name: "GitHub personal access token". */
  readonly name: string
  /** Where its owner revokes it. */
  readonly revoke: string
  readonly evidence: Evidence
  readonly format: TokenFormat
  readonly grade: Grade
  /** The form says too little: found only near one of these words, with a word for a secret. */
  readonly near: readonly string[] | null
  /** The form of the id that it is given behind: what stands there needs no name. */
  readonly behind: TokenFormat | null
  /** Other things begin like it: without its vendor's name near, it is no more than possible. */
  readonly weak: boolean
  /** It has no literal to search for, but nothing else has its form: every long word is held against it. */
  readonly alone: boolean
  /** Its body has digits and letters of both cases; what has not is an identifier. */
  readonly mixed: boolean
  readonly check: Check | null
  /** A random token of this form, no placeholder, with its check. */
  example(): string
}

export interface ProviderOptions {
  readonly grade?: Grade
  /** `true`: the vendor's own name. A space in a word stands for every way in which two words are joined. */
  readonly near?: true | string | readonly string[]
  readonly behind?: string
  readonly weak?: true
  readonly alone?: true
  readonly mixed?: true
  readonly check?: Check
}

/** What it is called, its form, how that is known. */
export type ProviderRow = readonly [
  what: string,
  format: string,
  evidence: Evidence,
  options?: ProviderOptions,
]

/** The rows of one vendor's table. */
export function defineVendor(name: string, revoke: string, rows: readonly ProviderRow[]): Provider[] {
  return rows.map(([what, source, evidence, options = {}]) => {
    const format = readTokenFormat(source)
    const near =
      options.near === true || (options.near === undefined && options.weak)
        ? name.toLowerCase()
        : options.near
    const mixed = options.mixed ?? false
    let id: string | null = null
    return {
      // Few are asked for theirs.
      get id() {
        id ??= `${formatSlug(name)}/${formatSlug(what)}`
        return id
      },
      vendor: name,
      name: `${name} ${what}`,
      revoke,
      evidence,
      format,
      grade: options.grade ?? 'secret',
      near: near === undefined ? null : [near].flat(),
      behind: options.behind === undefined ? null : readTokenFormat(options.behind),
      weak: options.weak ?? false,
      alone: options.alone ?? false,
      mixed,
      check: options.check ?? null,
      example: () => makeExample(format, options.check ?? null, mixed, near !== undefined),
    }
  })
}

function makeExample(format: TokenFormat, check: Check | null, mixed: boolean, isPlain: boolean): string {
  for (;;) {
    const token = check ? check.mend(format.example()) : format.example()
    const isFit = (!mixed || isMixedCase(format.body(token))) && (!isPlain || looksRandom(token))
    if (isFit && isTypical(token, format.body(token))) return token
  }
}

/** Random as tokens are: with digits and letters, ended by no full stop. */
function isTypical(token: string, body: string): boolean {
  return !isPlaceholder(body) && /\d/.test(body) && !/[._-]$/.test(token)
}

/** Digits and letters of both cases: no identifier, no word, no hash under a short prefix. */
export function isMixedCase(value: string): boolean {
  return /\d/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value)
}

function formatSlug(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
