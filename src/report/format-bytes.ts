import prettyBytes from 'pretty-bytes'

/** Bytes for a person, in powers of 1000 as npm prints them: `512 B`, `1.9 kB`, `59.8 MB`. */
export function formatBytes(number: number): string {
  return prettyBytes(number, { maximumFractionDigits: number < 100_000_000 ? 1 : 0 })
}
