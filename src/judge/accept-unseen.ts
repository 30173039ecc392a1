import { type Acceptance, describeAcceptance } from '../config/merge/acceptance.ts'
import type { AcceptedUnseen, Unseen } from '../model/unseen.ts'

/** What could not be looked at, parted by whether somebody has answered for it. */
export interface JudgedUnseen {
  /** Any of these blocks. */
  readonly unseen: Unseen[]
  readonly accepted: AcceptedUnseen[]
  /** What the reader should know of the acceptances, each as a whole sentence. */
  readonly notes: string[]
}

/**
 * Holds unseen bytes against the written acceptances: only the digest of exactly those bytes counts.
 * @param today `YYYY-MM-DD`
 */
export function acceptUnseen(
  parts: readonly Unseen[],
  acceptances: readonly Acceptance[],
  today: string,
): JudgedUnseen {
  const unseen: Unseen[] = []
  const accepted: AcceptedUnseen[] = []
  const used = new Set<Acceptance>()
  for (const part of parts) {
    const own = acceptances.filter(({ digest }) => digest === part.digest)
    for (const one of own) used.add(one)
    const inForce = own.find(({ expires }) => expires >= today)
    if (inForce === undefined) unseen.push(part)
    else {
      const { reason, expires, approvedBy } = inForce
      accepted.push({ unseen: part, reason, expires, by: approvedBy })
    }
  }
  return {
    unseen,
    accepted,
    notes: acceptances.flatMap((one) => describeAcceptanceTrouble(one, used.has(one), today)),
  }
}

function describeAcceptanceTrouble(one: Acceptance, isUsed: boolean, today: string): string[] {
  if (isUsed && one.expires < today)
    return [
      `${describeAcceptance(one)} expired on ${one.expires} and no longer holds: look at the file, then leave it out or accept it anew.`,
    ]
  // One in a file that several packages share may be another's.
  return isUsed || one.shared
    ? []
    : [`${describeAcceptance(one)} is about no bytes of this package any more: remove it.`]
}
