import { findWorstVerdict } from '../judge/judge.ts'
import type { PackageReport, Report, Verdict } from '../model/report.ts'
import { ERRORS_KEPT, shortenTexts } from './comment-compact.ts'
import {
  type CommentPart,
  type CommentState,
  EARLIER_KEPT,
  PATH_LIMIT,
  type Remembered,
  type RunIdentity,
  readPackageId,
  TITLE_LIMIT,
} from './comment-state.ts'

/** Who says it. */
export interface Speaker {
  readonly run: RunIdentity
  /** Which step of which job, in hexadecimal. */
  readonly key: string
  /** Whether no other step has this key: then what it said in the run before is settled by what it says now. */
  readonly certain: boolean
}

/**
 * What the comment is to remember when a step has spoken: what all steps of its run have said, and of the run before
 * what this one has not looked at yet. The same said twice changes nothing.
 * @param previous what the comment remembers; of no later run
 */
export function joinState(report: Report, speaker: Speaker, previous: CommentState | null): CommentState {
  const { run } = speaker
  const isNew = previous === null || previous.run.number < run.number
  const own = makeOwnPart(report, speaker, previous)
  const others = (previous?.parts ?? [])
    .filter((part) => part.run.number >= (previous?.run.number ?? 0) || !isNew)
    .flatMap((part) => keepStanding(part, own, speaker))
  const parts = removeSeen([...others, own].sort(compareKeys), run)
  const verdict = findWorstVerdict(parts.map((part) => part.verdict))
  const worsens = previous?.verdict === 'pass' && verdict !== 'pass'
  return {
    run,
    before: isNew ? (previous?.run.number ?? 0) : (previous?.before ?? 0),
    generation: (previous?.generation ?? 0) + (worsens ? 1 : 0),
    verdict,
    parts,
    earlier: findEarlierFindings(isNew ? previous : null, previous?.earlier ?? [], report),
  }
}

/** What several comments of one run remember, as one: two jobs may have made theirs at the same time. */
export function uniteStates(state: CommentState, others: readonly CommentState[]): CommentState {
  const parts = [...state.parts]
  for (const other of others)
    if (other.run.number === state.run.number)
      parts.push(...other.parts.filter(({ key }) => !parts.some((part) => part.key === key)))
  if (parts.length === state.parts.length) return state
  const seen = removeSeen(parts.sort(compareKeys), state.run)
  return { ...state, parts: seen, verdict: findWorstVerdict(seen.map(({ verdict }) => verdict)) }
}

/** What the comment of a workflow that is gone hands on: other workflows count their runs for themselves. */
export function inheritState(state: CommentState): CommentState {
  const run = { number: 0, attempt: 0, commit: '' }
  const found = state.parts.flatMap(({ packages }) => packages.flatMap(remember))
  return { ...state, run, before: 0, parts: [], earlier: [...found, ...state.earlier].slice(0, EARLIER_KEPT) }
}

/** What is known, as one report: that of the step in full, the rest as it is remembered. */
export function buildKnownReport(report: Report, state: CommentState): Report {
  const byId = new Map<string, PackageReport>()
  for (const part of state.parts)
    for (const one of part.packages) {
      const known = byId.get(readPackageId(one))
      byId.set(readPackageId(one), known === undefined ? one : unitePackages(known, one))
    }
  const errors = [...new Set(state.parts.flatMap((part) => part.errors))]
  return { ...report, verdict: state.verdict, packages: [...byId.values()], errors }
}

/** What was there in earlier runs, of packages that this run has looked at, and is there no more. */
export function listFixedSince(state: CommentState): Remembered[] {
  const looked = listLookedAt(state.parts.filter(({ run }) => run.number === state.run.number))
  return state.earlier.filter(({ of }) => looked.has(of))
}

/** What is told as the run before has left it. */
export function listStaleParts(state: CommentState): CommentPart[] {
  return state.parts.filter(({ run }) => run.number !== state.run.number)
}

function makeOwnPart(
  report: Report,
  { key, run, certain }: Speaker,
  previous: CommentState | null,
): CommentPart {
  const own = {
    key,
    run,
    verdict: report.verdict,
    errors: shortenTexts(report.errors, ERRORS_KEPT),
    packages: report.packages.map((one) => ({ ...one, errors: shortenTexts(one.errors, ERRORS_KEPT) })),
  }
  // A workflow that is called twice has the same steps twice: what the other looked at stays said.
  const same = previous?.parts.find((part) => part.key === key && part.run.number === run.number)
  if (same === undefined || (certain && same.run.attempt !== run.attempt)) return own
  return addOtherPackages(own, same)
}

/** A part with the packages of another one that it does not have. */
function addOtherPackages(part: CommentPart, other: CommentPart): CommentPart {
  const ids = new Set(part.packages.map(readPackageId))
  const packages = [...part.packages, ...other.packages.filter((one) => !ids.has(readPackageId(one)))]
  return {
    ...part,
    packages,
    verdict: findWorstVerdict([part.verdict, ...packages.map(({ verdict }) => verdict)]),
  }
}

function keepStanding(part: CommentPart, own: CommentPart, { certain }: Speaker): CommentPart[] {
  if (part.key !== own.key) return [part]
  // What it said in this run is part of its own already.
  return part.run.number === own.run.number || certain ? [] : [part]
}

/** What a run has looked at is not told as the run before has left it. */
function removeSeen(parts: readonly CommentPart[], run: RunIdentity): CommentPart[] {
  const seen = new Set(
    parts
      .filter((part) => part.run.number === run.number)
      .flatMap((part) => part.packages.map(readPackageId)),
  )
  return parts.flatMap((part) => {
    if (part.run.number === run.number) return [part]
    const packages = part.packages.filter((one) => !seen.has(readPackageId(one)))
    if (packages.length === 0 && part.errors.length === 0) return []
    const verdicts: Verdict[] = packages.map(({ verdict }) => verdict)
    return [
      {
        ...part,
        packages,
        verdict: findWorstVerdict(part.errors.length > 0 ? ['error', ...verdicts] : verdicts),
      },
    ]
  })
}

function compareKeys(a: CommentPart, b: CommentPart): number {
  return b.run.number - a.run.number || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
}

/** What earlier runs found, less what is there now: the worst of a package's findings are those it shows. */
function findEarlierFindings(
  ended: CommentState | null,
  earlier: readonly Remembered[],
  report: Report,
): Remembered[] {
  const found = (ended?.parts ?? []).flatMap(({ packages }) => packages.flatMap(remember))
  const present = new Set(
    report.packages.flatMap((one) =>
      one.findings.map(({ fingerprint }) => `${readPackageId(one)} ${fingerprint}`),
    ),
  )
  const all = new Map([...found, ...earlier].map((one) => [`${one.of} ${one.fingerprint}`, one]))
  return [...all].flatMap(([key, one]) => (present.has(key) ? [] : [one])).slice(0, EARLIER_KEPT)
}

function remember(one: PackageReport): Remembered[] {
  return one.findings
    .filter(({ severity }) => severity !== 'notice')
    .map(({ fingerprint, title, path }) => ({
      of: readPackageId(one),
      fingerprint,
      title: title.slice(0, TITLE_LIMIT),
      path: path === null ? null : path.slice(0, PATH_LIMIT),
    }))
}

/** Packages that were looked at; where anybody could not look, nothing is known to be mended. */
function listLookedAt(parts: readonly CommentPart[]): Set<string> {
  const all = parts.flatMap(({ packages }) => packages)
  const unknown = new Set(all.filter(({ verdict }) => verdict === 'error').map(readPackageId))
  return new Set(all.map(readPackageId).filter((id) => !unknown.has(id)))
}

/** Two words on one package: the graver one, with what only the other found. */
function unitePackages(before: PackageReport, now: PackageReport): PackageReport {
  const verdict = findWorstVerdict([before.verdict, now.verdict])
  const [graver, other] = verdict === now.verdict ? [now, before] : [before, now]
  const known = new Set(graver.findings.map(({ fingerprint }) => fingerprint))
  const merge = <Item>(a: readonly Item[], b: readonly Item[]): Item[] => {
    const seen = new Set(a.map((item) => JSON.stringify(item)))
    return [...a, ...b.filter((item) => !seen.has(JSON.stringify(item)))]
  }
  return {
    ...graver,
    findings: [...graver.findings, ...other.findings.filter(({ fingerprint }) => !known.has(fingerprint))],
    errors: merge(graver.errors, other.errors),
    unseen: merge(graver.unseen, other.unseen),
  }
}
