import { describeAcceptance } from './acceptance.ts'
import type { EffectiveConfig } from './effective-config.ts'
import { describeSourcePlace } from './pending-changes.ts'
import type { Suppression } from './suppression.ts'

/** The suppressions that the base has too, for no longer than there; of the others a sentence goes to `pending`. */
export function restrictSuppressions(
  head: EffectiveConfig,
  base: EffectiveConfig,
  pending: string[],
): EffectiveConfig['suppressions'] {
  return head.suppressions.flatMap((one) => {
    const what = `The suppression of ${one.rule} for ${one.path?.pattern ?? one.fingerprint}${describeSourcePlace(one.source)}`
    const known = findStandingFor(one, base.suppressions)
    if (!known) {
      pending.push(`${what} takes effect after the merge.`)
      return []
    }
    const expires = chooseEarlier(known.expires, one.expires)
    if (expires !== one.expires)
      pending.push(
        `${what} holds until ${expires}; its new end, ${one.expires ?? 'none'}, takes effect after the merge.`,
      )
    return [{ ...one, reason: known.reason, approvedBy: known.approvedBy, expires }]
  })
}

/** The acceptances that the base has too, for no longer than there; of the others a sentence goes to `pending`. */
export function restrictAcceptances(
  head: EffectiveConfig,
  base: EffectiveConfig,
  pending: string[],
): EffectiveConfig['acceptances'] {
  return head.acceptances.flatMap((one) => {
    const known = base.acceptances.filter(({ digest }) => digest === one.digest)
    const longest = known
      .map(({ expires }) => expires)
      .toSorted()
      .at(-1)
    if (longest === undefined) {
      pending.push(`${describeAcceptance(one)} takes effect after the merge.`)
      return []
    }
    if (longest >= one.expires) return [one]
    pending.push(
      `${describeAcceptance(one)} holds until ${longest}; its new end, ${one.expires}, takes effect after the merge.`,
    )
    return [{ ...one, expires: longest }]
  })
}

/** What the base has for a suppression: the very same, or else the one around it that lasts longest. */
function findStandingFor(one: Suppression, before: readonly Suppression[]): Suppression | undefined {
  const around = before.filter((other) => isWithin(one, other))
  const same = around.find((other) => other.expires === one.expires && other.approvedBy === one.approvedBy)
  return (
    same ??
    around.find((other) =>
      around.every((rest) => chooseEarlier(other.expires, rest.expires) === rest.expires),
    )
  )
}

/** Whether everything that one suppression covers, the other covers too, as far as their texts show it. */
function isWithin(one: Suppression, other: Suppression): boolean {
  return (
    one.rule === other.rule &&
    (other.fingerprint === null || other.fingerprint === one.fingerprint) &&
    (other.path === null || other.path.pattern === '**' || other.path.pattern === one.path?.pattern) &&
    (other.layer === null || other.layer.pattern === one.layer?.pattern) &&
    isNoMore(one, other)
  )
}

/** Whether an exception names no value and no amount that the other does not. */
function isNoMore(one: Suppression, other: Suppression): boolean {
  const values = one.values?.every((value) => other.values?.includes(value)) ?? other.values === null
  const most = other.upTo
  if (one.upTo === null || most === null) return values && one.upTo === most
  return values && one.upTo.files <= most.files && one.upTo.lines <= most.lines
}

function chooseEarlier(a: string | null, b: string | null): string | null {
  if (a === null) return b
  return b === null || a < b ? a : b
}
