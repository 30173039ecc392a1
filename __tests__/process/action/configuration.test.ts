import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from '@jest/globals'
import { useActionWithApi } from '../../support/action-with-api.ts'
import { EVENTS } from '../../support/events.ts'
import { CLEAN, ENVIRONMENT, LEAKY, makeCheckout, makeManifest } from '../../support/workspace.ts'

const action = useActionWithApi()
const base = 'b'.repeat(40)
const OFF = 'rules:\n  file/environment: off\n  secret/generic: off\n'
const pullRequest = { event: 'pull_request', payload: EVENTS.pull_request }
const queue = {
  event: 'merge_group',
  payload: {
    ...EVENTS.merge_group,
    merge_group: { ...EVENTS.merge_group.merge_group, base_sha: base },
  },
}

const plain = (text: string) =>
  text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))).replaceAll('\u200b', '')

describe('what a change loosens waits for the merge', () => {
  test.each([
    ['pull_request', pullRequest],
    ['merge_group', queue],
  ])('in %s, by the API', async (_event, step) => {
    action.api.files = { [`o/r/package.json@${base}`]: makeManifest() }
    const workspace = await makeCheckout({ ...LEAKY, 'seaworthy.yml': OFF })
    const result = await action.run({ ...step, workspace })
    expect(result.outputs.verdict).toBe('block')
    expect(plain(result.summary)).toContain(
      'file/environment: default → off (seaworthy.yml:2) takes effect after the merge',
    )
  })

  test('after the merge it holds', async () => {
    action.api.files = { [`o/r/seaworthy.yml@${base}`]: OFF }
    const workspace = await makeCheckout({ ...LEAKY, 'seaworthy.yml': OFF })
    expect((await action.run({ ...pullRequest, workspace })).outputs.verdict).toBe('pass')
    expect((await action.run({ event: 'push', payload: EVENTS.push, workspace })).outputs.verdict).toBe(
      'pass',
    )
    // A look at the names, and one at the file.
    expect(action.api.log.filter((call) => call.includes('/git/'))).toHaveLength(2)
  })

  test('a clone that has the commit is read without the API', async () => {
    const workspace = await makeCheckout({ ...LEAKY, 'seaworthy.yml': OFF })
    const sha = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: workspace, encoding: 'utf8' }).trim()
    const { pull_request: request } = EVENTS.pull_request as { pull_request: object }
    const payload = { ...EVENTS.pull_request, pull_request: { ...request, base: { sha } } }
    const result = await action.run({
      event: 'pull_request',
      payload,
      workspace,
      inputs: { comment: 'never' },
    })
    expect(result.outputs.verdict).toBe('pass')
    expect(action.api.calls).toEqual([])
  })

  test.each([
    ['fails', { status: 500 }, /GitHub's API answered 500/],
    [
      'has no such commit, or does not show it',
      { status: 404 },
      /o\/r has no such commit, or the token may not see it \(404\)/,
    ],
    [
      'refuses',
      { status: 403, message: 'Resource protected by organization SAML' },
      /answered 403: Resource protected/,
    ],
  ])('where the base is not in the clone and the API %s, nothing is judged', async (_title, fault, why) => {
    action.api.faults = [{ path: /\/git\//, ...fault }]
    const workspace = await makeCheckout({ ...CLEAN, 'seaworthy.yml': OFF })
    const result = await action.run({ ...pullRequest, workspace })
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'error', blocked: 'true' } })
    for (const text of [result.log, result.annotations[0]?.message ?? ''])
      expect(text).toMatch(/^\W*Could not look: the configuration at the base commit b{12} cannot be read/m)
    for (const page of [result.summary, action.api.comments[0]?.body ?? ''])
      expect(plain(page.split('\n').find((line) => line.startsWith('#')) ?? '')).toMatch(
        /Could not look: the configuration at the base commit/,
      )
    expect(result.annotations[0]?.message).toMatch(why)
    expect(result.annotations[0]?.message).toMatch(/fetch-depth: 2/)
  })
})

describe('the policy of another repository', () => {
  const policy = 'rules:\n  file/environment:\n    severity: error\n    locked: true\n'
  const inputs = { 'policy-file': 'acme/policies/npm/release.yml@v1' }
  const step = async () => ({
    workspace: await makeCheckout({ ...LEAKY, 'seaworthy.yml': OFF }),
    event: 'push',
    payload: EVENTS.push,
    inputs,
  })

  test('holds over the repository, is named with its digest, and weakening it is told', async () => {
    action.api.files = { 'acme/policies/npm/release.yml@v1': policy }
    const result = await action.run(await step())
    expect(result.outputs.verdict).toBe('block')
    expect(result.summary).toMatch(/policy `acme\/policies.*SHA-256 `[0-9a-f]{12}`/)
    expect(result.log).toMatch(/file\/environment/)
    expect(action.api.log).toEqual(['GET /repos/acme/policies/contents/npm%2Frelease.yml?ref=v1'])
  })

  test.each([
    ['is not there', {}, [], /acme\/policies has no file npm\/release.yml at v1, or the token cannot see it/],
    ['may not be read', {}, [{ status: 403, message: 'Forbidden' }], /may not read acme\/policies \(403\)/],
    ['is no policy', { 'acme/policies/npm/release.yml@v1': 'rulez: {}' }, [], /rulez/],
    ['cannot be fetched', {}, [{ status: 500, message: 'down' }], /answered 500/],
  ])('blocks where it %s', async (_title, files: Record<string, string>, faults, why) => {
    action.api.files = files
    action.api.faults = faults
    const result = await action.run(await step())
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'error', blocked: 'true' } })
    expect(result.annotations[0]?.message).toMatch(why)
  })

  test('blocks without any token', async () => {
    const result = await action.run({ ...(await step()), inputs: { ...inputs, 'github-token': '' } })
    expect(result.outputs.verdict).toBe('error')
    expect(result.annotations[0]?.message).toMatch(/no token to fetch it with/)
  })

  test('is fetched with a token of its own, which is masked', async () => {
    const result = await action.run({ ...(await step()), inputs: { ...inputs, 'policy-token': 'ghp_other' } })
    expect(result.masks).toEqual(expect.arrayContaining(['ghp_other', action.api.token]))
    expect(action.api.calls[0]?.headers.authorization).toBe('token ghp_other')
    // The API of the test knows one token.
    action.api.violations.splice(0)
  })
})

describe('workspaces', () => {
  const files = {
    'package.json': makeManifest({
      name: 'root',
      private: true,
      workspaces: ['packages/*', '!packages/skipped'],
    }),
    'packages/a/package.json': makeManifest({ name: 'a' }),
    'packages/a/dist/index.js': '1\n',
    'packages/b/package.json': makeManifest({ name: 'b' }),
    'packages/b/dist/.env': ENVIRONMENT,
    'packages/own/package.json': makeManifest({ name: 'own', private: true }),
    'packages/skipped/package.json': makeManifest({ name: 'skipped' }),
    'packages/empty/readme.txt': '',
  }

  test('those that would be published, each judged', async () => {
    const result = await action.run({ workspace: await makeCheckout(files), inputs: { workspaces: 'true' } })
    expect(result.outputs).toMatchObject({ verdict: 'block', errors: '1' })
    expect(result.outputs['tarball-path']?.split('\n').map((file) => file.replace(/.*\//, ''))).toEqual([
      'a-1.0.0.tgz',
      'b-1.0.0.tgz',
    ])
    expect(result.annotations[0]?.file).toBe('packages/b/dist/.env')
  })

  test('none at all is an error', async () => {
    const result = await action.run({ workspace: await makeCheckout(CLEAN), inputs: { workspaces: 'true' } })
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'error' } })
    expect(result.annotations[0]?.message).toMatch(/has no workspaces/)
  })
})

test('the report as SARIF, as a page and as lines, where the workflow wants them', async () => {
  const workspace = await makeCheckout(LEAKY)
  const inputs = {
    'sarif-file': 'out/seaworthy.sarif',
    'html-file': 'out/seaworthy.html',
    'ndjson-file': 'out/a.ndjson',
  }
  const result = await action.run({ workspace, inputs })
  expect(result.outputs['sarif-file']).toBe(`${workspace}/out/seaworthy.sarif`)
  const sarif = JSON.parse(await readFile(result.outputs['sarif-file'] ?? '', 'utf8')) as {
    runs: { results: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[]
  }
  expect(sarif.runs[0]?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('package.json')
  expect(await readFile(result.outputs['html-file'] ?? '', 'utf8')).toContain('Do not publish example@1.0.0')
  const lines = (await readFile(result.outputs['ndjson-file'] ?? '', 'utf8')).trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ name: 'example', verdict: 'block' }])
})
