import { execFileSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { buildTarball } from '../../support/build-tarball.ts'
import { makeFolder, runSeaworthy } from '../../support/command-line.ts'

let folder: string
beforeAll(async () => {
  folder = await makeFolder({
    'package.json': `${JSON.stringify({ name: 'example', version: '1.0.0', main: 'lib/main.js', files: ['dist'] }, null, 2)}\n`,
    'lib/main.js': 'exports.a = 1\n',
    'dist/a.js': '1\n',
    'dist/a.js.map': '{}\n',
    'dist/deep/b.js.map': '{}\n',
    'dist/[id].js': '1\n',
    'README.md': '# x\n',
    'given.tgz': buildTarball({}),
    'open/package.json': '{"name":"open","version":"1.0.0"}\n',
    'open/.npmignore': 'test/   # ours\n',
    'open/test/a.js': '1\n',
    'by-yarn/package.json': '{"name":"by-yarn","version":"1.0.0"}\n',
    'by-yarn/seaworthy.yml': 'packer: yarn\n',
    'by-yarn/CHANGELOG.md': '# x\n',
    'by-bun/package.json': '{"name":"by-bun","version":"1.0.0"}\n',
    'by-bun/bun.lock': '{}\n',
    'by-bun/CHANGELOG.md': '# x\n',
  })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const why = (...args: string[]) => runSeaworthy(['why', ...args], { cwd: folder })

describe('seaworthy why', () => {
  test('names the entry of `files` and the edit that takes the path out', async () => {
    const { status, stdout } = await why('dist/a.js.map')
    expect(stdout).toContain('dist/a.js.map\n  why      package.json:6  `files` has "dist", which lets it in')
    expect(stdout).toContain('-    "dist"\n    +    "dist",\n    +    "!dist/a.js.map"')
    expect(status).toBe(0)
  })

  test('of several paths, by a pattern, gives one edit for all', async () => {
    const { stdout } = await why('dist/**/*.map')
    expect(stdout).toContain('dist/a.js.map\ndist/deep/b.js.map\n  why')
    expect(stdout).toContain('+    "!dist/**/*.map"')
    expect(stdout.match(/^ {2}why/gm)).toHaveLength(1)
  })

  test('of a folder, tells apart what is there for different reasons', async () => {
    const { stdout } = await why('**/*.js')
    expect(stdout).toContain('`main` names it, and npm always packs that')
    expect(stdout).toContain('`files` has "dist", which lets it in')
    expect((await why('dist')).stdout).toContain('dist/deep/b.js.map')
  })

  test.each([
    ['./dist/a.js.map!src/auth.ts:12', 'dist/a.js.map\n'],
    ['dist/a.js:3:14', 'dist/a.js\n'],
    ['dist/[id].js', 'dist/[id].js\n'],
  ])('takes %s, as it stands in a report', async (given, path) => {
    const { status, stdout } = await why(given)
    expect(stdout.startsWith(path)).toBe(true)
    expect(status).toBe(0)
  })

  test('says when nothing but the file itself can go', async () => {
    expect((await why('README.md')).stdout).toContain('delete, move or rename it before packing')
    expect((await why('package.json')).stdout).toContain('There is no package without package.json')
  })

  test('reads the ignore files of another folder', async () => {
    const { stdout } = await why('test/a.js', 'open')
    expect(stdout).toContain('.npmignore:1  the comment at the end of this line')
    expect(stdout).toContain('open/.npmignore\n')
    expect(stdout).toContain('    +/test/\n')
  })

  test.each<[title: string, folder: string, args: string[], said: string]>([
    ['the configuration', 'by-yarn', [], 'Yarn always packs a file of the root that is called CHANGELOG'],
    [
      'the option',
      'by-yarn',
      ['--packer', 'pnpm'],
      'no `files` list and no ignore file, so pnpm packs everything',
    ],
    ['the lock file', 'by-bun', [], 'no `files` list and no ignore file, so Bun packs everything'],
  ])('names the packer that packs, by %s', async (_title, where, args, said) => {
    const { status, stdout } = await why('CHANGELOG.md', where, ...args)
    expect(stdout.replace(/\s+/g, ' ')).toContain(said)
    expect(status).toBe(0)
  })

  test('for programs', async () => {
    const { stdout } = await why('dist/*.map', '--format', 'json')
    expect(JSON.parse(stdout)).toMatchObject({
      found: [
        {
          paths: ['dist/a.js.map'],
          cause: { path: 'package.json', line: 6 },
          stays: null,
        },
      ],
      edits: [{ path: 'package.json' }],
    })
  })

  test('with --write makes the edit, once nothing uncommitted is in the way, and packs again', async () => {
    const own = await makeFolder({
      'package.json': `${JSON.stringify({ name: 'example', version: '1.0.0', files: ['dist'] }, null, 2)}\n`,
      'dist/a.js': '1\n',
      'dist/a.js.map': '{}\n',
    })
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], { cwd: own })
    git('init', '--quiet')
    const refused = await runSeaworthy(['why', 'dist/*.map', '--write'], { cwd: own })
    expect(refused.stderr).toContain('package.json has uncommitted changes, so nothing was written.')
    expect(refused.status).toBe(2)
    git('add', '--all')
    git('commit', '--quiet', '--message', 'All')
    const made = await runSeaworthy(['why', 'dist/*.map', '--write'], { cwd: own })
    expect(made.stdout).toContain('Edited package.json. None of it ships any more.')
    expect(made.status).toBe(0)
    expect((await runSeaworthy(['why', 'dist/*.map'], { cwd: own })).stdout).toContain(
      'is not in the tarball',
    )
    await rm(own, { recursive: true, force: true })
  })

  test('status 1 and the nearest path where it is not in the tarball', async () => {
    const { status, stdout } = await why('dist/a.js.mpa')
    expect(stdout).toContain('dist/a.js.mpa is not in the tarball, which has')
    expect(stdout).toContain('Did you mean dist/a.js.map?')
    expect(status).toBe(1)
  })

  test.each([
    ['a tarball, which has no `files` to edit', ['package.json', 'given.tgz'], 'given.tgz is not a folder.'],
    ['a folder without a package', ['a.js', 'dist'], 'There is no package.json in dist'],
    ['a pattern that is none', ['dist/{a', '.'], 'The pattern "dist/{a" cannot be used'],
  ])('cannot say of %s', async (_title, args, message) => {
    const { status, stdout, stderr } = await why(...args)
    expect(stderr).toContain(message)
    expect(stdout).toBe('')
    expect(status).toBe(2)
  })
})
