import type { Report } from '../model/report.ts'
import { type CommentState, fixedText, nextState, type RunIdentity, writeState } from './comment-state.ts'
import { renderMarkdown } from './markdown.ts'

export interface CommentOptions {
  /** Hidden first line by which the comment is found again, without the comment signs. */
  readonly marker: string
  readonly runUrl: string | null
  readonly run: RunIdentity
  /** What our comment that is there already remembers; null if there is none. */
  readonly previous: CommentState | null
  /** UTF-16 units. GitHub takes 65,536 characters at least. */
  readonly limit: number
  readonly untrusted?: boolean
}

/** The pull request comment. */
export function renderComment(report: Report, options: CommentOptions): string {
  const untrusted = options.untrusted ?? false
  const state = nextState(report, options.run, options.previous)
  const head = `<!-- ${options.marker} -->\n${writeState(state)}\n`
  const page = renderMarkdown(report, {
    runUrl: options.runUrl,
    commit: options.run.commit || null,
    limit: options.limit - head.length,
    // What an untrusted report no longer names is not known to be mended.
    after: untrusted ? null : fixedText(state),
    untrusted,
  })
  return `${head}${page}`
}
