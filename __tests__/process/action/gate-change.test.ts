import { readFile } from 'node:fs/promises'
import { afterAll, describe, expect, test } from '@jest/globals'
import type { Report } from '../../../src/model/report.ts'
import { useActionWithApi } from '../../support/action-with-api.ts'
import { computeContentHash } from '../../support/exceptions.ts'
import { pullRequestRepository, removePullRequests, serveCommit } from '../../support/pull-request.ts'
import { CLEAN, ENVIRONMENT } from '../../support/workspace.ts'

const action = useActionWithApi()
afterAll(removePullRequests)

const LEAKS_ON_MAIN = { ...CLEAN, 'dist/.env': ENVIRONMENT }
const VALUE = computeContentHash('file/environment', ENVIRONMENT)
const SUPPRESSION = `suppressions: [{ rule: file/environment, path: dist/.env, values: ["${VALUE}"], reason: It is a sample. }]\n`
const plain = (text: string) =>
  text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))).replaceAll('\u200b', '')

async function packageOf(file: string | undefined) {
  const report = JSON.parse(await readFile(file ?? '', 'utf8')) as Report
  return report.packages[0]
}

describe('the gate does not block its own repair', () => {
  test.each([
    ['pull_request', 2],
    ['merge_group', 0],
    ['pull_request', 1],
  ] as const)(
    'a suppression of what main has already, alone, in %s, %d commits deep',
    async (event, depth) => {
      const request = await pullRequestRepository(LEAKS_ON_MAIN, { 'seaworthy.yml': SUPPRESSION })
      serveCommit(action.api, request.base, LEAKS_ON_MAIN)
      const workspace = await request.clone(depth)
      const result = await action.run({ workspace, ...request.step(event), inputs: { comment: 'always' } })
      expect(result.outputs).toMatchObject({ verdict: 'pass' })
      const [first = ''] = result.summary.split('\n')
      expect(plain(first)).toMatch(/this change sets aside 1 finding that blocks the base/)
      expect(plain(result.summary)).toMatch(
        depth === 1
          ? /touches the gate alone \(seaworthy\.yml\)\. It sets aside 1 finding .*file\/environment in dist\/\.env.*Only its review protects here/
          : /file\/environment in dist\/\.env \(since 2026-11-03/,
      )
      expect(await packageOf(result.outputs['report-file'])).toMatchObject({
        suppressed: [{ reason: 'It is a sample.' }],
        gateChange: { files: ['seaworthy.yml'], setAside: [{ rule: 'file/environment', path: 'dist/.env' }] },
      })
    },
  )

  test.each([
    [
      'with a change of the code',
      { 'seaworthy.yml': SUPPRESSION, 'dist/index.js': 'export const answer = 43\n' },
    ],
    [
      'with a finding that main does not have',
      { 'seaworthy.yml': SUPPRESSION, 'dist/prod.env': ENVIRONMENT },
    ],
    [
      'that holds the secret itself',
      { 'seaworthy.yml': `rules: { file/environment: off }\n# ${'ghp_'}${'x'.repeat(3)}\n`, 'lib.js': '' },
    ],
    ['that sets aside something else', { 'seaworthy.yml': SUPPRESSION.replace('dist/.env', 'dist/other') }],
  ])('%s it waits for the merge', async (_title, edits) => {
    const request = await pullRequestRepository(LEAKS_ON_MAIN, edits)
    const result = await action.run({
      workspace: await request.clone(2),
      ...request.step(),
      inputs: { comment: 'never' },
    })
    expect(result.outputs.verdict).toBe('block')
  })

  test('a configuration that is wrong on main can be mended, and by nothing else', async () => {
    const base = { ...CLEAN, 'seaworthy.yml': 'rulez: {}\n' }
    const mended = { 'seaworthy.yml': 'fail-on: notice\n' }
    const alone = await pullRequestRepository(base, mended)
    const inputs = { comment: 'never' }
    const passed = await action.run({ workspace: await alone.clone(2), ...alone.step(), inputs })
    expect(passed.outputs.verdict).toBe('pass')
    expect(passed.log).toMatch(/and is judged by its own configuration, because the base/)
    const mixed = await pullRequestRepository(base, { ...mended, 'dist/index.js': '1\n' })
    const refused = await action.run({ workspace: await mixed.clone(2), ...mixed.step(), inputs })
    expect(refused.outputs.verdict).toBe('error')
    expect(refused.log.replace(/\s+/g, ' ')).toMatch(/is wrong: seaworthy\.yml:1:1: There is no key "rulez"/)
  })
})
