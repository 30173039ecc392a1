import { deflateRawSync, inflateRawSync } from 'node:zlib'
import * as z from 'zod'
import type { PackageReport, Verdict } from '../model/report.ts'
import { packageSchema } from '../report/report-schema.ts'
import { retellFinding } from '../report/retell-report.ts'
import { COMPACT_LEVELS, compactParts } from './comment-compact.ts'

/** Longest line of state that is written or read, in characters. */
const STATE_LIMIT = 16_000
/** Bytes that such a line is unpacked to at most. */
const UNPACKED_LIMIT = 2 * 1024 * 1024
/** Findings of earlier runs that are kept, for telling which were mended. */
export const EARLIER_KEPT = 80
const PARTS_KEPT = 300
const PACKAGES_KEPT = 500
export const TITLE_LIMIT = 120
export const PATH_LIMIT = 200
const NAME_LIMIT = 300

const verdict = z.enum(['pass', 'block', 'error'])

const runSchema = z.strictObject({
  number: z.int().min(0),
  attempt: z.int().min(0),
  commit: z.string().regex(/^(|[0-9a-f]{40}|[0-9a-f]{64})$/),
})

const rememberedSchema = z.strictObject({
  /** The package, see {@link readPackageId}. */
  of: z.string().max(NAME_LIMIT),
  fingerprint: z.string().regex(/^[0-9a-f]{16}$/),
  title: z.string().max(TITLE_LIMIT),
  path: z.string().max(PATH_LIMIT).nullable(),
})

const partSchema = z.strictObject({
  key: z.string().regex(/^[0-9a-f]{16}$/),
  run: runSchema,
  verdict,
  errors: z.array(z.string()).max(20),
  packages: z.array(packageSchema).max(PACKAGES_KEPT),
})

const stateSchema = z.strictObject({
  run: runSchema,
  before: z.int().min(0),
  generation: z.int().min(0),
  verdict,
  parts: z.array(partSchema).max(PARTS_KEPT),
  earlier: z.array(rememberedSchema).max(EARLIER_KEPT),
})

/** Which run it was: `GITHUB_RUN_NUMBER`, `GITHUB_RUN_ATTEMPT`, the commit of the pull request's head ('' if unknown). */
export type RunIdentity = z.infer<typeof runSchema>
/** A finding of an earlier run. */
export type Remembered = z.infer<typeof rememberedSchema>

/** What one step of one job of a run has said. */
export interface CommentPart {
  /** Which step of which job, in hexadecimal; the same in every run. */
  readonly key: string
  readonly run: RunIdentity
  readonly verdict: Verdict
  /** What kept it from looking at anything. */
  readonly errors: readonly string[]
  readonly packages: readonly PackageReport[]
}

/** What a comment remembers of the runs that wrote it, hidden in it. */
export interface CommentState {
  /** The newest run. */
  readonly run: RunIdentity
  /** Number of the run before it that wrote here; 0 for none. */
  readonly before: number
  /** How many comments of this marker were folded for newer ones. */
  readonly generation: number
  /** The worst of what is known. */
  readonly verdict: Verdict
  /** What the steps of the newest run have said, and of the run before what the newest has not looked at yet. */
  readonly parts: readonly CommentPart[]
  /** What blocked or warned in earlier runs, and is not known to do so now. */
  readonly earlier: readonly Remembered[]
}

/** By what a package is known again in another run. */
export function readPackageId({ name, target }: PackageReport): string {
  return (name ?? target).slice(0, NAME_LIMIT)
}

/**
 * The state as a hidden line: in an alphabet that neither ends a comment nor means anything in Markdown. What there is
 * no room for is told shorter, package by package, until only the verdicts are left.
 */
export function writeState(state: CommentState): string {
  let line = ''
  for (let level = 0; level < COMPACT_LEVELS; level++) {
    const text = JSON.stringify({ ...state, parts: compactParts(state.parts, level) })
    line = `<!-- state ${deflateRawSync(text, { level: 9 }).toString('base64')} -->`
    if (line.length <= STATE_LIMIT && text.length <= UNPACKED_LIMIT / 4) break
  }
  return line
}

/** The state in a comment, which must be our own: anybody can write such a line. Null for anything unexpected. */
export function readState(body: string): CommentState | null {
  const encoded = /^<!-- state ([A-Za-z0-9+/]+=*) -->\r?$/m.exec(body.slice(0, STATE_LIMIT + 1000))?.[1]
  if (encoded === undefined) return null
  try {
    const unpacked = inflateRawSync(Buffer.from(encoded, 'base64'), { maxOutputLength: UNPACKED_LIMIT })
    const state = stateSchema.parse(JSON.parse(unpacked.toString('utf8')))
    return { ...state, parts: state.parts.map(retellPart) }
  } catch {
    return null
  }
}

function retellPart(part: CommentPart): CommentPart {
  const packages = part.packages.map((one) => ({
    ...one,
    findings: one.findings.map(retellFinding),
    suppressed: one.suppressed.map((each) => ({ ...each, finding: retellFinding(each.finding) })),
  }))
  return { ...part, packages }
}

/** Whether the comment was written by a later run than this one, which came in late. */
export function isOvertaken(run: RunIdentity, previous: CommentState | null): boolean {
  if (previous === null) return false
  const { number, attempt } = previous.run
  return number > run.number || (number === run.number && attempt > run.attempt)
}
