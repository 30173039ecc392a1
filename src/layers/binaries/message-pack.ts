import {
  collectMembers,
  NotThisNotation,
  type PlainValue,
  readMemberName,
  type ValueReader,
} from './value-reader.ts'

/** One value of MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md). */
export function readMessagePack(reader: ValueReader): PlainValue {
  return reader.readWithin(() => {
    const type = reader.readUnsigned(1)
    if (type < 0x80) return type
    if (type < 0x90) return readMap(reader, type & 0x0f)
    if (type < 0xa0) return reader.readList(type & 0x0f, () => readMessagePack(reader))
    if (type < 0xc0) return reader.readText(type & 0x1f)
    if (type >= 0xe0) return type - 0x100
    return readTyped(reader, type)
  })
}

const SIZES = [1, 2, 4, 8] as const

function readTyped(reader: ValueReader, type: number): PlainValue {
  const family = FAMILIES.find(([first, last]) => type >= first && type <= last)
  if (family === undefined) throw new NotThisNotation()
  const [first, , read] = family
  return read(reader, SIZES[type - first] ?? 1, type)
}

type ReadSized = (reader: ValueReader, size: 1 | 2 | 4 | 8, type: number) => PlainValue

/** Types that follow each other, and differ in how many bytes their length or number has. */
const FAMILIES: readonly (readonly [first: number, last: number, read: ReadSized])[] = [
  [0xc0, 0xc0, () => null],
  [0xc2, 0xc3, (_reader, _size, type) => type === 0xc3],
  [0xc4, 0xc6, (reader, size) => reader.readRaw(reader.readUnsigned(size))],
  [0xc7, 0xc9, (reader, size) => readExtension(reader, reader.readUnsigned(size))],
  [0xca, 0xcb, (reader, _size, type) => reader.readFloat(type === 0xca ? 4 : 8)],
  [0xcc, 0xcf, (reader, size) => reader.readUnsigned(size)],
  [0xd0, 0xd3, (reader, size) => reader.readSigned(size)],
  [0xd4, 0xd8, (reader, _size, type) => readExtension(reader, 2 ** (type - 0xd4))],
  [0xd9, 0xdb, (reader, size) => reader.readText(reader.readUnsigned(size))],
  [
    0xdc,
    0xdd,
    (reader, size) => reader.readList(reader.readUnsigned(size === 1 ? 2 : 4), () => readMessagePack(reader)),
  ],
  [0xde, 0xdf, (reader, size) => readMap(reader, reader.readUnsigned(size === 1 ? 2 : 4))],
]

function readExtension(reader: ValueReader, length: number): string {
  reader.skip(1)
  return reader.readRaw(length)
}

function readMap(reader: ValueReader, count: number): PlainValue {
  return collectMembers(
    reader.readList(count, () => [readMemberName(readMessagePack(reader)), readMessagePack(reader)] as const),
  )
}
