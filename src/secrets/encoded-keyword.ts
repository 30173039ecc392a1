/** Bytes of plain text that come before the keyword in its first base64 quantum. */
export type Shift = 0 | 1 | 2

export interface EncodedKeyword {
  /** As it stands in the encoded text. */
  readonly text: string
  readonly shift: Shift
  /** Characters of the first quantum that depend on what comes before the keyword. */
  readonly dropped: number
}

const DROPPED: Readonly<Record<Shift, number>> = { 0: 0, 1: 2, 2: 3 }

/**
 * How `keyword` looks inside base64 text (RFC 4648, section 4), at each of the three offsets it can have; characters
 * that also depend on its neighbours are left out.
 */
export function encodeKeyword(keyword: Buffer | string): EncodedKeyword[] {
  const plain = Buffer.from(keyword)
  return ([0, 1, 2] as const).map((shift) => {
    const dropped = DROPPED[shift]
    const whole = Math.floor(((shift + plain.length) * 8) / 6)
    const text = Buffer.concat([Buffer.alloc(shift), plain])
      .toString('base64')
      .slice(dropped, whole)
    return { text, shift, dropped }
  })
}
