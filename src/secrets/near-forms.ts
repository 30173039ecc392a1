import { MOST_REACH } from './near-values.ts'
import type { Provider } from './providers/provider.ts'

/** What all forms have in common that are looked for near a vendor's name. */
export interface NearForm {
  /** 1 for the bytes that they are made of. */
  readonly letters: Uint8Array
  readonly shortest: number
}

const formsByVendor = new Map<string, NearForm>()

/** What the forms of the vendors of one name have in common. */
export function findForm(keyword: string, providers: readonly Provider[]): NearForm {
  const known = formsByVendor.get(keyword)
  if (known !== undefined) return known
  const letters = new Uint8Array(256)
  for (const { format } of providers) {
    const own = format.letters
    for (let byte = 0; byte < 256; byte += 1) if (own[byte] === 1) letters[byte] = 1
  }
  const shortest = Math.max(1, Math.min(...providers.map(({ format }) => format.shortest)))
  const form = { letters, shortest }
  formsByVendor.set(keyword, form)
  return form
}

/**
 * Whether anything behind a vendor's name is long enough: most names are followed by code. Looks at one byte in so many
 * as the shortest token is long.
 */
export function mayBeNear({ letters, shortest }: NearForm, bytes: Uint8Array, behind: number): boolean {
  const to = behind + MOST_REACH
  let floor = behind
  while (floor < to) {
    // A run that begins at the floor or behind it reaches over this place, or begins behind it.
    const at = floor + shortest - 1
    if (at >= bytes.length) return false
    if (letters[bytes[at] as number] === 0) {
      floor = at + 1
      continue
    }
    let start = at
    while (start > floor && letters[bytes[start - 1] as number] === 1) start -= 1
    let end = at + 1
    while (end - start < shortest && end < bytes.length && letters[bytes[end] as number] === 1) end += 1
    if (end - start >= shortest) return start < to
    floor = end
  }
  return false
}
