import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Unseen } from '../../src/model/unseen.ts'
import { recordSchema } from '../../src/report/records/record-schema.ts'
import { buildRecords, countDaysLeft } from '../../src/report/records/run-record.ts'
import { renderNdjson } from '../../src/reporters/ndjson.ts'
import { findRunOrigin } from '../../src/repository/run-origin.ts'
import { ROOT } from '../support/command-line.ts'
import { HOSTILE_TEXT } from '../support/hostile-text.ts'
import { makeFinding, makePackageReport, place, reportOf } from '../support/reports.ts'

const ORIGIN = { repository: 'acme/web', commit: 'c'.repeat(40), ref: 'refs/heads/main', run: null }
const NOON = new Date('2031-03-01T12:00:00Z')
const UNSEEN: Unseen = {
  path: 'vendor/data.rar',
  layer: null,
  reason: 'no-reader',
  detail: 'it is an archive',
  bytes: 10,
  digest: null,
}

const ajv = new Ajv2020({ strict: false })
addFormats.default(ajv)
const isValid = ajv.compile(JSON.parse(readFileSync(path.join(ROOT, 'schema', 'record.schema.json'), 'utf8')))

/** Records as they come out of a file of lines again. */
function written(...given: Parameters<typeof buildRecords>) {
  const lines = renderNdjson(buildRecords(...given)).split('\n')
  expect(lines.pop()).toBe('')
  return lines.map((line) => {
    const value: unknown = JSON.parse(line)
    if (!isValid(value)) throw new Error(ajv.errorsText(isValid.errors))
    return recordSchema.parse(value)
  })
}

test('a run leaves one line for each package, with what was found and what was set aside', () => {
  const env = makeFinding({
    rule: 'file/environment',
    harm: 'credential',
    places: [place({ path: 'dist/.env' })],
  })
  const report = reportOf([
    makePackageReport({
      name: '@acme/a',
      findings: [env, { ...env, similar: 2 }, makeFinding({ severity: 'notice' })],
      unseen: [UNSEEN],
      suppressed: [
        { finding: makeFinding(), reason: 'Agreed.', expires: null, by: null },
        { finding: env, reason: 'A sample.', expires: '2031-03-11', by: 'Ann Example' },
        { finding: env, reason: 'A sample.', expires: '2031-03-11', by: 'Ann Example' },
      ],
      accepted: [{ unseen: UNSEEN, reason: 'Firmware.', expires: '2031-03-02', by: null }],
    }),
    makePackageReport({ name: '@acme/b', verdict: 'pass', findings: [] }),
  ])
  const [a, b] = written(report, ORIGIN, NOON)
  expect(a).toMatchObject({
    ...ORIGIN,
    time: '2031-03-01T12:00:00.000Z',
    name: '@acme/a',
    verdict: 'block',
    published: false,
    unseen: 1,
    findings: [
      { rule: 'file/environment', severity: 'error', harm: 'credential', count: 4, path: 'dist/.env' },
      { rule: 'file/example', severity: 'notice', count: 1 },
    ],
    exceptions: [
      { rule: null, path: 'vendor/data.rar', expires: '2031-03-02', daysLeft: 1 },
      { rule: 'file/environment', count: 2, by: 'Ann Example', expires: '2031-03-11', daysLeft: 10 },
      { rule: 'file/example', reason: 'Agreed.', expires: null, daysLeft: null },
    ],
  })
  expect(b).toMatchObject({ name: '@acme/b', verdict: 'pass', findings: [], exceptions: [] })
})

test('a run that failed before any package leaves a line that says so', () => {
  const [only, ...more] = written(reportOf([], { errors: ['seaworthy.yml is wrong.'] }), ORIGIN, NOON)
  expect(more).toEqual([])
  expect(only).toMatchObject({ name: null, verdict: 'error', errors: ['seaworthy.yml is wrong.'] })
})

test('what is wrong with a run as a whole lets none of its packages pass', () => {
  const report = reportOf([makePackageReport({ verdict: 'pass', findings: [] })], {
    errors: ['Shard 2 is missing.'],
  })
  expect(written(report, ORIGIN, NOON)).toMatchObject([{ verdict: 'error', errors: ['Shard 2 is missing.'] }])
})

test('a published version is told from a folder', () => {
  const [one] = written(reportOf([makePackageReport({ target: '@acme/a@1.0.0' })]), ORIGIN, NOON)
  expect(one?.published).toBe(true)
})

test.each(Object.entries(HOSTILE_TEXT))('hostile text stays on its line: %s', (_title, text) => {
  const hostile = makePackageReport({
    name: text,
    version: text,
    target: text,
    errors: [text],
    findings: [makeFinding({ places: [place({ path: text })] })],
    suppressed: [{ finding: makeFinding(), reason: text, expires: null, by: text }],
  })
  expect(written(reportOf([hostile]), { ...ORIGIN, repository: 'acme/web' }, NOON)).toHaveLength(1)
})

test.each([
  ['2031-03-01', 0],
  ['2031-03-31', 30],
  ['2031-02-28', -1],
  ['no day', null],
  [null, null],
])('until %s there are %s days on the first of March', (expires, left) => {
  expect(countDaysLeft(expires, NOON)).toBe(left)
})

describe('where a run takes place', () => {
  test('as GitHub says', async () => {
    const github = {
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: 'acme/web',
      GITHUB_SHA: 'abc',
      GITHUB_REF: 'refs/heads/main',
      GITHUB_RUN_ID: '7',
      GITHUB_SERVER_URL: 'https://ghe.example',
    }
    expect(await findRunOrigin('/', github)).toEqual({
      repository: 'acme/web',
      commit: 'abc',
      ref: 'refs/heads/main',
      run: 'https://ghe.example/acme/web/actions/runs/7',
    })
  })

  test('as GitLab says', async () => {
    const gitlab = { GITLAB_CI: 'true', CI_PROJECT_PATH: 'acme/team/web', CI_COMMIT_SHA: 'abc' }
    expect(await findRunOrigin('/', { ...gitlab, CI_MERGE_REQUEST_IID: '3' })).toMatchObject({
      repository: 'acme/team/web',
      ref: 'refs/merge-requests/3',
    })
    expect(await findRunOrigin('/', { ...gitlab, CI_COMMIT_TAG: 'v1' })).toMatchObject({
      ref: 'refs/tags/v1',
    })
  })
})
