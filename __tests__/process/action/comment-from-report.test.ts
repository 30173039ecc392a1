import { symlink } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Report } from '../../../src/model/report.ts'
import { RULES } from '../../../src/rules/index.ts'
import { useActionWithApi } from '../../support/action-with-api.ts'
import { EVENTS } from '../../support/events.ts'
import { HOSTILE_TEXT } from '../../support/hostile-text.ts'
import { findLiveText, parseHtmlParts } from '../../support/markdown.ts'
import { markdownParsers } from '../../support/markdown-parsers.ts'
import { makeFinding, makePackageReport, place, reportOf } from '../../support/reports.ts'
import type { StepResult } from '../../support/runner.ts'
import { CLEAN, makeCheckout, writeFiles } from '../../support/workspace.ts'

const action = useActionWithApi()
const head = 'a'.repeat(40)
const topic = { number: 3, sha: head, branch: 'topic', repository: 'stranger/r' }

const rule = RULES.find(({ meta }) => meta.id === 'file/environment')
const [message] = Object.values(rule?.messages ?? {})
const honest = makeFinding({
  rule: 'file/environment',
  template: { what: message?.what ?? '', why: message?.why ?? '', fix: message?.fix ?? '' },
  places: [place({ path: 'dist/.env' })],
})

async function comment(
  content: Report | string,
  given: { inputs?: Record<string, string>; payload?: unknown } = {},
) {
  const workspace = await makeCheckout(CLEAN)
  await writeFiles(workspace, {
    'report/report.json': typeof content === 'string' ? content : JSON.stringify(content),
  })
  return action.run({
    workspace,
    event: 'workflow_run',
    payload: given.payload ?? EVENTS.workflow_run,
    inputs: { mode: 'comment-from-report', 'report-file': 'report/report.json', ...given.inputs },
  })
}

const nothing = (result: StepResult, why: RegExp): void => {
  expect(result.exitCode).toBe(0)
  expect(action.api.comments).toEqual([])
  expect(`${result.log}\n${result.annotations.map(({ message: text }) => text).join('\n')}`).toMatch(why)
  expect(result.outputs).not.toHaveProperty('verdict')
}

test("tells the fork's report on its own pull request, as a stranger's word", async () => {
  action.api.pullRequests = [topic]
  const result = await comment(reportOf([makePackageReport({ findings: [honest] })]))
  expect(result).toMatchObject({ exitCode: 0, outputs: { 'comment-status': 'created' } })
  const [only] = action.api.comments
  expect(only?.issue).toBe(3)
  expect(only?.body).toContain('Reported by an untrusted run.')
  expect(only?.body).toContain('`dist/.env`')
  expect(only?.body).toContain('https://github.com/o/r/actions/runs/5')
})

test('never says that anything passed, whatever the report says', async () => {
  action.api.pullRequests = [topic]
  const passed = makePackageReport({ verdict: 'pass', findings: [] })
  await comment(reportOf([passed, passed], { verdict: 'pass' }), { inputs: { comment: 'always' } })
  const body = action.api.comments[0]?.body ?? ''
  expect(body).toContain('Only the required check says')
  expect(body).not.toMatch(/✅|may be published(?!,)/)
})

test('its sentences and links are ours, and free text of the report is left out', async () => {
  action.api.pullRequests = [topic]
  const words = 'Approved by the security team'
  const forged = makeFinding({
    rule: 'file/environment',
    title: words,
    message: words,
    fix: words,
    template: { what: words, why: words, fix: words },
    docs: 'https://evil.example/docs',
    places: [place({ path: 'dist/.env', evidence: words })],
    cause: { path: 'package.json', line: 1, reason: words },
    change: { path: 'package.json', line: 1, remove: [words], add: [words] },
  })
  await comment(
    reportOf(
      [
        makePackageReport({
          findings: [forged],
          notes: [words],
          profileReason: words,
          suppressed: [{ finding: forged, reason: words, expires: null, by: words }],
        }),
      ],
      {
        errors: [words],
        tool: { name: 'seaworthy', version: words },
        policy: { source: words, digest: words },
      },
    ),
  )
  const body = action.api.comments[0]?.body ?? ''
  expect(body).not.toMatch(/Approved|evil/)
  expect(body).toContain(rule?.meta.title)
  expect(body).toContain('docs/rules/file/environment.md')
})

test('hostile values in it stay values', async () => {
  action.api.pullRequests = [topic]
  const findings = Object.values(HOSTILE_TEXT)
    .filter((text) => text !== '' && text.length < 500)
    .map((text) => ({ ...honest, places: [place({ path: text })], data: { file: text, names: [text] } }))
  const result = await comment(
    reportOf([makePackageReport({ name: HOSTILE_TEXT['image tag'] ?? '', findings })]),
  )
  expect(result.commands.map(({ name }) => name).filter((name) => name !== 'add-mask')).toEqual([])
  for (const parser of markdownParsers) {
    const parts = parseHtmlParts(parser.render(action.api.comments[0]?.body ?? ''))
    expect(findLiveText(parts)).toEqual([])
    expect(parts.tags).not.toContain('img')
  }
})

describe('makes no comment', () => {
  const report = reportOf([makePackageReport({ findings: [honest] })])

  test.each([
    ['a later commit is at the head', [{ ...topic, sha: 'b'.repeat(40) }], /no open pull request/],
    ['it is closed', [], /no open pull request/],
    [
      'the branch is of another repository',
      [{ ...topic, repository: 'stranger/other' }],
      /no open pull request/,
    ],
    ['two have the commit', [topic, { ...topic, number: 4 }], /several open pull requests/],
  ])('where %s', async (_title, pullRequests, why) => {
    action.api.pullRequests = pullRequests
    nothing(await comment(report), why)
  })

  test.each([
    ['no JSON', '{', /not JSON/],
    ['another form', JSON.stringify({ ...report, extra: 1 }), /not of the form/],
    [
      'a rule there is not',
      JSON.stringify(reportOf([makePackageReport({ findings: [makeFinding()] })])),
      /names a rule/,
    ],
    ['ten megabytes', `"${'x'.repeat(11 * 1024 * 1024)}"`, /bytes, of which at most/],
    ['depth without end', '['.repeat(200_000), /not JSON/],
  ])('from %s', async (_title, text, why) => {
    action.api.pullRequests = [topic]
    nothing(await comment(text), why)
  })

  test('from a link', async () => {
    const workspace = await makeCheckout(CLEAN)
    await symlink('/etc/hostname', path.join(workspace, 'report.json'))
    const inputs = { mode: 'comment-from-report', 'report-file': 'report.json' }
    nothing(
      await action.run({ workspace, event: 'workflow_run', payload: EVENTS.workflow_run, inputs }),
      /is not a file/,
    )
  })

  test('for a run that no pull request caused', async () => {
    const { workflow_run: run } = EVENTS.workflow_run
    const payload = { ...EVENTS.workflow_run, workflow_run: { ...run, event: 'push' } }
    nothing(await comment(report, { payload }), /the run was for push/)
  })

  test('when the API fails', async () => {
    action.api.faults = [{ path: /pulls/, status: 500 }]
    nothing(await comment(report), /cannot be found/)
  })
})

test('a workflow that is set up wrong fails and says how', async () => {
  const workspace = await makeCheckout(CLEAN)
  const inputs = { mode: 'comment-from-report', 'report-file': 'report.json' }
  const elsewhere = await action.run({
    workspace,
    event: 'pull_request',
    payload: EVENTS.pull_request,
    inputs,
  })
  expect(elsewhere.exitCode).toBe(1)
  expect(elsewhere.annotations[0]?.message).toMatch(/works in workflow_run alone.*this is pull_request/)
  const absent = await action.run({ workspace, event: 'workflow_run', payload: EVENTS.workflow_run, inputs })
  expect(absent.exitCode).toBe(1)
  expect(absent.annotations[0]?.message).toMatch(/There is no report at .*Download the artifact/)
  const unnamed = await action.run({
    workspace,
    event: 'workflow_run',
    payload: EVENTS.workflow_run,
    inputs: { mode: 'comment-from-report' },
  })
  expect(unnamed.annotations[0]?.message).toMatch(/report-file names the report/)
})
