import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { makeFolder, runSeaworthy } from '../../support/command-line.ts'
import { runMeasured } from '../../support/measured.ts'

let folder = ''
const run = (...args: string[]) => runSeaworthy(args, { cwd: folder })

const manifest = (name: string, files: readonly string[]) =>
  JSON.stringify({ name, version: '1.0.0', license: 'MIT', main: 'index.js', files })

beforeAll(async () => {
  folder = await makeFolder({
    'clean/package.json': manifest('@acme/clean', ['index.js']),
    'clean/index.js': 'module.exports = 1\n',
    'leaky/package.json': manifest('@acme/leaky', ['index.js', '.env']),
    'leaky/index.js': 'module.exports = 1\n',
    'leaky/.env': 'A_TOKEN=1\nB_TOKEN=2\n',
  })
  await mkdir(path.join(folder, 'records'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('the lines of many runs come together as one table', async () => {
  await run('clean', '-f', 'ndjson=records/clean.ndjson', '-f', 'json=report.json')
  await run('leaky', '-f', 'ndjson=records/leaky.ndjson')
  const { status, stdout } = await run('merge', 'records')
  expect(status).toBe(1)
  expect(stdout).toContain('1 package must not be published')
  expect(stdout).toMatch(/@acme\/leaky@1\.0\.0 {3}verdict blocks {3}because of file\/environment in\s+\.env/)
  const json = JSON.parse((await run('merge', 'records/clean.ndjson', '--format', 'json')).stdout)
  expect(json).toMatchObject({ overviewVersion: 1, verdict: 'pass', verdicts: { pass: 1 } })
})

test('a repository that should be there and is not makes it no pass', async () => {
  await writeFile(path.join(folder, 'repositories.txt'), '# ours\nacme/api\n\nacme/web\n')
  const { status, stdout } = await run('merge', 'records/clean.ndjson', '--expected', 'repositories.txt')
  expect(status).toBe(2)
  expect(stdout).toContain('2 repositories not covered')
})

test.each([
  [['records', '--format', 'sarif'], 'A table of many records cannot be shown as sarif'],
  [['records', '--within', 'soon'], '--within "soon" is not a number of days'],
  [['records', '--expected', 'nowhere.txt'], 'The list of repositories nowhere.txt cannot be read'],
  [['report.json', '--within', '5'], '--within belongs to records'],
  [['report.json', 'records'], 'Merge them one kind at a time'],
  [['nothing.ndjson'], 'The lines of nothing.ndjson cannot be read'],
])('merge %j says what is wrong', async (args, message) => {
  const { status, stderr } = await run('merge', ...args)
  expect(stderr).toContain(message)
  expect(status).toBe(2)
})

test('memory does not grow with the lines', async () => {
  const line = (await run('clean', '-f', 'ndjson')).stdout
  const many = path.join(folder, 'many.ndjson')
  const memory = async (lines: number) => {
    await writeFile(many, line.repeat(lines))
    const { stdout, usage } = await runMeasured(['merge', many, '-f', 'json'])
    expect(JSON.parse(stdout)).toMatchObject({ lines, packages: 1 })
    return usage?.maxRSS ?? Number.NaN
  }
  const [few, lots] = [await memory(1000), await memory(100_000)]
  // The lines have some 80 MB.
  expect(lots - few).toBeLessThan(60 * 1024)
})
