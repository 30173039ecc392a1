import * as z from 'zod'
import { parseByteSize } from '../../../text/byte-size.ts'

/** A number of bytes, written as one or as `5 MB`; options keep what was written. */
export const byteBudget = z
  .union([z.int().min(1), z.string()])
  .refine((size) => typeof size === 'number' || parseByteSize(size) !== null, {
    message: 'A size is a number of bytes from 1, or a text like "5 MB" or "200 KiB".',
  })

/** The bytes of a budget, and whether somebody set it: what is set binds, a default only warns. */
export function parseBudget(
  set: string | number | undefined,
  byDefault: number,
): { bytes: number; isSet: boolean } {
  if (set === undefined) return { bytes: byDefault, isSet: false }
  return { bytes: typeof set === 'number' ? set : (parseByteSize(set) ?? byDefault), isSet: true }
}

const UNITS = ['bytes', 'kB', 'MB', 'GB'] as const

/** Bytes as a person reads them, in decimal units as npm prints them: `1.2 MB`. */
export function writeSize(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit]}`
}

/** The folders of the package that take the most, largest first: `dist (4.1 MB)`. */
export function describeLargestFolders(
  files: Iterable<{ readonly path: string; readonly size: number }>,
  most: number,
): string {
  const sizes = new Map<string, number>()
  for (const { path, size } of files) {
    const folder = path.includes('/') ? path.slice(0, path.indexOf('/')) : path
    sizes.set(folder, (sizes.get(folder) ?? 0) + size)
  }
  return [...sizes]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([folder, size]) => `${folder} (${writeSize(size)})`)
    .join(', ')
}
