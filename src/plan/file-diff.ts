import { structuredPatch } from 'diff'
import type { Hunk } from '../model/plan.ts'
import { replaceLines, splitLines } from '../text/lines.ts'

/** Lines around a change that stay the same and show where it belongs. */
const CONTEXT = 3

/** What turns one text into another, line by line; line ends do not count. */
export function findHunksBetween(before: string, after: string): Hunk[] {
  const { hunks } = structuredPatch(
    '',
    '',
    normaliseLineEnds(before),
    normaliseLineEnds(after),
    undefined,
    undefined,
    {
      context: CONTEXT,
    },
  )
  return hunks.map(({ oldStart, lines }) => ({ line: Math.max(1, oldStart), lines }))
}

/**
 * A text with hunks applied, in the line ends that it has.
 * @param text null for a file that is not there
 * @throws Error when the lines to go, or those around them, are not the ones that stand there
 */
export function applyHunks(text: string | null, hunks: readonly Hunk[]): string {
  let after = text
  for (const { line, lines } of hunks.toSorted((a, b) => b.line - a.line)) {
    const old = lines.filter((one) => !one.startsWith('+')).map((one) => one.slice(1))
    // Line by line, so that those which stay keep the ends that they have.
    if (replaceLines(after, line, old, old) === null)
      throw new Error(`Line ${line} is not what the edit expects.`)
    after = splitRuns(lines, line).reduce<string | null>(
      (changed, run) => replaceLines(changed, run.line, run.remove, run.add),
      after,
    )
  }
  return after ?? ''
}

/** The runs of changed lines in a hunk, the last one first. */
function splitRuns(
  lines: readonly string[],
  from: number,
): { line: number; remove: string[]; add: string[] }[] {
  const runs: { line: number; remove: string[]; add: string[] }[] = []
  let at = from
  let isOpen = false
  for (const one of lines) {
    if (one.startsWith(' ')) {
      at += 1
      isOpen = false
      continue
    }
    if (!isOpen) runs.push({ line: at, remove: [], add: [] })
    isOpen = true
    const run = runs.at(-1)
    if (one.startsWith('-')) {
      run?.remove.push(one.slice(1))
      at += 1
    } else run?.add.push(one.slice(1))
  }
  return runs.reverse()
}

/** With line feeds only, and one at the end: whether there is one is no difference. */
function normaliseLineEnds(text: string): string {
  const lines = splitLines(text)
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}
