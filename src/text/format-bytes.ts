import { formatNumber } from './format-number.ts'

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB']

/** Bytes for a person, rounded, in powers of 1000 as npm prints them: `512 B`, `1.9 kB`, `59.8 MB`. */
export function formatBytes(number: number): string {
  const exponent = number < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(number) / 3))
  const value = number / 1000 ** exponent
  return `${formatNumber(value, value < 100 && exponent > 0 ? 1 : 0)} ${UNITS[exponent] ?? 'B'}`
}
