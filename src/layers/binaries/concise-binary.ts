import { memberName, membersOf, NotThisNotation, type PlainValue, type ValueReader } from './value-reader.ts'

const BREAK = 0xff
const INDEFINITE = 31

/** One value of CBOR (RFC 8949, section 3). */
export function readConciseBinary(reader: ValueReader): PlainValue {
  return reader.within(() => {
    const first = reader.unsigned(1)
    const [major, detail] = [first >> 5, first & 0x1f]
    if (major === 7) return simple(reader, detail)
    if (detail === INDEFINITE) return unbounded(reader, major)
    const count = counted(reader, detail)
    switch (major) {
      case 0:
        return count
      case 1:
        return -1 - count
      case 2:
        return reader.raw(count)
      case 3:
        return reader.text(count)
      case 4:
        return reader.list(count, () => readConciseBinary(reader))
      case 5:
        return membersOf(reader.list(count, () => pair(reader)))
      default:
        return readConciseBinary(reader)
    }
  })
}

function pair(reader: ValueReader): readonly [string, PlainValue] {
  return [memberName(readConciseBinary(reader)), readConciseBinary(reader)]
}

function counted(reader: ValueReader, detail: number): number {
  if (detail < 24) return detail
  const size = ([1, 2, 4, 8] as const)[detail - 24]
  if (size === undefined) throw new NotThisNotation()
  return reader.unsigned(size)
}

function simple(reader: ValueReader, detail: number): PlainValue {
  if (detail === 20 || detail === 21) return detail === 21
  if (detail === 22 || detail === 23) return null
  if (detail === 25) return reader.unsigned(2)
  if (detail === 26 || detail === 27) return reader.float(detail === 26 ? 4 : 8)
  throw new NotThisNotation()
}

/** What is written piece by piece, up to a mark. */
function unbounded(reader: ValueReader, major: number): PlainValue {
  const pieces: (readonly [string, PlainValue])[] = []
  while (reader.bytes[reader.at] !== BREAK)
    pieces.push(major === 5 ? pair(reader) : ['', readConciseBinary(reader)])
  reader.skip(1)
  const values = pieces.map(([, value]) => value)
  if (major === 5) return membersOf(pieces)
  if (major === 4) return values
  if (major !== 2 && major !== 3) throw new NotThisNotation()
  return values.join('')
}
