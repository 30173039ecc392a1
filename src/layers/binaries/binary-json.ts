import { collectMembers, NotThisNotation, type PlainValue, type ValueReader } from './value-reader.ts'

/** One document of BSON (https://bsonspec.org/spec.html), or a list where `isList`. */
export function readBinaryJson(reader: ValueReader, isList = false): PlainValue {
  return reader.readWithin(() => {
    const end = reader.at + readLength(reader)
    if (end > reader.bytes.length || reader.bytes[end - 1] !== 0) throw new NotThisNotation()
    const pairs: (readonly [string, PlainValue])[] = []
    while (reader.at < end - 1) {
      const type = reader.readUnsigned(1)
      pairs.push([readTerminatedText(reader), readElement(reader, type)])
    }
    if (reader.at !== end - 1) throw new NotThisNotation()
    reader.skip(1)
    return isList ? pairs.map(([, value]) => value) : collectMembers(pairs)
  })
}

function readLength(reader: ValueReader): number {
  const { at } = reader
  reader.skip(4)
  return reader.bytes.readInt32LE(at)
}

function readTerminatedText(reader: ValueReader): string {
  const end = reader.bytes.indexOf(0, reader.at)
  if (end === -1) throw new NotThisNotation()
  const text = reader.readText(end - reader.at)
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

function readElement(reader: ValueReader, type: number): PlainValue {
  const skipped = SKIPPED.get(type)
  if (skipped !== undefined) {
    reader.skip(skipped)
    return null
  }
  switch (type) {
    case 0x02:
    case 0x0d:
    case 0x0e:
      return readCountedText(reader)
    case 0x03:
    case 0x04:
      return readBinaryJson(reader, type === 0x04)
    case 0x05: {
      const size = readLength(reader)
      reader.skip(1)
      return reader.readRaw(size)
    }
    case 0x07: {
      reader.skip(12)
      return reader.bytes.toString('hex', reader.at - 12, reader.at)
    }
    case 0x08:
      return reader.readUnsigned(1) === 1
    case 0x0b:
      return `${readTerminatedText(reader)}${readTerminatedText(reader)}`
    case 0x10:
      return readLength(reader)
    default:
      throw new NotThisNotation()
  }
}

function readCountedText(reader: ValueReader): string {
  const text = reader.readText(readLength(reader) - 1)
  if (reader.readUnsigned(1) !== 0) throw new NotThisNotation()
  return text
}
