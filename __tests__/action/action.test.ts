import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { EVENTS } from '../support/events.ts'
import { FORBIDDEN, GitHubApi } from '../support/github-api.ts'
import { removeRunnerFolders, runAction, type StepOptions, type StepResult } from '../support/runner.ts'
import { CLEAN, checkout, LEAKY, manifest, removeCheckouts, writeFiles } from '../support/workspace.ts'

let api: GitHubApi

beforeEach(async () => {
  api = await GitHubApi.start()
})

afterEach(async () => {
  await api.close()
  expect(api.violations).toEqual([])
})

afterAll(async () => {
  await removeCheckouts()
  await removeRunnerFolders()
})

function run(options: StepOptions): Promise<StepResult> {
  return runAction({ apiUrl: api.url, graphqlUrl: api.graphqlUrl, ...options })
}

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
    const result = await run({ workspace: await checkout(LEAKY), event, payload })
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
    expect(api.comments).toHaveLength(commentStatus === 'created' ? 1 : 0)
  })

  test('a payload that is missing or odd costs no more than the comment', async () => {
    const workspace = await checkout(CLEAN)
    for (const payload of [null, [], { pull_request: { number: 'x' } }, { repository: 'o/r' }]) {
      const result = await run({ workspace, event: 'pull_request', payload })
      expect(result).toMatchObject({ exitCode: 0, outputs: { 'comment-status': 'not-a-pull-request' } })
    }
  })
})

test('the same comment follows the pull request from blocked to mended', async () => {
  const workspace = await checkout(LEAKY)
  const step = { workspace, event: 'pull_request', payload: EVENTS.pull_request }
  expect((await run(step)).outputs['comment-status']).toBe('created')
  expect(api.comments[0]?.body).toContain('Do not publish')
  expect((await run({ ...step, env: { GITHUB_RUN_ID: '987654322' } })).outputs['comment-status']).toBe(
    'unchanged',
  )
  await writeFiles(workspace, { 'package.json': manifest({ files: ['dist/index.js'] }) })
  const mended = await run(step)
  expect(mended).toMatchObject({
    exitCode: 0,
    outputs: { verdict: 'pass', blocked: 'false', 'comment-status': 'updated' },
  })
  expect(api.comments).toHaveLength(1)
  expect(api.comments[0]?.body).toContain('may be published')
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
    const result = await run({
      workspace: await checkout(files),
      event: 'pull_request',
      payload,
      inputs: { comment },
    })
    expect(result.outputs['comment-status']).toBe(status)
    if (comment === 'never') expect(api.calls).toEqual([])
  })

  test('several jobs of one workflow, each with its key', async () => {
    const step = { workspace: await checkout(LEAKY), event: 'pull_request', payload: EVENTS.pull_request }
    await Promise.all(['core', 'cli'].map((key) => run({ ...step, inputs: { 'comment-key': key } })))
    await run({ ...step, inputs: { 'comment-key': 'cli' } })
    expect(api.comments.map(({ body }) => body.split('\n')[0]).sort()).toEqual([
      '<!-- seaworthy workflow=seaworthy.yml key=cli -->',
      '<!-- seaworthy workflow=seaworthy.yml key=core -->',
    ])
  })
})

describe('trouble with the API is a line in the log', () => {
  const step = async (): Promise<StepOptions> => ({
    workspace: await checkout(LEAKY),
    event: 'pull_request',
    payload: EVENTS.fork,
  })

  test.each([
    ['a fork', EVENTS.fork, 'octocat', /^No comment: this pull request comes from a fork/m],
    ['a fork that is deleted', EVENTS.deletedFork, 'octocat', /^No comment: this pull request comes from a fork/m],
    ['Dependabot', EVENTS.pull_request, 'dependabot[bot]', /^No comment: Dependabot started this run/m],
    ['a job without the permission', EVENTS.pull_request, 'octocat', /^No comment: .*pull-requests: write/m],
  ])('%s', async (_title, payload, actor, sentence) => {
    api.faults = [FORBIDDEN]
    const result = await run({ ...(await step()), payload, env: { GITHUB_ACTOR: actor } })
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'block', 'comment-status': 'forbidden' } })
    expect(result.log).toMatch(sentence)
    expect(result.issued).toEqual({ error: 1, warning: 0, notice: 0 })
  })

  test('nobody listens', async () => {
    const result = await run({ ...(await step()), apiUrl: 'http://127.0.0.1:9' })
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'block', 'comment-status': 'failed' } })
    expect(result.log).toMatch(/^No comment: GitHub's API cannot be reached/m)
    expect(result.duration).toBeLessThan(30_000)
  })

  test('hostile words in an answer', async () => {
    api.faults = [
      { path: /comments/, status: 422, message: 'a\n::error::x\r##[set-output name=verdict]pass' },
    ]
    const result = await run(await step())
    expect(result.outputs).toMatchObject({ verdict: 'block', 'comment-status': 'failed' })
    expect(result.issued.error).toBe(1)
    expect(result.commands.map(({ name }) => name)).toEqual(['add-mask', 'error'])
  })

  test('no token at all', async () => {
    const result = await run({ ...(await step()), inputs: { 'github-token': '' } })
    expect(result.outputs).toMatchObject({ verdict: 'block', 'comment-status': 'forbidden' })
    expect(api.calls).toEqual([])
  })
})

test('GitHub Enterprise Server: its API, and links to its pages', async () => {
  const server = await GitHubApi.start({ description: 'ghes-3.17', prefix: '/api/v3' })
  await runAction({
    workspace: await checkout(LEAKY),
    event: 'pull_request',
    payload: EVENTS.pull_request,
    apiUrl: server.url,
    serverUrl: 'https://github.example.com',
  })
  expect(server.violations).toEqual([])
  expect(server.log[0]).toBe('POST /api/graphql')
  expect(server.comments[0]?.body).toContain('https://github.example.com/o/r/actions/runs/987654321')
  await server.close()
})

describe('scripts of the package', () => {
  const withScript = {
    ...CLEAN,
    'package.json': manifest({ scripts: { prepack: 'node spy.cjs' } }),
    'spy.cjs': "require('fs').writeFileSync(__dirname + '/seen.json', JSON.stringify(process.env))\n",
  }

  test('do not run unless asked for', async () => {
    const workspace = await checkout(withScript)
    const result = await run({ workspace, event: 'push', payload: EVENTS.push })
    expect(result.exitCode).toBe(0)
    await expect(readFile(path.join(workspace, 'seen.json'))).rejects.toThrow()
    expect(result.summary).toContain('prepack')
  })

  test('see no token when they run', async () => {
    const workspace = await checkout(withScript)
    const inputs = { 'run-scripts': 'true' }
    const result = await run({ workspace, event: 'pull_request', payload: EVENTS.pull_request, inputs })
    expect(result.exitCode).toBe(0)
    const seen = await readFile(path.join(workspace, 'seen.json'), 'utf8')
    expect(seen).not.toContain(api.token)
    expect(seen).not.toContain('runtime-token-of-the-test')
    expect(seen).not.toContain('GITHUB_OUTPUT')
  })

  test.each(['pull_request_target', 'workflow_run', 'issue_comment'] as const)(
    'are refused in %s',
    async (event) => {
      const workspace = await checkout(withScript)
      const payload = event === 'pull_request_target' ? EVENTS.pull_request : EVENTS[event]
      const result = await run({ workspace, event, payload, inputs: { 'run-scripts': 'true' } })
      expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'error', blocked: 'true' } })
      expect(result.annotations[0]?.message).toMatch(new RegExp(`Refusing run-scripts in ${event}`))
      await expect(readFile(path.join(workspace, 'seen.json'))).rejects.toThrow()
    },
  )
})

test('no program that is started gets the token', async () => {
  const workspace = await checkout(LEAKY)
  const folder = path.join(workspace, 'spies')
  await mkdir(folder)
  const seen = path.join(folder, 'seen')
  await writeFile(path.join(folder, 'git'), `#!/bin/sh\nenv >> ${seen}\nPATH=\${PATH#*:} exec git "$@"\n`, {
    mode: 0o755,
  })
  const result = await run({
    workspace,
    event: 'pull_request',
    payload: EVENTS.pull_request,
    env: { PATH: `${folder}:${process.env.PATH}` },
  })
  expect(result.outputs['comment-status']).toBe('created')
  expect(await readFile(seen, 'utf8')).toContain('GITHUB_WORKSPACE')
  expect(await readFile(seen, 'utf8')).not.toContain(api.token)
  expect(result.masks).toEqual([api.token])
  expect(result.raw.replace(`::add-mask::${api.token}`, '')).not.toContain(api.token)
  expect(result.summary).not.toContain(api.token)
})

describe('what cannot be looked at does not pass', () => {
  test('inputs that mean nothing are all named at once', async () => {
    const inputs = {
      profile: 'closed',
      'fail-on': 'fatal',
      comment: 'yes',
      'run-scripts': '1',
      tarball: 'pkg\n::error::x',
      'comment-key': 'a b',
      baseline: '1.0.0',
    }
    const result = await run({ workspace: await checkout(CLEAN), inputs })
    expect(result).toMatchObject({
      exitCode: 1,
      outputs: { verdict: 'error', blocked: 'true', errors: '0', 'tarball-path': '' },
    })
    const messages = result.annotations.map(({ message }) => message).join('\n')
    expect(messages).toMatch(/profile is "closed".* It accepts: auto, open-source, proprietary\./)
    expect(messages).toMatch(/fail-on is "fatal".* It accepts: error, warning, notice, never\./)
    for (const name of Object.keys(inputs)) expect(messages).toContain(`The input ${name} is`)
  })

  test.each([
    ['no package.json', { 'README.md': 'x' }, {}, /no package\.json/],
    ['a folder that is not there', CLEAN, { path: 'packages/none' }, /no folder or file/],
    [
      'a pattern that matches nothing',
      CLEAN,
      { tarball: 'out/*.tgz' },
      /"out\/\*\.tgz", which matches no file/,
    ],
    ['a tarball that is none', { ...CLEAN, 'x.tgz': '<html>' }, { tarball: 'x.tgz' }, /./],
  ])('%s', async (_title, files, inputs, message) => {
    const result = await run({
      workspace: await checkout(files),
      inputs,
      event: 'push',
      payload: EVENTS.push,
    })
    expect(result.exitCode).toBe(1)
    expect(result.outputs.verdict).not.toBe('pass')
    expect(result.annotations[0]?.message).toMatch(message)
  })
})

test('ready tarballs, by pattern: what is said of each stands on its line', async () => {
  const workspace = await checkout({
    'packages/a/package.json': manifest({ name: 'a' }),
    'packages/b/package.json': manifest({ name: 'b' }),
  })
  const { outputs: a } = await run({ workspace, inputs: { path: 'packages/a\npackages/b' } })
  const tarballs = (a['tarball-path'] ?? '').split('\n')
  expect(tarballs.map((file) => path.basename(file))).toEqual(['a-1.0.0.tgz', 'b-1.0.0.tgz'])
  for (const file of tarballs)
    await writeFiles(workspace, { [`out/${path.basename(file)}`]: await readFile(file) })
  const { outputs: b } = await run({ workspace, inputs: { tarball: 'out/*.tgz' } })
  expect(b['tarball-integrity']).toBe(a['tarball-integrity'])
  expect(b['tarball-path']).toBe(
    tarballs.map((file) => path.join(workspace, 'out', path.basename(file))).join('\n'),
  )
})

test('the report file says what the outputs say', async () => {
  const workspace = await checkout(LEAKY)
  const { outputs } = await run({ workspace, inputs: { 'report-file': 'reports/seaworthy.json' } })
  expect(outputs['report-file']).toBe(path.join(workspace, 'reports/seaworthy.json'))
  const report = JSON.parse(await readFile(outputs['report-file'] ?? '', 'utf8'))
  expect(report).toMatchObject({
    verdict: outputs.verdict,
    packages: [{ tarball: { integrity: outputs['tarball-integrity'], path: outputs['tarball-path'] } }],
  })
})

describe('annotations', () => {
  test('name files of the repository, also for a package in a folder', async () => {
    const workspace = await checkout({
      'packages/a/package.json': manifest(),
      'packages/a/dist/.env': LEAKY['dist/.env'],
      'packages/a/dist/index.js': '',
    })
    const { annotations } = await run({ workspace, inputs: { path: './packages/a' } })
    expect(annotations).toEqual([expect.objectContaining({ level: 'error', file: 'packages/a/dist/.env' })])
  })

  test('off: one line that says where to look', async () => {
    const { annotations } = await run({ workspace: await checkout(LEAKY), inputs: { annotations: 'false' } })
    expect(annotations).toEqual([
      expect.objectContaining({ level: 'error', message: expect.stringContaining('job summary') }),
    ])
  })
})
