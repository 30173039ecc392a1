import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  askVersions,
  commitAll,
  makePackageFiles,
  makeRepository,
  moveBelow,
  runGit,
  runGuarded,
} from '../../support/guarded.ts'
import { type Registry, startRegistry } from '../../support/registry.ts'
import { findToolModule, prepareToolFolder, type Tool } from '../../support/tools.ts'
import { takePairs, takeTurn } from '../../support/turns.ts'

let registry: Registry
const folders: string[] = []
beforeAll(async () => {
  registry = await startRegistry()
}, 120_000)
afterAll(async () => {
  await registry.stop()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

interface ReleaseTool {
  readonly title: string
  readonly command: readonly string[]
  readonly tools: readonly Tool[]
  readonly files?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  /** Whether a refusal keeps it from publishing what comes after. */
  readonly stops: boolean
  /** In the order in which it publishes; of the three, the second leaks where half of them do. */
  readonly prepare?: (folder: string) => Promise<void> | void
}

const PNPM = { 'pnpm-workspace.yaml': 'packages:\n  - packages/*\n' }
const CHANGESETS = { '.changeset/config.json': '{"access":"public","baseBranch":"main"}' }
const installs =
  (tool: Tool, ...command: string[]) =>
  async (folder: string) => {
    const PATH = `${await prepareToolFolder(tool)}:${process.env.PATH}`
    execFileSync('sh', ['-c', command.join(' ')], {
      cwd: folder,
      // In CI, Yarn's installs are immutable unless told otherwise, and a new lock file is a change.
      env: { ...process.env, PATH, HOME: folder, YARN_ENABLE_IMMUTABLE_INSTALLS: 'false' },
    })
    commitAll(folder, 'Installed')
  }

const TOOLS: readonly ReleaseTool[] = [
  {
    title: 'npm, all workspaces',
    command: ['npm', 'publish', '--workspaces'],
    tools: ['npm-11'],
    stops: true,
  },
  {
    title: 'pnpm 10, recursively',
    command: ['pnpm', '-r', 'publish', '--no-git-checks'],
    tools: ['pnpm-10', 'npm-11'],
    files: PNPM,
    stops: true,
  },
  {
    title: 'pnpm 12, recursively',
    command: ['pnpm', '-r', 'publish', '--no-git-checks'],
    tools: ['pnpm-12', 'npm-11'],
    files: PNPM,
    stops: true,
  },
  {
    title: 'yarn 4, foreach',
    command: ['yarn', 'workspaces', 'foreach', '-A', '--no-private', 'npm', 'publish'],
    tools: ['yarn-4', 'npm-11'],
    files: { 'yarn.lock': '', '.yarnrc.yml': 'enableTelemetry: false\nenableGlobalCache: false\n' },
    prepare: installs('yarn-4', 'yarn install'),
    stops: true,
  },
  {
    title: 'changesets with npm',
    command: ['changeset', 'publish'],
    tools: ['changesets', 'npm-11'],
    files: CHANGESETS,
    stops: false,
  },
  {
    title: 'changesets with pnpm',
    command: ['changeset', 'publish'],
    tools: ['changesets', 'pnpm-10', 'npm-11'],
    files: { ...CHANGESETS, ...PNPM, 'pnpm-lock.yaml': 'lockfileVersion: "9.0"\n' },
    stops: false,
  },
  {
    title: 'lerna',
    command: ['lerna', 'publish', 'from-package', '--yes'],
    tools: ['lerna', 'npm-11'],
    files: { 'lerna.json': '{"version":"1.0.0","packages":["packages/*"],"npmClient":"npm"}' },
    stops: false,
  },
  {
    title: 'nx',
    command: ['nx', 'release', 'publish'],
    tools: ['nx', 'npm-11'],
    files: { 'nx.json': '{"release":{"projects":["packages/*"]}}' },
    env: { NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false' },
    prepare: (folder) => {
      // nx is run only where it is installed.
      mkdirSync(path.join(folder, 'node_modules'), { recursive: true })
      for (const name of ['nx', '@nx'])
        symlinkSync(findToolModule(name), path.join(folder, 'node_modules', name))
    },
    stops: false,
  },
]

const NAMES = ['a', 'b', 'c'] as const

async function monorepo({ files, prepare }: ReleaseTool, prefix: string, leaks: readonly string[]) {
  const folder = await makeRepository({
    'package.json': JSON.stringify({ name: 'root', private: true, workspaces: ['packages/*'] }),
    ...files,
    ...Object.assign(
      {},
      ...NAMES.map((name) =>
        moveBelow(`packages/${name}`, makePackageFiles({ name: `${prefix}-${name}` }, leaks.includes(name))),
      ),
    ),
  })
  folders.push(folder)
  await prepare?.(folder)
  return folder
}

/** One package after the other, by a tool that knows no better. */
const EACH = (publish: string) => [
  'sh',
  '-c',
  `for one in packages/*; do (cd $one && ${publish}) || exit 1; done`,
]

/** Those whose other releases are tried one package at a time (packers.test.ts): here half of a monorepo leaks. */
const OTHERS: readonly ReleaseTool[] = [
  { title: 'npm 10', command: ['npm', 'publish', '--workspaces'], tools: ['npm-10'], stops: true },
  { title: 'npm 12', command: ['npm', 'publish', '--workspaces'], tools: ['npm-12'], stops: true },
  ...(['pnpm-9', 'pnpm-11'] as const).map((tool) => ({
    title: tool.replace('-', ' '),
    command: ['pnpm', '-r', 'publish', '--no-git-checks'],
    tools: [tool, 'npm-11'] as const,
    files: PNPM,
    stops: true,
  })),
  {
    title: 'yarn 1',
    command: EACH('yarn publish --non-interactive'),
    tools: ['yarn-1', 'npm-11'],
    stops: true,
  },
  { title: 'bun', command: EACH('bun publish'), tools: ['bun', 'npm-11'], stops: true },
]

describe.each(takeTurn(OTHERS.map((tool, index) => [tool.title, tool, index] as const)))(
  '%s',
  (_title, tool, index) => {
    test('of packages of which one leaks, that one does not go out, and the command fails', async () => {
      const prefix = `other${index}`
      const folder = await monorepo(tool, prefix, ['b'])
      const { command, tools } = tool
      const { status, stderr } = await runGuarded(registry, folder, command, {
        tools,
        options: ['--no-first-look'],
      })
      expect(status).toBe(1)
      expect(stderr).toMatch(new RegExp(`held back {2}${prefix}-b@1\\.0\\.0`))
      expect(await askVersions(registry, `${prefix}-b`)).toEqual([])
      expect(stderr).toContain('1 tarball held back')
    }, 240_000)
  },
)

interface Release {
  readonly tool: ReleaseTool
  /** Which of the packages of this prefix are out. */
  readonly out: (prefix: string) => Promise<string[]>
  readonly run: (
    prefix: string,
    leaks: readonly string[],
    ...options: string[]
  ) => ReturnType<typeof runGuarded>
  readonly index: number
}

function startRelease(tool: ReleaseTool, index: number): Release {
  const { command, tools, env } = tool
  return {
    tool,
    index,
    out: async (prefix) => {
      const found = await Promise.all(
        NAMES.map(async (name) =>
          (await askVersions(registry, `${prefix}-${name}`)).length > 0 ? name : '',
        ),
      )
      return found.filter(Boolean)
    },
    run: async (prefix, leaks, ...options) =>
      runGuarded(registry, await monorepo(tool, prefix, leaks), command, {
        tools,
        options,
        ...(env ? { env } : {}),
      }),
  }
}

const WAYS: readonly [string, (release: Release) => Promise<void>][] = [
  [
    'honest packages all go out',
    async ({ run, out, index }) => {
      const { status, stderr, stdout } = await run(`honest${index}`, [])
      expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' })
      expect(await out(`honest${index}`)).toEqual(['a', 'b', 'c'])
      expect(stderr).toMatch(/3 tarballs passed and are out, and nothing else appeared on the registry/)
    },
  ],
  [
    'where half of them leak, the command is not even started',
    async ({ run, out, index }) => {
      const { status, stderr } = await run(`first${index}`, ['b'])
      expect(status).toBe(1)
      expect(stderr).toMatch(/the command was not started/)
      expect(await out(`first${index}`)).toEqual([])
    },
  ],
  [
    'without the first look, none that leaks goes out, and the command fails',
    async ({ run, out, index, tool }) => {
      const { status, stderr, stdout } = await run(`half${index}`, ['b'], '--no-first-look')
      expect(status).toBe(1)
      expect((stdout + stderr).replace(/\s*\n[\s│]*/g, ' ')).toMatch(/Seaworthy holds half\d-b@1\.0\.0 back/)
      expect(stderr).toMatch(/held back {2}half\d-b@1\.0\.0/)
      const published = await out(`half${index}`)
      expect(published).not.toContain('b')
      if (!tool.stops) expect(published).toEqual(['a', 'c'])
    },
  ],
]

test.each(
  takePairs([...TOOLS.entries()], WAYS).map(
    ([[index, tool], [title, holds]]): [string, string, () => Promise<void>] => [
      tool.title,
      title,
      () => holds(startRelease(tool, index)),
    ],
  ),
)('%s: %s', (_tool, _title, holds) => holds(), 240_000)

describe('semantic-release', () => {
  const config = {
    branches: ['main'],
    plugins: ['@semantic-release/commit-analyzer', '@semantic-release/npm'],
    repositoryUrl: '.',
  }
  async function repository(name: string, leaks: boolean) {
    const folder = await makeRepository({
      ...makePackageFiles({ name, version: '0.0.0-development' }, leaks),
      '.releaserc.json': JSON.stringify(config),
    })
    const remote = `${folder}-remote`
    folders.push(folder, remote)
    execFileSync('git', ['clone', '--quiet', '--bare', folder, remote])
    runGit(folder, 'remote', 'add', 'origin', remote)
    runGit(folder, 'commit', '--quiet', '--allow-empty', '--message', 'feat: everything')
    runGit(folder, 'push', '--quiet', 'origin', 'main')
    const file = path.join(folder, '.releaserc.json')
    execFileSync('node', [
      '-e',
      `const fs=require('fs');const c=JSON.parse(fs.readFileSync(process.argv[1]));c.repositoryUrl=process.argv[2];fs.writeFileSync(process.argv[1],JSON.stringify(c))`,
      file,
      `file://${remote}`,
    ])
    return folder
  }
  const release = (folder: string) =>
    runGuarded(registry, folder, ['semantic-release', '--no-ci'], {
      tools: ['semantic-release', 'npm-11'],
      env: { NPM_TOKEN: 'taken-from-the-configuration-instead' },
    })

  test('an honest package goes out in the version that it has chosen', async () => {
    const { status, stderr, stdout } = await release(await repository('semantic-honest', false))
    expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' })
    expect(await askVersions(registry, 'semantic-honest')).toEqual(['1.0.0'])
  }, 240_000)

  test('a leak does not', async () => {
    const { status, stderr, stdout } = await release(await repository('semantic-leaky', true))
    expect(stdout + stderr).toMatch(/Seaworthy holds semantic-leaky@1\.0\.0 back/)
    expect(status).toBe(1)
    expect(await askVersions(registry, 'semantic-leaky')).toEqual([])
  }, 240_000)
})

describe.each([
  ['np', ['np', '1.1.0', '--yolo', '--any-branch', '--no-release-draft', '--no-2fa']],
  [
    'release-it',
    ['release-it', 'minor', '--ci', '--no-github.release', '--no-git.requireUpstream', '--npm.timeout=100'],
  ],
] as const)('%s, which writes the next version itself', (tool, command) => {
  async function release(name: string, leaks: boolean) {
    const folder = await makeRepository(makePackageFiles({ name }, leaks))
    const remote = `${folder}-remote`
    folders.push(folder, remote)
    execFileSync('git', ['clone', '--quiet', '--bare', folder, remote])
    runGit(folder, 'remote', 'add', 'origin', remote)
    runGit(folder, 'push', '--quiet', '--set-upstream', 'origin', 'main')
    runGit(folder, 'config', 'user.name', 'Test')
    runGit(folder, 'config', 'user.email', 'test@example.com')
    // np wants a clean checkout, and npm writes its cache into the home.
    const home = `${folder}-home`
    folders.push(home)
    mkdirSync(home)
    return runGuarded(registry, folder, command, { tools: [tool, 'npm-11'], env: { HOME: home } })
  }

  test('an honest package goes out, and nothing else appeared', async () => {
    const { status, stderr, stdout } = await release(`${tool}-honest`, false)
    expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' })
    expect(stderr).toMatch(/1 tarball passed and is out, and nothing else appeared on the registry/)
    expect(await askVersions(registry, `${tool}-honest`)).toEqual(['1.1.0'])
  }, 240_000)

  test('a leak does not, and the tool tells why', async () => {
    const { status, stderr, stdout } = await release(`${tool}-leaky`, true)
    expect(stdout + stderr).toContain(`Seaworthy holds ${tool}-leaky@1.1.0 back`)
    expect(status).toBe(1)
    expect(await askVersions(registry, `${tool}-leaky`)).toEqual([])
  }, 240_000)
})
