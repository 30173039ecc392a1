import type { Severity } from '../model/report.ts'
import type { Colors } from '../reporters/terminal-page.ts'

/** A severity in its colour, in a column of that width. */
export function formatSeverity(severity: Severity, colors: Colors, width = 0): string {
  const text = severity.padEnd(width)
  return {
    error: colors.red(text),
    warning: colors.yellow(text),
    notice: colors.blue(text),
    off: colors.dim(text),
  }[severity]
}
