import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { PackageReport, Report } from '../../../src/model/report.ts'
import { buildTarball } from '../../support/build-tarball.ts'
import { makeFolder, runSeaworthy } from '../../support/command-line.ts'

let folder: string
const manifest = (version: string, more: object = {}): string =>
  JSON.stringify({ name: 'own', version, license: 'MIT', main: 'index.js', files: ['*.js'], ...more })

beforeAll(async () => {
  folder = await makeFolder({
    'before.tgz': buildTarball({ 'package.json': manifest('1.0.0'), 'index.js': 'exports.one = 1\n' }),
    'after.tgz': buildTarball({
      'package.json': manifest('1.0.1', { scripts: { postinstall: 'node index.js' } }),
      'index.js': 'exports.one = 2\n',
    }),
    'broken.tgz': 'no tarball at all',
    'other.json': '{"schemaVersion":1}',
  })
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

async function against(baseline: string): Promise<PackageReport & { status: number }> {
  const { stdout, status, leftovers } = await runSeaworthy(
    ['-f', 'json', 'after.tgz', '--baseline', baseline],
    {
      cwd: folder,
    },
  )
  expect(leftovers).toEqual([])
  const [one] = (JSON.parse(stdout) as Report).packages
  if (one === undefined) throw new Error('There is no report.')
  return { ...one, status }
}

const rules = ({ findings }: PackageReport): string[] =>
  findings.filter(({ rule }) => rule.startsWith('change/')).map(({ rule }) => rule)

test('a tarball and the report of an earlier run say the same', async () => {
  const file = await against('before.tgz')
  expect(file).toMatchObject({ status: 1, baseline: { source: 'file', name: 'own', version: '1.0.0' } })
  expect(rules(file)).toEqual(['change/install-script'])

  await runSeaworthy(['-f', 'json=before.json', 'before.tgz'], { cwd: folder })
  const report = await against('before.json')
  expect(report).toMatchObject({ status: 1, baseline: { source: 'report', version: '1.0.0' } })
  expect(report.baseline?.changes).toEqual(file.baseline?.changes)
  expect(rules(report)).toEqual(rules(file))
})

test.each([
  ['broken.tgz', /its tarball cannot be read/],
  ['other.json', /is not a report that this version of Seaworthy understands/],
])('%s is no baseline: somebody asked for that comparison, so nothing passes', async (baseline, note) => {
  const one = await against(baseline)
  expect(one).toMatchObject({ status: 2, verdict: 'error', baseline: null })
  expect(one.errors.join()).toMatch(note)
  expect(one.errors.join()).toMatch(/^Could not look: the release to compare with/)
})

test('what changed stands in the terminal and, folded when dull, in Markdown', async () => {
  const run = async (...args: string[]): Promise<string> =>
    (await runSeaworthy([...args], { cwd: folder })).stdout
  expect(await run('after.tgz', '--baseline', 'before.tgz')).toMatch(
    /since 1\.0\.0: 2 files changed, .* packed\n {2}Install scripts +\+ 1 {2}\+ postinstall node index\.js/,
  )
  const loud = await run('-f', 'markdown', 'after.tgz', '--baseline', 'before.tgz')
  expect(loud).toMatch(/<details open><summary>Since 1(&#46;|\.)0(&#46;|\.)0: 2 files changed<\/summary>/)
  expect(loud).toMatch(/\| Install scripts \|/)
  expect(await run('-f', 'markdown', 'before.tgz', '--baseline', 'before.tgz')).toMatch(
    /<details><summary>Since [^\n]*: the same files<\/summary>/,
  )
})

test('the inventory is in the JSON report', async () => {
  await runSeaworthy(['-f', 'json=inventory.json', 'after.tgz'], { cwd: folder })
  const report = JSON.parse(await readFile(path.join(folder, 'inventory.json'), 'utf8')) as Report
  expect(report.packages[0]?.inventory).toMatchObject({
    name: 'own',
    installScripts: { postinstall: 'node index.js' },
    files: [{ path: 'index.js', size: 16 }, { path: 'package.json' }],
  })
})
