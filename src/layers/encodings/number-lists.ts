import type { KeywordHit } from '../../model/layer.ts'
import type { EncodedValue } from './encoded-values.ts'
import { readableText } from './readable.ts'

/** What opens a list of the codes of characters, or of bytes. */
export const LIST_KEYWORDS: readonly string[] = [
  'fromcharcode(',
  'fromcodepoint(',
  'fromcharcode.apply(',
  'buffer.from([',
  'uint8array.from([',
  'uint8array([',
  '"buffer","data":[',
  '"buffer", "data": [',
  '\\"buffer\\",\\"data\\":[',
]

const LONGEST = 8192
const LIST =
  /^[\w.$\s([,]{0,20}?[([]\s{0,4}((?:\d{1,3}|0x[0-9a-fA-F]{1,2})(?:\s{0,4},\s{0,4}(?:\d{1,3}|0x[0-9a-fA-F]{1,2})){9,2000}),?\s{0,4}[\])]/

/** Text that is written as a list of numbers. */
export function* valuesInNumbers(bytes: Buffer, hits: readonly KeywordHit[]): Generator<EncodedValue> {
  let done = -1
  for (const { keyword, offset } of hits) {
    if (offset < done || !LIST_KEYWORDS.includes(keyword)) continue
    const from = offset + keyword.length - 1
    const numbers = LIST.exec(bytes.toString('latin1', from, from + LONGEST))
    if (!numbers) continue
    done = from + numbers[0].length
    const codes = (numbers[1] ?? '')
      .split(',')
      .flatMap((number) => (number.trim() === '' ? [] : [Number(number)]))
    if (codes.some((code) => !(code >= 0 && code < 256))) continue
    const content = readableText(Buffer.from(codes))
    if (content) yield { form: 'numbers', offset: from + 1, content, isContainer: false }
  }
}
