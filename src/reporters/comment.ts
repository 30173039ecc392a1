import type { Report } from '../report/report.ts'
import { renderMarkdown } from './markdown.ts'

export interface CommentOptions {
  /** Hidden first line by which the comment is found again, without the comment signs. */
  readonly marker: string
  readonly runUrl: string | null
  /** UTF-16 units. GitHub takes 65,536 characters at least. */
  readonly limit: number
}

/** The pull request comment. */
export function renderComment(report: Report, options: CommentOptions): string {
  const head = `<!-- ${options.marker} -->\n`
  return `${head}${renderMarkdown(report, { runUrl: options.runUrl, limit: options.limit - head.length })}`
}
