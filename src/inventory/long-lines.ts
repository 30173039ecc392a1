import { LONG_LINE, type LongLines } from '../model/inventory.ts'

const LINE_FEED = 0x0a

/**
 * The lines of a text that are longer than `LONG_LINE` bytes, or null if there is none. Looks backwards from where a
 * line would be too long, so that ordinary text is skipped a thousand bytes at a time.
 */
export function findLongLines(bytes: Buffer): LongLines | null {
  let longest = 0
  let total = 0
  let start = 0
  while (start + LONG_LINE < bytes.length) {
    let at = start + LONG_LINE
    while (at >= start && bytes[at] !== LINE_FEED) at -= 1
    if (at >= start) {
      start = at + 1
      continue
    }
    const found = bytes.indexOf(LINE_FEED, start + LONG_LINE)
    const end = found === -1 ? bytes.length : found
    longest = Math.max(longest, end - start)
    total += end - start
    start = end + 1
  }
  return longest === 0 ? null : { longest, bytes: total }
}
