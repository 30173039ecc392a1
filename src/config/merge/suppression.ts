import type { Amount } from '../../model/rule.ts'
import { type Glob, matchesGlob } from '../../text/glob.ts'
import type { Source } from '../files/config-source.ts'

/** A written exception. */
export interface Suppression {
  readonly rule: string
  /** From the package's root. `**` stands for the whole package, findings without a path included. */
  readonly path: Glob | null
  /** Over the names inward, joined by `!`; null holds for every layer. */
  readonly layer: Glob | null
  readonly fingerprint: string | null
  /** Hashes (`ValueHashes`) of the values it holds for; null where it names none. */
  readonly values: readonly string[] | null
  /** How much it holds for; null where it does not say. */
  readonly upTo: Amount | null
  readonly reason: string
  /** Last day it holds (UTC), `YYYY-MM-DD`. */
  readonly expires: string | null
  readonly approvedBy: string | null
  /** Whether it stands in a file that speaks for other packages too, where one of them may need it. */
  readonly shared: boolean
  readonly source: Source
}

/** What a suppression is held against. */
export interface SuppressiblePlace {
  readonly rule: string
  /** Inside the package; null for a finding about the package as a whole. */
  readonly path: string | null
  /** Names inward from the path joined by `!`, or null for the file itself. */
  readonly layer: string | null
  readonly fingerprint: string
  /** The same for all findings of this kind at this place, whatever their order; left out: `fingerprint`. */
  readonly kind?: string
  /** Of the value that an exception must name, as `ValueHashes` has it; left out where none must. */
  readonly valueHash?: () => string | null
  /** Whether an exception without a fingerprint, for whatever lies at a path, need not name it. */
  readonly isLoose?: boolean
  /** How much is exposed there; left out where exceptions are not for so much. */
  readonly amount?: Amount
}

/** The day of a moment in UTC, `YYYY-MM-DD`. */
export const formatDay = (moment: Date) => moment.toISOString().slice(0, 10)

/** Whether the suppression has run out. It holds to the end (UTC) of the day it names. */
export function isExpired(suppression: Pick<Suppression, 'expires'>, today: string): boolean {
  return suppression.expires !== null && suppression.expires < today
}

/** Whether the suppression is about this place, expired or not. */
export function covers(suppression: Suppression, place: SuppressiblePlace): boolean {
  return coversPlace(suppression, place) && holdsForThis(suppression, place)
}

/** Whether it is about the place, and says nothing of what it was granted for, though it must. */
export function mustBeRenewed(suppression: Suppression, place: SuppressiblePlace): boolean {
  const unbound =
    (place.valueHash !== undefined && suppression.values === null && !isForPath(suppression, place)) ||
    (place.amount !== undefined && suppression.upTo === null)
  return unbound && coversPlace(suppression, place)
}

/** An exception holds for the value, or for as much, as it was granted for. */
function holdsForThis(suppression: Suppression, place: SuppressiblePlace): boolean {
  const { values, upTo } = suppression
  const { valueHash, amount } = place
  if (valueHash !== undefined) {
    if (values === null) return isForPath(suppression, place)
    const hash = valueHash()
    return hash !== null && values.includes(hash)
  }
  if (amount !== undefined) return upTo !== null && amount.files <= upTo.files && amount.lines <= upTo.lines
  return true
}

/** Whether it was written for whatever of the rule lies at its path, and may be. */
function isForPath({ fingerprint }: Suppression, { isLoose }: SuppressiblePlace): boolean {
  return isLoose === true && fingerprint === null
}

function coversPlace(suppression: Suppression, place: SuppressiblePlace): boolean {
  if (suppression.rule !== place.rule) return false
  const { fingerprint } = suppression
  if (fingerprint !== null && fingerprint !== place.fingerprint && fingerprint !== place.kind) return false
  if (suppression.path !== null && !coversPath(suppression.path, place.path)) return false
  return suppression.layer === null || (place.layer !== null && matchesGlob(suppression.layer, place.layer))
}

function coversPath(glob: Glob, path: string | null): boolean {
  return path === null ? glob.pattern === '**' : matchesGlob(glob, path)
}

/**
 * The first suppression in force that covers the place, or null.
 * @param today `YYYY-MM-DD`, see `formatDay`
 */
export function findSuppression(
  config: { readonly suppressions: readonly Suppression[] },
  place: SuppressiblePlace,
  today: string,
): Suppression | null {
  return config.suppressions.find((one) => !isExpired(one, today) && covers(one, place)) ?? null
}

/** "The suppression of x for y (file:line)", the beginning of a sentence. */
export function describeSuppression(one: Suppression): string {
  const at = one.path?.pattern ?? `fingerprint ${one.fingerprint}`
  return `The suppression of ${one.rule} for ${at} (${describeSource(one.source)})`
}

/** `file:line`, or the name of an input: where a value comes from, within a sentence. */
export function describeSource(source: Source | undefined): string {
  if (!source || source.name === null) return 'The configuration'
  return source.line === null ? source.name : `${source.name}:${source.line}`
}
