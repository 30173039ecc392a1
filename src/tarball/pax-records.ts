import { isUtf8 } from 'node:buffer'

/** What an extended header says of the entry after it, read to the letter of the format. */
export interface PaxRecords {
  /** The last value of each key. */
  readonly values: ReadonlyMap<string, string>
  /** What is wrong with the records, as a clause, or null. */
  readonly fault: string | null
  /** The records that have it. */
  readonly faulty?: Buffer
}

const SPACE = 0x20
const NEWLINE = 0x0a
const EQUALS = 0x3d

/**
 * Reads pax records, `<length> <key>=<value>\n`, by their lengths, as POSIX.1-2001 (pax, "Extended Header Keyword/Value
 * Pairs") defines them. node-tar, and npm with it, splits at newlines instead: comparing the two shows names that
 * different tools would read differently.
 */
export function parsePaxRecords(body: Buffer): PaxRecords {
  const values = new Map<string, string>()
  if (!isUtf8(body)) return { values, fault: 'its records are not valid UTF-8', faulty: body }
  let at = 0
  while (at < body.length) {
    const space = body.indexOf(SPACE, at)
    const digits = space === -1 ? '' : body.toString('latin1', at, Math.min(space, at + 12))
    const length = /^[0-9]{1,9}$/.test(digits) ? Number(digits) : 0
    const end = at + length
    if (length === 0 || end > body.length || end <= space + 1 || body[end - 1] !== NEWLINE)
      return { values, fault: 'a record has a wrong length', faulty: body }
    const equals = body.indexOf(EQUALS, space)
    if (equals === -1 || equals >= end) return { values, fault: 'a record has no key', faulty: body }
    const key = body.toString('utf8', space + 1, equals)
    const value = body.toString('utf8', equals + 1, end - 1)
    if (key === 'size' && !/^[0-9]+$/.test(value))
      return { values, fault: 'the size is no decimal number', faulty: body }
    values.set(key, value)
    at = end
  }
  return { values, fault: null }
}
