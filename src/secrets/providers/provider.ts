import { isPlaceholder } from '../../knowledge/placeholder.ts'
import { checksumFits, withChecksum } from '../checksum.ts'
import { type TokenFormat, tokenFormat } from '../token-format.ts'

/**
 * `secret`: whoever has it can act. `test-mode`: the vendor's own sandbox. `browser`: made to be seen by browsers,
 * restricted elsewhere.
 */
export type Grade = 'secret' | 'test-mode' | 'browser'

/** One form of one vendor's tokens. */
export interface Provider {
  /** Stable: `github/personal-access-token`. */
  readonly id: string
  readonly vendor: string
  /** What it is, with the vendor's name: "GitHub personal access token". */
  readonly name: string
  /** Where the vendor describes it. */
  readonly docs: string
  readonly format: TokenFormat
  readonly grade: Grade
  /** The form says too little: found only as the value of something named after the vendor. */
  readonly assignedTo: readonly string[] | null
  /** Whether the checksum fits; null where there is none to check. */
  readonly verify: ((token: string) => boolean) | null
  /** A random token of this form, no placeholder, with its checksum. */
  example(): string
}

export interface ProviderOptions {
  readonly grade?: Grade
  readonly assignedTo?: string | readonly string[]
  readonly checksum?: true
}

/** What it is called, and its form. */
export type ProviderRow = readonly [what: string, format: string, options?: ProviderOptions]

/** The rows of one vendor's table. */
export function vendor(name: string, docs: string, rows: readonly ProviderRow[]): Provider[] {
  return rows.map(([what, source, options = {}]) => {
    const format = tokenFormat(source)
    return {
      id: `${slug(name)}/${slug(what)}`,
      vendor: name,
      name: `${name} ${what}`,
      docs,
      format,
      grade: options.grade ?? 'secret',
      assignedTo: options.assignedTo === undefined ? null : [options.assignedTo].flat(),
      verify: options.checksum ? checksumFits : null,
      example: () => exampleOf(format, options.checksum ?? false),
    }
  })
}

function exampleOf(format: TokenFormat, checksum: boolean): string {
  for (;;) {
    const token = checksum ? withChecksum(format.example()) : format.example()
    if (isTypical(token, format.body(token))) return token
  }
}

/** Random as tokens are: with digits, ended by no full stop, and begun where the prefix ends. */
function isTypical(token: string, body: string): boolean {
  if (isPlaceholder(body) || !/\d/.test(body) || token.endsWith('.')) return false
  return body.length === token.length || body.charAt(0) !== token.charAt(token.length - body.length - 1)
}

function slug(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
