import { priceOf } from './billing/price'
import { flush } from './telemetry'

/** Runs beside the terminal and sends what was collected. */
setInterval(() => void flush(), 60_000).unref()

export function estimate(words: number): string {
  return `${priceOf(words, 'gold').toFixed(4)} dollars`
}
