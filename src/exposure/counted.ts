/** A number with its noun and thousands separated: `1 file`, `1,003 maps`. The plural is the noun with an s. */
export function counted(count: number, noun: string): string {
  return `${separated(count)} ${noun}${count === 1 ? '' : 's'}`
}

/** Digits in groups of three: `1,003`. */
export function separated(count: number): string {
  return String(Math.trunc(count)).replace(/\B(?=(\d{3})+$)/g, ',')
}
