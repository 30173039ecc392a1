import { readBinaryJson } from './binary-json.ts'
import { readConciseBinary } from './concise-binary.ts'
import { readMessagePack } from './message-pack.ts'
import { readPropertyList } from './property-list.ts'
import { NotThisNotation, type PlainValue, ValueReader } from './value-reader.ts'

/** Records of settings and states are short; what is longer is data for a program, and is searched as bytes. */
const MOST_BYTES = 4 * 1024 ** 2
const SHORTEST = 12

/** What a binary notation holds, written as JSON. */
export interface StructuredText {
  /** What the layer is called; ends like the file it is now. */
  readonly name: string
  readonly text: Buffer
}

interface Notation {
  readonly name: string
  /** Whether the first bytes may begin it. */
  mayBegin(bytes: Buffer): boolean
  read(bytes: Buffer): PlainValue
}

const NOTATIONS: readonly Notation[] = [
  {
    name: 'property-list.json',
    mayBegin: (bytes) => bytes[0] === 0x62 && bytes[6] === 0x30,
    read: readPropertyList,
  },
  {
    name: 'bson.json',
    mayBegin: (bytes) => bytes.readUInt32LE(0) <= bytes.length && bytes[4] !== 0 && (bytes[4] ?? 0) <= 0x13,
    read: (bytes) => readWholly(bytes, readBinaryJson),
  },
  {
    name: 'messagepack.json',
    mayBegin: ({ 0: first = 0 }) => (first >= 0x80 && first < 0xa0) || (first >= 0xdc && first <= 0xdf),
    read: (bytes) => readWholly(bytes, readMessagePack),
  },
  {
    name: 'cbor.json',
    mayBegin: ({ 0: first = 0 }) => (first >= 0x80 && first < 0xc0) || first === 0xd9,
    read: (bytes) => readWholly(bytes, readConciseBinary),
  },
]

/**
 * The members and texts of a file in a binary notation for records, as JSON: property lists, BSON, MessagePack, CBOR.
 * The last three have no signature, so that a file is one of them only if it can be read to its last byte.
 * @returns null for other bytes.
 */
export function readStructuredText(bytes: Buffer): StructuredText | null {
  if (bytes.length < SHORTEST || bytes.length > MOST_BYTES) return null
  for (const { name, mayBegin, read } of NOTATIONS) {
    if (!mayBegin(bytes)) continue
    const value = attempt(() => read(bytes))
    if (value !== undefined && hasNames(value))
      return { name, text: Buffer.from(`${JSON.stringify(value, null, 1)}\n`) }
  }
  return null
}

/** One value after the other, up to the end. */
function readWholly(bytes: Buffer, read: (reader: ValueReader) => PlainValue): PlainValue {
  const reader = new ValueReader(bytes)
  const values: PlainValue[] = []
  while (!reader.isAtEnd) {
    const value = read(reader)
    if (typeof value !== 'object' || value === null) throw new NotThisNotation()
    values.push(value)
  }
  return values.length === 1 ? (values[0] ?? null) : values
}

function attempt(read: () => PlainValue): PlainValue | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof NotThisNotation) return undefined
    throw error
  }
}

/** Whether something in it has a name that a program would give; numbers alone are no record. */
function hasNames(value: PlainValue, depth = 0): boolean {
  if (typeof value !== 'object' || value === null || depth > 4) return false
  if (Array.isArray(value)) return value.slice(0, 20).some((one) => hasNames(one, depth + 1))
  return (
    Object.keys(value).some((name) => /^[\w$@][\w .:/$@-]{1,100}$/.test(name) && /[a-z]/i.test(name)) ||
    Object.values(value)
      .slice(0, 20)
      .some((one) => hasNames(one, depth + 1))
  )
}
