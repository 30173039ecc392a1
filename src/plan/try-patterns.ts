import type { EditedTexts } from '../cause/package-folder.ts'
import { type PathGroup, type PatternForms, splitGroup } from './patterns-for-paths.ts'
import type { ListEdit, Trial } from './trial.ts'

/** Groups that are tried one by one, and paths of one that are tried singly. */
const MOST_GROUPS = 40
const MOST_SINGLY = 20

interface PatternsRequest {
  readonly groups: readonly PathGroup[]
  readonly forms: PatternForms
  /** What is edited already. */
  readonly start: ListEdit
  /** The texts with patterns written into them; null where they cannot be. */
  write(patterns: readonly string[]): EditedTexts | null
  /** What may go besides what is to go. */
  mayGo?(path: string): boolean
}

/**
 * Writes patterns that take groups of paths out: all in their plainest form at once if that holds, else one by one, in
 * the first form that holds. What no form takes out stays in.
 */
export async function tryPatterns(trial: Trial, request: PatternsRequest): Promise<ListEdit> {
  const { groups, start, mayGo } = request
  const all = await attempt(
    groups.map(({ patterns }) => patterns[0] ?? ''),
    groups.flatMap(({ paths }) => paths),
    start.removed,
  )
  if (all !== null) return all
  const chosen: string[] = []
  let best = start
  for (const group of groups.slice(0, MOST_GROUPS)) {
    if ((await takeOut(group)) || group.paths.length < 2) continue
    for (const one of splitGroup(group, request.forms).slice(0, MOST_SINGLY)) await takeOut(one)
  }
  return best

  async function takeOut(group: PathGroup): Promise<boolean> {
    for (const pattern of group.patterns) {
      const edit = await attempt([...chosen, pattern], group.paths, best.removed)
      if (edit === null) continue
      best = edit
      chosen.push(pattern)
      return true
    }
    return false
  }

  async function attempt(
    patterns: readonly string[],
    paths: readonly string[],
    removed: ReadonlySet<string>,
  ): Promise<ListEdit | null> {
    const gone = new Set([...removed, ...paths])
    const texts = request.write(patterns)
    return texts !== null && (await trial.holds(texts, gone, mayGo)) ? { texts, removed: gone } : null
  }
}
