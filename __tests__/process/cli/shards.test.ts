import { rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { makeFolder, runSeaworthy } from '../../support/command-line.ts'

let folder = ''
const run = (...args: string[]) => runSeaworthy(args, { cwd: folder })

beforeAll(async () => {
  const names = ['d', 'a', 'c', 'b', 'e']
  const files = names.map((name) => [
    `packages/${name}/package.json`,
    JSON.stringify({
      name: `@acme/${name}`,
      version: '1.0.0',
      license: 'MIT',
      files: ['index.js'],
      main: 'index.js',
    }),
  ])
  const code = names.map((name) => [`packages/${name}/index.js`, `module.exports = '${name}'\n`])
  folder = await makeFolder({
    'package.json': '{"private":true,"workspaces":["packages/*"]}',
    ...Object.fromEntries([...files, ...code]),
    'packages/c/.env': 'A_TOKEN=1\nB_TOKEN=2\n',
    'packages/c/package.json':
      '{"name":"@acme/c","version":"1.0.0","license":"MIT","files":["index.js",".env"],"main":"index.js"}',
  })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('a run dealt out to a matrix', () => {
  test('list feeds the matrix, sorted by name', async () => {
    const { stdout } = await run('list', '--workspaces', '--format', 'json')
    expect(JSON.parse(stdout).map(({ name }: { name: string }) => name)).toEqual(
      ['a', 'b', 'c', 'd', 'e'].map((name) => `@acme/${name}`),
    )
    const part = await run('list', '--workspaces', '--shard', '2/2')
    expect(part.stdout.split('\n').map((line) => line.split(' ')[0])).toEqual(['@acme/b', '@acme/d', ''])
  })

  test('the parts come together as one verdict; a lost one is no pass', async () => {
    const statuses = []
    for (const index of [1, 2]) {
      const file = path.join(folder, `report-${index}.json`)
      const { status } = await run('-w', '--shard', `${index}/2`, '--format', `json=${file}`)
      statuses.push(status)
    }
    expect(statuses).toEqual([1, 0])
    const whole = await run('merge', 'report-1.json', 'report-2.json')
    expect(whole.status).toBe(1)
    expect(whole.stdout).toContain('@acme/c')
    const lost = await run('merge', 'report-2.json')
    expect(lost.status).toBe(2)
    expect(lost.stdout).toContain('Shard 1 of 2 is missing')
  })

  test('parts that were judged under different options are no pass', async () => {
    await run('-w', '--shard', '1/2', '--fail-on', 'never', '--format', 'json=lax-1.json')
    await run('-w', '--shard', '2/2', '--format', 'json=lax-2.json')
    const { status, stdout } = await run('merge', 'lax-1.json', 'lax-2.json')
    expect(status).toBe(2)
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'lax-1.json and lax-2.json were judged under different configurations',
    )
  })

  test('a shard that is none is refused', async () => {
    const { status, stderr } = await run('-w', '--shard', '3/2')
    expect(status).toBe(2)
    expect(stderr).toContain('--shard 2/5')
  })
})
