import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { CLI, ROOT, runSeaworthy } from '../../support/command-line.ts'
import { askVersions, commitAll, makePackageFiles, makeRepository, moveBelow } from '../../support/guarded.ts'
import { Job } from '../../support/job.ts'
import { type Registry, startRegistry } from '../../support/registry.ts'
import { findToolModule, prepareToolFolder, type Tool } from '../../support/tools.ts'
import { takeTurn } from '../../support/turns.ts'
import { Upstream } from '../../support/upstream.ts'

let registry: Registry
const folders: string[] = []
beforeAll(async () => {
  registry = await startRegistry()
}, 120_000)
afterAll(async () => {
  await registry.stop()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

interface Step {
  readonly id?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, string>>
}

/** The command of the step of an example that publishes: its own script, or the one it hands to another action. */
function publishingStep(file: string): string {
  const text = readFileSync(path.join(ROOT, 'examples', 'workflows', file), 'utf8')
  const { jobs } = parse(text) as { jobs: { release: { steps: Step[] } } }
  const step = jobs.release.steps.find(({ id }) => id === 'publish')
  const command = step?.run ?? step?.with?.['publish-script']
  if (command === undefined) throw new Error(`${file} has no step that publishes.`)
  return command
}

const WORKSPACES = JSON.stringify({ name: 'root', private: true, workspaces: ['packages/*'] })

interface Example {
  readonly file: string
  readonly tools: readonly Tool[]
  /** Whether it is a monorepo, whose second package is the one that leaks. */
  readonly many: boolean
  readonly files?: Readonly<Record<string, string>>
  readonly prepare?: (folder: string) => Promise<void> | void
  readonly env?: Readonly<Record<string, string>>
}

const EXAMPLES: readonly Example[] = [
  { file: 'npm-trusted.yml', tools: ['npm-11'], many: false },
  { file: 'release-please.yml', tools: ['npm-11'], many: false },
  { file: 'semantic-release.yml', tools: ['semantic-release', 'npm-11'], many: false, prepare: withRemote },
  {
    file: 'changesets.yml',
    tools: ['changesets', 'npm-11'],
    many: true,
    files: { '.changeset/config.json': '{"access":"public","baseBranch":"main"}' },
  },
  {
    file: 'lerna.yml',
    tools: ['lerna', 'npm-11'],
    many: true,
    files: { 'lerna.json': '{"version":"1.0.0","packages":["packages/*"],"npmClient":"npm"}' },
  },
  {
    file: 'nx.yml',
    tools: ['nx', 'npm-11'],
    many: true,
    files: { 'nx.json': '{"release":{"projects":["packages/*"]}}' },
    env: { NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false' },
    prepare: (folder) => {
      for (const name of ['nx', '@nx'])
        symlinkSync(findToolModule(name), path.join(folder, 'node_modules', name))
    },
  },
  {
    file: 'pnpm-monorepo.yml',
    tools: ['pnpm-10', 'npm-11'],
    many: true,
    files: { 'pnpm-workspace.yaml': 'packages:\n  - packages/*\n' },
  },
  {
    file: 'yarn-monorepo.yml',
    tools: ['yarn-4', 'npm-11'],
    many: true,
    files: {
      'yarn.lock': '',
      '.yarnrc.yml': 'enableTelemetry: false\nenableGlobalCache: false\nnodeLinker: node-modules\n',
      'package.json': JSON.stringify({ ...JSON.parse(WORKSPACES), scripts: { seaworthy: `node ${CLI}` } }),
    },
    prepare: async (folder) => {
      const PATH = `${await prepareToolFolder('yarn-4')}:${process.env.PATH}`
      // In CI, Yarn's installs are immutable unless told otherwise, and a new lock file is a change.
      const env = { ...process.env, PATH, HOME: folder, YARN_ENABLE_IMMUTABLE_INSTALLS: 'false' }
      execFileSync('yarn', ['install'], { cwd: folder, env })
      commitAll(folder, 'Installed')
    },
  },
]

/** semantic-release asks the remote what it may push, and reads the commits since the last tag. */
function withRemote(folder: string): void {
  const remote = `${folder}-remote`
  folders.push(remote)
  const config = {
    branches: ['main'],
    repositoryUrl: `file://${remote}`,
    plugins: ['@semantic-release/commit-analyzer', '@semantic-release/npm'],
  }
  writeFileSync(path.join(folder, '.releaserc.json'), JSON.stringify(config))
  commitAll(folder, 'feat: everything')
  execFileSync('git', ['clone', '--quiet', '--bare', folder, remote])
}

async function repository(example: Example, prefix: string, leaks: boolean): Promise<string> {
  const folder = await makeRepository(
    example.many
      ? {
          'package.json': WORKSPACES,
          ...moveBelow('packages/a', makePackageFiles({ name: `${prefix}-a` }, false)),
          ...moveBelow('packages/b', makePackageFiles({ name: `${prefix}-b` }, leaks)),
          ...example.files,
        }
      : { ...makePackageFiles({ name: `${prefix}-b` }, leaks), ...example.files },
  )
  folders.push(folder)
  // As `npm install --save-dev seaworthy` leaves it.
  mkdirSync(path.join(folder, 'node_modules', '.bin'), { recursive: true })
  const programs = path.join(folder, 'node_modules', '.bin')
  const project = example.tools.filter((tool) => !/^(npm|pnpm|yarn)-/.test(tool))
  if (project.length > 0) cpSync(await prepareToolFolder(...project), programs, { recursive: true })
  rmSync(path.join(programs, 'node'), { force: true })
  const program = path.join(programs, 'seaworthy')
  writeFileSync(program, `#!/bin/sh\nexec node '${CLI}' "$@"\n`, { mode: 0o755 })
  await example.prepare?.(folder)
  return folder
}

async function runStep(example: Example, folder: string, more: Record<string, string> = {}) {
  const job = new Job({
    workspace: folder,
    env: {
      PATH: `${await prepareToolFolder(...example.tools)}:${process.env.PATH}`,
      ...registry.env,
      GITHUB_REF: 'refs/heads/main',
      SEAWORTHY_BASELINE_TIMEOUT: '5',
      GIT_AUTHOR_NAME: 'Test',
      GIT_AUTHOR_EMAIL: 'test@example.com',
      GIT_COMMITTER_NAME: 'Test',
      GIT_COMMITTER_EMAIL: 'test@example.com',
      ...example.env,
      ...more,
    },
  })
  return job.run(publishingStep(example.file))
}

describe.each(takeTurn(EXAMPLES.map((example) => [example.file, example] as const)))(
  '%s',
  (file, example) => {
    const prefix = file.replace('.yml', '')
    const names = example.many ? [`${prefix}-a`, `${prefix}-b`] : [`${prefix}-b`]
    const out = async (): Promise<string[]> => {
      const found = await Promise.all(
        names.map(async (name) => ((await askVersions(registry, name)).length > 0 ? name : '')),
      )
      return found.filter(Boolean)
    }

    test('a leak: nothing is published, the sentence is printed, the job fails', async () => {
      const { status, output } = await runStep(example, await repository(example, prefix, true))
      expect(output).toMatch(/Seaworthy holds \S+ back|dist\/\.env/)
      expect(output).toMatch(/nothing was published|the command was not started/)
      expect(status).not.toBe(0)
      expect(await out()).toEqual([])
    }, 240_000)

    test('an honest package: published, and verify says that it is what was judged', async () => {
      const folder = await repository(example, prefix, false)
      const { status, output } = await runStep(example, folder)
      expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' })
      expect(await out()).toEqual(names)
      const npmFolder = await prepareToolFolder('npm-11')
      const version = (await askVersions(registry, `${prefix}-b`))[0]
      const report = path.join(folder, 'report.json')
      const targets = example.many ? 'packages/b' : '.'
      // These two write into package.json before they pack: the version, and the commit.
      if (!['semantic-release.yml', 'lerna.yml'].includes(file)) {
        await runSeaworthy([targets, '--format', `json=${report}`], { cwd: folder, npmFolder })
        const verified = await runSeaworthy(['verify', report, `${prefix}-b@${version}`], {
          cwd: folder,
          npmFolder,
          env: registry.env,
        })
        expect({ status: verified.status, said: verified.stdout }).toMatchObject({ status: 0 })
      }
    }, 240_000)
  },
)

test('npm-staged.yml: what passes waits in the stage, a leak does not get there', async () => {
  const upstream = await Upstream.start()
  upstream.answer = (request, response) =>
    request.method === 'GET'
      ? response.writeHead(404).end('{}')
      : response.writeHead(201).end('{"stageId":"7"}')
  try {
    const example: Example = { file: 'npm-staged.yml', tools: ['npm-11'], many: false }
    const env = {
      npm_config_userconfig: '/dev/null',
      npm_config_registry: upstream.url,
      NPM_TOKEN: 'of-the-test',
    }
    const leaky = await runStep(example, await repository(example, 'staged', true), env)
    expect(leaky.output).toMatch(/Seaworthy holds staged-b@1\.0\.0 back/)
    expect(upstream.writes).toEqual([])
    const honest = await runStep(example, await repository(example, 'staged', false), env)
    expect({ status: honest.status, output: honest.status === 0 ? '' : honest.output }).toEqual({
      status: 0,
      output: '',
    })
    expect(upstream.writes.map(({ url, authorization }) => [url, authorization])).toEqual([
      ['/-/stage/package/staged-b', 'Bearer of-the-test'],
    ])
  } finally {
    await upstream.stop()
  }
}, 240_000)
