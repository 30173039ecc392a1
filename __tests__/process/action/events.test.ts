import { describe, expect, test } from '@jest/globals'
import { useActionWithApi } from '../../support/action-with-api.ts'
import { EVENTS } from '../../support/events.ts'
import { CLEAN, LEAKY, makeCheckout, makeManifest, writeFiles } from '../../support/workspace.ts'

const action = useActionWithApi()

describe('every event', () => {
  test.each([
    ['pull_request', EVENTS.pull_request, 'created'],
    ['pull_request_target', EVENTS.pull_request, 'created'],
    ['push', EVENTS.push, 'not-a-pull-request'],
    ['push', EVENTS.tag, 'not-a-pull-request'],
    ['merge_group', EVENTS.merge_group, 'not-a-pull-request'],
    ['release', EVENTS.release, 'not-a-pull-request'],
    ['workflow_dispatch', EVENTS.workflow_dispatch, 'not-a-pull-request'],
    ['schedule', EVENTS.schedule, 'not-a-pull-request'],
    ['workflow_run', EVENTS.workflow_run, 'not-a-pull-request'],
    ['issue_comment', EVENTS.issue_comment, 'not-a-pull-request'],
  ])('%s: the verdict, the summary and the outputs', async (event, payload, commentStatus) => {
    const result = await action.run({ workspace: await makeCheckout(LEAKY), event, payload })
    expect(result).toMatchObject({
      exitCode: 1,
      outputs: {
        verdict: 'block',
        blocked: 'true',
        errors: '1',
        warnings: '0',
        'tarball-path': expect.stringMatching(/example-1\.0\.0\.tgz$/),
        'tarball-integrity': expect.stringMatching(/^sha512-[\w+/]+=*$/),
        'tarball-sha256': expect.stringMatching(/^[0-9a-f]{64}$/),
        'comment-status': commentStatus,
      },
      summary: expect.stringContaining('Do not publish'),
      log: expect.stringContaining('dist/.env'),
    })
    expect(result.issued.error).toBe(1)
    expect(action.api.comments).toHaveLength(commentStatus === 'created' ? 1 : 0)
  })

  test('a payload that does not say what the change is merged into is no pass', async () => {
    const workspace = await makeCheckout(CLEAN)
    for (const payload of [null, { pull_request: { number: 'x' } }]) {
      const result = await action.run({ workspace, event: 'pull_request', payload })
      expect(result).toMatchObject({
        exitCode: 1,
        outputs: { verdict: 'error', 'comment-status': 'not-a-pull-request' },
      })
      expect(result.log).toMatch(/does not say which commit the change is to be merged into/)
    }
  })
})

describe('the tag that is released', () => {
  test.each([
    ['push', EVENTS.tag, 'tag', 'v1.0.0', 'pass'],
    ['release', EVENTS.release, 'tag', 'v1.0.0', 'pass'],
    ['push', EVENTS.tag, 'tag', 'v1.0.1', 'block'],
    ['push', EVENTS.push, 'branch', 'v1.0.1', 'pass'],
  ])('%s, %#, a %s named %s: %s', async (event, payload, type, name, verdict) => {
    const inputs = { baseline: 'none' }
    const result = await action.run({
      workspace: await makeCheckout(CLEAN),
      event,
      payload,
      inputs,
      env: { GITHUB_REF_TYPE: type, GITHUB_REF_NAME: name },
    })
    expect(result.outputs.verdict).toBe(verdict)
    if (verdict === 'block')
      expect(result.annotations[0]?.message).toMatch(
        /The tag is v1\.0\.1, but package\.json has version 1\.0\.0/,
      )
  })
})

test('a prerelease under its tag is no mistake: what dist-tag it goes to, nobody said', async () => {
  const result = await action.run({
    workspace: await makeCheckout({ ...CLEAN, 'package.json': makeManifest({ version: '2.0.0-beta.1' }) }),
    event: 'push',
    payload: EVENTS.tag,
    inputs: { baseline: 'none' },
    env: { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v2.0.0-beta.1' },
  })
  expect(result.outputs.verdict).toBe('pass')
})

test('the same comment follows the pull request from blocked to mended', async () => {
  const workspace = await makeCheckout(LEAKY)
  const step = { workspace, event: 'pull_request', payload: EVENTS.pull_request }
  expect((await action.run(step)).outputs['comment-status']).toBe('created')
  expect(action.api.comments[0]?.body).toContain('Do not publish')
  expect((await action.run({ ...step, env: { GITHUB_RUN_ID: '987654322' } })).outputs['comment-status']).toBe(
    'unchanged',
  )
  await writeFiles(workspace, { 'package.json': makeManifest({ files: ['dist/index.js'] }) })
  const mended = await action.run(step)
  expect(mended).toMatchObject({
    exitCode: 0,
    outputs: { verdict: 'pass', blocked: 'false', 'comment-status': 'updated' },
  })
  expect(action.api.comments).toHaveLength(1)
  expect(action.api.comments[0]?.body).toContain('may be published')
})

describe('when to comment', () => {
  test.each([
    ['always', CLEAN, 'created'],
    ['on-findings', CLEAN, 'unchanged'],
    ['on-block', CLEAN, 'unchanged'],
    ['on-block', LEAKY, 'created'],
    ['never', LEAKY, 'off'],
  ])('%s', async (comment, files, status) => {
    const payload = EVENTS.pull_request
    const result = await action.run({
      workspace: await makeCheckout(files),
      event: 'pull_request',
      payload,
      inputs: { comment },
    })
    expect(result.outputs['comment-status']).toBe(status)
    if (comment === 'never')
      expect(action.api.log.filter((call) => /comments|graphql/.test(call))).toEqual([])
  })

  test('several jobs of one workflow, each with its key', async () => {
    const step = { workspace: await makeCheckout(LEAKY), event: 'pull_request', payload: EVENTS.pull_request }
    await Promise.all(['core', 'cli'].map((key) => action.run({ ...step, inputs: { 'comment-key': key } })))
    await action.run({ ...step, inputs: { 'comment-key': 'cli' } })
    expect(action.api.comments.map(({ body }) => body.split('\n')[0]).sort()).toEqual([
      '<!-- seaworthy workflow=o/r/.github/workflows/seaworthy.yml key=cli -->',
      '<!-- seaworthy workflow=o/r/.github/workflows/seaworthy.yml key=core -->',
    ])
  })
})
