import { rm, symlink } from 'node:fs/promises'
import { afterEach, describe, expect, test } from '@jest/globals'
import { CannotLook } from '../../../src/model/cannot-look.ts'
import { expandWorkspaces } from '../../../src/pack/workspaces.ts'
import { makeFolder, runSeaworthy } from '../../support/command-line.ts'

const made: string[] = []
afterEach(() => Promise.all(made.splice(0).map((one) => rm(one, { recursive: true, force: true }))))

async function repository(files: Readonly<Record<string, unknown>>): Promise<string> {
  const texts = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === 'string' ? content : JSON.stringify(content),
  ])
  const folder = await makeFolder(Object.fromEntries(texts), 'workspaces-')
  made.push(folder)
  return folder
}

const publishable = (name: string) => ({ name, version: '1.0.0', license: 'MIT', files: ['x'] })

const PACKAGES = {
  'packages/a/package.json': publishable('a'),
  'packages/b/package.json': publishable('b'),
  'packages/b/node_modules/z/package.json': publishable('z'),
  'packages/deep/c/package.json': publishable('c'),
  'packages/hidden/package.json': { ...publishable('hidden'), private: true },
  'packages/nameless/package.json': { version: '1.0.0' },
  'packages/docs/readme.md': 'no package',
}

describe('the workspaces of a root', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ['npm: one level', { 'package.json': { workspaces: ['packages/*'] } }, ['packages/a', 'packages/b']],
    [
      'npm: every level, without those of dependencies',
      { 'package.json': { workspaces: ['./packages/**'] } },
      ['packages/a', 'packages/b', 'packages/deep/c'],
    ],
    [
      'npm: an exclusion, and one that is taken back',
      { 'package.json': { workspaces: ['packages/*', '!packages/*', 'packages/b/'] } },
      ['packages/b'],
    ],
    [
      'Yarn: the patterns under a key',
      { 'package.json': { workspaces: { packages: ['packages/{a,deep/c}'] } } },
      ['packages/a', 'packages/deep/c'],
    ],
    [
      'pnpm: its own file wins, and exclusions hold wherever they stand',
      {
        'package.json': { private: true, workspaces: ['packages/a'] },
        'pnpm-workspace.yaml': "packages:\n  - '!packages/b'\n  - packages/**\n",
      },
      ['packages/a', 'packages/deep/c'],
    ],
    [
      'pnpm: the root is one of them',
      { 'package.json': publishable('root'), 'pnpm-workspace.yaml': 'packages: [packages/a]\n' },
      ['.', 'packages/a'],
    ],
    [
      'pnpm: a file that sets other things leaves the list to package.json',
      { 'package.json': { workspaces: ['packages/a'] }, 'pnpm-workspace.yaml': 'catalog: {}\n' },
      ['packages/a'],
    ],
    [
      'a package.json that cannot be read is for packing to complain of',
      { 'package.json': { workspaces: ['packages/{a,broken}'] }, 'packages/broken/package.json': '{' },
      ['packages/a', 'packages/broken'],
    ],
  ])('%s', async (_title, files, targets) => {
    const root = await repository({ ...PACKAGES, ...files })
    expect((await expandWorkspaces(['.'], root)).targets).toEqual(targets)
  })

  test('a link to a folder is one, unless it leads out of the repository', async () => {
    const root = await repository({
      'package.json': { private: true, workspaces: ['packages/*'] },
      'packages/a/package.json': publishable('a'),
      'real/b/package.json': publishable('b'),
    })
    const elsewhere = await repository({ 'package.json': publishable('elsewhere') })
    await symlink('../real/b', `${root}/packages/b`)
    await symlink(elsewhere, `${root}/packages/c`)
    expect((await expandWorkspaces(['.'], root)).targets).toEqual(['packages/a', 'packages/b'])
  })

  test('those that are private are named, and a root that could be published by mistake', async () => {
    const root = await repository({
      ...PACKAGES,
      'package.json': { ...publishable('root'), workspaces: ['packages/*'] },
    })
    const { notes } = await expandWorkspaces(['.'], root)
    expect(notes).toEqual([
      'One workspace is private and cannot be published, so not checked: hidden.',
      'One workspace has no name and cannot be published, so not checked: packages/nameless.',
      expect.stringMatching(/^The root package root is not one of its workspaces and not private/),
    ])
  })

  test('targets are named from where they were asked for, each once', async () => {
    const root = await repository({
      ...PACKAGES,
      'package.json': { workspaces: ['packages/a', 'packages/?'] },
    })
    expect((await expandWorkspaces(['..'], `${root}/packages`)).targets).toEqual(['a', 'b'])
  })

  test.each<[string, Record<string, unknown>, RegExp]>([
    ['no workspaces', { 'package.json': publishable('root') }, /\. has no workspaces: neither/],
    [
      'no folder that matches',
      { 'package.json': { workspaces: ['libs/*'] } },
      /match no folder with a package\.json/,
    ],
    [
      'nothing but private ones',
      { 'package.json': { workspaces: ['packages/hidden'] } },
      /The only workspace of this folder cannot be published .* instead of --workspaces/,
    ],
    [
      'a file that is no YAML',
      { 'pnpm-workspace.yaml': 'packages: [' },
      /pnpm-workspace\.yaml in \. cannot be read/,
    ],
  ])('%s: nothing is looked at, so nothing passes', async (_title, files, message) => {
    const root = await repository({ ...PACKAGES, ...files })
    const expanding = expandWorkspaces(['.'], root)
    await expect(expanding).rejects.toThrow(message)
    await expect(expanding).rejects.toBeInstanceOf(CannotLook)
  })
})

test('--workspaces checks them in one report, with what was left out', async () => {
  const root = await repository({
    'package.json': { private: true, workspaces: ['packages/*'] },
    'packages/a/package.json': publishable('example-a'),
    'packages/a/x/a.txt': 'a\n',
    'packages/b/package.json': publishable('example-b'),
    'packages/b/x/.env': `DATABASE_PASSWORD=${['hunter', '2'].join('')}${'x'.repeat(9)}\n`,
    'packages/hidden/package.json': { ...publishable('hidden'), private: true },
  })
  const { status, stdout } = await runSeaworthy(['--workspaces', '--baseline', 'none'], { cwd: root })
  expect(stdout).toContain(' PASS  example-a@1.0.0 may be published')
  expect(stdout).toContain(' BLOCK  example-b@1.0.0 must not be published')
  expect(stdout).toContain('One workspace is private and cannot be published, so not checked: hidden.')
  expect(status).toBe(1)
})
