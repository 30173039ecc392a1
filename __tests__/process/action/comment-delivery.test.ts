import { afterEach, describe, expect, test } from '@jest/globals'
import { type CommentRequest, deliverComment } from '../../../src/action/comment-delivery.ts'
import type { Finding } from '../../../src/model/report.ts'
import { renderComment } from '../../../src/reporters/comment.ts'
import { ACTIONS_BOT, FORBIDDEN, GitHubApi, type Options, SOMEBODY } from '../../support/github-api.ts'
import type { Author } from '../../support/github-comment.ts'
import { htmlParts, liveText, markdownParsers } from '../../support/markdown.ts'
import { finding, packageOf, place, reportOf } from '../../support/reports.ts'

const MARKER = 'seaworthy workflow=seaworthy.yml'
const HEAD = `<!-- ${MARKER} -->`
const body = (text: string, run = 1): string =>
  `${HEAD}\n${text}\n\n<a href="https://github.com/o/r/actions/runs/${run}">this run</a>\n`

let api: GitHubApi

async function start(options?: Options): Promise<void> {
  api = await GitHubApi.start(options)
}

type Given = Partial<Omit<CommentRequest, 'render'>> & { body?: string }

function deliver({
  body: text = body('two findings'),
  ...request
}: Given = {}): ReturnType<typeof deliverComment> {
  return deliverComment({
    apiUrl: api.url,
    token: api.token,
    repository: 'o/r',
    pullRequest: 3,
    readOnly: null,
    marker: MARKER,
    run: { number: 1, attempt: 1, commit: '' },
    render: () => text,
    create: true,
    retryBase: 5,
    ...request,
  })
}

afterEach(async () => {
  await api.close()
  expect(api.violations).toEqual([])
})

describe.each([
  ['github.com', {}],
  ['GitHub Enterprise Server', { description: 'ghes-3.17', prefix: '/api/v3' } as const],
])('on %s', (_name, options) => {
  test('makes one comment, leaves it alone, changes it in place', async () => {
    await start(options)
    expect((await deliver()).status).toBe('created')
    expect((await deliver({ body: body('two findings', 2) })).status).toBe('unchanged')
    expect((await deliver({ body: body('all mended', 3) })).status).toBe('updated')
    expect(api.comments).toEqual([{ id: 1000, issue: 3, author: ACTIONS_BOT, body: body('all mended', 3) }])
  })
})

describe('finds its comment', () => {
  test('behind a thousand others, page by page', async () => {
    await start()
    for (let n = 0; n < 1000; n++) api.addComment({ body: `chatter ${n}` })
    const own = api.addComment({ body: body('old'), author: ACTIONS_BOT })
    expect((await deliver()).status).toBe('updated')
    expect(own.body).toBe(body('two findings'))
    expect(api.comments).toHaveLength(1001)
    expect(api.log.filter((line) => line.startsWith('GET'))).toHaveLength(11)
  })

  test('by the author too: a planted marker is nobody', async () => {
    await start()
    const planted = api.addComment({ body: body('may be published'), author: SOMEBODY })
    expect((await deliver()).status).toBe('created')
    expect(planted.body).toBe(body('may be published'))
    expect(api.comments.map(({ author }) => author.login)).toEqual(['octocat', 'github-actions[bot]'])
  })

  test("by the marker's place: quoting it is not bearing it", async () => {
    await start()
    api.addComment({ body: `> ${HEAD}\nsee above`, author: ACTIONS_BOT })
    api.addComment({ body: `Look:\n${HEAD}`, author: ACTIONS_BOT })
    api.addComment({ body: `<!-- ${MARKER} key=b -->\nanother job`, author: ACTIONS_BOT })
    expect((await deliver()).status).toBe('created')
    expect(api.comments).toHaveLength(4)
  })

  test.each<[string, Author]>([
    ['an app', { login: 'release-guard[bot]', id: 77, type: 'Bot' }],
    ['a person', { login: 'maintainer', id: 78, type: 'User' }],
  ])('with the token of %s', async (_who, author) => {
    await start({ author })
    const ofActions = api.addComment({ body: body('old'), author: ACTIONS_BOT })
    expect((await deliver()).status).toBe('created')
    expect((await deliver({ body: body('new') })).status).toBe('updated')
    expect(api.comments.map((comment) => comment.author)).toEqual([ACTIONS_BOT, author])
    expect(ofActions.body).toBe(body('old'))
  })

  test('as the workflow bot when the API will not say who the token is', async () => {
    await start()
    api.addComment({ body: body('old'), author: ACTIONS_BOT })
    api.faults = [{ path: /graphql/, status: 403, message: 'Resource not accessible by integration' }]
    expect((await deliver()).status).toBe('updated')
    expect(api.comments).toHaveLength(1)
  })
})

test('where nothing is to be said it makes no comment, but corrects one that is there', async () => {
  await start()
  expect((await deliver({ create: false })).status).toBe('unchanged')
  expect(api.comments).toEqual([])
  await deliver()
  expect((await deliver({ create: false, body: body('all mended') })).status).toBe('updated')
  expect(api.comments[0]?.body).toBe(body('all mended'))
})

test('two jobs at once leave one comment', async () => {
  await start()
  // Both look before either writes.
  api.faults = [{ method: 'POST', path: /comments$/, delay: 200, times: 2 }]
  const results = await Promise.all([deliver({ body: body('A') }), deliver({ body: body('B') })])
  expect(api.comments).toHaveLength(1)
  expect(results.map(({ status }) => status)).toContain('created')
})

describe('trouble becomes a status and a sentence', () => {
  test.each([
    [null, /pull-requests: write/],
    ['fork', /comes from a fork/],
    ['dependabot', /Dependabot/],
  ] as const)('a read-only token (%s)', async (readOnly, why) => {
    await start()
    api.faults = [FORBIDDEN]
    const { status, sentence } = await deliver({ readOnly })
    expect(status).toBe('forbidden')
    expect(sentence).toMatch(why)
    expect(sentence).toMatch(/ \(403\)\. The verdict, the annotations and the job summary stand/)
    expect(api.log.filter((line) => line.startsWith('POST /repos'))).toHaveLength(1)
  })

  test('a read-only token where a comment is to be changed', async () => {
    await start()
    api.addComment({ body: body('old'), author: ACTIONS_BOT })
    api.faults = [{ ...FORBIDDEN, method: 'PATCH', path: /./ }]
    expect((await deliver()).status).toBe('forbidden')
  })

  test.each([
    [401, 'Bad credentials', /github-token/],
    [404, 'Not Found', /cannot see this pull request/],
    [410, 'This issue was deleted', /answered 410/],
    [422, 'Validation Failed', /answered 422/],
  ])('%d is not tried again', async (code, message, sentence) => {
    await start()
    api.faults = [{ path: /comments/, status: code, message }]
    const result = await deliver()
    expect(result.status).toBe('failed')
    expect(result.sentence).toMatch(sentence)
    expect(api.log.filter((line) => line.includes('comments'))).toHaveLength(1)
  })

  test.each([500, 502, 503])('%d passes', async (code) => {
    await start()
    api.faults = [{ status: code, times: 2 }]
    expect((await deliver()).status).toBe('created')
    expect(api.comments).toHaveLength(1)
  })

  test('500 for ever', async () => {
    await start()
    api.faults = [{ status: 500, message: 'a\n::error::forged' }]
    const result = await deliver()
    expect(result).toMatchObject({ status: 'failed' })
    expect(result.sentence).toMatch(/answered 500/)
    expect(api.calls).toHaveLength(3)
  })

  test('a connection that is cut', async () => {
    await start()
    api.faults = [{ cut: true, times: 1 }]
    expect((await deliver()).status).toBe('created')
    api.faults = [{ cut: true }]
    const result = await deliver({ body: body('new') })
    expect(result.status).toBe('failed')
    expect(result.sentence).toMatch(/cannot be reached/)
  })

  test('nobody listens', async () => {
    await start()
    const result = await deliver({ apiUrl: 'http://127.0.0.1:9' })
    expect(result.status).toBe('failed')
    expect(result.sentence).toMatch(/cannot be reached/)
  })

  test('an API that does not answer costs the time limit and no more', async () => {
    await start()
    api.faults = [{ delay: 60_000 }]
    const begin = Date.now()
    const result = await deliver({ timeLimit: 300 })
    expect(Date.now() - begin).toBeLessThan(2000)
    expect(result.status).toBe('failed')
    expect(result.sentence).toMatch(/within 0.3 seconds/)
  })
})

describe('rate limits', () => {
  test.each([403, 429])('%d with retry-after is waited for', async (code) => {
    await start()
    api.faults = [
      { method: 'POST', path: /comments/, status: code, headers: { 'retry-after': '1' }, times: 1 },
    ]
    const begin = Date.now()
    expect((await deliver()).status).toBe('created')
    expect(Date.now() - begin).toBeGreaterThanOrEqual(990)
  })

  test('a wait beyond the time limit is not begun', async () => {
    await start()
    api.faults = [{ path: /comments/, status: 403, headers: { 'retry-after': '3600' } }]
    const begin = Date.now()
    const result = await deliver()
    expect(Date.now() - begin).toBeLessThan(3000)
    expect(result.status).toBe('failed')
    expect(result.sentence).toMatch(/rate/)
  })

  test('a secondary limit without a time is a limit, not a missing permission', async () => {
    await start()
    const message =
      'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
    api.faults = [{ method: 'POST', path: /comments/, status: 403, message }]
    const begin = Date.now()
    const result = await deliver()
    expect(Date.now() - begin).toBeLessThan(3000)
    expect(result.status).toBe('failed')
    expect(result.sentence).toMatch(/limiting this token's rate \(403\)/)
  })

  test('nothing remains until later', async () => {
    await start()
    const reset = String(Math.ceil(Date.now() / 1000) + 1)
    api.faults = [
      { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }, times: 1 },
    ]
    expect((await deliver()).status).toBe('created')
  })
})

test('sends what GitHub asks every client to send', async () => {
  await start()
  await deliver()
  for (const { headers } of api.calls) {
    expect(headers['user-agent']).toContain('seaworthy')
    expect(headers.authorization).toBe(`token ${api.token}`)
    expect(headers.accept).toContain('application/vnd.github')
  }
})

describe('what the comment remembers', () => {
  const [older, newer] = ['a'.repeat(40), 'b'.repeat(40)]
  const leak = finding({
    fingerprint: '1'.repeat(16),
    title: 'A leak',
    places: [place({ path: 'dist/a.map' })],
  })

  /** A run as it comments, with findings or without. */
  const run = (number: number, commit: string, findings: Finding[], attempt = 1) => {
    const identity = { number, attempt, commit }
    const report = reportOf([packageOf({ findings, verdict: findings.length > 0 ? 'block' : 'pass' })], {
      verdict: findings.length > 0 ? 'block' : 'pass',
    })
    return deliverComment({
      apiUrl: api.url,
      token: api.token,
      repository: 'o/r',
      pullRequest: 3,
      readOnly: null,
      marker: MARKER,
      create: true,
      retryBase: 5,
      run: identity,
      render: (previous) =>
        renderComment(report, { marker: MARKER, runUrl: null, run: identity, previous, limit: 60_000 }),
    })
  }

  test('what was mended stays told, also by the runs after', async () => {
    await start()
    await run(1, older, [leak])
    expect(api.comments[0]?.body).not.toContain('Fixed')
    expect((await run(2, newer, [])).status).toBe('updated')
    expect(api.comments[0]?.body).toMatch(/may be published[\s\S]*Fixed in this pull request:\*\*\n- A leak/)
    expect((await run(3, newer, [])).status).toBe('unchanged')
    expect((await run(4, 'c'.repeat(40), [])).status).toBe('updated')
    expect(api.comments[0]?.body).toContain('Fixed in this pull request')
    await run(5, 'd'.repeat(40), [leak])
    expect(api.comments[0]?.body).not.toContain('Fixed')
  })

  test('a run that comes in late does not undo what a later run said', async () => {
    await start()
    await run(7, newer, [])
    const late = await run(6, older, [leak])
    expect(late).toEqual({ status: 'unchanged', sentence: expect.stringContaining('later run (number 7)') })
    expect((await run(6, older, [leak], 2)).status).toBe('unchanged')
    expect(api.comments[0]?.body).toContain('may be published')
    // The same commit, looked at again.
    expect((await run(6, newer, [leak], 2)).status).toBe('updated')
  })

  test.each([
    ['no JSON', Buffer.from('{').toString('base64')],
    ['another shape', Buffer.from('{"run":{"number":99},"findings":[]}').toString('base64')],
    [
      'more than is kept',
      Buffer.from(
        JSON.stringify({
          run: { number: 99, attempt: 1, commit: newer },
          findings: Array(500).fill({ fingerprint: '1'.repeat(16), title: 'x', path: null }),
          fixed: [],
        }),
      ).toString('base64'),
    ],
  ])('%s in its place is nothing', async (_title, state) => {
    await start()
    api.addComment({ body: `${HEAD}\n<!-- state ${state} -->\nold`, author: ACTIONS_BOT })
    expect((await run(1, older, [])).status).toBe('updated')
    expect(api.comments[0]?.body).not.toContain('Fixed')
  })

  test('hostile words in it are words', async () => {
    await start()
    const state = {
      run: { number: 1, attempt: 1, commit: older },
      findings: [{ fingerprint: '2'.repeat(16), title: '@octocat <img src=x>', path: '![x](http://e)' }],
      fixed: [],
    }
    const line = `<!-- state ${Buffer.from(JSON.stringify(state)).toString('base64')} -->`
    api.addComment({ body: `${HEAD}\n${line}\nold`, author: ACTIONS_BOT })
    await run(2, newer, [])
    const body = api.comments[0]?.body ?? ''
    expect(body).toContain('Fixed in this pull request')
    for (const parser of markdownParsers) {
      const parts = htmlParts(parser.render(body))
      expect(parts.tags).not.toContain('img')
      expect(liveText(parts)).toEqual([])
    }
  })
})
