import {
  collectMembers,
  NotThisNotation,
  type PlainValue,
  readMemberName,
  type ValueReader,
} from './value-reader.ts'

const BREAK = 0xff
const INDEFINITE = 31

/** One value of CBOR (RFC 8949, section 3). */
export function readConciseBinary(reader: ValueReader): PlainValue {
  return reader.readWithin(() => {
    const first = reader.readUnsigned(1)
    const [major, detail] = [first >> 5, first & 0x1f]
    if (major === 7) return readSimple(reader, detail)
    if (detail === INDEFINITE) return readUnbounded(reader, major)
    const count = readCount(reader, detail)
    switch (major) {
      case 0:
        return count
      case 1:
        return -1 - count
      case 2:
        return reader.readRaw(count)
      case 3:
        return reader.readText(count)
      case 4:
        return reader.readList(count, () => readConciseBinary(reader))
      case 5:
        return collectMembers(reader.readList(count, () => readPair(reader)))
      default:
        return readConciseBinary(reader)
    }
  })
}

function readPair(reader: ValueReader): readonly [string, PlainValue] {
  return [readMemberName(readConciseBinary(reader)), readConciseBinary(reader)]
}

function readCount(reader: ValueReader, detail: number): number {
  if (detail < 24) return detail
  const size = ([1, 2, 4, 8] as const)[detail - 24]
  if (size === undefined) throw new NotThisNotation()
  return reader.readUnsigned(size)
}

function readSimple(reader: ValueReader, detail: number): PlainValue {
  if (detail === 20 || detail === 21) return detail === 21
  if (detail === 22 || detail === 23) return null
  if (detail === 25) return reader.readUnsigned(2)
  if (detail === 26 || detail === 27) return reader.readFloat(detail === 26 ? 4 : 8)
  throw new NotThisNotation()
}

/** What is written piece by piece, up to a mark. */
function readUnbounded(reader: ValueReader, major: number): PlainValue {
  const pieces: (readonly [string, PlainValue])[] = []
  while (reader.bytes[reader.at] !== BREAK)
    pieces.push(major === 5 ? readPair(reader) : ['', readConciseBinary(reader)])
  reader.skip(1)
  const values = pieces.map(([, value]) => value)
  if (major === 5) return collectMembers(pieces)
  if (major === 4) return values
  if (major !== 2 && major !== 3) throw new NotThisNotation()
  return values.join('')
}
