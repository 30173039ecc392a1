/** A number with its noun and thousands separated: `1 file`, `1,003 maps`. The plural is the noun with an s. */
export function counted(count: number, noun: string): string {
  return `${separated(count)} ${noun}${count === 1 ? '' : 's'}`
}

/** Digits in groups of three: `1,003`. */
export function separated(count: number): string {
  return String(Math.trunc(count)).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** Bytes in the unit that fits, powers of 1000 as npm shows them: `512 B`, `1.9 kB`, `37.8 MB`. */
export function sized(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const units = ['kB', 'MB', 'GB']
  const exponent = Math.min(units.length, Math.floor(Math.log10(bytes) / 3))
  return `${(bytes / 1000 ** exponent).toFixed(1)} ${units[exponent - 1] ?? 'GB'}`
}
