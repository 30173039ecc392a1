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
}

/** The day of a moment in UTC, `YYYY-MM-DD`. */
export const isoDay = (moment: Date) => moment.toISOString().slice(0, 10)

/** Whether the suppression has run out. It holds to the end (UTC) of the day it names. */
export function isExpired(suppression: Pick<Suppression, 'expires'>, today: string): boolean {
  return suppression.expires !== null && suppression.expires < today
}

/** Whether the suppression is about this place, expired or not. */
export function covers(suppression: Suppression, place: SuppressiblePlace): boolean {
  if (suppression.rule !== place.rule) return false
  if (suppression.fingerprint !== null && suppression.fingerprint !== place.fingerprint) return false
  if (suppression.path !== null && !coversPath(suppression.path, place.path)) return false
  return suppression.layer === null || (place.layer !== null && matchesGlob(suppression.layer, place.layer))
}

function coversPath(glob: Glob, path: string | null): boolean {
  return path === null ? glob.pattern === '**' : matchesGlob(glob, path)
}

/**
 * The first suppression in force that covers the place, or null.
 * @param today `YYYY-MM-DD`, see `isoDay`
 */
export function suppressionFor(
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
