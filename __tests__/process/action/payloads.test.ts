import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readEvent, type WorkflowEvent } from '../../../src/action/event.ts'
import { useActionWithApi } from '../../support/action-with-api.ts'
import { EVENTS } from '../../support/events.ts'
import { CLEAN, LEAKY, makeCheckout } from '../../support/workspace.ts'

/** Payloads that GitHub has sent, collected by Octokit. */
interface Payload {
  action?: string
  repository?: { full_name: string; visibility?: string; private: boolean; default_branch?: string }
  pull_request?: { number: number; head: Side; base: Side }
  merge_group?: { head_sha: string; base_sha: string }
  issue?: { number: number; pull_request?: object }
  workflow_run?: { id: number; head_sha: string }
}
interface Side {
  sha: string
  repo: { full_name: string } | null
}
const examples = createRequire(import.meta.url)('@octokit/webhooks-examples') as {
  name: string
  examples: Payload[]
}[]

const action = useActionWithApi()
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'seaworthy-payload-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(name: string, payload: unknown): Promise<WorkflowEvent> {
  const file = path.join(folder, 'event.json')
  await writeFile(file, JSON.stringify(payload))
  return readEvent({ GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: file, GITHUB_REPOSITORY: 'o/r' })
}

/** What a payload says, read by hand. */
function meaning(name: string, { pull_request: pull, merge_group: group, repository }: Payload) {
  const merges = group !== undefined || /^pull_request(_review|_review_comment)?$/.test(name)
  const isFork = pull?.head.repo?.full_name !== repository?.full_name
  return {
    name,
    defaultBranch: repository?.default_branch ?? null,
    visibility: visibilityOf(repository),
    merge: merges
      ? expect.objectContaining({
          base: pull?.base.sha ?? group?.base_sha,
          head: pull?.head.sha ?? group?.head_sha,
        })
      : null,
    pullRequest:
      pull === undefined
        ? null
        : { number: pull.number, head: pull.head.sha, readOnly: isFork ? 'fork' : null },
    named: null,
  }
}

/** Some of the examples contradict themselves; the stricter word counts. */
function visibilityOf(repository: Payload['repository']): string | null {
  if (repository === undefined) return null
  const { visibility } = repository
  if (repository.private) return visibility === 'internal' ? visibility : 'private'
  return visibility ?? 'public'
}

describe('what GitHub sends', () => {
  test.each(examples)('$name is read as it is meant', async ({ name, examples: payloads }) => {
    for (const payload of payloads) expect(await read(name, payload)).toMatchObject(meaning(name, payload))
  })

  test('a run that has ended is told by its commit', async () => {
    for (const payload of examples.find(({ name }) => name === 'workflow_run')?.examples ?? [])
      expect((await read('workflow_run', payload)).endedRun).toMatchObject({
        id: payload.workflow_run?.id,
        head: payload.workflow_run?.head_sha,
      })
  })

  test('a comment on a pull request names it', async () => {
    const [comment] = examples.find(({ name }) => name === 'issue_comment')?.examples ?? []
    const issue = { ...comment?.issue, pull_request: { url: 'https://api.github.com/repos/o/r/pulls/1' } }
    expect((await read('issue_comment', { ...comment, issue })).named).toBe(comment?.issue?.number)
  })

  /**
   * Events that start workflows, https://docs.github.com/actions/reference/events-that-trigger-workflows, besides those
   * that events.test.ts runs.
   */
  test.each(['pull_request_review', 'create', 'repository_dispatch', 'deployment_status', 'check_suite'])(
    '%s: a leak blocks, and the log says what becomes of the comment',
    async (event) => {
      const [payload] = examples.find(({ name }) => name === event)?.examples ?? []
      const result = await action.run({
        workspace: await makeCheckout(LEAKY),
        event,
        payload,
        env: { GITHUB_REPOSITORY: payload?.repository?.full_name ?? 'o/r' },
      })
      expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'block', errors: '1' } })
      expect(result.log).toMatch(/^(No comment: |Commented on )/m)
      expect(result.annotations.map(({ message }) => message).join()).not.toContain('itself failed')
    },
  )
})

describe('where the checkout lies', () => {
  const nested = (folderOf: string) => {
    const files = { ...LEAKY, '.gitignore': '.env\n' }
    return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folderOf}${name}`, text]))
  }

  test.each([
    ['a folder with spaces', '', 'my packages/a b/'],
    ['a checkout below the workspace', 'the repo', ''],
    ['both', 'the repo', 'my packages/a b/'],
  ])('%s: annotations and links name files as the repository does', async (_title, below, inside) => {
    const repository = await makeCheckout(nested(inside))
    const outer = path.join(folder, `outer-${below}-${inside.length}`)
    const workspace = below === '' ? repository : outer
    if (below !== '') await cp(repository, path.join(outer, below), { recursive: true })
    const target = path.posix.join(below, inside) || '.'
    const result = await action.run({
      workspace,
      event: 'pull_request',
      payload: EVENTS.pull_request,
      inputs: { path: target },
    })
    expect(result.annotations).toEqual([expect.objectContaining({ file: `${inside}package.json`, line: 6 })])
    expect(action.api.comments[0]?.body).toContain(
      `/blob/${'a'.repeat(40)}/${encodeURI(inside)}package.json#L6`,
    )
  })

  test('several repositories side by side are not taken for one', async () => {
    const outer = path.join(folder, 'side-by-side')
    await cp(await makeCheckout(LEAKY), path.join(outer, 'one'), { recursive: true })
    await cp(await makeCheckout(CLEAN), path.join(outer, 'two'), { recursive: true })
    const result = await action.run({ workspace: outer, event: 'push', inputs: { path: 'one\ntwo' } })
    expect(result.outputs.verdict).toBe('block')
    expect(result.annotations[0]?.file).toBe('one/package.json')
  })
})
