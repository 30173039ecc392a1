import { memberName, membersOf, NotThisNotation, type PlainValue, type ValueReader } from './value-reader.ts'

/** One value of MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md). */
export function readMessagePack(reader: ValueReader): PlainValue {
  return reader.within(() => {
    const type = reader.unsigned(1)
    if (type < 0x80) return type
    if (type < 0x90) return mapOf(reader, type & 0x0f)
    if (type < 0xa0) return reader.list(type & 0x0f, () => readMessagePack(reader))
    if (type < 0xc0) return reader.text(type & 0x1f)
    if (type >= 0xe0) return type - 0x100
    return typed(reader, type)
  })
}

const SIZES = [1, 2, 4, 8] as const

function typed(reader: ValueReader, type: number): PlainValue {
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
  [0xc4, 0xc6, (reader, size) => reader.raw(reader.unsigned(size))],
  [0xc7, 0xc9, (reader, size) => extension(reader, reader.unsigned(size))],
  [0xca, 0xcb, (reader, _size, type) => reader.float(type === 0xca ? 4 : 8)],
  [0xcc, 0xcf, (reader, size) => reader.unsigned(size)],
  [0xd0, 0xd3, (reader, size) => reader.signed(size)],
  [0xd4, 0xd8, (reader, _size, type) => extension(reader, 2 ** (type - 0xd4))],
  [0xd9, 0xdb, (reader, size) => reader.text(reader.unsigned(size))],
  [
    0xdc,
    0xdd,
    (reader, size) => reader.list(reader.unsigned(size === 1 ? 2 : 4), () => readMessagePack(reader)),
  ],
  [0xde, 0xdf, (reader, size) => mapOf(reader, reader.unsigned(size === 1 ? 2 : 4))],
]

function extension(reader: ValueReader, length: number): string {
  reader.skip(1)
  return reader.raw(length)
}

function mapOf(reader: ValueReader, count: number): PlainValue {
  return membersOf(
    reader.list(count, () => [memberName(readMessagePack(reader)), readMessagePack(reader)] as const),
  )
}
