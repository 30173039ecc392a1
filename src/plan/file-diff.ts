import { structuredPatch } from 'diff'
import type { Hunk } from '../model/plan.ts'

/** Lines around a change that stay the same and show where it belongs. */
const CONTEXT = 3

/** What turns one text into another, line by line; line ends do not count. */
export function hunksBetween(before: string, after: string): Hunk[] {
  const { hunks } = structuredPatch('', '', plain(before), plain(after), undefined, undefined, {
    context: CONTEXT,
  })
  return hunks.map(({ oldStart, lines }) => ({ line: Math.max(1, oldStart), lines }))
}

/**
 * A text with hunks applied, in the line ends that it has.
 * @param text null for a file that is not there
 * @throws Error when the lines to go, or those around them, are not the ones that stand there
 */
export function withHunks(text: string | null, hunks: readonly Hunk[]): string {
  const end = text?.includes('\r\n') ? '\r\n' : '\n'
  const lines = linesOf(text ?? '')
  for (const { line, lines: changed } of hunks.toSorted((a, b) => b.line - a.line)) {
    const old = changed.filter((one) => !one.startsWith('+')).map((one) => one.slice(1))
    const now = changed.filter((one) => !one.startsWith('-')).map((one) => one.slice(1))
    if (lines.slice(line - 1, line - 1 + old.length).join('\n') !== old.join('\n'))
      throw new Error(`Line ${line} is not what the edit expects.`)
    lines.splice(line - 1, old.length, ...now)
  }
  const endsWithBreak = text === null || text === '' || text.endsWith('\n')
  return lines.join(end) + (endsWithBreak ? end : '')
}

/** With line feeds only, and one at the end: whether there is one is no difference. */
function plain(text: string): string {
  const lines = linesOf(text)
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}

/** Lines without their ends; a break at the very end begins no further line. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  return lines
}
