import { encodedRuns } from './encoded-runs.ts'
import { beginsLikeContainer, readableText } from './readable.ts'

/** Encoded bytes that were read. */
export interface EncodedValue {
  /** `base64`, `hexadecimal`, `escapes`, `literals`, `numbers`: how a reader would call it. */
  readonly form: string
  /** Where it begins in the text. */
  readonly offset: number
  readonly content: Buffer
  /** Something packed: to be opened, not to be read as text. */
  readonly isContainer: boolean
}

const HEX = /^(?:[0-9a-f]{2}){12,}$|^(?:[0-9A-F]{2}){12,}$/
/** Decoded first: what is no text here is none at all. */
const HEAD = 32
/** A path or a prefix may stand before encoded text, joined by a character that base64 has too. */
const JOINTS = /[/_-]/g
const MOST_JOINTS = 4
const DOT = 46

/** Text that stands in base64 or in hexadecimal digits. */
export function* valuesInRuns(bytes: Buffer): Generator<EncodedValue> {
  for (const { start, end, text } of encodedRuns(bytes)) {
    if (HEX.test(text)) {
      const content = readableText(Buffer.from(text, 'hex'))
      if (content) yield { form: 'hexadecimal', offset: start, content, isContainer: false }
      continue
    }
    if (text.startsWith('eyJ') && bytes[end] === DOT) continue
    const value = fromBase64(text, start)
    if (value) yield value
  }
}

function fromBase64(text: string, start: number): EncodedValue | null {
  const whole = decodedAt(text, 0, start)
  if (whole) return whole
  let joints = 0
  for (const { index } of text.matchAll(JOINTS)) {
    joints += 1
    if (joints > MOST_JOINTS || text.length - index < 20) break
    const part = decodedAt(text, index + 1, start)
    if (part) return part
  }
  return null
}

function decodedAt(text: string, from: number, start: number): EncodedValue | null {
  const head = Buffer.from(text.slice(from, from + HEAD), 'base64')
  const isContainer = beginsLikeContainer(head)
  if (!isContainer && readableText(head) === null) return null
  const decoded = Buffer.from(from === 0 ? text : text.slice(from), 'base64')
  const content = isContainer ? decoded : readableText(decoded)
  if (!content || (!isContainer && isMap(content))) return null
  return { form: 'base64', offset: start + from, content, isContainer }
}

/** Source maps have readers of their own, wherever they stand. */
function isMap(content: Buffer): boolean {
  return content.includes('"mappings"') || content.includes('"sourcesContent"')
}
