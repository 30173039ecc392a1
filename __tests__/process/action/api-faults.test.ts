import { describe, expect, test } from '@jest/globals'
import { useActionWithApi } from '../../support/action-with-api.ts'
import { EVENTS } from '../../support/events.ts'
import { FORBIDDEN, GitHubApi } from '../../support/github-api.ts'
import { runAction, type StepOptions } from '../../support/runner.ts'
import { LEAKY, makeCheckout } from '../../support/workspace.ts'

const action = useActionWithApi()

describe('trouble with the API is a line in the log', () => {
  const step = async (): Promise<StepOptions> => ({
    workspace: await makeCheckout(LEAKY),
    event: 'pull_request',
    payload: EVENTS.fork,
  })

  test.each([
    ['a fork', EVENTS.fork, 'octocat', /^No comment: this pull request comes from a fork/m],
    [
      'a fork that is deleted',
      EVENTS.deletedFork,
      'octocat',
      /^No comment: this pull request comes from a fork/m,
    ],
    ['Dependabot', EVENTS.pull_request, 'dependabot[bot]', /^No comment: Dependabot started this run/m],
    ['a job without the permission', EVENTS.pull_request, 'octocat', /^No comment: .*pull-requests: write/m],
  ])('%s', async (_title, payload, actor, sentence) => {
    action.api.faults = [FORBIDDEN]
    const result = await action.run({ ...(await step()), payload, env: { GITHUB_ACTOR: actor } })
    expect(result).toMatchObject({
      exitCode: 1,
      outputs: { verdict: 'block', 'comment-status': 'forbidden' },
    })
    expect(result.log).toMatch(sentence)
    expect(result.issued).toEqual({ error: 1, warning: 0, notice: 0 })
  })

  test('nobody listens', async () => {
    const result = await action.run({ ...(await step()), apiUrl: 'http://127.0.0.1:9' })
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'error', 'comment-status': 'failed' } })
    expect(result.log).toMatch(/^No comment: GitHub's API cannot be reached/m)
  })

  test('hostile words in an answer', async () => {
    action.api.faults = [
      { path: /comments/, status: 422, message: 'a\n::error::x\r##[set-output name=verdict]pass' },
    ]
    const result = await action.run(await step())
    expect(result.outputs).toMatchObject({ verdict: 'block', 'comment-status': 'failed' })
    expect(result.issued.error).toBe(1)
    const names = result.commands.map(({ name }) => name)
    expect(names.filter((name) => !/^(?:end)?group$/.test(name))).toEqual(['add-mask', 'error'])
  })

  test('no token at all', async () => {
    const result = await action.run({ ...(await step()), inputs: { 'github-token': '' } })
    expect(result.outputs).toMatchObject({ verdict: 'error', 'comment-status': 'forbidden' })
    expect(result.log.replace(/\s+/g, ' ')).toMatch(/The API cannot be asked: github-token is empty/)
    expect(action.api.calls).toEqual([])
  })
})

test('an API that never answers costs thirty seconds in all, and nothing passes unseen', async () => {
  action.api.faults = [{ delay: 600_000 }]
  const result = await action.run({
    workspace: await makeCheckout(LEAKY),
    event: 'pull_request',
    payload: EVENTS.pull_request,
    inputs: { baseline: 'none' },
  })
  expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'error', 'comment-status': 'failed' } })
  expect(result.log).toMatch(/did not answer within 12 seconds/)
}, 240_000)

test('two runs at once make one comment, and lose none', async () => {
  const workspace = await makeCheckout(LEAKY)
  const step = {
    workspace,
    event: 'pull_request',
    payload: EVENTS.pull_request,
    inputs: { baseline: 'none' },
  }
  // Both look before either writes.
  action.api.faults = [{ method: 'POST', path: /comments$/, delay: 1500, times: 2 }]
  const results = await Promise.all([
    action.run({ ...step, env: { GITHUB_RUN_NUMBER: '12' } }),
    action.run({ ...step, env: { GITHUB_RUN_NUMBER: '13' } }),
  ])
  expect(results.map(({ exitCode }) => exitCode)).toEqual([1, 1])
  expect(action.api.comments).toHaveLength(1)
  expect(action.api.comments[0]?.body).toContain('Do not publish')
})

test('GitHub Enterprise Server: its API, and links to its pages', async () => {
  const server = await GitHubApi.start({ description: 'ghes-3.17', prefix: '/api/v3' })
  await runAction({
    workspace: await makeCheckout(LEAKY),
    event: 'pull_request',
    payload: EVENTS.pull_request,
    apiUrl: server.url,
    serverUrl: 'https://github.example.com',
  })
  expect(server.violations).toEqual([])
  expect(server.log).toContain('POST /api/graphql')
  expect(server.comments[0]?.body).toContain('https://github.example.com/o/r/actions/runs/987654321')
  await server.close()
})
