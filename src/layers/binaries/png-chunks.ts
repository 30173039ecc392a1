/** `\x89PNG\r\n\x1a\n` (PNG specification, third edition, section 5.2). */
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
/** Chunks of pixels, still and moving: compressed, and nothing in them to read. */
const PIXELS = new Set(['IDAT', 'fdAT'])

/** Where the pixels of a PNG lie; empty for anything else. Its texts, profiles and what follows its end are outside. */
export function pixelRanges(content: Buffer): (readonly [start: number, end: number])[] {
  if (!content.subarray(0, 8).equals(SIGNATURE)) return []
  const ranges: (readonly [number, number])[] = []
  let at = 8
  while (at + 12 <= content.length) {
    const end = at + 12 + content.readUInt32BE(at)
    const type = content.toString('latin1', at + 4, at + 8)
    if (end > content.length) break
    if (PIXELS.has(type)) ranges.push([at + 8, end - 4])
    if (type === 'IEND') break
    at = end
  }
  return ranges
}
