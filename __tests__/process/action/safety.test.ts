import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { useActionWithApi } from '../../support/action-with-api.ts'
import { EVENTS } from '../../support/events.ts'
import { readHead } from '../../support/runner.ts'
import { CLEAN, LEAKY, makeCheckout, makeManifest } from '../../support/workspace.ts'

const action = useActionWithApi()

describe('scripts of the package', () => {
  const withScript = {
    ...CLEAN,
    'package.json': makeManifest({ scripts: { prepack: 'node spy.cjs' } }),
    'spy.cjs': "require('fs').writeFileSync(__dirname + '/seen.json', JSON.stringify(process.env))\n",
  }

  test('do not run unless asked for', async () => {
    const workspace = await makeCheckout(withScript)
    const result = await action.run({ workspace, event: 'push', payload: EVENTS.push })
    expect(result.exitCode).toBe(0)
    await expect(readFile(path.join(workspace, 'seen.json'))).rejects.toThrow()
    expect(result.summary).toContain('prepack')
  })

  test('see no token when they run', async () => {
    const workspace = await makeCheckout(withScript)
    const inputs = { 'run-scripts': 'true' }
    const result = await action.run({
      workspace,
      event: 'pull_request',
      payload: EVENTS.pull_request,
      inputs,
    })
    expect(result.exitCode).toBe(0)
    const seen = await readFile(path.join(workspace, 'seen.json'), 'utf8')
    expect(seen).not.toContain(action.api.token)
    expect(seen).not.toContain('runtime-token-of-the-test')
    expect(seen).not.toContain('GITHUB_OUTPUT')
  })

  const elsewhere = { GITHUB_SHA: '0123456789012345678901234567890123456789' }

  test.each(['pull_request_target', 'workflow_run', 'issue_comment', 'workflow_dispatch'] as const)(
    'are refused in %s where what is checked out is not known to be on the default branch',
    async (event) => {
      const workspace = await makeCheckout(withScript)
      const payload = event === 'pull_request_target' ? EVENTS.pull_request : EVENTS[event]
      const inputs = { 'run-scripts': 'true' }
      const result = await action.run({ workspace, event, payload, inputs, env: elsewhere })
      expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'error', blocked: 'true' } })
      expect(result.annotations[0]?.message).toMatch(new RegExp(`Refusing run-scripts in ${event}`))
      await expect(readFile(path.join(workspace, 'seen.json'))).rejects.toThrow()
    },
  )

  test('run in such an event for a commit of the default branch', async () => {
    const workspace = await makeCheckout(withScript)
    const step = { workspace, event: 'issue_comment', payload: EVENTS.issue_comment }
    const inputs = { 'run-scripts': 'true' }
    expect((await action.run({ ...step, inputs })).exitCode).toBe(0)
    action.api.onBranch = [readHead(workspace)]
    expect((await action.run({ ...step, inputs, env: elsewhere })).exitCode).toBe(0)
  })
})

test('no program that is started gets the token', async () => {
  const workspace = await makeCheckout(LEAKY)
  const folder = path.join(workspace, 'spies')
  await mkdir(folder)
  const seen = path.join(folder, 'seen')
  await writeFile(path.join(folder, 'git'), `#!/bin/sh\nenv >> ${seen}\nPATH=\${PATH#*:} exec git "$@"\n`, {
    mode: 0o755,
  })
  const result = await action.run({
    workspace,
    event: 'pull_request',
    payload: EVENTS.pull_request,
    env: { PATH: `${folder}:${process.env.PATH}` },
  })
  expect(result.outputs['comment-status']).toBe('created')
  expect(await readFile(seen, 'utf8')).toContain('GITHUB_WORKSPACE')
  expect(await readFile(seen, 'utf8')).not.toContain(action.api.token)
  expect(result.masks).toEqual([action.api.token])
  expect(result.raw.replace(`::add-mask::${action.api.token}`, '')).not.toContain(action.api.token)
  expect(result.summary).not.toContain(action.api.token)
})
