import type { Layer } from '../../../model/layer.ts'
import { type EnvironmentName, mayHoldVariables } from './environment-names.ts'
import { readEnvironment, type Variable } from './environment-syntax.ts'
import { isToFillIn, looksReal } from './real-value.ts'

/**
 * Encrypted values are made to be published (https://dotenvx.com/docs/features/encryption); texts in other scripts are
 * written with escapes in `.properties`.
 */
function isHarmless({ name, value }: Variable): boolean {
  return (
    value === '' ||
    /(?:\\u[0-9a-f]{4}){4}/i.test(value) ||
    /^encrypted:/.test(value) ||
    /^DOTENV_(?:PUBLIC_KEY|VAULT)/.test(name)
  )
}

/** A name that many sorts of settings files share is not enough: the names must be spelled like variables too. */
function isLikeVariables(variables: readonly Variable[]): boolean {
  return variables.some(({ name }) => /^[A-Z][A-Z0-9_]*$/.test(name))
}

/** Most values are sentences: texts of a program by name, in the language of its users. */
function isTranslation(set: readonly Variable[]): boolean {
  return set.filter(({ value }) => /\S\s+\S/.test(value)).length * 2 > set.length
}

/** What an environment file sets. */
export interface FoundVariables {
  /** Those with a value that says something. */
  readonly set: readonly Variable[]
  /** Those whose value looks real. */
  readonly real: readonly Variable[]
  /** The one to point at. */
  readonly first: Variable
}

/** The variables of an environment file; null for what is none, or sets nothing. */
export function findVariables(layer: Layer, kind: EnvironmentName): FoundVariables | null {
  if (kind === 'unnamed' && !mayHoldVariables(layer)) return null
  const { variables, otherLines } = readEnvironment(layer.text)
  const set = variables.filter((variable) => !isHarmless(variable))
  const real = pickRealVariables(set)
  const first = real[0] ?? set.find(({ value }) => !isToFillIn(value)) ?? set[0]
  if (first === undefined) return null
  if (kind === 'unnamed') {
    if (otherLines > 0 || variables.length === 1) return null
  } else if (real.length === 0 && otherLines > variables.length) return null
  if (kind !== 'canonical' && !(isLikeVariables(set) && (real.length > 0 || !isTranslation(set)))) return null
  return { set, real, first }
}

/** The variables with values that look real in what an editor keeps of an environment file; empty for anything else. */
export function listSwappedVariables(layer: Layer): Variable[] {
  return pickRealVariables(readEnvironment(readSwappedText(layer) ?? '').variables)
}

/** What an editor keeps of a file that was being changed: its lines, each ended by a zero (Vim's `b0VIM`). */
function readSwappedText({ bytes }: Layer): string | null {
  if (bytes.toString('latin1', 0, 6) !== 'b0VIM ') return null
  const runs = bytes.toString('latin1').match(/[\x20-\x7e]{3,}/g) ?? []
  return runs.filter((run) => /^\s*(?:export\s+)?[A-Za-z_][A-Za-z0-9_]*=/.test(run)).join('\n')
}

function pickRealVariables(variables: readonly Variable[]): Variable[] {
  return variables.filter((variable) => !isHarmless(variable) && looksReal(variable.name, variable.value))
}
