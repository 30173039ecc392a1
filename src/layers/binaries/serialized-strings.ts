/** What programs write when they save an object as it is in memory, by how it begins. */
const FORMS: readonly (readonly [name: string, begins: RegExp])[] = [
  // PEP 3154: the version, then a frame or the first value.
  ['pickle', /^\x80[\x02-\x05]/],
  // Java Object Serialization Specification, section 6.4.
  ['java-object', /^\xac\xed\x00\x05/],
  // Ruby's marshal.c: version 4.8, then a hash, an object or a list.
  ['ruby-object', /^\x04\x08[{o[I]/],
]
const MOST_BYTES = 1024 ** 2
const MOST_STRINGS = 20_000
const NAME = /^[A-Za-z_:@][\w.-]{1,60}$/
const SHORTEST = 2

/** Texts of a saved object, in the order in which they stand. */
export interface SerializedStrings {
  readonly name: string
  /** A line for each text, and one `name: text` for each that may be the value of the one before it. */
  readonly text: Buffer
}

/**
 * The texts in an object that Python, Java or Ruby saved: each has its length before it, so that they can be told from
 * what lies between. A key of a map comes right before its value.
 * @returns null for other bytes.
 */
export function readSerializedStrings(bytes: Buffer): SerializedStrings | null {
  if (bytes.length < 16 || bytes.length > MOST_BYTES) return null
  const head = bytes.toString('latin1', 0, 4)
  const form = FORMS.find(([, begins]) => begins.test(head))
  if (form === undefined) return null
  const strings = findStrings(bytes, form[0])
  if (strings.length === 0) return null
  const lines = strings.map((text, at) => {
    const value = strings[at + 1]
    const name = text.replace(/^[:@]+/, '')
    return value !== undefined && NAME.test(text) ? `${name}: ${JSON.stringify(value)}` : text
  })
  return { name: `${form[0]}.yaml`, text: Buffer.from(`${lines.join('\n')}\n`) }
}

function findStrings(bytes: Buffer, form: string): string[] {
  const strings: string[] = []
  for (let at = 2; at < bytes.length - 1 && strings.length < MOST_STRINGS; ) {
    const found =
      form === 'pickle'
        ? findPythonString(bytes, at)
        : form === 'java-object'
          ? findJavaString(bytes, at)
          : findRubyString(bytes, at)
    const text = found === null ? '' : bytes.toString('utf8', found.start, found.end)
    if (found === null || !/^[^\x00-\x08\x0e-\x1f\x7f\ufffd]+$/.test(text)) {
      at += 1
      continue
    }
    strings.push(text.replace(/[\r\n]+/g, ' '))
    at = found.end
  }
  return strings
}

interface Span {
  readonly start: number
  readonly end: number
}

function makeSpan(bytes: Buffer, start: number, length: number): Span | null {
  return length >= SHORTEST && start + length <= bytes.length ? { start, end: start + length } : null
}

/** SHORT_BINUNICODE and BINUNICODE, SHORT_BINSTRING. */
function findPythonString(bytes: Buffer, at: number): Span | null {
  const code = bytes[at]
  if (code === 0x8c || code === 0x55) return makeSpan(bytes, at + 2, bytes[at + 1] ?? 0)
  return code === 0x58 && at + 5 <= bytes.length ? makeSpan(bytes, at + 5, bytes.readUInt32LE(at + 1)) : null
}

/** TC_STRING. */
function findJavaString(bytes: Buffer, at: number): Span | null {
  return bytes[at] === 0x74 && at + 3 <= bytes.length
    ? makeSpan(bytes, at + 3, bytes.readUInt16BE(at + 1))
    : null
}

/** A string or a symbol; lengths up to 122 take one byte, five more than they are. */
function findRubyString(bytes: Buffer, at: number): Span | null {
  const code = bytes[at]
  const size = bytes[at + 1] ?? 0
  return (code === 0x22 || code === 0x3a) && size > 5 && size < 0x80
    ? makeSpan(bytes, at + 2, size - 5)
    : null
}
