import { afterEach, describe, expect, test } from '@jest/globals'
import { deliverComment } from '../../../src/action/comment-delivery.ts'
import type { CommentRequest } from '../../../src/action/comment-request.ts'
import {
  ACTIONS_BOT,
  type Fault,
  FORBIDDEN,
  GitHubApi,
  type Options,
  SOMEBODY,
} from '../../support/github-api.ts'
import type { Author } from '../../support/github-comment.ts'

/** Milliseconds: longer than any test may take. */
const FOR_EVER = 600_000

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
    settle: 20,
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
    expect(api.log.filter((line) => line.startsWith('GET'))).toHaveLength(22)
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

  test.each<[string, Partial<Fault>]>([
    ['403', { status: 403, message: 'Resource not accessible by integration' }],
    [
      '200 and errors',
      {
        status: 200,
        body: { data: null, errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible' }] },
      },
    ],
  ])('as the workflow bot when the API will not say who the token is: %s', async (_title, fault) => {
    await start()
    api.addComment({ body: body('old'), author: ACTIONS_BOT })
    api.faults = [{ path: /graphql/, ...fault }]
    expect((await deliver()).status).toBe('updated')
    expect(api.comments).toHaveLength(1)
  })
})

test('an app whose name the API will not say has one comment all the same', async () => {
  await start({ author: { login: 'release-guard[bot]', id: 77, type: 'Bot' } })
  api.faults = [{ path: /graphql/, status: 403, message: 'Resource not accessible by integration' }]
  await deliver()
  await deliver({ body: body('all mended') })
  expect(api.comments.map((comment) => comment.body)).toEqual([body('all mended')])
})

test('where nothing is to be said it makes no comment, but corrects one that is there', async () => {
  await start()
  expect((await deliver({ create: false })).status).toBe('unchanged')
  expect(api.comments).toEqual([])
  await deliver()
  expect((await deliver({ create: false, body: body('all mended') })).status).toBe('updated')
  expect(api.comments[0]?.body).toBe(body('all mended'))
})

test('a comment that is deleted before it is changed is made anew', async () => {
  await start()
  api.addComment({ body: body('old'), author: ACTIONS_BOT })
  api.onCall = ({ method }) => {
    if (method === 'PATCH') api.comments = []
  }
  expect((await deliver()).status).toBe('created')
  expect(api.comments.map((comment) => comment.body)).toEqual([body('two findings')])
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
    expect(sentence).toMatch(
      / \(403\)\. The verdict, the annotations and the job summary are there all the same/,
    )
    expect(api.log.filter((line) => line.startsWith('POST /repos'))).toHaveLength(1)
  })

  test('a read-only token where a comment is to be changed', async () => {
    await start()
    api.addComment({ body: body('old'), author: ACTIONS_BOT })
    api.faults = [{ ...FORBIDDEN, method: 'PATCH', path: /./ }]
    expect((await deliver()).status).toBe('forbidden')
  })

  test.each<[string, Partial<Fault>, RegExp]>([
    [
      'a locked conversation',
      { message: 'Unable to create comment because issue is locked.' },
      /conversation of the pull request is locked/,
    ],
    [
      'single sign-on',
      {
        message: 'Resource protected by organization SAML enforcement. You must grant your token access.',
        headers: { 'x-github-sso': 'required; url=https://github.com/orgs/o/sso?authorization_request=A1' },
      },
      /single sign-on; authorise the token of github-token for it at https:\/\/github.com\/orgs\/o\/sso/,
    ],
    [
      'an address that is not allowed',
      {
        message:
          'Although you appear to have the correct authorization credentials, the `o` organization has an IP allow list enabled.',
      },
      /refuses it: "Although you appear.*IP allow list enabled" \(403\)/,
    ],
    [
      'a personal access token without the permission',
      { message: 'Resource not accessible by personal access token' },
      /personal access token in github-token may not write/,
    ],
  ])('403 is told as it is: %s', async (_title, fault, why) => {
    await start()
    api.faults = [{ ...FORBIDDEN, headers: {}, ...fault }]
    for (const readOnly of [null, 'fork'] as const) {
      const { status, sentence } = await deliver({ readOnly })
      expect(status).toBe('forbidden')
      expect(sentence).toMatch(why)
      expect(sentence).not.toMatch(/`permissions: |comes from a fork/)
    }
  })

  test.each([
    [401, 'Bad credentials', /github-token/],
    [404, 'Not Found', /cannot see this pull request/],
    [410, 'This issue was deleted', /is gone \(410\): This issue was deleted/],
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
    api.faults = [{ delay: FOR_EVER }]
    const result = await deliver({ timeLimit: 300 })
    expect(result.status).toBe('failed')
    expect(result.sentence).toMatch(/within 0.3 seconds/)
  })

  test('what is left of the time is not told as the time', async () => {
    await start()
    api.faults = [{ delay: FOR_EVER }]
    for (const timeLimit of [0, 1]) {
      const { sentence } = await deliver({ timeLimit, timeInAll: 30_000 })
      expect(sentence).toMatch(/did not answer within the 30 seconds that a run waits for it in all/)
    }
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
    const result = await deliver()
    expect(result.status).toBe('failed')
    expect(result.sentence).toMatch(/rate/)
  })

  test('a secondary limit without a time is a limit, not a missing permission', async () => {
    await start()
    const message =
      'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
    api.faults = [{ method: 'POST', path: /comments/, status: 403, message }]
    const result = await deliver()
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
