/** What standard output can show. */
export interface Screen {
  readonly color: boolean
  /** Whether the user asked for colour, wherever the text goes. */
  readonly colorForced: boolean
  /** Columns. */
  readonly width: number
}

/** Columns where nobody looks: what is piped or written to a file. */
const PIPED_WIDTH = 100

/** Standard output as it is; NO_COLOR and FORCE_COLOR (https://no-color.org, https://force-color.org) win. */
export function screen(): Screen {
  const isTerminal = process.stdout.isTTY === true
  const forced = Boolean(process.env.FORCE_COLOR) && process.env.FORCE_COLOR !== '0'
  const refused =
    Boolean(process.env.NO_COLOR) || process.env.FORCE_COLOR === '0' || process.env.TERM === 'dumb'
  return {
    color: process.env.NO_COLOR ? false : forced || (isTerminal && !refused),
    colorForced: forced,
    width: isTerminal ? (process.stdout.columns ?? PIPED_WIDTH) : PIPED_WIDTH,
  }
}

/** Writes to standard output and waits until it is written. */
export function print(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()))
}
