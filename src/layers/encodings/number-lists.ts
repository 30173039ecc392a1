import { isUtf8 } from 'node:buffer'
import type { KeywordHits } from '../../model/layer.ts'
import type { EncodedValue } from './encoded-values.ts'
import { beginsLikeContainer, decodeReadableText } from './readable.ts'

/** What opens a list of the codes of characters, or of bytes, or what such a list is handed to. */
export const LIST_KEYWORDS: readonly string[] = [
  'fromcharcode',
  'fromcodepoint(',
  'buffer.from([',
  'uint8array.from([',
  'uint8array([',
  '"buffer"',
  '\\"buffer\\"',
]

const LONGEST = 16_384
/** A list that is packed is read to its end, up to as many characters. */
const LONGEST_PACKED = 4 * 1024 ** 2
/** The bytes that gzip, zlib, zip and zstd begin with, in both writings of numbers. */
const PACKED =
  /^[^)\]"']{0,24}[([]\s{0,40}(?:(?:31|0x1f)\s*,\s*(?:139|0x8b)|(?:120|0x78)\s*,\s*(?:1|94|156|218|0x01|0x5e|0x9c|0xda)|80\s*,\s*75\s*,\s*3|40\s*,\s*181\s*,\s*47)\s*,/i
const NUMBER = '(?:\\d{1,3}|0x[0-9a-fA-F]{1,2})'
const NUMBERS = `${NUMBER}(?:\\s{0,40},\\s{0,40}${NUMBER}){7,2000}`
/** The list behind a function's name, or behind `"Buffer", "data":`. */
const LIST = new RegExp(
  `^(?:\\\\{0,2}["'],?\\s{0,40}\\\\{0,2}["']data\\\\{0,2}["']\\s{0,4}:|[\\w.$\\s([,]{0,20}?)\\s{0,4}[([]\\s{0,40}(${NUMBERS}),?\\s{0,40}[\\])]`,
)
/** The list before `.map((c) => String.fromCharCode(c))`. */
const LIST_BEFORE = new RegExp(
  `\\[\\s{0,40}(${NUMBERS}),?\\s{0,40}\\]\\s{0,8}\\.\\s{0,4}(?:map|reduce)\\([^\\]"'\\x60]{0,80}$`,
)
const MAPPED = /\]\s{0,8}\.\s{0,4}(?:map|reduce)\(/

/** Text that is written as a list of numbers. */
export function* findValuesInNumbers(bytes: Buffer, hits: KeywordHits): Generator<EncodedValue> {
  let done = -1
  for (const { keyword, offset } of hits) {
    if (offset < done || !LIST_KEYWORDS.includes(keyword)) continue
    const packed = readPackedBehind(bytes, offset + keyword.length)
    if (packed !== null) {
      done = packed.offset
      yield packed
      continue
    }
    const list =
      readListBehind(bytes, offset + keyword.length) ??
      (/^from/.test(keyword) ? listBefore(bytes, offset) : null)
    if (!list) continue
    done = Math.max(list.end, offset)
    const codes = list.numbers.split(',').flatMap((number) => (number.trim() === '' ? [] : [Number(number)]))
    if (codes.some((code) => !(code >= 0 && code < 256))) continue
    const listed = Buffer.from(codes)
    const content = decodeReadableText(listed) ?? (isUtf8Text(listed) ? listed : null)
    if (content) yield { form: 'numbers', offset: list.start, content, isContainer: false }
  }
}

/** Letters of other languages are no noise here: tables of numbers are no valid UTF-8. */
function isUtf8Text(bytes: Buffer): boolean {
  return bytes.every((byte) => byte >= 32) && isUtf8(bytes)
}

interface NumberList {
  readonly numbers: string
  readonly start: number
  readonly end: number
}

function readListBehind(bytes: Buffer, end: number): NumberList | null {
  const from = end - 1
  const found = LIST.exec(bytes.toString('latin1', from, from + LONGEST))
  if (!found) return null
  const [all, numbers = ''] = found
  return { numbers, start: from + all.lastIndexOf(numbers), end: from + all.length }
}

function readPackedBehind(bytes: Buffer, end: number): EncodedValue | null {
  const from = end - 1
  const head = PACKED.exec(bytes.toString('latin1', from, from + 240))
  if (head === null) return null
  const start = from + head[0].search(/\d/)
  // No further than the list goes, so that what opens many lists and closes none is read once.
  let stop = start
  while (stop - start < LONGEST_PACKED && IN_LIST[bytes[stop] ?? 0] === 1) stop += 1
  if (bytes[stop] !== 0x5d && bytes[stop] !== 0x29) return null
  const numbers = bytes.toString('latin1', start, stop).split(',')
  const codes = numbers.flatMap((number) => (number.trim() === '' ? [] : [Number(number)]))
  const content = Buffer.from(codes)
  if (content.length < 24 || codes.some((code) => !(code >= 0 && code < 256))) return null
  return beginsLikeContainer(content) ? { form: 'numbers', offset: start, content, isContainer: true } : null
}

/** What numbers in a list and the signs between them are written in. */
const IN_LIST = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[0-9a-fx,\s]/i.test(String.fromCharCode(byte)) ? 1 : 0,
)

function listBefore(bytes: Buffer, offset: number): NumberList | null {
  if (!MAPPED.test(bytes.toString('latin1', Math.max(0, offset - 100), offset))) return null
  const from = Math.max(0, offset - LONGEST)
  const text = bytes.toString('latin1', from, offset)
  const opening = text.lastIndexOf('[')
  const found = opening === -1 ? null : LIST_BEFORE.exec(text.slice(opening))
  return found ? { numbers: found[1] ?? '', start: from + opening + 1, end: offset } : null
}
