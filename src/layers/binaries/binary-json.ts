import { membersOf, NotThisNotation, type PlainValue, type ValueReader } from './value-reader.ts'

/** One document of BSON (https://bsonspec.org/spec.html), or a list where `isList`. */
export function readBinaryJson(reader: ValueReader, isList = false): PlainValue {
  return reader.within(() => {
    const end = reader.at + length(reader)
    if (end > reader.bytes.length || reader.bytes[end - 1] !== 0) throw new NotThisNotation()
    const pairs: (readonly [string, PlainValue])[] = []
    while (reader.at < end - 1) {
      const type = reader.unsigned(1)
      pairs.push([cText(reader), element(reader, type)])
    }
    if (reader.at !== end - 1) throw new NotThisNotation()
    reader.skip(1)
    return isList ? pairs.map(([, value]) => value) : membersOf(pairs)
  })
}

function length(reader: ValueReader): number {
  const { at } = reader
  reader.skip(4)
  return reader.bytes.readInt32LE(at)
}

function cText(reader: ValueReader): string {
  const end = reader.bytes.indexOf(0, reader.at)
  if (end === -1) throw new NotThisNotation()
  const text = reader.text(end - reader.at)
  reader.skip(1)
  return text
}

/** Elements of a fixed size whose value tells nothing: times, decimals, bounds. */
const SKIPPED: ReadonlyMap<number, number> = new Map([
  [0x01, 8],
  [0x06, 0],
  [0x09, 8],
  [0x0a, 0],
  [0x11, 8],
  [0x12, 8],
  [0x13, 16],
  [0x7f, 0],
  [0xff, 0],
])

function element(reader: ValueReader, type: number): PlainValue {
  const skipped = SKIPPED.get(type)
  if (skipped !== undefined) {
    reader.skip(skipped)
    return null
  }
  switch (type) {
    case 0x02:
    case 0x0d:
    case 0x0e:
      return countedText(reader)
    case 0x03:
    case 0x04:
      return readBinaryJson(reader, type === 0x04)
    case 0x05: {
      const size = length(reader)
      reader.skip(1)
      return reader.raw(size)
    }
    case 0x07: {
      reader.skip(12)
      return reader.bytes.toString('hex', reader.at - 12, reader.at)
    }
    case 0x08:
      return reader.unsigned(1) === 1
    case 0x0b:
      return `${cText(reader)}${cText(reader)}`
    case 0x10:
      return length(reader)
    default:
      throw new NotThisNotation()
  }
}

function countedText(reader: ValueReader): string {
  const text = reader.text(length(reader) - 1)
  if (reader.unsigned(1) !== 0) throw new NotThisNotation()
  return text
}
