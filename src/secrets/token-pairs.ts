import type { Provider } from './providers/provider.ts'
import { isMixedCase } from './providers/provider.ts'
import { looksRandom } from './token-shape.ts'

const WINDOW = 120
/** From the end of a literal to the next one: `", "`, `", authToken: "`, `"; const token: string = "`. */
const TO_NEXT =
  /^["'`]\s{0,4}[,;]?\s{0,40}(?:(?:(?:export\s{1,3})?(?:const|let|var)\s{1,3})?["']?[\w$.-]{1,40}["']?\s{0,3}(?::\s{0,3}string\s{0,3}=|[:=])\s{0,3})?["'`]/
const QUOTES = new Set([34, 39, 96])

/**
 * The secret that belongs to the id at `start`, as the next argument, member or constant: `twilio("AC…", "…")`. Ids of
 * some vendors have a form of their own; what is given after one needs no name.
 */
export function readValueBehindId(
  bytes: Buffer,
  start: number,
  { behind, format, mixed }: Provider,
): { start: number; token: string } | null {
  const length = behind?.match(bytes, start) ?? 0
  if (length === 0) return null
  const end = start + length
  const between = TO_NEXT.exec(bytes.toString('latin1', end, end + WINDOW))?.[0]
  if (between === undefined) return null
  const from = end + between.length
  const size = format.match(bytes, from)
  if (size === 0 || !QUOTES.has(bytes[from + size] ?? 0)) return null
  const token = bytes.toString('latin1', from, from + size)
  return looksRandom(token) && (!mixed || isMixedCase(token)) ? { start: from, token } : null
}
