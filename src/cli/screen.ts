/** What standard output can show. */
export interface Screen {
  readonly color: boolean
  /** Whether the user asked for colour, wherever the text goes. */
  readonly colorForced: boolean
  /** Columns. */
  readonly width: number
  /** Whether it shows hyperlinks (OSC 8). */
  readonly hyperlinks: boolean
}

/** Columns where nobody looks: what is piped or written to a file. */
const PIPED_WIDTH = 100

/** Standard output as it is; NO_COLOR and FORCE_COLOR (https://no-color.org, https://force-color.org) win. */
export function describeScreen(): Screen {
  const isTerminal = process.stdout.isTTY === true
  const forced = Boolean(process.env.FORCE_COLOR) && process.env.FORCE_COLOR !== '0'
  const refused =
    Boolean(process.env.NO_COLOR) || process.env.FORCE_COLOR === '0' || process.env.TERM === 'dumb'
  return {
    color: process.env.NO_COLOR ? false : forced || (isTerminal && !refused),
    colorForced: forced,
    width: isTerminal ? (process.stdout.columns ?? PIPED_WIDTH) : PIPED_WIDTH,
    hyperlinks: showsHyperlinks(isTerminal, process.env),
  }
}

/**
 * Whether a terminal shows hyperlinks: none says so, they are known by name. A log, a pipe, and what lies between (tmux,
 * screen) may print the addresses instead. FORCE_HYPERLINK wins, as for other programs.
 */
export function showsHyperlinks(
  isTerminal: boolean,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  const { FORCE_HYPERLINK: forced, TERM = '', TERM_PROGRAM = '', VTE_VERSION } = environment
  if (forced !== undefined && forced !== '') return forced !== '0'
  if (!isTerminal || environment.CI || environment.TMUX || /^(?:dumb|screen|tmux)/.test(TERM)) return false
  if (environment.WT_SESSION || environment.KONSOLE_VERSION || environment.KITTY_WINDOW_ID) return true
  if (Number(VTE_VERSION) >= 5000) return true
  return (
    /^(?:iTerm\.app|WezTerm|vscode|ghostty|Hyper|rio|zed)$/i.test(TERM_PROGRAM) ||
    /^(?:xterm-kitty|xterm-ghostty|alacritty|foot)/.test(TERM)
  )
}

/** Writes to standard output and waits until it is written. */
export function print(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()))
}
