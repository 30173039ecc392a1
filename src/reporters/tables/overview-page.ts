import type { Listed } from '../../model/changes.ts'
import { VERSION } from '../../model/version.ts'
import type { EndingException, Overview } from '../../report/records/overview.ts'
import type { RunRecord } from '../../report/records/run-record.ts'
import { count } from '../phrases.ts'
import type { Cell, Piece, TablePage, TablePart } from './table-page.ts'

const RULES_SHOWN = 4

/** What many records come to, as a page: what blocks, which exceptions run out, findings by rule, who is not covered. */
export function buildOverviewPage(overview: Overview): TablePage {
  const { verdicts, blocking, exceptions, uncovered, stale, problems } = overview
  const parts = [
    makeListedPart('Lines that are not records', problems, null, (one) => [[one]]),
    makeListedPart(
      'What must not be published',
      blocking,
      ['Repository', 'Package', 'Verdict', 'Because of', 'Run'],
      makeBlockingRow,
    ),
    ...(uncovered === null ? [] : [makeUncoveredPart(uncovered)]),
    makeListedPart(
      `Exceptions that run out within ${count(exceptions.withinDays, 'day')}`,
      exceptions.ending,
      ['Repository', 'Package', 'Exception', 'Until', 'Approved by', 'Reason'],
      makeExceptionRow,
    ),
    makeRulesPart(overview),
    makeListedPart(
      `Not looked at for more than ${count(stale.afterDays, 'day')}`,
      stale.packages,
      ['Repository', 'Package', 'Last run'],
      (one) => [makeRepositoryCell(one), makePackageCell(one), makeRunCell(one)],
    ),
  ]
  return {
    title: describeTitle(overview),
    isGood: overview.verdict === 'pass',
    summary: [
      [
        `${count(overview.packages, 'package')} in ${count(overview.repositories, 'repository', 'repositories')}: ${verdicts.pass} may be published, ${verdicts.block} must not, ${verdicts.error} could not be judged.`,
      ],
      [
        `${count(exceptions.inForce, 'exception')} in force, ${exceptions.endless} of them without end. ${exceptions.ending.count} run out within ${count(exceptions.withinDays, 'day')} or have run out.`,
      ],
    ],
    parts: parts.filter(({ rows }) => rows.length > 0),
    foot: `Seaworthy ${VERSION}, ${count(overview.lines, 'line')} read on ${overview.time.slice(0, 10)}`,
  }
}

function describeTitle({ verdicts, uncovered, problems, packages }: Overview): string {
  if (packages === 0) return 'There are no records, so nothing is known'
  const parts = [
    ...(verdicts.block > 0 ? [`${count(verdicts.block, 'package')} must not be published`] : []),
    ...(verdicts.error > 0 ? [`${count(verdicts.error, 'package')} could not be judged`] : []),
    ...((uncovered?.count ?? 0) > 0
      ? [`${count(uncovered?.count ?? 0, 'repository', 'repositories')} not covered`]
      : []),
    ...(problems.count > 0 ? [`${count(problems.count, 'line')} could not be read`] : []),
  ]
  return parts.length === 0 ? 'Nothing blocks' : parts.join(', ')
}

function makeListedPart<T>(
  title: string,
  { count: all, first }: Listed<T>,
  head: readonly string[] | null,
  row: (one: T) => readonly Cell[],
): TablePart {
  return { title: `${title}: ${all}`, about: null, head, rows: first.map(row), more: all - first.length }
}

function makeUncoveredPart(uncovered: Listed<string>): TablePart {
  return {
    ...makeListedPart('Not covered', uncovered, null, (one) => [[{ code: one }]]),
    about: [
      'These repositories have left no line. Add the workflow there, or take them off the list if they publish nothing.',
    ],
  }
}

function makeRulesPart({ rules }: Overview): TablePart {
  return {
    title: 'Findings by rule',
    about: null,
    head: ['Rule', 'Errors', 'Warnings', 'Notices', 'Packages'],
    rows: rules.map(({ rule, error, warning, notice, packages }) => [
      rule === null ? ['other rules'] : [{ code: rule }],
      ...[error, warning, notice, packages].map((number): Cell => [String(number)]),
    ]),
    more: 0,
  }
}

function makeBlockingRow(one: RunRecord): Cell[] {
  return [
    makeRepositoryCell(one),
    makePackageCell(one),
    [{ level: 'error', text: one.verdict === 'block' ? 'blocks' : 'not judged' }],
    explainVerdict(one),
    makeRunCell(one),
  ]
}

/** The gravest rules with the first place of each, or why it could not be judged. */
export function explainVerdict({ findings, unseen, errors }: RunRecord): Cell {
  const [first] = errors
  if (first !== undefined) return [first]
  const grave = findings.filter(({ severity }) => severity === 'error')
  const told = grave.length > 0 ? grave : findings
  const shown = told.slice(0, RULES_SHOWN)
  const pieces = shown.map(({ rule, count: times, path }): Piece[] => [
    { code: rule },
    times > 1 ? ` ${times} times` : '',
    ...(path === null ? [] : [' in ', { code: path }]),
  ])
  if (unseen > 0) pieces.unshift([`${count(unseen, 'part')} could not be looked at`])
  if (told.length > shown.length) pieces.push([`${told.length - shown.length} more`])
  return pieces.flatMap((piece, index) => (index === 0 ? piece : [', ', ...piece]))
}

function makeExceptionRow(one: EndingException): Cell[] {
  const left = one.daysLeft
  return [
    one.repository === null ? [] : [{ code: one.repository }],
    one.name === null ? [] : [{ code: one.name }],
    [
      one.rule === null ? 'accepted unseen' : { code: one.rule },
      ...(one.path === null ? [] : [' in ', { code: one.path }]),
      one.count > 1 ? ` ${one.count} times` : '',
    ],
    [
      left < 0
        ? { level: 'error', text: `${one.expires}, has run out` }
        : { level: 'warning', text: `${one.expires}, ${count(left, 'day')} left` },
    ],
    one.by === null ? [] : [one.by],
    [one.reason],
  ]
}

function makeRepositoryCell({ repository }: RunRecord): Cell {
  return repository === null ? [] : [{ code: repository }]
}

function makePackageCell({ name, version, target }: RunRecord): Cell {
  if (name === null) return [target === null ? 'the whole run' : { code: target }]
  return [{ code: version === null ? name : `${name}@${version}` }]
}

function makeRunCell({ run, time, commit }: RunRecord): Cell {
  const day = time.slice(0, 10)
  return [
    run === null ? day : { link: run, text: day },
    ...(commit === null ? [] : [' at ', { code: commit.slice(0, 8) }]),
  ]
}
