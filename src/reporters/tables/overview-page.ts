import type { Listed } from '../../model/changes.ts'
import { VERSION } from '../../model/version.ts'
import type { EndingException, Overview } from '../../report/records/overview.ts'
import type { RunRecord } from '../../report/records/run-record.ts'
import { count } from '../phrases.ts'
import type { Cell, Piece, TablePage, TablePart } from './table-page.ts'

const RULES_SHOWN = 4

/** What many records come to, as a page: what blocks, which exceptions run out, findings by rule, who is not covered. */
export function overviewPage(overview: Overview): TablePage {
  const { verdicts, blocking, exceptions, uncovered, stale, problems } = overview
  const parts = [
    listed('Lines that are not records', problems, null, (one) => [[one]]),
    listed(
      'What must not be published',
      blocking,
      ['Repository', 'Package', 'Verdict', 'Because of', 'Run'],
      blockingRow,
    ),
    ...(uncovered === null ? [] : [uncoveredPart(uncovered)]),
    listed(
      `Exceptions that run out within ${count(exceptions.withinDays, 'day')}`,
      exceptions.ending,
      ['Repository', 'Package', 'Exception', 'Until', 'Approved by', 'Reason'],
      exceptionRow,
    ),
    rulesPart(overview),
    listed(
      `Not looked at for more than ${count(stale.afterDays, 'day')}`,
      stale.packages,
      ['Repository', 'Package', 'Last run'],
      (one) => [repositoryCell(one), packageCell(one), runCell(one)],
    ),
  ]
  return {
    title: titleOf(overview),
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

function titleOf({ verdicts, uncovered, problems, packages }: Overview): string {
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

function listed<T>(
  title: string,
  { count: all, first }: Listed<T>,
  head: readonly string[] | null,
  row: (one: T) => readonly Cell[],
): TablePart {
  return { title: `${title}: ${all}`, about: null, head, rows: first.map(row), more: all - first.length }
}

function uncoveredPart(uncovered: Listed<string>): TablePart {
  return {
    ...listed('Not covered', uncovered, null, (one) => [[{ code: one }]]),
    about: [
      'These repositories have left no line. Add the workflow there, or take them off the list if they publish nothing.',
    ],
  }
}

function rulesPart({ rules }: Overview): TablePart {
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

function blockingRow(one: RunRecord): Cell[] {
  return [
    repositoryCell(one),
    packageCell(one),
    [{ level: 'error', text: one.verdict === 'block' ? 'blocks' : 'not judged' }],
    becauseOf(one),
    runCell(one),
  ]
}

/** The gravest rules with the first place of each, or why it could not be judged. */
export function becauseOf({ findings, unseen, errors }: RunRecord): Cell {
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

function exceptionRow(one: EndingException): Cell[] {
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

function repositoryCell({ repository }: RunRecord): Cell {
  return repository === null ? [] : [{ code: repository }]
}

function packageCell({ name, version, target }: RunRecord): Cell {
  if (name === null) return [target === null ? 'the whole run' : { code: target }]
  return [{ code: version === null ? name : `${name}@${version}` }]
}

function runCell({ run, time, commit }: RunRecord): Cell {
  const day = time.slice(0, 10)
  return [
    run === null ? day : { link: run, text: day },
    ...(commit === null ? [] : [' at ', { code: commit.slice(0, 8) }]),
  ]
}
