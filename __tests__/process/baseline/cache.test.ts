import { mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import type { Report } from '../../../src/model/report.ts'
import { buildTarball } from '../../support/build-tarball.ts'
import { makeFolder, ROOT, runSeaworthy } from '../../support/command-line.ts'
import { type FakeRegistry, startFakeRegistry } from '../../support/fake-registry.ts'
import { removeRunnerFolders, runAction } from '../../support/runner.ts'

const files = (version: string): Record<string, string> => ({
  'package.json': JSON.stringify({
    name: '@acme/kept',
    version,
    license: 'MIT',
    main: 'index.js',
    files: ['*.js'],
  }),
  'index.js': `exports.version = '${version}'\n`,
})

let registry: FakeRegistry
let project = ''
let cache = ''
beforeAll(async () => {
  const tarball = buildTarball(files('1.0.0'))
  registry = await startFakeRegistry([{ name: '@acme/kept', version: '1.0.0', tarball, tags: ['latest'] }])
  project = await makeFolder(files('1.1.0'))
})
beforeEach(async () => {
  registry.requests.length = 0
  cache = await mkdtemp(path.join(tmpdir(), 'cache-'))
})
afterAll(async () => {
  await registry.stop()
  await removeRunnerFolders()
  await rm(project, { recursive: true, force: true })
})

const environment = () => ({
  npm_config_registry: registry.url,
  npm_config_userconfig: path.join(project, 'no-npmrc'),
})

async function compared(folder: string): Promise<{ report: Report; fetched: number }> {
  registry.requests.length = 0
  const { stdout } = await runSeaworthy(['--format', 'json', '--cache', folder], {
    cwd: project,
    env: environment(),
    asksRegistry: true,
  })
  const report = JSON.parse(stdout) as Report
  expect(report.packages[0]?.baseline).toMatchObject({ version: '1.0.0', source: 'registry' })
  return { report, fetched: registry.requests.filter((one) => one.path.endsWith('.tgz')).length }
}

const kept = () => readdir(path.join(cache, 'tarballs'))

test('the tarball of the release before is fetched once, and the report is the same', async () => {
  const first = await compared(cache)
  const second = await compared(cache)
  expect([first.fetched, second.fetched]).toEqual([1, 0])
  expect({ ...second.report, timing: null }).toEqual({ ...first.report, timing: null })
  expect(await kept()).toEqual([expect.stringMatching(/^sha512-[0-9a-f]{128}\.tgz$/)])
})

test.each<[string, (file: string) => Promise<unknown>]>([
  ['something else', (file) => writeFile(file, buildTarball(files('6.6.6')))],
  ['half of it', (file) => truncate(file, 100)],
  [
    'a link',
    async (file) => {
      await rm(file)
      await symlink('/dev/zero', file)
    },
  ],
  [
    'a folder',
    async (file) => {
      await rm(file)
      await mkdir(file)
    },
  ],
])('%s that lies in its place is not believed', async (_title, put) => {
  const first = await compared(cache)
  const [name = ''] = await kept()
  await put(path.join(cache, 'tarballs', name))
  const second = await compared(cache)
  expect(second.fetched).toBe(1)
  expect({ ...second.report, timing: null }).toEqual({ ...first.report, timing: null })
})

test('a folder that nothing can be put into keeps nothing, and the comparison stands', async () => {
  const file = path.join(cache, 'file')
  await writeFile(file, '')
  expect((await compared(file)).fetched).toBe(1)
})

test('the recipe of the documentation does it in the Action', async () => {
  const page = await readFile(path.join(ROOT, 'docs/baseline.md'), 'utf8')
  const recipe = parse(/```yaml\n(steps:[\s\S]*?)```/.exec(page)?.[1] ?? '') as {
    steps: { uses: string; with: Record<string, string> }[]
  }
  const step = (action: string) => recipe.steps.find(({ uses }) => uses.startsWith(`${action}@`))?.with ?? {}
  const folder = step('seaworthy-dev/seaworthy')['cache-folder'] ?? ''
  expect(step('actions/cache').path).toBe(folder)
  const run = async () => {
    registry.requests.length = 0
    const inputs = { baseline: '', 'cache-folder': folder.replace(/\$\{\{ runner\.temp \}\}/, cache) }
    const { outputs } = await runAction({ workspace: project, event: 'push', inputs, env: environment() })
    expect(outputs.verdict).toBe('pass')
    return registry.requests.filter((one) => one.path.endsWith('.tgz')).length
  }
  expect([await run(), await run()]).toEqual([1, 0])
})
