import type { Change } from '../model/report.ts'
import { replaceLines, splitLines } from '../text/lines.ts'

/** The edit that turns one text into another, as whole lines; null if they are equal. */
export function describeLineChange(path: string, before: string, after: string): Change | null {
  const old = splitLines(before)
  const now = splitLines(after)
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1
  let end = 0
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1
  const remove = old.slice(start, old.length - end)
  const add = now.slice(start, now.length - end)
  return remove.length === 0 && add.length === 0 ? null : { path, line: start + 1, remove, add }
}

/**
 * A text with an edit made to it, in the line ends that it has. `null` stands for a file that is not there.
 * @throws Error when the lines to remove are not the ones that stand there
 */
export function applyChange(text: string | null, { line, remove, add }: Change): string {
  const after = replaceLines(text, line, remove, add)
  if (after === null) throw new Error(`Line ${line} is not what the edit expects.`)
  return after
}
