/** A value out of a binary notation, as JSON can hold it. */
export type PlainValue = string | number | boolean | null | PlainValue[] | { [name: string]: PlainValue }

/** Values of all sorts that one file may have: hostile ones say that they hold billions. */
const MOST_VALUES = 400_000
const DEEPEST = 64
/** Bytes that are no text are shown as base64, so far. */
const MOST_RAW_BYTES = 4096

/** Says that the bytes are not of the notation they were read as. */
export class NotThisNotation extends Error {}

/** Reads bytes from the front, within bounds; every method throws `NotThisNotation` where the bytes end. */
export class ValueReader {
  readonly bytes: Buffer
  at = 0
  #values = 0
  #depth = 0

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length
  }

  readUnsigned(size: 1 | 2 | 4 | 8): number {
    const start = this.#take(size)
    if (size === 8) return this.bytes.readUInt32BE(start) * 2 ** 32 + this.bytes.readUInt32BE(start + 4)
    return this.bytes.readUIntBE(start, size)
  }

  readSigned(size: 1 | 2 | 4 | 8): number {
    const start = this.#take(size)
    return size === 8 ? Number(this.bytes.readBigInt64BE(start)) : this.bytes.readIntBE(start, size)
  }

  readFloat(size: 4 | 8): number {
    const start = this.#take(size)
    const value = size === 4 ? this.bytes.readFloatBE(start) : this.bytes.readDoubleBE(start)
    return Number.isFinite(value) ? value : 0
  }

  readText(length: number): string {
    const start = this.#take(length)
    return this.bytes.toString('utf8', start, start + length)
  }

  readRaw(length: number): string {
    const start = this.#take(length)
    return formatReadableBytes(this.bytes.subarray(start, start + length))
  }

  skip(length: number): void {
    this.#take(length)
  }

  /** Counts a value; `read` is for what lies inside it. */
  readWithin<T>(read: () => T): T {
    this.#values += 1
    this.#depth += 1
    if (this.#values > MOST_VALUES || this.#depth > DEEPEST) throw new NotThisNotation()
    const value = read()
    this.#depth -= 1
    return value
  }

  /** So many values, none of which can be shorter than a byte. */
  readList<T>(count: number, read: () => T): T[] {
    this.#values += count
    if (count > this.bytes.length - this.at || this.#values > MOST_VALUES) throw new NotThisNotation()
    return Array.from({ length: count }, read)
  }

  #take(length: number): number {
    const start = this.at
    if (length < 0 || start + length > this.bytes.length) throw new NotThisNotation()
    this.at = start + length
    return start
  }
}

/** Bytes as text where they are one, else as base64. */
export function formatReadableBytes(bytes: Buffer): string {
  const isText = bytes.every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13)
  return isText && !bytes.includes(0x7f)
    ? bytes.toString('utf8')
    : bytes.toString('base64', 0, MOST_RAW_BYTES)
}

/** What names a member; lists and the like name none. */
export function readMemberName(value: PlainValue): string {
  if (typeof value === 'object' && value !== null) throw new NotThisNotation()
  return String(value)
}

/** Members by name, none of which is one of the object's own kind. */
export function collectMembers(pairs: Iterable<readonly [string, PlainValue]>): {
  [name: string]: PlainValue
} {
  const members = Object.create(null) as { [name: string]: PlainValue }
  for (const [name, value] of pairs) members[name] = value
  return members
}
