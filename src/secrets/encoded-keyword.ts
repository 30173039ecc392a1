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
export function encodedForms(keyword: Buffer | string): EncodedKeyword[] {
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

/**
 * Decodes the base64 text around an encoded keyword found at `offset`, line breaks and their escapes left out.
 * @returns At most `length` decoded bytes; the keyword begins at `shift`.
 */
export function decodeFrom(bytes: Buffer, offset: number, form: EncodedKeyword, length: number): Buffer {
  const start = offset - form.dropped
  if (start < 0) return Buffer.alloc(0)
  const window = bytes.toString('latin1', start, start + Math.ceil((length * 4) / 3) + length / 32)
  const joined = window.replace(/\\[nr]|[\r\n]/g, '')
  const end = joined.search(/[^A-Za-z0-9+/_-]/)
  return Buffer.from(end === -1 ? joined : joined.slice(0, end), 'base64')
}
