import { readFile } from 'node:fs/promises'
import { describe, expect, test } from '@jest/globals'
import { useActionWithApi } from '../../support/action-with-api.ts'
import { EVENTS } from '../../support/events.ts'
import { makeCheckout, writeFiles } from '../../support/workspace.ts'

const action = useActionWithApi()
const push = { event: 'push', payload: EVENTS.push } as const
const packageOf = (name: string) =>
  `{"name":"@acme/${name}","version":"1.0.0","license":"MIT","main":"index.js","files":["index.js"]}`
const FILES = {
  'package.json': '{"private":true,"workspaces":["packages/*"]}',
  'packages/a/package.json': packageOf('a'),
  'packages/a/index.js': 'module.exports = 1\n',
  'packages/b/package.json': packageOf('b'),
  'packages/b/index.js': 'module.exports = 2\n',
}

describe('a matrix of shards and the job that merges them', () => {
  test('every part is looked at once, and together they pass', async () => {
    const workspace = await makeCheckout(FILES)
    const reports: Record<string, string> = {}
    for (const index of [1, 2]) {
      const inputs = { workspaces: 'true', shard: `${index}/2`, baseline: 'none' }
      const result = await action.run({ workspace, inputs, ...push })
      expect(result.exitCode).toBe(0)
      const text = await readFile(result.outputs['report-file'] ?? '', 'utf8')
      expect(JSON.parse(text).packages).toHaveLength(1)
      reports[`reports/report-${index}.json`] = text
    }
    await writeFiles(workspace, reports)
    const merge = { mode: 'merge', 'report-file': 'reports/*.json' }
    const merged = await action.run({ workspace, inputs: merge, ...push })
    expect(merged).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass' } })

    const part = { mode: 'merge', 'report-file': 'reports/report-1.json' }
    const lost = await action.run({ workspace, inputs: part, ...push })
    expect(lost).toMatchObject({ exitCode: 1, outputs: { verdict: 'error' } })
    expect(lost.annotations[0]?.message).toContain('Shard 2 of 2 is missing: nobody has looked at packages/b')
  })

  test('reports that are not there are no pass', async () => {
    const inputs = { mode: 'merge', 'report-file': 'reports/*.json' }
    const result = await action.run({ workspace: await makeCheckout(FILES), inputs, ...push })
    expect(result.exitCode).toBe(1)
    expect(result.annotations[0]?.message).toMatch(/matches no file, so nothing was looked at/)
  })
})
