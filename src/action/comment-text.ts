import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Finding, PackageReport, Report } from '../model/report.ts'
import { renderComment } from '../reporters/comment.ts'
import type { CommentState, RunIdentity } from '../reporters/comment-state.ts'
import type { Kinship } from './comment-request.ts'
import type { CommentMode } from './inputs.ts'
import { readKeysInWorkflow } from './keys-in-workflow.ts'

/** UTF-16 units. GitHub takes 65,536 by its own message; some room is left for what it adds. */
const COMMENT_LIMIT = 60_000

/** The comment and the marker by which it is found again: one for a workflow and key, for all packages. */
export interface CommentText {
  readonly marker: string
  readonly run: RunIdentity
  readonly render: (previous: CommentState | null) => string
  /** What a comment of ours under another marker is to this one. */
  readonly kinship: (marker: string) => Kinship
}

/** Where a report comes from. */
export interface ReportOrigin {
  /** The pull request's head, in hexadecimal; null if unknown. */
  readonly commit: string | null
  /** Where the repository lies in the workspace; empty where it is the workspace. */
  readonly checkout?: string
  /** The run of a stranger that made it, of whose word it is; left out where this run made it. */
  readonly untrustedRun?: {
    readonly id: number
    readonly number: number
    readonly attempt: number
    /** File of its workflow in the repository; null where GitHub does not say. */
    readonly workflow: string | null
  }
}

export function writeComment(
  report: Report,
  key: string,
  origin: ReportOrigin,
  environment: NodeJS.ProcessEnv = process.env,
): CommentText {
  const { untrustedRun } = origin
  const name = { workflow: identifyWorkflow(environment), of: untrustedRun?.workflow ?? null, key }
  const marker = formatMarker(name)
  const run = {
    number: untrustedRun?.number ?? parseNumber(environment.GITHUB_RUN_NUMBER),
    attempt: untrustedRun?.attempt ?? parseNumber(environment.GITHUB_RUN_ATTEMPT),
    commit: origin.commit ?? '',
  }
  const part = identifyPart(environment)
  const render: CommentText['render'] = (previous) =>
    renderComment(report, {
      marker,
      run,
      part,
      previous,
      runUrl: findRunUrl(environment, untrustedRun?.id),
      limit: COMMENT_LIMIT,
      checkout: origin.checkout ?? '',
      untrusted: untrustedRun !== undefined,
    })
  return { marker, run, render, kinship: (other) => decideKinship(other, name, environment) }
}

function parseNumber(text: string | undefined): number {
  return Math.max(0, Number.parseInt(text ?? '', 10) || 0)
}

/**
 * Which step of which job this is, the same in every run: `GITHUB_ACTION` counts the steps of a job that use one
 * action. Jobs of a matrix are told apart by their values, which the input `matrix` has by default; steps of a workflow
 * that is called more than once by what they look at.
 */
function identifyPart(environment: NodeJS.ProcessEnv): { key: string; certain: boolean } {
  const matrix = environment.INPUT_MATRIX?.trim() ?? ''
  const certain = isJson(matrix)
  const names = [
    environment.GITHUB_JOB,
    environment.GITHUB_ACTION,
    certain ? matrix : environment.GITHUB_WORKSPACE,
    environment.INPUT_PATH,
    environment.INPUT_TARBALL,
    environment.INPUT_SHARD,
  ].map((name) => name ?? '')
  const key = createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, 16)
  return { key, certain }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Whose comment it is. */
interface MarkerName {
  /** `owner/name/.github/workflows/release.yml`, or its title where nobody says. */
  readonly workflow: string
  /** The workflow whose runs it tells of, if it is another. */
  readonly of: string | null
  readonly key: string
}

/** The workflow by its file, because its title may change, and by whose it is: an organisation's may have the same name. */
function identifyWorkflow(environment: NodeJS.ProcessEnv): string {
  // owner/name/.github/workflows/release.yml@refs/…
  const file = /^([^@]+)@/.exec(environment.GITHUB_WORKFLOW_REF ?? '')?.[1]
  return file ?? environment.GITHUB_WORKFLOW ?? ''
}

function formatMarker({ workflow, of, key }: MarkerName): string {
  const other = of === null ? '' : ` of=${encodeMarkerWord(of)}`
  return `seaworthy workflow=${encodeMarkerWord(workflow)}${other}${key === '' ? '' : ` key=${encodeMarkerWord(key)}`}`
}

/** A name without what ends an HTML comment or a word; one that had such has its digest, so that two stay two. */
function encodeMarkerWord(name: string): string {
  const word = name.replace(/[^\w./-]+/g, '_').replace(/-{2,}/g, '_')
  if (word === name) return word
  return `${word}_${createHash('sha256').update(name).digest('hex').slice(0, 8)}`
}

/**
 * What another comment of ours is to this one. That a workflow is gone is known where the checkout has this one and
 * not the other.
 */
function decideKinship(marker: string, name: MarkerName, environment: NodeJS.ProcessEnv): Kinship {
  const [, workflow = '', of, key = ''] =
    /^seaworthy workflow=(\S+?)(?: of=(\S+))?(?: key=(\S+))?$/.exec(marker) ?? []
  if (workflow === '' || of !== undefined || name.of !== null) return null
  const folder = `${environment.GITHUB_REPOSITORY ?? ''}/.github/workflows/`
  const workspace = environment.GITHUB_WORKSPACE ?? ''
  const findFile = (one: string): string | null =>
    one.startsWith(folder) && /^[\w.-]+$/.test(one.slice(folder.length))
      ? path.join(workspace, '.github/workflows', one.slice(folder.length))
      : null
  const [own, other] = [findFile(name.workflow), findFile(workflow)]
  if (workflow === encodeMarkerWord(name.workflow))
    return own !== null && isGoneKey(key, name.key, own, environment) ? 'predecessor' : 'sibling'
  // The files of another repository's workflow, an organisation's for one, are not in the checkout.
  if (own === null || other === null) return 'stranger'
  if (!existsSync(own) || existsSync(other)) return null
  return key === (name.key === '' ? '' : encodeMarkerWord(name.key)) ? 'predecessor' : 'remnant'
}

/**
 * Whether no step of this workflow has a key any more, so that its comment is this one's. That is known only where the
 * workflow's own file has the steps: ours must be among them.
 */
function isGoneKey(key: string, ours: string, file: string, environment: NodeJS.ProcessEnv): boolean {
  const found = readKeysInWorkflow(file, environment.GITHUB_ACTION_REPOSITORY ?? '')
  if (found === null) return false
  const { keys, hasKeyless } = found
  if (ours === '' ? hasKeyless !== true : !keys.has(ours)) return false
  return key === '' ? hasKeyless === false : ![...keys].some((one) => encodeMarkerWord(one) === key)
}

/** The page of a run, this one unless named, on GitHub Enterprise Server too; null outside a workflow. */
export function findRunUrl(environment: NodeJS.ProcessEnv = process.env, run?: number): string | null {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = environment
  const id = run ?? environment.GITHUB_RUN_ID
  return server && repository && id ? `${server}/${repository}/actions/runs/${id}` : null
}

/**
 * Whether the report is worth a comment where there is none yet. Warnings that the change has nothing to do with are
 * not.
 */
export function shouldCreate(
  report: Report,
  mode: CommentMode,
  isOfBase: (finding: Finding, one: PackageReport) => boolean = () => false,
): boolean {
  if (mode === 'always') return true
  if (mode === 'never') return false
  if (report.verdict !== 'pass') return true
  return (
    mode === 'on-findings' &&
    report.packages.some((one) =>
      one.findings.some((finding) => finding.severity !== 'notice' && !isOfBase(finding, one)),
    )
  )
}
