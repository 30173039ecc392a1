/** Texts of a map in a form that is neither JSON nor code, and where they end. */
export interface OtherTexts {
  readonly texts: readonly string[]
  readonly end: number
}

/** Texts that are read. */
const MOST_TEXTS = 10_000
/** Bytes of XML that are read. */
const LONGEST_XML = 16 * 1024 ** 2
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

/** The texts behind a member's name in XML: a property list of Apple (`<key>…</key><array>…`), or elements in one. */
export function readXmlTexts(bytes: Buffer, start: number): OtherTexts | null {
  const lead = /^\s*(?:<\/key>\s*<array>|>)/.exec(bytes.toString('latin1', start, start + 200))
  if (lead === null) return null
  const text = bytes.toString('utf8', start + lead[0].length, start + LONGEST_XML)
  const close = text.search(lead[0].includes('array') ? /<\/array>/ : /<\/\w*sourcesContent>/i)
  if (close === -1) return null
  const inner = text.slice(0, close)
  const items = [...inner.matchAll(/<(\w{1,40})>(?:<!\[CDATA\[([\s\S]*?)\]\]>|([^<]*))<\/\1>/g)]
  const texts =
    items.length === 0
      ? [inner]
      : items.slice(0, MOST_TEXTS).map(([, , raw, escaped]) => raw ?? decodeEntities(escaped ?? ''))
  return { texts, end: start + lead[0].length + Buffer.byteLength(inner) }
}

function decodeEntities(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name] ?? '')
}

/**
 * The texts behind a member's name in MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md) or CBOR
 * (RFC 8949): the header of a list, then each string behind its own.
 */
export function readPackedTexts(bytes: Buffer, start: number): OtherTexts | null {
  for (const form of [MESSAGE_PACK, CBOR]) {
    const list = readHeader(bytes, start, form.list)
    if (list === null || list.count === 0 || list.count > MOST_TEXTS) continue
    const texts: string[] = []
    let at = list.end
    for (let index = 0; index < list.count; index += 1) {
      const text = readHeader(bytes, at, form.string)
      if (text === null || text.end + text.count > bytes.length) break
      texts.push(bytes.toString('utf8', text.end, text.end + text.count))
      at = text.end + text.count
    }
    if (texts.length === list.count) return { texts, end: at }
  }
  return null
}

/** Headers of one kind of value: those that hold the count, and how many bytes the count has behind the others. */
interface Headers {
  readonly small: readonly [first: number, last: number]
  readonly wide: Readonly<Record<number, 1 | 2 | 4>>
}

const MESSAGE_PACK: Readonly<Record<'list' | 'string', Headers>> = {
  list: { small: [0x90, 0x9f], wide: { 220: 2, 221: 4 } },
  string: { small: [0xa0, 0xbf], wide: { 217: 1, 218: 2, 219: 4 } },
}
const CBOR: Readonly<Record<'list' | 'string', Headers>> = {
  list: { small: [0x80, 0x97], wide: { 152: 1, 153: 2, 154: 4 } },
  string: { small: [0x60, 0x77], wide: { 120: 1, 121: 2, 122: 4 } },
}

function readHeader(
  bytes: Buffer,
  at: number,
  { small, wide }: Headers,
): { count: number; end: number } | null {
  const byte = bytes[at]
  if (byte === undefined) return null
  if (byte >= small[0] && byte <= small[1]) return { count: byte - small[0], end: at + 1 }
  const width = wide[byte]
  if (width === undefined || at + 1 + width > bytes.length) return null
  return { count: bytes.readUIntBE(at + 1, width), end: at + 1 + width }
}
