import type { Report } from '../model/report.ts'
import { encodeMarkdownText } from '../text/safe-text.ts'
import { buildKnownReport, joinState, listFixedSince, listStaleParts } from './comment-join.ts'
import { type CommentState, type RunIdentity, writeState } from './comment-state.ts'
import { renderMarkdown } from './markdown.ts'
import { MARKS, NO_MARKS, renderLabel } from './markdown-package.ts'
import { renderPath } from './markdown-values.ts'
import { count } from './phrases.ts'

const FIXED_SHOWN = 10
const STALE_SHOWN = 30

export interface CommentOptions {
  /** Hidden first line by which the comment is found again, without the comment signs. */
  readonly marker: string
  readonly runUrl: string | null
  readonly run: RunIdentity
  /** Which step of which job speaks, in hexadecimal, and whether no other has this key. */
  readonly part?: { readonly key: string; readonly certain: boolean }
  /** What our comment that is there already remembers; null if there is none. */
  readonly previous: CommentState | null
  /** UTF-16 units. GitHub takes 65,536 characters at least. */
  readonly limit: number
  /** Where the repository lies in the folder that targets are named from; empty where it is that folder. */
  readonly checkout?: string
  readonly untrusted?: boolean
}

const ONLY_PART = { key: '0'.repeat(16), certain: true } as const

/** The pull request comment: what this report says, and what other steps of the run have said before. */
export function renderComment(report: Report, options: CommentOptions): string {
  const untrusted = options.untrusted ?? false
  const speaker = { run: options.run, ...(options.part ?? ONLY_PART) }
  const state = joinState(report, speaker, options.previous)
  const head = `<!-- ${options.marker} -->\n${writeState(state)}\n`
  // What an untrusted report no longer names is not known to be mended.
  const after = [renderStale(state, untrusted), ...(untrusted ? [] : [renderFixed(state)])]
  const page = renderMarkdown(buildKnownReport(report, state), {
    runUrl: options.runUrl,
    commit: options.run.commit || null,
    checkout: options.checkout ?? '',
    limit: options.limit - head.length,
    after: after.filter((text) => text !== null).join('\n\n') || null,
    untrusted,
  })
  return `${head}${page}`
}

/** What stays of a comment that a newer one stands for. */
export function renderOutdatedComment(newer: string | null): string {
  const where = newer === null ? '' : ` <a href="${newer}">The newer one</a> is current.`
  return `<!-- seaworthy outdated -->\n**Outdated.** No run updates this comment any more.${where}\n`
}

/** What was mended since the comment was first written; null if nothing was. */
function renderFixed(state: CommentState): string | null {
  const fixed = listFixedSince(state)
  if (fixed.length === 0) return null
  const items = fixed
    .slice(0, FIXED_SHOWN)
    .map(
      ({ title, path }) => `- ${encodeMarkdownText(title)}${path === null ? '' : ` — ${renderPath(path)}`}`,
    )
  const left = fixed.length - items.length
  if (left > 0) items.push(`- and ${count(left, 'more', 'more')}`)
  return `**Fixed in this pull request:**\n${items.join('\n')}`
}

/** What another run has said of packages that this one has not looked at yet; null if there are none. */
function renderStale(state: CommentState, untrusted: boolean): string | null {
  const marks = untrusted ? NO_MARKS : MARKS
  const stale = listStaleParts(state)
  const items = stale.flatMap(({ run, packages }) =>
    packages.map((one) => `- ${marks[one.verdict]} ${renderLabel(one)}, as ${describeRun(run)} left it`),
  )
  if (items.length === 0) return null
  const shown = items.slice(0, STALE_SHOWN)
  if (items.length > shown.length) shown.push(`- and ${count(items.length - shown.length, 'more', 'more')}`)
  return `**⏳ Not looked at by this run yet:**\n${shown.join('\n')}`
}

function describeRun({ number, commit }: RunIdentity): string {
  return `run ${number}${commit === '' ? '' : ` (commit ${commit.slice(0, 7)})`}`
}
