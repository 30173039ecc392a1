import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { deliverComment } from '../../../src/action/comment-delivery.ts'
import { writeComment } from '../../../src/action/comment-text.ts'
import type { Finding, PackageReport, Report } from '../../../src/model/report.ts'
import { readState } from '../../../src/reporters/comment-state.ts'
import { GitHubApi, SOMEBODY } from '../../support/github-api.ts'
import { findLiveText, parseHtmlParts } from '../../support/markdown.ts'
import { markdownParsers } from '../../support/markdown-parsers.ts'
import { makeFinding, makePackageReport, place, planOf, reportOf } from '../../support/reports.ts'
import { makeCheckout, removeCheckouts } from '../../support/workspace.ts'

const [older, newer] = ['a'.repeat(40), 'b'.repeat(40)]
const leak = makeFinding({
  fingerprint: '1'.repeat(16),
  title: 'A leak',
  places: [place({ path: 'dist/a.map' })],
})
const other = makeFinding({ fingerprint: '2'.repeat(16), title: 'Another leak', severity: 'warning' })

let api: GitHubApi
beforeEach(async () => {
  api = await GitHubApi.start()
})
afterEach(async () => {
  await api.close()
  expect(api.violations).toEqual([])
  await removeCheckouts()
})

/** Package by package, what was found in it. */
type Found = Readonly<Record<string, readonly Finding[] | Partial<PackageReport>>>

function report(found: Found): Report {
  const packages = Object.entries(found).map(([name, given]) => {
    const more = Array.isArray(given) ? { findings: [...given] } : (given as Partial<PackageReport>)
    const blocks = (more.findings ?? []).some(({ severity }) => severity === 'error')
    return makePackageReport({
      name,
      target: `packages/${name}`,
      findings: [],
      verdict: blocks ? 'block' : 'pass',
      ...more,
    })
  })
  const verdicts = packages.map(({ verdict }) => verdict)
  const verdict = verdicts.includes('error') ? 'error' : verdicts.includes('block') ? 'block' : 'pass'
  return reportOf(packages, { verdict })
}

interface Said {
  readonly run: number
  readonly attempt?: number
  readonly commit?: string
  readonly job?: string
  readonly matrix?: unknown
  readonly key?: string
  readonly environment?: Readonly<Record<string, string>>
  readonly token?: string
}

/** What one step of a job says on the pull request. */
function say(found: Found | Report, said: Said) {
  const { run, attempt = 1, commit = older, job = 'check', matrix = null } = said
  const text = writeComment(
    'schemaVersion' in found ? (found as Report) : report(found as Found),
    said.key ?? '',
    { commit },
    {
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_RUN_ID: String(1000 + run),
      GITHUB_RUN_NUMBER: String(run),
      GITHUB_RUN_ATTEMPT: String(attempt),
      GITHUB_JOB: job,
      GITHUB_ACTION: '__seaworthy',
      GITHUB_WORKFLOW_REF: 'o/r/.github/workflows/seaworthy.yml@refs/pull/3/merge',
      INPUT_MATRIX: JSON.stringify(matrix),
      ...said.environment,
    },
  )
  return deliverComment({
    apiUrl: api.url,
    token: api.token,
    repository: 'o/r',
    pullRequest: 3,
    readOnly: null,
    create: true,
    retryBase: 5,
    settle: 30,
    ...text,
  })
}

const bodies = (): string[] => api.comments.map(({ body }) => body)
const headline = (body: string | undefined): string => body?.split('\n')[2] ?? ''
/** The comments that a reader sees. */
const open = (): string[] => bodies().filter((body) => !body.startsWith('<!-- seaworthy outdated -->'))

describe('jobs of one run', () => {
  test('a clean one does not undo what another one found', async () => {
    await say({ a: [leak] }, { run: 7, job: 'a' })
    await say({ b: [] }, { run: 7, job: 'b' })
    expect(bodies()).toHaveLength(1)
    expect(headline(bodies()[0])).toBe('## ⛔ Do not publish 1 of 2 packages')
    expect(bodies()[0]).toContain('A leak')
    expect(bodies()[0]).not.toMatch(/Fixed|Not looked at/)
  })

  test.each([
    ['of a matrix', { matrix: { node: 20 } }, { matrix: { node: 24 } }],
    [
      'of a matrix that nobody names',
      { environment: { INPUT_MATRIX: '', GITHUB_WORKSPACE: '/one' } },
      { environment: { INPUT_MATRIX: '', GITHUB_WORKSPACE: '/two' } },
    ],
    ['steps of one job', {}, { environment: { GITHUB_ACTION: '__seaworthy_2' } }],
  ])('%s: the worst that is said of one package stays said', async (_title, one, two) => {
    await say({ a: [leak] }, { run: 7, ...one })
    await say({ a: [other] }, { run: 7, ...two })
    const [body = ''] = bodies()
    expect(headline(body)).toContain('Do not publish')
    expect(body).toContain('A leak')
    expect(body).toContain('The file')
    // The other way round as well.
    await say({ a: [other] }, { run: 8, commit: newer, ...two })
    await say({ a: [leak] }, { run: 8, commit: newer, ...one })
    expect(headline(open().at(-1))).toContain('Do not publish')
  })

  test('what is told of each does not depend on who comes last', async () => {
    const found = report({
      a: {
        findings: [{ ...leak, cause: { path: 'package.json', line: 3, reason: '`files` names it' } }],
        verdict: 'block',
        plan: planOf([leak.fingerprint], ['-  "dist"', '+  "lib"']),
      },
    })
    await say(found, { run: 7, job: 'a' })
    const alone = bodies()[0] ?? ''
    await say({ b: [] }, { run: 7, job: 'b' })
    for (const sentence of [
      /It should not\./,
      /Why it is in the tarball.*`files`/,
      /What to change:.*Leave/,
      /\+ {2}"lib"/,
    ]) {
      expect(alone).toMatch(sentence)
      expect(bodies()[0]).toMatch(sentence)
    }
  })

  test('side by side, none is lost', async () => {
    const jobs = ['a', 'b', 'c', 'd', 'e']
    api.faults = [{ method: 'POST', path: /comments$/, delay: 100 }]
    await Promise.all(jobs.map((job) => say({ [job]: job === 'c' ? [leak] : [] }, { run: 7, job })))
    expect(bodies()).toHaveLength(1)
    expect(headline(bodies()[0])).toBe('## ⛔ Do not publish 1 of 5 packages')
    for (const job of jobs) expect(bodies()[0]).toContain(`\`${job}@1.0.0\``)
  })

  test('an edit that was lost is made again', async () => {
    await say({ a: [] }, { run: 7, job: 'a' })
    const before = bodies()[0] ?? ''
    let edits = 0
    // Another job has read before this one wrote, and writes after it.
    api.onCall = ({ method, url }) => {
      if (method === 'PATCH') edits++
      const [comment] = api.comments
      if (method === 'GET' && url.pathname.endsWith('/comments') && edits === 1 && comment) {
        comment.body = before
        edits++
      }
    }
    await say({ b: [] }, { run: 7, job: 'b' })
    expect(headline(bodies()[0])).toContain('2 packages may be published')
  })

  test('a second attempt of the failed ones leaves the others as they are', async () => {
    await say({ a: [leak] }, { run: 7, job: 'a' })
    await say({ b: [{ ...leak, fingerprint: '3'.repeat(16) }] }, { run: 7, job: 'b' })
    await say({ b: [] }, { run: 7, attempt: 2, job: 'b' })
    expect(headline(bodies()[0])).toContain('Do not publish 1 of 2 packages')
    await say({ a: [] }, { run: 7, attempt: 2, job: 'a' })
    expect(headline(bodies()[0])).toContain('2 packages may be published')
  })

  test('one that could not look makes it no pass', async () => {
    await say(reportOf([], { verdict: 'error', errors: ['Could not look: npm is missing. Install it.'] }), {
      run: 7,
      job: 'a',
    })
    await say({ b: [] }, { run: 7, job: 'b' })
    expect(headline(bodies()[0])).toContain('Not judged. Could not look: npm is missing')
  })
})

describe('the run after', () => {
  test('has not looked at everything yet: what the run before found stands, and is told as such', async () => {
    await say({ a: [leak] }, { run: 7, job: 'a' })
    await say({ b: [] }, { run: 7, job: 'b' })
    await say({ b: [] }, { run: 8, commit: newer, job: 'b' })
    expect(headline(bodies()[0])).toContain('Do not publish 1 of 2 packages')
    expect(bodies()[0]).toMatch(
      /Not looked at by this run yet:\*\*\n- ⛔ `a@1\.0\.0`, as run 7 \(commit aaaaaaa\) left it/,
    )
    expect(bodies()[0]).not.toContain('Fixed')
    await say({ a: [] }, { run: 8, commit: newer, job: 'a' })
    expect(headline(bodies()[0])).toContain('2 packages may be published')
    expect(bodies()[0]).toMatch(/Fixed in this pull request:\*\*\n- A leak/)
    expect(bodies()[0]).not.toContain('Not looked at')
  })

  test('a package that is gone is not told for ever, nor as fixed', async () => {
    await say({ a: [leak], b: [] }, { run: 7 })
    await say({ b: [] }, { run: 8, commit: newer })
    expect(headline(bodies()[0])).toContain('`b@1.0.0` may be published')
    expect(bodies()[0]).not.toContain('Fixed')
    // Of a job that is gone, nobody knows before the run has ended.
    await say({ c: [leak] }, { run: 8, commit: newer, job: 'c' })
    await say({ b: [] }, { run: 9, commit: newer })
    await say({ b: [] }, { run: 10, commit: newer })
    expect(headline(open().at(-1))).toContain('`b@1.0.0` may be published')
  })

  test('what was mended stays told, also by the runs after', async () => {
    await say({ a: [leak] }, { run: 1 })
    expect(bodies()[0]).not.toContain('Fixed')
    expect((await say({ a: [] }, { run: 2, commit: newer })).status).toBe('updated')
    expect(bodies()[0]).toMatch(/may be published[\s\S]*Fixed in this pull request:\*\*\n- A leak/)
    expect((await say({ a: [] }, { run: 3, commit: newer })).status).toBe('unchanged')
    await say({ a: [] }, { run: 4, commit: 'c'.repeat(40) })
    expect(bodies()[0]).toContain('Fixed in this pull request')
    await say({ a: [leak] }, { run: 5, commit: 'd'.repeat(40) })
    expect(open().at(-1)).not.toContain('Fixed')
  })
})

describe('a run that comes in late', () => {
  test.each([
    ['of an older commit', newer],
    ['of the same commit', older],
  ])('%s does not undo what a later run said', async (_title, commit) => {
    await say({ a: [leak] }, { run: 7, commit })
    const late = await say({ a: [] }, { run: 6 })
    expect(late).toEqual({ status: 'unchanged', sentence: expect.stringContaining('later run (number 7)') })
    expect((await say({ a: [] }, { run: 6, attempt: 3 })).status).toBe('unchanged')
    expect(headline(bodies()[0])).toContain('Do not publish')
  })

  test('not even when that run found the same as the one before', async () => {
    await say({ a: [leak] }, { run: 5 })
    expect((await say({ a: [leak] }, { run: 7 })).status).toBe('unchanged')
    expect((await say({ a: [] }, { run: 6 })).status).toBe('unchanged')
    expect(headline(bodies()[0])).toContain('Do not publish')
  })

  test('an attempt before the last one', async () => {
    await say({ a: [leak] }, { run: 7, attempt: 2 })
    expect((await say({ a: [] }, { run: 7, attempt: 1 })).sentence).toContain('later run')
  })
})

describe('who is told', () => {
  test('a block after a pass is a new comment, and the old one is folded', async () => {
    await say({ a: [] }, { run: 1 })
    expect((await say({ a: [leak] }, { run: 2, commit: newer })).status).toBe('created')
    expect(api.comments).toHaveLength(2)
    const [old, now] = api.comments
    expect(old).toMatchObject({
      minimized: true,
      body: expect.stringMatching(/Outdated\.[\s\S]*issuecomment-1001/),
    })
    expect(old?.body).not.toContain('may be published')
    expect(headline(now?.body)).toContain('Do not publish')
    // The next runs go on with the new one.
    expect((await say({ a: [leak, other] }, { run: 3, commit: 'c'.repeat(40) })).status).toBe('updated')
    expect(api.comments).toHaveLength(2)
    expect(now?.body).toContain('1 warning')
  })

  test('a pass after a block, and a block after a block, are edits; a comment that somebody folded stays folded', async () => {
    await say({ a: [leak] }, { run: 1 })
    for (const comment of api.comments) comment.minimized = true
    await say({ a: [leak, other] }, { run: 2, commit: newer })
    await say({ a: [] }, { run: 3, commit: 'c'.repeat(40) })
    expect(api.comments).toEqual([expect.objectContaining({ minimized: true })])
    expect(headline(bodies()[0])).toContain('may be published')
    await say({ a: [leak] }, { run: 4, commit: 'd'.repeat(40) })
    expect(api.comments.at(-1)?.minimized).toBeUndefined()
  })

  test('two jobs that find something after a pass make one new comment', async () => {
    await say({ a: [], b: [] }, { run: 1, job: 'a' })
    api.faults = [{ method: 'POST', path: /comments$/, delay: 100 }]
    await Promise.all([
      say({ a: [leak] }, { run: 2, commit: newer, job: 'a' }),
      say({ b: [leak] }, { run: 2, commit: newer, job: 'b' }),
    ])
    expect(open()).toHaveLength(1)
    expect(headline(open()[0])).toContain('Do not publish 2 of 2 packages')
  })
})

describe('whose comment it is', () => {
  const workflow = (file: string): Record<string, string> => ({
    GITHUB_WORKFLOW_REF: `${file}@refs/heads/main`,
  })

  test('workflows of one file name, of the repository and of its organisation, have one each', async () => {
    await say({ a: [leak] }, { run: 7 })
    await say({ a: [] }, { run: 9, environment: workflow('org/policy/.github/workflows/seaworthy.yml') })
    expect(bodies().map(headline)).toEqual([
      expect.stringContaining('Do not publish'),
      expect.stringContaining('may be published'),
    ])
    expect(api.comments.some(({ minimized }) => minimized)).toBe(false)
  })

  test('the comment of a workflow that was renamed is taken over', async () => {
    const GITHUB_WORKSPACE = await makeCheckout({ '.github/workflows/new.yml': '' })
    await say({ a: [leak] }, { run: 70 })
    const environment = { GITHUB_WORKSPACE, ...workflow('o/r/.github/workflows/new.yml') }
    expect((await say({ a: [] }, { run: 1, commit: newer, environment })).status).toBe('updated')
    expect(bodies()).toHaveLength(1)
    expect(headline(bodies()[0])).toContain('may be published')
    expect(bodies()[0]).toContain('Fixed in this pull request')
    expect((await say({ a: [leak] }, { run: 2, commit: 'c'.repeat(40), environment })).status).toBe('created')
  })

  test('that of a workflow that is still there is left alone', async () => {
    const GITHUB_WORKSPACE = await makeCheckout({
      '.github/workflows/new.yml': '',
      '.github/workflows/seaworthy.yml': '',
    })
    await say({ a: [leak] }, { run: 70 })
    await say(
      { a: [] },
      { run: 1, environment: { GITHUB_WORKSPACE, ...workflow('o/r/.github/workflows/new.yml') } },
    )
    expect(bodies().map(headline)).toEqual([
      expect.stringContaining('Do not publish'),
      expect.stringContaining('may be published'),
    ])
  })

  test('a comment made with another token is marked as outdated', async () => {
    await say({ a: [leak] }, { run: 7 })
    const before = api
    api = await GitHubApi.start({ author: { login: 'release-guard[bot]', id: 77, type: 'Bot' } })
    api.comments = before.comments.map((comment) => ({ ...comment, id: 500 }))
    await before.close()
    await say({ a: [] }, { run: 8, commit: newer })
    expect(bodies()[0]).toContain('Outdated.')
    expect(headline(bodies()[1])).toContain('may be published')
  })

  test("a person's comment with the marker is not changed, and a stranger's not even folded", async () => {
    await say({ a: [leak] }, { run: 7 })
    const planted = bodies()[0] ?? ''
    api.comments = []
    api.addComment({ body: planted, author: SOMEBODY })
    api.addComment({ body: planted, author: { ...SOMEBODY, login: 'maintainer' }, association: 'MEMBER' })
    await say({ a: [] }, { run: 8, commit: newer })
    expect(bodies().slice(0, 2)).toEqual([planted, planted])
    expect(api.comments.map(({ minimized }) => minimized)).toEqual([undefined, true, undefined])
  })

  test('the comment of a key that is used no more is marked as outdated, one that is in use is not', async () => {
    for (const key of ['old', 'a', 'b']) await say({ [key]: [leak] }, { run: 1, key })
    for (const run of [2, 3, 4]) for (const key of ['a', 'b']) await say({ [key]: [leak] }, { run, key })
    expect(open()).toHaveLength(2)
    expect(bodies()[0]).toContain('Outdated.')
  })
})

describe('a key that the workflow file has no more', () => {
  const steps = (...keys: readonly (string | null)[]): string =>
    [
      'on: pull_request',
      'jobs:',
      '  a:',
      '    steps:',
      ...keys.flatMap((key) => [
        '      - uses: acme/seaworthy@v1',
        ...(key === null ? [] : ['        with:', `          comment-key: ${key}`]),
      ]),
      '',
    ].join('\n')

  test.each<[string, string, string, string, string]>([
    ['another key', 'core', 'lib', steps('lib'), 'taken over'],
    ['a key where there was none', '', 'lib', steps('lib'), 'taken over'],
    ['no key any more', 'core', '', steps(null), 'taken over'],
    ['a second key', 'core', 'lib', steps('core', 'lib'), 'left'],
    ['a key beside none', '', 'lib', steps(null, 'lib'), 'left'],
    ['an expression', 'core', 'lib', steps('lib', '"${{ matrix.name }}"'), 'left'],
    ['a workflow that is called', 'core', 'lib', 'on: push\njobs: { a: { uses: ./b.yml } }\n', 'left'],
    ['a file that is no YAML', 'core', 'lib', '{', 'left'],
  ])('%s: the comment is as it should be', async (_title, before, now, file, what) => {
    const environment = {
      GITHUB_WORKSPACE: await makeCheckout({ '.github/workflows/seaworthy.yml': file }),
      GITHUB_ACTION_REPOSITORY: 'acme/seaworthy',
    }
    await say({ a: [leak] }, { run: 7, key: before, environment })
    await say({ a: [] }, { run: 8, commit: newer, key: now, environment })
    expect(bodies().map(headline)).toEqual(
      what === 'taken over'
        ? [expect.stringContaining('may be published')]
        : [expect.stringContaining('Do not publish'), expect.stringContaining('may be published')],
    )
  })
})

describe('the comment of an organisation’s workflow', () => {
  const theirs = { GITHUB_WORKFLOW_REF: 'org/policy/.github/workflows/required.yml@refs/heads/main' }
  const commits = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(40))

  test('that is gone is marked as outdated once it has missed two commits', async () => {
    await say({ a: [leak] }, { run: 70, commit: commits[0] ?? '', environment: theirs })
    for (const [index, commit] of commits.slice(0, 2).entries())
      await say({ a: [] }, { run: 7 + index, commit })
    expect(open()).toHaveLength(2)
    await say({ a: [] }, { run: 9, commit: commits[2] ?? '' })
    expect(open().map(headline)).toEqual([expect.stringContaining('may be published')])
  })

  test('that is there stays, whichever of the two is first', async () => {
    for (const [index, commit] of commits.entries()) {
      const own = () => say({ a: [] }, { run: 7 + index, commit })
      const other = () => say({ a: [leak] }, { run: 70 + index, commit, environment: theirs })
      for (const one of index % 2 === 0 ? [own, other] : [other, own]) await one()
    }
    expect(open()).toHaveLength(2)
    expect(bodies().some((body) => body.includes('Outdated.'))).toBe(false)
  })
})

describe('what is hidden in the comment', () => {
  /** Our own comment with another state in it. */
  const withState = async (change: (state: Record<string, unknown>) => unknown): Promise<void> => {
    await say({ a: [leak] }, { run: 1 })
    const [comment] = api.comments
    const [, line = ''] = comment?.body.split('\n') ?? []
    const packed = Buffer.from(/state (\S+)/.exec(line)?.[1] ?? '', 'base64')
    const changed = change(JSON.parse(inflateRawSync(packed).toString('utf8')))
    const text = typeof changed === 'string' ? changed : JSON.stringify(changed)
    if (comment)
      comment.body = comment.body.replace(line, `<!-- state ${deflateRawSync(text).toString('base64')} -->`)
  }

  test.each<[string, (state: Record<string, unknown>) => unknown]>([
    ['no JSON', () => '{'],
    ['another shape', (state) => ({ ...state, run: { number: 99 } })],
    ['a number that is none', (state) => ({ ...state, generation: -1 })],
    [
      'more than is kept',
      (state) => ({
        ...state,
        earlier: Array(500).fill({ of: 'a', fingerprint: '1'.repeat(16), title: 'x', path: null }),
      }),
    ],
    ['something more', (state) => ({ ...state, extra: true })],
    ['megabytes', () => JSON.stringify('x'.repeat(50_000_000))],
  ])('%s is nothing', async (_title, change) => {
    await withState(change)
    expect(readState(bodies()[0] ?? '')).toBeNull()
    expect((await say({ a: [] }, { run: 2, commit: newer })).status).toBe('updated')
    expect(headline(bodies()[0])).toContain('may be published')
    expect(bodies()[0]).not.toContain('Fixed')
  })

  test('hostile words in it are words', async () => {
    const words = '@octocat <img src=x> ![x](http://e) -->'
    await withState((state) =>
      JSON.parse(
        JSON.stringify(state).replaceAll(
          /A leak|dist.a\.map|It should not|dist.index\.js|the licence is MIT/g,
          words,
        ),
      ),
    )
    for (const found of [{ b: [] }, { a: [] }]) {
      await say(found, { run: 2, commit: newer, job: 'b' in found ? 'b' : 'check' })
      for (const parser of markdownParsers) {
        const parts = parseHtmlParts(parser.render(bodies()[0] ?? ''))
        expect(parts.tags).not.toContain('img')
        expect(findLiveText(parts)).toEqual([])
      }
    }
    expect(bodies()[0]).toContain('Fixed in this pull request')
  })

  test('sixty packages with findings leave room for the comment, and none is forgotten', async () => {
    const many = (from: number): Found =>
      Object.fromEntries(
        Array.from({ length: 30 }, (_, at) => [
          `package-${from + at}`,
          Array.from({ length: 4 }, (_each, index) =>
            makeFinding({
              fingerprint: (from * 1000 + at * 10 + index).toString(16).padStart(16, '0'),
              title: `Leak ${index}`,
              data: { file: `dist/${from + at}/${index}.js` },
              places: [place({ path: `dist/${from + at}/${index}.js`, line: 3 })],
            }),
          ),
        ]),
      )
    await say(many(0), { run: 1, job: 'a' })
    await say(many(30), { run: 1, job: 'b' })
    const [body = ''] = bodies()
    expect(body.length).toBeLessThan(60_000)
    expect(body.split('\n')[1]?.length).toBeLessThan(17_000)
    expect(headline(body)).toContain('Do not publish 60 of 60 packages')
    expect(readState(body)?.parts.flatMap(({ packages }) => packages)).toHaveLength(60)
  })
})
