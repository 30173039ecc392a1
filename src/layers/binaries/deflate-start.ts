/** Order in which a dynamic block gives the lengths of its code-length codes (RFC 1951, section 3.2.7). */
const LENGTH_CODES = 19

/**
 * Whether a deflate stream may begin at `at`, by the header of its first block (RFC 1951, section 3.2.3): a cheap look
 * before a decompressor is made for what is a coincidence nine times out of ten.
 */
export function mayBeDeflate(content: Buffer, at: number): boolean {
  const first = content[at]
  if (first === undefined) return false
  const type = (first >> 1) & 3
  if (type === 3) return false
  if (type === 0)
    return (
      at + 5 <= content.length && (content.readUInt16LE(at + 1) ^ 0xffff) === content.readUInt16LE(at + 3)
    )
  return type === 1 || isCompleteCode(content, at)
}

/** Whether the lengths of a dynamic block's first code make a complete one, as every decompressor demands. */
function isCompleteCode(content: Buffer, at: number): boolean {
  const readBit = (index: number): number => ((content[at + (index >> 3)] ?? 0) >> (index & 7)) & 1
  const number = (from: number, bits: number): number => {
    let value = 0
    for (let index = 0; index < bits; index += 1) value |= readBit(from + index) << index
    return value
  }
  if (number(3, 5) > 29 || number(8, 5) > 29) return false
  const count = number(13, 4) + 4
  let kraft = 0
  for (let index = 0; index < Math.min(count, LENGTH_CODES); index += 1) {
    const length = number(17 + 3 * index, 3)
    if (length > 0) kraft += 128 >> length
  }
  return kraft === 128
}
