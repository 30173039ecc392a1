import { collectMembers, NotThisNotation, type PlainValue, ValueReader } from './value-reader.ts'

const MAGIC = 'bplist00'
const TRAILER_BYTES = 32

interface Places {
  readonly reader: ValueReader
  readonly offsets: readonly number[]
  /** Bytes of a reference to another object. */
  readonly referenceSize: 1 | 2 | 4 | 8
}

/** A property list in Apple's binary form (CoreFoundation's CFBinaryPList.c); null for other bytes. */
export function readPropertyList(bytes: Buffer): PlainValue {
  if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC || bytes.length < MAGIC.length + TRAILER_BYTES)
    throw new NotThisNotation()
  const trailer = new ValueReader(bytes.subarray(bytes.length - TRAILER_BYTES))
  trailer.skip(6)
  const offsetSize = checkSize(trailer.readUnsigned(1))
  const referenceSize = checkSize(trailer.readUnsigned(1))
  const count = trailer.readUnsigned(8)
  const top = trailer.readUnsigned(8)
  const reader = new ValueReader(bytes)
  reader.at = trailer.readUnsigned(8)
  const offsets = reader.readList(count, () => reader.readUnsigned(offsetSize))
  return readObjectAt(top, { reader, offsets, referenceSize })
}

function checkSize(size: number): 1 | 2 | 4 | 8 {
  if (size === 1 || size === 2 || size === 4 || size === 8) return size
  throw new NotThisNotation()
}

function readObjectAt(index: number, places: Places): PlainValue {
  const { reader, offsets } = places
  const offset = offsets[index]
  if (offset === undefined) throw new NotThisNotation()
  return reader.readWithin(() => {
    reader.at = offset
    const first = reader.readUnsigned(1)
    const [kind, detail] = [first >> 4, first & 0x0f]
    if (kind === 0) return detail === 8 || detail === 9 ? detail === 9 : null
    if (kind === 1) return readInteger(reader, detail)
    if (kind === 2 || kind === 3) return reader.readFloat(detail === 2 ? 4 : 8)
    if (kind === 8) return readInteger(reader, Math.log2(detail + 1))
    return readSized(
      kind,
      detail === 0x0f ? readInteger(reader, reader.readUnsigned(1) & 0x0f) : detail,
      places,
    )
  })
}

/** `power`: of two, so many bytes. */
function readInteger(reader: ValueReader, power: number): number {
  if (power === 4) reader.skip(8)
  return reader.readUnsigned(checkSize(power === 4 ? 8 : 2 ** power))
}

function readSized(kind: number, count: number, places: Places): PlainValue {
  const { reader, referenceSize } = places
  const readReferences = (many: number) => reader.readList(many, () => reader.readUnsigned(referenceSize))
  if (kind === 4) return reader.readRaw(count)
  if (kind === 5) return reader.readText(count)
  if (kind === 6) return readWideText(reader, count * 2)
  if (kind === 0x0a || kind === 0x0c) return readReferences(count).map((index) => readObjectAt(index, places))
  if (kind !== 0x0d) throw new NotThisNotation()
  const [names, values] = [readReferences(count), readReferences(count)]
  return collectMembers(
    names.map(
      (name, at) => [String(readObjectAt(name, places)), readObjectAt(values[at] ?? -1, places)] as const,
    ),
  )
}

function readWideText(reader: ValueReader, length: number): string {
  reader.skip(length)
  return Buffer.from(reader.bytes.subarray(reader.at - length, reader.at))
    .swap16()
    .toString('utf16le')
}
