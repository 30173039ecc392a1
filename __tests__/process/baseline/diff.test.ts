import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { buildTarball } from '../../support/build-tarball.ts'
import { makeFolder, runSeaworthy } from '../../support/command-line.ts'

let folder: string
const HOSTILE = 'x ##[set-output name=blocked]false|<img src=x>`.js'
const manifest = (version: string, more: object = {}): string =>
  JSON.stringify({ name: 'two', version, license: 'MIT', files: ['*.js'], ...more })

beforeAll(async () => {
  folder = await makeFolder({
    'a.tgz': buildTarball({
      'package.json': manifest('1.0.0', { dependencies: { ms: '^2.0.0' } }),
      'index.js': 'exports.one = 1\n',
      'old.js': 'exports.old = 1\n',
    }),
    'b/package.json': manifest('1.1.0', {
      dependencies: { ms: '^2.1.0', semver: '^7.0.0' },
      bin: { two: 'cli.js' },
    }),
    'b/index.js': 'exports.one = process.env.TWO_TOKEN\n',
    'b/cli.js': '#!/usr/bin/env node\n',
    'by-yarn/package.json': manifest('1.0.0'),
    'by-yarn/index.js': 'exports.one = 1\n',
    'by-yarn/CHANGELOG.md': '# Changes\n',
    'by-yarn/seaworthy.yml': 'packer: yarn\n',
    'hostile.tgz': buildTarball({ 'package.json': manifest('1.0.0'), [HOSTILE]: '1\n' }),
  })
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

test('any two targets, in the terminal', async () => {
  const { status, stdout, leftovers } = await runSeaworthy(['diff', 'a.tgz', 'b'], { cwd: folder })
  expect(status).toBe(0)
  expect(stdout).toMatch(/^two@1\.0\.0 → two@1\.1\.0: 2 files changed, 1 added, 1 removed\n/)
  expect(stdout).toMatch(/Files +3 → 3 +\+ cli\.js, − old\.js/)
  expect(stdout).toMatch(/Dependencies +\+ 1 +ms \^2\.0\.0 → \^2\.1\.0, \+ semver \^7\.0\.0/)
  expect(stdout).toMatch(/Commands +\+ 1 +\+ two cli\.js/)
  expect(stdout).toMatch(/Environment variables read +\+ 1 +\+ TWO_TOKEN/)
  expect(stdout).toMatch(/\n~ index\.js {2}16 B → 36 B\n/)
  expect(leftovers).toEqual([])
})

test('as JSON, for programs', async () => {
  const { stdout } = await runSeaworthy(['diff', 'a.tgz', 'b', '-f', 'json'], { cwd: folder })
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 1,
    before: { target: 'a.tgz', inventory: { version: '1.0.0' } },
    after: { target: 'b', inventory: { version: '1.1.0', bins: { two: 'cli.js' } } },
    changes: { files: { added: { count: 1 }, removed: { count: 1 }, changed: { count: 2 } } },
  })
})

test('as Markdown, in which a file name is nothing but text', async () => {
  const { stdout } = await runSeaworthy(['diff', 'hostile.tgz', 'a.tgz', '-f', 'markdown'], { cwd: folder })
  expect(stdout).toMatch(/<details><summary>1 file removed<\/summary>/)
  expect(stdout).not.toContain('<img')
  expect(stdout).not.toContain('##[')
  const terminal = await runSeaworthy(['diff', 'a.tgz', 'hostile.tgz'], { cwd: folder })
  expect(terminal.stdout).not.toContain('##[')
})

test('the same twice: nothing differs', async () => {
  const { status, stdout } = await runSeaworthy(['diff', 'a.tgz', 'a.tgz'], { cwd: folder })
  expect(status).toBe(0)
  expect(stdout).toMatch(/^two@1\.0\.0 → two@1\.0\.0: the same files\n/)
})

test.each([
  ['the configuration', [], '+ CHANGELOG.md'],
  ['the option', ['--packer', 'npm'], 'the same files'],
])('a folder is packed by the packer that %s names', async (_title, args, said) => {
  await runSeaworthy(['check', 'by-yarn', '--packer', 'npm', '-f', `json=report.json`], { cwd: folder })
  const { packages } = JSON.parse(await readFile(path.join(folder, 'report.json'), 'utf8'))
  const npm = path.join(folder, 'by-npm.tgz')
  await writeFile(npm, buildTarball({ 'package.json': manifest('1.0.0'), 'index.js': 'exports.one = 1\n' }))
  expect((await runSeaworthy(['diff', 'by-npm.tgz', 'by-yarn', ...args], { cwd: folder })).stdout).toContain(
    said,
  )
  const { stdout } = await runSeaworthy(['verify', 'report.json', 'by-yarn', ...args], { cwd: folder })
  expect(stdout.includes(packages[0].tarball.integrity)).toBe(true)
  expect(stdout.includes('not what was judged')).toBe(args.length === 0)
})

test('what cannot be compared is said', async () => {
  const { status, stderr } = await runSeaworthy(['diff', 'a.tgz', 'missing.tgz'], { cwd: folder })
  expect(status).toBe(2)
  expect(stderr).toMatch(/no folder or file missing\.tgz/)
})
