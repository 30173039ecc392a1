import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { makeFolder, runSeaworthy } from '../../support/command-line.ts'

const SECRETIVE = `DATABASE_PASSWORD=${['hunter', '2'].join('')}${'x'.repeat(9)}\n`
const TOKEN = `//registry.npmjs.org/:_authToken=${['npm', 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8'].join('_')}\n`
const PACKAGE = {
  'package.json': JSON.stringify({
    name: 'example',
    version: '1.0.0',
    license: 'MIT',
    repository: 'github:example/example',
    files: ['dist'],
  }),
  'dist/index.js': 'export const a = 1\n',
  'dist/index.d.ts': 'export declare const a = 1\n',
  'dist/deep/LEGAL': 'x\n',
  'README.md': '# Example\n',
}

const made: string[] = []
afterEach(() => Promise.all(made.splice(0).map((one) => rm(one, { recursive: true, force: true }))))

async function packageWith(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await makeFolder({ ...PACKAGE, ...files }, 'init-')
  made.push(folder)
  return folder
}

const run = (folder: string, ...args: string[]) =>
  runSeaworthy([...args, '--baseline', 'none'], { cwd: folder })
const read = (folder: string, name: string) => readFile(path.join(folder, name), 'utf8')

describe('seaworthy init', () => {
  test('writes what it found out, and the check goes by it', async () => {
    const folder = await packageWith()
    const { status, stdout } = await run(folder, 'init')
    expect(status).toBe(0)
    expect(stdout).toContain('Wrote seaworthy.yml')
    expect(stdout).toContain('Nothing blocks a release.')
    expect(await read(folder, 'seaworthy.yml')).toContain(
      '# Found: the licence is MIT, an open one, so the open-source profile applies.',
    )
    expect((await run(folder)).status).toBe(0)
  })

  test('sets nothing aside unasked, but offers to', async () => {
    const folder = await packageWith({ 'dist/.env': SECRETIVE })
    const { stdout } = await run(folder, 'init')
    expect(stdout).toContain('1 finding blocks a release:')
    expect(stdout).toMatch(/[0-9a-f]{16} {2}file\/environment {2}dist\/\.env/)
    expect(stdout).toMatch(/seaworthy init --suppress-existing --until \d{4}-\d{2}-\d{2} --force/)
    expect(await read(folder, 'seaworthy.yml')).not.toContain('suppressions')
    expect((await run(folder)).status).toBe(1)
  })

  test('sets aside what blocks, one by one and until a day, but never a secret', async () => {
    const folder = await packageWith({
      'dist/.env': SECRETIVE,
      'dist/setup.js': `export const auth = '${TOKEN.trim()}'\n`,
    })
    const { stdout } = await run(
      folder,
      'init',
      '--suppress-existing',
      '--until',
      '2999-12-31',
      '--reason',
      'Before our time',
    )
    expect(stdout).toContain('Set aside until 2999-12-31: 1 finding.')
    expect(stdout).toContain('blocks a release:')
    const config = await read(folder, 'seaworthy.yml')
    expect(config).toMatch(
      /rule: file\/environment\n.*path: .*\n.*fingerprint: [0-9a-f]{16}\n.*values:\n.*- [0-9a-f]{16}\n.*reason: "?Before our time: /,
    )
    expect(config).toContain('expires: 2999-12-31')
    expect(config).not.toContain('secret/')
    const after = await run(folder)
    expect(after.stdout).toContain('suppressed file/environment  dist/.env  until 2999-12-31')
    expect(after.status).toBe(1)
  })

  test('overwrites a configuration only with --force', async () => {
    const folder = await packageWith({ 'seaworthy.yml': 'fail-on: warning\n' })
    const refused = await run(folder, 'init')
    expect(refused.stderr).toContain('There is a configuration already: seaworthy.yml.')
    expect(refused.status).toBe(2)
    expect(await read(folder, 'seaworthy.yml')).toBe('fail-on: warning\n')
    expect((await run(folder, 'init', '--force')).status).toBe(0)
    expect(await read(folder, 'seaworthy.yml')).toContain('fail-on: error')
  })

  test('repairs a configuration that cannot be read', async () => {
    const folder = await packageWith({ 'seaworthy.yml': 'fail-on: [\n' })
    expect((await run(folder, 'init', '--force')).status).toBe(0)
    expect((await run(folder)).status).toBe(0)
  })

  test.each<[string, Record<string, string>, string]>([
    ['seaworthy.json', { 'seaworthy.json': '{}' }, 'There is a configuration already, in seaworthy.json'],
    [
      'package.json',
      { 'package.json': JSON.stringify({ ...JSON.parse(PACKAGE['package.json']), seaworthy: {} }) },
      'There is a configuration already, in package.json',
    ],
  ])('never writes a second one beside %s', async (_name, files, message) => {
    const folder = await packageWith(files)
    const { status, stderr } = await run(folder, 'init', '--force')
    expect(stderr).toContain(message)
    expect(status).toBe(2)
  })

  test('says when one above holds for this package too', async () => {
    const root = await makeFolder({
      'seaworthy.yml': '{}\n',
      '.git/HEAD': 'ref: refs/heads/main\n',
      'inner/package.json': PACKAGE['package.json'],
    })
    made.push(root)
    const inner = path.join(root, 'inner')
    const { status, stderr } = await run(inner, 'init')
    expect(stderr).toContain('../seaworthy.yml holds for this package too.')
    expect(status).toBe(2)
  })

  test.each<[string, string[], string]>([
    ['a baseline without an end', ['--suppress-existing'], '--suppress-existing needs --until'],
    ['an end that is past', ['--suppress-existing', '--until', '2020-01-01'], 'is in the past'],
    ['an end of nothing', ['--until', '2999-01-01'], '--until belongs to --suppress-existing'],
    [
      'both files at once',
      ['--contents', '--suppress-existing', '--until', '2999-01-01'],
      'Run seaworthy init twice',
    ],
    ['a folder that is not there', ['nowhere'], 'There is no folder nowhere.'],
  ])('refuses %s', async (_title, args, message) => {
    const { status, stderr } = await run(await packageWith(), 'init', ...args)
    expect(stderr).toContain(message)
    expect(status).toBe(2)
  })
})

describe('seaworthy init --contents', () => {
  test('lists the kinds of files that ship; a new kind is then an error', async () => {
    const folder = await packageWith()
    const { status, stdout } = await run(folder, 'init', '--contents')
    expect(status).toBe(0)
    expect(stdout).toContain('Wrote seaworthy.contents: 6 patterns for 5 files')
    expect(await read(folder, 'seaworthy.contents')).toMatch(
      /^#.*\npackage\.json\nREADME\*\nLICENSE\*\nCHANGELOG\*\ndist\/\*\*\/\*\.\{d\.ts,js\}\ndist\/deep\/LEGAL\n$/,
    )
    expect((await run(folder)).status).toBe(0)

    await writeFile(path.join(folder, 'dist', 'more.js'), 'export const b = 1\n')
    await writeFile(path.join(folder, 'dist', 'notes.txt'), 'later\n')
    const after = await run(folder)
    expect(after.stdout).toContain('File that is not on the contents list')
    expect(after.stdout).toContain('dist/notes.txt')
    expect(after.stdout).not.toContain('dist/more.js')
    expect(after.status).toBe(1)
  })

  test('does not let in what should not ship', async () => {
    const folder = await packageWith({ 'dist/.env.production': SECRETIVE })
    const { stdout } = await run(folder, 'init', '--contents')
    expect(stdout).toContain(
      'Left out, because it should not ship:\n  dist/.env.production  file/environment',
    )
    expect(await read(folder, 'seaworthy.contents')).not.toContain('production')
  })

  test('names itself where there is no `files` list, because it then ships', async () => {
    const folder = await packageWith({
      'package.json': JSON.stringify({ name: 'example', version: '1.0.0', license: 'MIT' }),
    })
    await run(folder, 'init', '--contents')
    const { stdout } = await run(folder)
    expect(stdout).not.toContain('file/unexpected')
  })

  test('overwrites a list only with --force', async () => {
    const folder = await packageWith({ 'seaworthy.contents': 'dist/**\n' })
    const refused = await run(folder, 'init', '--contents')
    expect(refused.stderr).toContain('There is a contents list already: seaworthy.contents.')
    expect(refused.status).toBe(2)
    expect((await run(folder, 'init', '--contents', '--force')).status).toBe(0)
  })

  test('a list with a pattern that is none is told with its line, and nothing passes', async () => {
    const folder = await packageWith({ 'seaworthy.contents': '# ours\ndist/**\n!dist/x\n' })
    const { status, stdout } = await run(folder)
    expect(stdout.replace(/\n +/g, ' ')).toContain('seaworthy.contents:3:1: This path pattern cannot be used')
    expect(status).toBe(2)
  })
})
