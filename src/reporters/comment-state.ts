import * as z from 'zod'
import type { Report } from '../model/report.ts'
import { markdownText } from '../text/safe-text.ts'
import { pathText } from './markdown-values.ts'
import { count } from './phrases.ts'

/** Longest line of state that is written or read, in characters. */
const STATE_LIMIT = 9000
const FINDINGS_KEPT = 60
const FIXED_KEPT = 20
const FIXED_SHOWN = 10
const TITLE_LIMIT = 120
const PATH_LIMIT = 200

const remembered = z.strictObject({
  fingerprint: z.string().regex(/^[0-9a-f]{16}$/),
  title: z.string().max(TITLE_LIMIT),
  path: z.string().max(PATH_LIMIT).nullable(),
})

const stateSchema = z.strictObject({
  run: z.strictObject({
    number: z.int().min(0),
    attempt: z.int().min(0),
    commit: z.string().regex(/^(|[0-9a-f]{40}|[0-9a-f]{64})$/),
  }),
  findings: z.array(remembered).max(FINDINGS_KEPT),
  fixed: z.array(remembered).max(FIXED_KEPT),
})

/** What a comment remembers of the run that wrote it, hidden in it. */
export type CommentState = z.infer<typeof stateSchema>
/** Which run it was: `GITHUB_RUN_NUMBER`, `GITHUB_RUN_ATTEMPT`, the commit of the pull request's head ('' if unknown). */
export type RunIdentity = CommentState['run']

/**
 * What the comment of this report is to remember: what blocks or warns now, and what did in earlier runs and does no
 * more. A report that could not look mends nothing.
 */
export function nextState(report: Report, run: RunIdentity, previous: CommentState | null): CommentState {
  const now = report.packages.flatMap((one) => one.findings).filter(({ severity }) => severity !== 'notice')
  if (report.verdict === 'error')
    return { run, findings: previous?.findings ?? [], fixed: previous?.fixed ?? [] }
  const present = new Set(
    report.packages.flatMap((one) => one.findings.map((finding) => finding.fingerprint)),
  )
  const gone = [...(previous?.findings ?? []), ...(previous?.fixed ?? [])].filter(
    ({ fingerprint }) => !present.has(fingerprint),
  )
  return {
    run,
    findings: now.slice(0, FINDINGS_KEPT).map(({ fingerprint, title, path }) => ({
      fingerprint,
      title: title.slice(0, TITLE_LIMIT),
      path: path === null ? null : path.slice(0, PATH_LIMIT),
    })),
    fixed: gone.slice(0, FIXED_KEPT),
  }
}

/** The state as a hidden line: in an alphabet that neither ends a comment nor means anything in Markdown. */
export function writeState(state: CommentState): string {
  for (let kept = state.findings.length; ; kept = Math.floor(kept / 2)) {
    const text = JSON.stringify({
      ...state,
      findings: state.findings.slice(0, kept),
      fixed: state.fixed.slice(0, Math.max(kept, FIXED_SHOWN)),
    })
    const line = `<!-- state ${Buffer.from(text).toString('base64')} -->`
    if (line.length <= STATE_LIMIT || kept === 0) return line
  }
}

/** The state in a comment, which must be our own: anybody can write such a line. Null for anything unexpected. */
export function readState(body: string): CommentState | null {
  const encoded = /^<!-- state ([A-Za-z0-9+/]+=*) -->\r?$/m.exec(body.slice(0, STATE_LIMIT * 2))?.[1]
  if (encoded === undefined) return null
  try {
    return stateSchema.parse(JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')))
  } catch {
    return null
  }
}

/** Whether the comment was written for a newer commit by a later run than this one, which came in late. */
export function isOvertaken(run: RunIdentity, previous: CommentState | null): boolean {
  if (previous === null || previous.run.commit === run.commit) return false
  const { number, attempt } = previous.run
  return number > run.number || (number === run.number && attempt > run.attempt)
}

/** What was mended since the comment was first written; null if nothing was. */
export function fixedText({ fixed }: CommentState): string | null {
  if (fixed.length === 0) return null
  const items = fixed
    .slice(0, FIXED_SHOWN)
    .map(({ title, path }) => `- ${markdownText(title)}${path === null ? '' : ` — ${pathText(path)}`}`)
  const left = fixed.length - items.length
  if (left > 0) items.push(`- and ${count(left, 'more', 'more')}`)
  return `**Fixed in this pull request:**\n${items.join('\n')}`
}
