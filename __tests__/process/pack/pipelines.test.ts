import { readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { listPathsInTarball } from '../../../src/cli/packed-paths.ts'
import type { AcquiredTarball } from '../../../src/pack/acquired-tarball.ts'
import { packDirectory } from '../../../src/pack/pack-directory.ts'
import { makeFolder, ROOT } from '../../support/command-line.ts'

const made: string[] = []
afterEach(() => Promise.all(made.splice(0).map((one) => rm(one, { recursive: true, force: true }))))

type Files = Readonly<Record<string, string | object>>

/** A repository, the package in it that is looked at, and what is judged. */
interface Pipeline {
  /** As docs/packing.md has it. */
  readonly row: string
  readonly files: Files
  /** Folder of the package; default packages/a. */
  readonly target?: string
  readonly packer: string
  readonly folder?: string
  /** A file that is in the tarball, or with `!` is not. */
  readonly ships: readonly string[]
}

const A = { name: 'a', version: '1.0.0', license: 'MIT', main: 'index.js' }
const MEMBER: Files = {
  'packages/a/package.json': A,
  'packages/a/index.js': 'exports.a = 1\n',
  'packages/a/.env': 'MODE=development\n',
  '.gitignore': '.env\n',
}
const ROOT_MANIFEST = { name: 'root', private: true, workspaces: ['packages/*'] }
const workflow = (run: string, more: object = {}) => ({
  '.github/workflows/release.yml': JSON.stringify({
    on: 'push',
    jobs: { release: { steps: [{ run, ...more }] } },
  }),
})
const DIST: Files = {
  'packages/a/dist/package.json': { name: 'a', version: '1.0.0', main: 'built.js' },
  'packages/a/dist/built.js': 'exports.a = 1\n',
}

const EXPRESSION = ['$', '{{ inputs.tag }}'].join('')
const PNPM: Files = {
  ...MEMBER,
  'package.json': { name: 'root', private: true, packageManager: 'pnpm@11.0.0' },
  'pnpm-workspace.yaml': 'packages: ["packages/*"]\n',
  LICENSE: 'the licence of the whole, which pnpm adds\n',
}

const PIPELINES: readonly Pipeline[] = [
  {
    row: '`for d in packages/*; do (cd $d && npm publish); done`',
    files: {
      ...PNPM,
      ...workflow(`for d in packages/*; do (cd "$d" && npm publish --tag "${EXPRESSION}"); done # all`),
    },
    packer: 'npm',
    ships: ['index.js', '!LICENSE'],
  },
  {
    row: '`pnpm -C packages/a publish`, `npm --prefix`, `yarn --cwd`',
    files: { ...PNPM, 'package.json': ROOT_MANIFEST, ...workflow('pnpm -C packages/a publish 2>&1') },
    packer: 'pnpm',
    ships: ['LICENSE'],
  },
  {
    row: '`pnpm pack`, then `npm publish *.tgz`',
    files: {
      ...PNPM,
      'package.json': ROOT_MANIFEST,
      '.github/workflows/release.yml': JSON.stringify({
        jobs: {
          pack: {
            defaults: { run: { 'working-directory': 'packages/a' } },
            steps: [{ run: 'pnpm pack --out a.tgz' }],
          },
          publish: { steps: [{ run: 'npm publish --provenance ./a.tgz' }] },
        },
      }),
    },
    packer: 'pnpm',
    ships: ['LICENSE'],
  },
  {
    row: "a script of the shell, a Makefile, an action of the repository's own",
    files: {
      ...PNPM,
      'package.json': ROOT_MANIFEST,
      '.github/workflows/release.yml': JSON.stringify({
        jobs: { a: { steps: [{ uses: './.github/actions/release' }] } },
      }),
      '.github/actions/release/action.yml': JSON.stringify({
        runs: { using: 'composite', steps: [{ run: 'make release' }] },
      }),
      Makefile: 'release: build\n\t@./scripts/release.sh\nbuild:\n\ttrue\n',
      'scripts/release.sh': '#!/bin/sh\nset -e\npnpm -r publish --no-git-checks\n',
    },
    packer: 'pnpm',
    ships: ['LICENSE'],
  },
  {
    row: 'GitLab, CircleCI, Azure and other services',
    files: {
      ...PNPM,
      'package.json': ROOT_MANIFEST,
      '.gitlab-ci.yml': 'release:\n  script:\n    - pnpm -r publish\n',
    },
    packer: 'pnpm',
    ships: ['LICENSE'],
  },
  {
    row: '`npx npm@12 publish`, `npm install -g npm@12`',
    files: {
      'packages/a/package.json': { ...A, files: ['{one,two}'] },
      'packages/a/one/.env': 'MODE=development\n',
      'packages/a/index.js': 'exports.a = 1\n',
      ...workflow('npm install -g npm@12.2.0\ncd packages/a && npm publish'),
    },
    packer: 'npm',
    ships: ['one/.env'],
  },
  {
    row: '`npm publish -w a`, `npm publish --workspaces`',
    files: { ...MEMBER, 'package.json': ROOT_MANIFEST, ...workflow('npm publish --workspaces') },
    packer: 'npm',
    ships: ['index.js', '!.env'],
  },
  {
    row: '`cd packages/a && npm publish`',
    files: {
      ...MEMBER,
      'package.json': ROOT_MANIFEST,
      ...workflow('cd packages/a\nnpm publish --provenance'),
    },
    packer: 'npm',
    ships: ['index.js', '!.env'],
  },
  {
    row: '`npm publish ./packages/a`',
    files: { ...MEMBER, 'package.json': ROOT_MANIFEST, ...workflow('npm publish ./packages/a') },
    packer: 'npm',
    ships: ['index.js', '.env'],
  },
  {
    row: 'changesets with npm or Yarn',
    files: {
      ...MEMBER,
      'package.json': {
        ...ROOT_MANIFEST,
        packageManager: 'yarn@4.18.1',
        scripts: { release: 'changeset publish' },
      },
      ...workflow('yarn release'),
    },
    packer: 'npm',
    ships: ['index.js', '.env'],
  },
  {
    row: 'changesets with pnpm',
    files: {
      ...MEMBER,
      'package.json': {
        name: 'root',
        private: true,
        packageManager: 'pnpm@11.28.11',
        scripts: { release: 'pnpm build && changeset publish' },
      },
      'pnpm-workspace.yaml': 'packages: ["packages/*"]\n',
      '.github/workflows/release.yml': JSON.stringify({
        jobs: { release: { steps: [{ uses: 'changesets/action@v1', with: { publish: 'pnpm release' } }] } },
      }),
    },
    packer: 'pnpm',
    ships: ['index.js', '!.env'],
  },
  {
    row: '`pnpm -r publish`, pnpm 9 and 10',
    files: {
      ...MEMBER,
      'package.json': { name: 'root', private: true, packageManager: 'pnpm@10.4.0' },
      'pnpm-workspace.yaml': 'packages: ["packages/*"]\n',
      ...workflow('pnpm -r publish --no-git-checks'),
    },
    packer: 'pnpm',
    ships: ['index.js', '.env'],
  },
  {
    row: '`publishConfig.directory` with pnpm',
    files: {
      ...MEMBER,
      ...DIST,
      'packages/a/package.json': { ...A, publishConfig: { directory: 'dist' } },
      'package.json': { name: 'root', private: true, packageManager: 'pnpm@10.4.0' },
      'pnpm-workspace.yaml': 'packages: ["packages/*"]\n',
    },
    packer: 'pnpm',
    folder: 'dist',
    ships: ['built.js', '!index.js'],
  },
  {
    row: '`yarn workspaces foreach npm publish`',
    files: {
      ...MEMBER,
      'package.json': { ...ROOT_MANIFEST, packageManager: 'yarn@4.18.1' },
      ...workflow('yarn workspaces foreach -A --no-private npm publish'),
      'packages/a/.npmrc': 'fund=false\n',
    },
    packer: 'yarn',
    ships: ['index.js', '.env', '.npmrc'],
  },
  {
    row: '`bun publish`',
    files: {
      ...MEMBER,
      'package.json': ROOT_MANIFEST,
      'bun.lock': '{}',
      ...workflow('bun publish', { 'working-directory': 'packages/a' }),
    },
    packer: 'bun',
    ships: ['index.js', '.env'],
  },
  {
    row: 'Yarn or Bun to install, `npm publish` to publish',
    files: {
      ...MEMBER,
      'package.json': ROOT_MANIFEST,
      'yarn.lock': '__metadata:\n  version: 8\n',
      ...workflow('npm publish', { 'working-directory': 'packages/a' }),
    },
    packer: 'npm',
    ships: ['index.js', '!.env'],
  },
  {
    row: 'lerna',
    files: {
      ...MEMBER,
      'package.json': ROOT_MANIFEST,
      'lerna.json': { version: '1.0.0', packages: ['packages/*'] },
      LICENSE: 'the licence of the whole, which lerna lends\n',
    },
    packer: 'npm',
    ships: ['LICENSE', '.env'],
  },
  {
    row: 'lerna with `contents`',
    files: {
      ...MEMBER,
      ...DIST,
      'package.json': ROOT_MANIFEST,
      'lerna.json': { version: '1.0.0', command: { publish: { directory: 'dist' } } },
      ...workflow('npx lerna publish from-package --yes'),
    },
    packer: 'npm',
    folder: 'dist',
    ships: ['built.js'],
  },
  {
    row: 'semantic-release with `pkgRoot`',
    files: {
      ...DIST,
      'packages/a/package.json': A,
      'packages/a/.releaserc.json': { plugins: [['@semantic-release/npm', { pkgRoot: 'dist' }]] },
      ...workflow('npx semantic-release', { 'working-directory': 'packages/a' }),
    },
    packer: 'npm',
    folder: 'dist',
    ships: ['built.js'],
  },
  {
    row: 'Nx with `packageRoot`',
    files: {
      ...MEMBER,
      'package.json': { name: 'root', private: true, workspaces: ['packages/*'] },
      'nx.json': {
        release: {},
        targetDefaults: { 'nx-release-publish': { options: { packageRoot: 'out/{projectName}' } } },
      },
      'packages/a/project.json': { name: 'lib-a' },
      'out/lib-a/package.json': { name: 'a', version: '1.0.0' },
      'out/lib-a/built.js': 'x\n',
      ...workflow('npx nx release publish'),
    },
    packer: 'npm',
    folder: '../../out/lib-a',
    ships: ['built.js'],
  },
  {
    row: 'ng-packagr',
    files: { ...DIST, 'packages/a/package.json': A, 'packages/a/ng-package.json': { dest: './dist' } },
    packer: 'npm',
    folder: 'dist',
    ships: ['built.js'],
  },
  {
    row: 'a `working-directory` of the build',
    files: {
      ...DIST,
      'packages/a/package.json': A,
      ...workflow('npm publish', { 'working-directory': 'packages/a/dist' }),
    },
    packer: 'npm',
    folder: 'dist',
    ships: ['built.js'],
  },
  {
    row: 'release-it, np',
    files: {
      ...MEMBER,
      'package.json': ROOT_MANIFEST,
      'packages/a/.release-it.json': { npm: { publish: true } },
    },
    packer: 'npm',
    ships: ['index.js', '.env'],
  },
]

describe('what is judged of a pipeline', () => {
  test.each(PIPELINES.map((one) => [one.row, one] as const))('%s', async (_, pipeline) => {
    const { packing, path: file } = await packed(pipeline.files, pipeline.target ?? 'packages/a')
    expect(packing).toMatchObject({ packer: pipeline.packer, folder: pipeline.folder ?? '' })
    const { paths } = await listPathsInTarball(file)
    for (const name of pipeline.ships)
      if (name.startsWith('!')) expect(paths).not.toContain(name.slice(1))
      else expect(paths).toContain(name)
  })

  test('the manual has a row for each', () => {
    const manual = readFileSync(path.join(ROOT, 'docs/packing.md'), 'utf8')
    for (const { row } of PIPELINES) expect(manual).toContain(`| ${row} |`)
  })

  test('a folder that is not there yet is an error that says to build, not a look at the sources', async () => {
    const files = { 'packages/a/package.json': { ...A, publishConfig: { directory: 'dist' } } }
    await expect(packed(files, 'packages/a')).rejects.toThrow(
      /is published from dist \(publishConfig\.directory in package\.json\), and there is no such folder.*build first/,
    )
  })

  test('a folder that only code works out is an error that says what to name', async () => {
    const files = {
      'packages/a/package.json': A,
      'packages/a/release.config.js':
        'export default { plugins: [["@semantic-release/npm", { pkgRoot: process.env.OUT }]] }\n',
    }
    await expect(packed(files, 'packages/a')).rejects.toThrow(
      /release\.config\.js computes \(pkgRoot\).*Name the folder/,
    )
  })

  test('evidence that disagrees is named', async () => {
    const { notes, packing } = await packed(
      {
        ...MEMBER,
        'package.json': ROOT_MANIFEST,
        'packages/a/package.json': { ...A, scripts: { release: 'pnpm publish' } },
        ...workflow('npm publish -w a'),
      },
      'packages/a',
    )
    expect(packing?.packer).toBe('npm')
    expect(notes).toEqual([
      expect.stringMatching(/^Packed as npm does, but the script release publishes with pnpm publish/),
    ])
  })
})

async function packed(files: Files, target: string): Promise<AcquiredTarball> {
  const root = await makeFolder({}, 'pipeline-')
  const temporaryDirectory = await makeFolder({}, 'packed-')
  made.push(root, temporaryDirectory)
  await mkdir(path.join(root, '.git'))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true })
    await writeFile(path.join(root, name), typeof content === 'string' ? content : JSON.stringify(content))
  }
  return packDirectory(target, path.join(root, target), {
    directory: root,
    temporaryDirectory,
    runScripts: false,
    timeLimit: 60_000,
  })
}
