import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import type { AcquiredTarball } from '../../../src/pack/acquired-tarball.ts'
import { packDirectory } from '../../../src/pack/pack-directory.ts'
import { expandPrivateRoots } from '../../../src/pack/workspaces.ts'
import { describePassOf } from '../../../src/reporters/phrases.ts'
import { makePackageReport } from '../../support/reports.ts'
import { type Files, packingFolder, removeRepositories, writtenRepository } from './written-repository.ts'

afterEach(removeRepositories)

const A = { name: 'a', version: '1.0.0', license: 'MIT', main: 'index.js' }
const BUILT: Files = {
  'dist/package.json': { name: 'a', version: '1.0.0', main: 'built.js' },
  'dist/built.js': 'exports.a = 1\n',
}
const workflow = (run: string): Files => ({
  '.github/workflows/release.yml': { on: 'push', jobs: { release: { steps: [{ run }] } } },
})

async function packed(files: Files, target = '.'): Promise<AcquiredTarball> {
  const root = await writtenRepository({ 'package.json': A, 'index.js': 'exports.a = 1\n', ...files })
  return packAt(root, target)
}

async function packAt(root: string, target = '.'): Promise<AcquiredTarball> {
  return packDirectory(target, path.join(root, target), {
    directory: root,
    temporaryDirectory: await packingFolder(),
    runScripts: false,
    timeLimit: 60_000,
  })
}

const sentenceOf = ({ packing }: AcquiredTarball) =>
  describePassOf('a', [makePackageReport({ packer: packing })])

describe('what only a file of the release knows', () => {
  const OFF = { 'release-it': { npm: { publish: false } } }

  test('a script of the shell that nothing calls, beside a tool that leaves npm alone', async () => {
    const files = {
      'package.json': { ...A, ...OFF, scripts: { release: 'release-it' } },
      'build/release/post-release.sh':
        '#!/usr/bin/env bash\ncdn=tmp/cdn\nexport dist="tmp/release/dist"\ncd $cdn\ngit push\ncd -\ncd $dist\nif x; then\n  npm publish --tag beta\nelse\n  npm publish\nfi\n',
    }
    await expect(packed(files)).rejects.toThrow(
      'The package in this folder is published from tmp/release/dist (build/release/post-release.sh runs npm publish there), and there is no such folder',
    )
  })

  test('a program that nothing calls names the folder better than a script that forbids to publish', async () => {
    const files = {
      'package.json': { ...A, scripts: { prepublishOnly: 'echo "publish from dist" && exit 1' } },
      'scripts/release/publish.js': "await execa('pnpm', ['publish'], { cwd: './dist' })\n",
      ...BUILT,
    }
    const { packing } = await packed(files)
    expect([packing?.packer, packing?.folder]).toEqual(['pnpm', 'dist'])
  })

  test('a program of the shell without an ending', async () => {
    const { packing } = await packed({
      'bin/publish-npm':
        '#!/usr/bin/env bash\nset -e\ncd dist\n../oidc/node_modules/.bin/npm publish --tag latest\n',
      ...workflow('bash ./bin/publish-npm'),
      ...BUILT,
    })
    expect([packing?.folder, packing?.reason]).toEqual([
      'dist',
      '.github/workflows/release.yml runs npm publish',
    ])
  })

  test('a tool that is set up for npm counts more', async () => {
    const { packing } = await packed({
      '.changeset/config.json': {},
      'scripts/old-publish.sh': 'cd dist && npm publish\n',
      ...BUILT,
    })
    expect(packing?.folder).toBe('')
  })

  test('a workspace that is added right before', async () => {
    const files = {
      'package.json': {
        ...A,
        private: true,
        workspaces: ['.', 'other'],
        scripts: {
          ship: "npm pkg set 'workspaces[0]'=dist && npm run changeset publish",
          changeset: 'changeset',
        },
      },
      'other/package.json': { name: 'other', version: '1.0.0' },
      ...workflow('npm run ship'),
      ...BUILT,
    }
    const root = await writtenRepository(files)
    const { targets } = await expandPrivateRoots(['.'], root)
    expect(targets).toEqual(['.', 'other'])
    expect((await packed(files)).packing?.folder).toBe('dist')
    expect((await packed(files, 'other')).packing?.folder).toBe('')
  })
})

describe('settings that extend others', () => {
  test('of release-it, in a file above', async () => {
    const { packing } = await packed({
      'package.json': { ...A, scripts: { release: 'release-it' } },
      '.release-it.json': { extends: './config/shared.json', github: { release: true } },
      'config/shared.json': { npm: { publishPackageManager: 'pnpm', publishPath: 'dist' } },
      ...BUILT,
    })
    expect([packing?.packer, packing?.folder]).toEqual(['pnpm', 'dist'])
  })

  const SHARED = { 'package.json': { ...A, release: { extends: '@team/release' } }, ...BUILT }

  test.each([
    [
      'data',
      {
        'node_modules/@team/release/index.json': {
          plugins: [['@semantic-release/npm', { pkgRoot: 'dist' }]],
        },
      },
    ],
    [
      'code',
      {
        'node_modules/@team/release/package.json': { name: '@team/release', main: 'lib/main' },
        'node_modules/@team/release/lib/main.js':
          "module.exports = { plugins: [['@semantic-release/npm', { pkgRoot: 'dist' }]] }\n",
      },
    ],
  ])('of semantic-release, installed, as %s', async (_, installed) => {
    const found = await packed({ ...SHARED, ...installed })
    expect(found.packing?.folder).toBe('dist')
    expect(sentenceOf(found)).toBe('a may be published')
  })

  test('of semantic-release, not installed: the verdict is about the tarball, and a note says why', async () => {
    const found = await packed({ ...SHARED, ...workflow('npx semantic-release') })
    expect(sentenceOf(found)).toBe('a: this tarball may be published')
    expect(found.notes).toEqual([
      '.github/workflows/release.yml of semantic-release extends @team/release, which is not in this checkout: if that publishes in another way or from another folder, install the dependencies first, name the folder, or hand over the tarball.',
    ])
  })

  test('what is set nearer counts', async () => {
    const { packing } = await packed({
      'package.json': { ...A, release: { extends: './shared.json', plugins: ['@semantic-release/npm'] } },
      'shared.json': { plugins: [['@semantic-release/npm', { pkgRoot: 'dist' }]] },
      ...BUILT,
    })
    expect(packing?.folder).toBe('')
  })
})

describe('tools that publish by a line of their settings, or a copy', () => {
  test('release publish of @ossjs/release', async () => {
    const { packing } = await packed({
      'release.config.json': { profiles: [{ name: 'latest', use: 'pnpm publish --no-git-checks' }] },
      ...workflow('pnpm release publish'),
      'package.json': { ...A, scripts: { release: 'release publish' } },
    })
    expect(packing).toMatchObject({
      packer: 'pnpm',
      reason: '.github/workflows/release.yml runs release publish, which runs pnpm publish',
    })
  })

  test('clean-publish packs a copy that it cleans: name that one', async () => {
    const files = { ...workflow('npx clean-publish --access public'), 'cleaned/package.json': A }
    await expect(packed(files)).rejects.toThrow(
      /is published by clean-publish \(\.github\/workflows\/release\.yml\).*name the folder cleaned, or hand over its tarball/,
    )
    expect((await packed(files, 'cleaned')).packing?.folder).toBe('')
  })
})

describe('what no registry of npm gets', () => {
  const EXTENSION = { ...A, publisher: 'me', engines: { vscode: '^1.90.0' }, contributes: {} }

  test('an extension of VS Code: its .vsix is to be named', async () => {
    await expect(packed({ 'package.json': EXTENSION })).rejects.toThrow(/is an extension of VS Code.*\.vsix/)
    const { packing } = await packed({ 'package.json': EXTENSION, ...workflow('npm publish') })
    expect(packing?.packer).toBe('npm')
  })

  test('among workspaces it is left out by name', async () => {
    const root = await writtenRepository({
      'package.json': { private: true, workspaces: ['packages/*'] },
      'packages/a/package.json': A,
      'packages/b/package.json': { ...EXTENSION, name: 'b' },
    })
    const { targets, notes } = await expandPrivateRoots(['.'], root)
    expect(targets).toEqual(['packages/a'])
    expect(notes).toContain(
      'One workspace is an extension of VS Code that nothing publishes to npm, so not checked: b. Name the .vsix that vsce package writes to check it.',
    )
  })

  test('a pkgRoot of the root is that of one library, not of its neighbours', async () => {
    const root = await writtenRepository({
      'package.json': {
        private: true,
        release: { plugins: [['@semantic-release/npm', { pkgRoot: 'dist/a' }]] },
      },
      'pnpm-workspace.yaml': 'packages: [src/*]\n',
      'src/a/package.json': A,
      'src/a/ng-package.json': { dest: '../../dist/a' },
      'src/b/package.json': { ...A, name: 'b' },
      'src/b/ng-package.json': { dest: '../../dist/b' },
      ...workflow('npx semantic-release'),
    })
    const said = (target: string) =>
      packDirectory(target, path.join(root, target), {
        directory: root,
        temporaryDirectory: root,
        runScripts: false,
        timeLimit: 60_000,
      })
    await expect(said('src/a')).rejects.toThrow('published from dist/a (pkgRoot in package.json)')
    await expect(said('src/b')).rejects.toThrow('published from dist/b (dest in ng-package.json)')
  })

  test('the root of an Angular workspace stands for its libraries', async () => {
    const root = await writtenRepository({
      'package.json': A,
      'angular.json': {
        projects: {
          demo: {
            projectType: 'application',
            architect: { build: { builder: '@angular/build:application' } },
          },
          lib: {
            root: '',
            architect: {
              build: { builder: '@angular/build:ng-packagr', options: { project: 'src/ng-package.json' } },
            },
          },
        },
      },
      'src/package.json': { ...A, name: 'lib' },
      'src/ng-package.json': { dest: '../dist/lib' },
    })
    const { targets, notes } = await expandPrivateRoots(['.'], root)
    expect(targets).toEqual(['src'])
    expect(notes).toEqual([
      'The root is the workspace of Angular projects, and their libraries get published, so its workspaces were checked instead.',
    ])
  })
})

describe('a verdict that cannot be about what is published', () => {
  test.each([
    ['a ready tarball', workflow('npm publish out/a.tgz')],
    ['a tool told to leave npm alone', { '.release-it.json': { npm: false } }],
    ['an unknown program', workflow('npx ship-it-all publish')],
    ['an unknown program that releases', workflow('pnpm ng-dev release publish-snapshots')],
    [
      'an unknown program in a script',
      { 'package.json': { ...A, scripts: { 'release:publish': 'eslint-publish-release' } } },
    ],
  ])('%s', async (_, files) => {
    const found = await packed(files)
    expect(sentenceOf(found)).toBe('a: this tarball may be published')
    expect(found.notes).toHaveLength(1)
  })

  test('is a plain one again where the packer is named', async () => {
    const root = await writtenRepository({ 'package.json': A, '.release-it.json': { npm: false } })
    const found = await packDirectory('.', root, {
      directory: root,
      temporaryDirectory: await packingFolder(),
      runScripts: false,
      timeLimit: 60_000,
      packer: 'npm',
    })
    expect(sentenceOf(found)).toBe('a may be published')
  })
})

test('what a member says of its package manager counts less than the lock file of the root', async () => {
  const { packing } = await packed(
    {
      'package.json': { private: true, workspaces: ['packages/*'] },
      'yarn.lock': '__metadata:\n  version: 8\n',
      'packages/a/package.json': { ...A, packageManager: 'pnpm@9.0.0' },
    },
    'packages/a',
  )
  expect(packing).toMatchObject({ packer: 'yarn', reason: 'there is a yarn.lock' })
})

test('workspaces of another root below are others, and the package is published from its own folder', async () => {
  const { packing } = await packed({
    ...workflow('(cd npm && npm publish --workspaces)\nnpm publish'),
    'npm/package.json': { name: 'platforms', private: true, workspaces: ['*'] },
  })
  expect(packing?.folder).toBe('')
})

test('pkgRoot is told from where semantic-release runs, and of several the one called as the package is its own', async () => {
  const plugin = (pkgRoot: string) => ['@semantic-release/npm', { pkgRoot }]
  const { packing } = await packed(
    {
      'package.json': {
        private: true,
        workspaces: ['packages/*'],
        release: { plugins: [plugin('dist/b'), plugin('dist/a')] },
      },
      'packages/a/package.json': A,
      'dist/a/package.json': A,
      'dist/b/package.json': { ...A, name: 'b' },
      ...workflow('npx semantic-release'),
    },
    'packages/a',
  )
  expect(packing?.folder).toBe('../../dist/a')
})

test('a root that is a package of its own is checked alone, and its workspaces are named', async () => {
  const root = await writtenRepository({
    'package.json': { ...A, workspaces: ['packages/*'] },
    'packages/b/package.json': { ...A, name: 'b' },
  })
  const { targets, notes } = await expandPrivateRoots(['.'], root)
  expect(targets).toEqual(['.'])
  expect(notes).toEqual([
    'The root was checked, and not its workspace: packages/b. Add --workspaces to check all of them.',
  ])
})

const onUnix = process.platform === 'win32' ? describe.skip : describe
onUnix('an ignore file that is no file', () => {
  /** By which each packer is chosen. */
  const LOCKS: Readonly<Record<string, Files>> = {
    npm: {},
    pnpm: { 'pnpm-lock.yaml': "lockfileVersion: '9.0'\n" },
    yarn: { 'yarn.lock': '# yarn lockfile v1\n' },
    bun: { 'bun.lock': '{ "lockfileVersion": 1, "workspaces": {} }\n' },
  }
  const MAKE = {
    'a folder': (file: string) => mkdirSync(file),
    'a named pipe': (file: string) => void execFileSync('mkfifo', [file]),
  }
  const cases = Object.keys(LOCKS).flatMap((packer) =>
    Object.keys(MAKE).flatMap((kind) =>
      ['.npmignore', 'lib/.gitignore'].map((name) => [packer, kind as keyof typeof MAKE, name] as const),
    ),
  )

  test.each(cases)(
    'for %s, %s in the place of %s is named and not waited for',
    async (packer, kind, name) => {
      const root = await writtenRepository({ 'package.json': A, 'lib/index.js': '1\n', ...LOCKS[packer] })
      MAKE[kind](path.join(root, name))
      await expect(packAt(root)).rejects.toThrow(`${name} is ${kind}, not a file, so nothing was packed.`)
    },
  )

  test('between a workspace and its root', async () => {
    const root = await writtenRepository({
      'package.json': { name: 'root', private: true, workspaces: ['packages/*'] },
      'packages/a/package.json': A,
    })
    mkdirSync(path.join(root, 'packages/.gitignore'))
    await expect(packAt(root, 'packages/a')).rejects.toThrow('packages/.gitignore is a folder, not a file')
  })
})
