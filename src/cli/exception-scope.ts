import type { NewSuppression } from '../config/files/exception-writer.ts'
import { ValueHashes } from '../config/merge/value-hash.ts'
import type { HeldValues } from '../judge/held-values.ts'
import { CannotLook } from '../model/cannot-look.ts'
import type { Finding } from '../model/report.ts'
import { RULES } from '../rules/index.ts'

/** Values that one exception may name. */
const MOST_VALUES = 100

/** What an exception from a finding of this rule must say that it holds for; undefined for the place alone. */
export function bindingOf(rule: string): 'group' | 'content' | 'amount' | undefined {
  return RULES.find(({ meta }) => meta.id === rule)?.meta.traits.binds
}

/**
 * What an exception from a finding holds for, and no more.
 * @throws CannotLook where that cannot be said of it
 */
export function scopeOf(
  { rule, fingerprint, data }: Pick<Finding, 'rule' | 'fingerprint' | 'data'>,
  held: HeldValues,
): Pick<NewSuppression, 'fingerprint' | 'values' | 'up-to'> {
  const binding = bindingOf(rule)
  if (binding === undefined) return { fingerprint }
  if (binding === 'amount') {
    const { files, lines } = data
    if (typeof files !== 'number' || typeof lines !== 'number') return { fingerprint }
    return { fingerprint, 'up-to': { files: Math.max(1, files), lines: roundedUp(lines) } }
  }
  const bound = held.of(fingerprint)
  // A finding about something that has no value, such as one about too many of them.
  if (bound === null) return { fingerprint }
  if (bound.values.size > MOST_VALUES)
    throw new CannotLook(
      `The finding ${fingerprint} has ${bound.values.size} different values, and one exception names at most ${MOST_VALUES}. Leave the files out of the package instead.`,
    )
  const hashes = new ValueHashes()
  const values = [...bound.values].map((value) => hashes.of(rule, value)).filter((hash) => hash !== null)
  return { fingerprint: bound.kind, values: values.sort() }
}

/** A twentieth more, to two digits, so that a line more is no new finding: 3,412 becomes 3,600. */
function roundedUp(lines: number): number {
  const more = Math.ceil(lines * 1.05)
  const step = 10 ** Math.max(0, String(more).length - 2)
  return Math.max(1, Math.ceil(more / step) * step)
}
