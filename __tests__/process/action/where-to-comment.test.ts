import { execFileSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { useActionWithApi } from '../../support/action-with-api.ts'
import { EVENTS } from '../../support/events.ts'
import { pullRequestRepository, removePullRequests } from '../../support/pull-request.ts'
import { readHead, type StepResult } from '../../support/runner.ts'
import { CLEAN, ENVIRONMENT, LEAKY, makeCheckout, writeFiles } from '../../support/workspace.ts'

const action = useActionWithApi()
afterAll(removePullRequests)

const told = (result: StepResult, status: string, why: RegExp): void => {
  expect(result.outputs['comment-status']).toBe(status)
  expect(result.log).toMatch(why)
  expect(action.api.comments).toHaveLength(status === 'created' ? 1 : 0)
}

describe('a push', () => {
  const push = async (sha: (head: string) => string, more: { number: number }[] = [], files = {}) => {
    const workspace = await makeCheckout({ ...LEAKY, ...files })
    const open = { number: 3, sha: sha(readHead(workspace)), branch: 'topic', repository: 'o/r' }
    action.api.pullRequests = [open, ...more.map(({ number }) => ({ ...open, number }))]
    const env = { GITHUB_REF: 'refs/heads/topic', GITHUB_REF_NAME: 'topic' }
    return action.run({ workspace, event: 'push', payload: EVENTS.push, env })
  }

  test('to the branch of one open pull request comments there', async () => {
    told(await push((head) => head), 'created', /Commented on the pull request/)
  })

  test('to one of several says so', async () => {
    told(await push((head) => head, [{ number: 4 }]), 'not-a-pull-request', /several open pull requests/)
  })

  test('that is overtaken leaves it to the later one', async () => {
    told(await push(() => 'c'.repeat(40)), 'not-a-pull-request', /a later commit is at the head/)
  })

  test('leaves it to the run of the pull request where the workflow has one', async () => {
    const files = { '.github/workflows/seaworthy.yml': 'on:\n  push:\n  pull_request:\njobs: {}\n' }
    told(await push((head) => head, [], files), 'not-a-pull-request', /also runs on pull_request/)
  })

  test('whose token may not look says so without advice that is wrong', async () => {
    action.api.faults = [{ path: /pulls/, status: 403, message: 'Resource not accessible by integration' }]
    told(
      await push((head) => head),
      'not-a-pull-request',
      /may not read pull requests; give the job `permissions: pull-requests: write`/,
    )
  })
})

describe('a pull request that is named', () => {
  const ways = [
    ['by a comment on it', 'issue_comment', EVENTS.issue_comment, {}],
    ['by a form', 'workflow_dispatch', { ...EVENTS.workflow_dispatch, inputs: { 'pull-request': '3' } }, {}],
    ['by the input', 'workflow_dispatch', EVENTS.workflow_dispatch, { 'pull-request': '#3' }],
  ] as const

  test.each(ways)('%s: its head, and its merge, are commented on', async (_title, event, payload, inputs) => {
    const pull = await pullRequestRepository(CLEAN, { 'dist/.env': ENVIRONMENT })
    action.api.pullRequests = [{ number: 3, sha: pull.head, branch: 'topic', repository: 'o/r' }]
    const workspace = await pull.clone(0)
    const run = () => action.run({ workspace, event, payload, inputs, env: { GITHUB_SHA: 'd'.repeat(40) } })
    told(await run(), 'created', /Commented/)
    execFileSync('git', ['checkout', '--quiet', pull.head], { cwd: workspace })
    expect((await run()).outputs['comment-status']).toBe('unchanged')
    expect(action.api.comments[0]?.body).toContain(`commit ${pull.head.slice(0, 7)}`)
  })

  test.each(ways)(
    '%s: what is another commit is never told there',
    async (_title, event, payload, inputs) => {
      action.api.pullRequests = [{ number: 3, sha: 'e'.repeat(40), branch: 'topic', repository: 'o/r' }]
      const result = await action.run({ workspace: await makeCheckout(LEAKY), event, payload, inputs })
      told(
        result,
        'not-a-pull-request',
        /is not pull request 3 \(eeeeeee\); give actions\/checkout `ref: refs\/pull\/3\/merge`/,
      )
    },
  )

  test('a comment on an issue names none, and a number that is none is refused', async () => {
    const workspace = await makeCheckout(CLEAN)
    const payload = { ...EVENTS.issue_comment, issue: { number: 3 } }
    told(
      await action.run({ workspace, event: 'issue_comment', payload }),
      'not-a-pull-request',
      /issue_comment has no pull request/,
    )
    const refused = await action.run({ workspace, event: 'push', inputs: { 'pull-request': '3; rm' } })
    expect(refused.annotations[0]?.message).toMatch(/pull-request is "3; rm".*accepts: the number/)
  })
})

describe('warnings that the base has already', () => {
  const base = {
    ...CLEAN,
    'AGENTS.md': 'Be kind.\n',
    'dist/AGENTS.md': 'Be kind.\n',
    'src/a.ts': 'export const a = 1\n',
  }
  const proprietary = { ...base, 'package.json': base['package.json'].replace('"MIT"', '"UNLICENSED"') }

  const commentsOn = async (edits: Record<string, string>): Promise<string> => {
    const pull = await pullRequestRepository(proprietary, edits)
    const result = await action.run({
      workspace: await pull.clone(2),
      ...pull.step(),
      inputs: { baseline: 'none' },
    })
    expect(Number(result.outputs.warnings)).toBeGreaterThan(0)
    expect(result.outputs.verdict).toBe('pass')
    return result.outputs['comment-status'] ?? ''
  }

  test('are no reason for a comment', async () => {
    expect(await commentsOn({ 'docs/guide.md': 'More.\n' })).toBe('unchanged')
  })

  test('those of the change are', async () => {
    expect(await commentsOn({ 'dist/AGENTS.md': 'Be kinder.\n' })).toBe('created')
  })
})

describe('first mistakes', () => {
  test.each([
    ['a folder', {}, /^Nothing is checked out, .* Put actions\/checkout before this step\.$/],
    [
      'a tarball',
      { tarball: 'dist/*.tgz' },
      /Put actions\/checkout, or the step that downloads the tarball, before/,
    ],
  ])('no checkout, for %s', async (_title, inputs, sentence) => {
    const workspace = await makeCheckout(CLEAN)
    for (const name of ['.git', 'dist', 'package.json', 'README.md'])
      await rm(path.join(workspace, name), { recursive: true })
    const result = await action.run({
      workspace,
      event: 'pull_request',
      payload: EVENTS.pull_request,
      inputs,
    })
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'error', blocked: 'true' } })
    expect(result.annotations[0]?.message).toMatch(sentence)
    expect(result.issued.error).toBe(1)
    expect(action.api.comments[0]?.body).toContain('Not judged')
  })

  test('an empty token is told how to be filled', async () => {
    const inputs = { 'github-token': '' }
    const result = await action.run({
      workspace: await makeCheckout(CLEAN),
      event: 'pull_request',
      payload: EVENTS.pull_request,
      inputs,
    })
    expect(result.annotations[0]?.message).toMatch(/leave the input github-token out/)
    expect(result.annotations[0]?.message).not.toMatch(/permission/)
  })
})

describe('the log', () => {
  /** Lines that show while every group is closed; the steps' own commands show as what they are. */
  const shown = ({ raw }: StepResult): string[] => {
    let depth = 0
    return raw.split('\n').filter((line) => {
      if (line.startsWith('::group::')) depth++
      const isShown = depth === 0 && line.trim() !== '' && !line.startsWith('::add-mask::')
      if (line.startsWith('::endgroup::')) depth--
      return isShown
    })
  }

  test.each([
    [
      'a leak',
      LEAKY,
      [/BLOCK.*Do not publish: 1 error/, /dist\/\.env/, /^Commented.*Everything else: the job summary/],
    ],
    [
      'none',
      CLEAN,
      [
        /PASS.*may be published/,
        /Looked at example-1\.0\.0\.tgz: 3 files, .* sha512-/,
        /^Nothing to comment on/,
      ],
    ],
  ])('of %s says in three lines what happened', async (_title, files, lines) => {
    const result = await action.run({
      workspace: await makeCheckout(files),
      event: 'pull_request',
      payload: EVENTS.pull_request,
    })
    const three = shown(result)
    expect(three).toHaveLength(3)
    for (const [at, line] of lines.entries()) expect(three[at]).toMatch(line)
    expect(result.commands.filter(({ name }) => name === 'group')).toHaveLength(2)
    expect(result.commands.filter(({ name }) => name === 'endgroup')).toHaveLength(2)
  })

  test('hostile names do not open or close a group, nor make a fourth line', async () => {
    const workspace = await makeCheckout(CLEAN)
    await writeFiles(workspace, { 'dist/a\n::endgroup::\r##[endgroup]x/.env': ENVIRONMENT })
    const result = await action.run({ workspace, event: 'pull_request', payload: EVENTS.pull_request })
    expect(shown(result)).toHaveLength(3)
    expect(result.commands.filter(({ name }) => name === 'endgroup')).toHaveLength(2)
  })
})
