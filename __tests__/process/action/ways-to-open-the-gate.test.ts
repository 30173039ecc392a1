import { execFileSync } from 'node:child_process'
import { renameSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Report, Verdict } from '../../../src/model/report.ts'
import { useActionWithApi } from '../../support/action-with-api.ts'
import { buildTarball } from '../../support/build-tarball.ts'
import { EVENTS } from '../../support/events.ts'
import { computeContentHash } from '../../support/exceptions.ts'
import {
  applyEdits,
  type PullRequestRepository,
  pullRequestRepository,
  removePullRequests,
  serveCommit,
} from '../../support/pull-request.ts'
import { readHead, type StepOptions, type StepResult } from '../../support/runner.ts'
import { takePairs } from '../../support/turns.ts'
import { CLEAN, ENVIRONMENT, makeCheckout, makeManifest } from '../../support/workspace.ts'

const action = useActionWithApi()
afterAll(removePullRequests)

type Files = Readonly<Record<string, string>>
type Edits = Parameters<typeof pullRequestRepository>[1]

const STRICT = 'profile: proprietary\nfail-on: notice\n'
const LIST = 'package.json\nREADME*\ndist/*.js\n'
/** A gate that lets nothing out but what is listed, and a change that adds what is not. */
const GUARDED: Files = { ...CLEAN, 'seaworthy.yml': STRICT, 'seaworthy.contents': LIST }
const EXTRA = { 'dist/extra.txt': 'Not for everybody.\n' }
const LAX = 'fail-on: never\nprofile: open-source\n'

const MAP = JSON.stringify({
  version: 3,
  sources: ['../src/index.ts'],
  sourcesContent: ['const secret = 1\n'.repeat(50)],
  names: [],
  mappings: 'AAAA',
})
const MAPPED: Files = {
  ...CLEAN,
  'dist/index.js': 'export const answer = 42\n//# sourceMappingURL=index.js.map\n',
  'dist/index.js.map': MAP,
}
const PACKAGES: Files = {
  'package.json': makeManifest({ name: 'root', private: true, workspaces: ['packages/*'] }),
  'packages/a/package.json': makeManifest({ name: 'a' }),
  'packages/a/dist/index.js': '1\n',
  'packages/a/seaworthy.yml': STRICT,
  'packages/a/seaworthy.contents': LIST,
}

interface Way {
  base: Files
  edits: Edits
  /** What is judged of its folder; left out: the folder itself. */
  target?: string
  /** What the main branch has besides. */
  prepare?: (folder: string) => void
  inputs?: Record<string, string>
  /** Whether the change would pass if it were judged by its own word: then it is the base that stops it. */
  alone?: 'pass'
}

const removed = (...names: string[]) => Object.fromEntries(names.map((name) => [name, null]))

/** Each in a folder of its own of one repository, which are judged together. */
const WAYS: Record<string, Way> = {
  'it deletes the configuration and the contents list': {
    base: GUARDED,
    edits: { ...EXTRA, ...removed('seaworthy.yml', 'seaworthy.contents') },
    alone: 'pass',
  },
  'it writes a lax configuration': {
    base: GUARDED,
    edits: { ...EXTRA, 'seaworthy.yml': LAX, 'seaworthy.contents': 'dist/**\n' },
    alone: 'pass',
  },
  'it puts a laxer file nearer to the package': {
    base: { ...PACKAGES, 'packages/a/seaworthy.yml': '', 'seaworthy.yml': STRICT },
    edits: {
      'packages/a/dist/extra.txt': 'x\n',
      'packages/a/seaworthy.yml': LAX,
      ...removed('packages/a/seaworthy.contents'),
    },
    target: 'packages/a',
    alone: 'pass',
  },
  'it takes the escape for itself': {
    base: GUARDED,
    edits: {
      ...EXTRA,
      'seaworthy.yml': `${LAX}dangerously-let-pull-requests-loosen-this-gate: true\n`,
      ...removed('seaworthy.contents'),
    },
    alone: 'pass',
  },
  'it calls every rule new': {
    base: { ...CLEAN, 'seaworthy.yml': 'fail-on: error\n' },
    edits: { 'dist/.env': ENVIRONMENT, 'seaworthy.yml': 'since: 0.0.1\nadopt: 2999-01-01\n' },
    alone: 'pass',
  },
  'it suppresses what it adds': {
    base: CLEAN,
    edits: {
      'dist/.env': ENVIRONMENT,
      'seaworthy.yml': `suppressions: [{ rule: file/environment, path: dist/.env, values: ["${computeContentHash('file/environment', ENVIRONMENT)}"], reason: no reason }]\n`,
    },
    alone: 'pass',
  },
  'it widens an exception that is there': {
    base: {
      ...CLEAN,
      'seaworthy.yml':
        'suppressions: [{ rule: file/environment, path: dist/.env, values: ["0123456789abcdef"], reason: a sample }]\n',
    },
    edits: {
      'dist/.env': ENVIRONMENT,
      'seaworthy.yml': `suppressions: [{ rule: file/environment, path: dist/.env, values: ["0123456789abcdef", "${computeContentHash('file/environment', ENVIRONMENT)}"], reason: a sample }]\n`,
    },
    alone: 'pass',
  },
  'it changes what was suppressed': {
    base: {
      ...CLEAN,
      'dist/.env': ENVIRONMENT,
      'seaworthy.yml': `suppressions: [{ rule: file/environment, path: dist/.env, values: ["${computeContentHash('file/environment', ENVIRONMENT)}"], reason: a sample }]\n`,
    },
    edits: { 'dist/.env': `${ENVIRONMENT}STRIPE=${'9'.repeat(20)}\n` },
  },
  'it opens the licence': {
    base: { ...MAPPED, 'package.json': makeManifest({ license: 'UNLICENSED' }) },
    edits: { 'package.json': makeManifest() },
    alone: 'pass',
  },
  'it moves the package': {
    base: PACKAGES,
    edits: (git, folder) => {
      git('mv', 'packages/a', 'packages/b')
      git('rm', '-q', '-f', 'packages/b/seaworthy.yml', 'packages/b/seaworthy.contents')
      writeFileSync(path.join(folder, 'packages/b/dist/extra.txt'), 'x\n')
    },
    target: 'packages/b',
    alone: 'pass',
  },
  'it renames the package': {
    base: GUARDED,
    edits: {
      ...EXTRA,
      'package.json': makeManifest({ name: 'renamed' }),
      ...removed('seaworthy.yml', 'seaworthy.contents'),
    },
    alone: 'pass',
  },
  'the configuration and the list were links': {
    base: { ...CLEAN, 'gate/strict.yml': STRICT, 'gate/list': LIST },
    prepare: (folder) => {
      symlinkSync('gate/strict.yml', path.join(folder, 'seaworthy.yml'))
      symlinkSync('gate/list', path.join(folder, 'seaworthy.contents'))
    },
    edits: (git, folder) => {
      unlinkSync(path.join(folder, 'seaworthy.yml'))
      unlinkSync(path.join(folder, 'seaworthy.contents'))
      writeFileSync(path.join(folder, 'dist/extra.txt'), 'x\n')
      git('add', '--all')
    },
    alone: 'pass',
  },
}

/** What is not of one package: each in a repository of its own. */
const WAYS_APART: Record<string, Way> = {
  'it softens a policy of its own repository': {
    base: { ...CLEAN, 'policy.yml': 'rules: { file/environment: { locked: true } }\n' },
    edits: {
      'dist/.env': ENVIRONMENT,
      'policy.yml': '{}\n',
      'seaworthy.yml': 'rules: { file/environment: off }\n',
    },
    inputs: { 'policy-file': 'policy.yml' },
    alone: 'pass',
  },
  'it mends a wrong configuration beside other things': {
    base: { ...CLEAN, 'seaworthy.yml': 'rulez: {}\n' },
    edits: { ...EXTRA, 'seaworthy.yml': 'fail-on: error\n' },
    alone: 'pass',
  },
}

async function judge(step: StepOptions): Promise<StepResult> {
  return action.run({ ...step, inputs: { comment: 'never', ...step.inputs } })
}

/** Exit 1 or 2 on the command line is exit 1 of a step; the output says which. */
function expectShut(result: StepResult): void {
  expect([result.outputs.verdict, result.exitCode, result.log]).not.toContain('pass')
  expect(['block', 'error']).toContain(result.outputs.verdict)
  expect(result.exitCode).toBe(1)
}

/** How the clone and the API are when a change is judged; the last is the change by its own word. */
const CIRCUMSTANCES = {
  'a full clone, whatever the API does': { depth: 0, api: 'failing' },
  'a shallow clone and an API that answers': { depth: 1, api: 'healthy' },
  'a shallow clone and an API that fails': { depth: 1, api: 'failing' },
  'its own word': { depth: 0, api: 'failing' },
} as const
type Circumstance = keyof typeof CIRCUMSTANCES

/** A change judged under a circumstance. */
async function judged(
  request: PullRequestRepository,
  base: Files,
  circumstance: Circumstance,
  inputs: Record<string, string> = {},
): Promise<StepResult> {
  const { depth, api } = CIRCUMSTANCES[circumstance]
  serveCommit(action.api, request.base, base)
  if (api === 'failing') action.api.faults = [{ status: 500 }]
  const step = { workspace: await request.clone(depth), ...request.step(), inputs }
  return judge(circumstance === 'its own word' ? { ...step, event: 'push', payload: EVENTS.push } : step)
}

const folderOf = (title: string): string => `way-${Object.keys(WAYS).indexOf(title)}`

/** Files of a way in its folder; packages get names of their own, by which a base is found, too. */
function inFolder<Text extends string | null>(
  title: string,
  files: Readonly<Record<string, Text>>,
): Record<string, Text | string> {
  const folder = folderOf(title)
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => {
      const isManifest = text !== null && name.endsWith('package.json')
      const named = isManifest ? text.replace(/("name": *")([^"]+)/, `$1${folder}-$2`) : text
      return [path.posix.join(folder, name), named]
    }),
  )
}

/** The repository of all ways, which is made once. */
async function repositoryOfWays(): Promise<{ request: PullRequestRepository; base: Files }> {
  const all = Object.entries(WAYS)
  const base: Files = Object.assign({}, ...all.map(([title, way]) => inFolder(title, way.base)))
  const request = await pullRequestRepository(
    base,
    async (git, root) => {
      for (const [title, { edits }] of all) {
        const folder = path.join(root, folderOf(title))
        if (typeof edits === 'function') edits((...args) => git('-C', folder, ...args), folder)
        else await applyEdits(git, root, inFolder(title, edits))
      }
    },
    (root) => {
      for (const [title, { prepare }] of all) prepare?.(path.join(root, folderOf(title)))
    },
  )
  const links = { 'seaworthy.yml': STRICT, 'seaworthy.contents': LIST }
  return { request, base: { ...base, ...inFolder('the configuration and the list were links', links) } }
}

let ways: ReturnType<typeof repositoryOfWays> | null = null
const verdicts = new Map<Circumstance, Promise<(target: string) => Verdict | undefined>>()

/** The verdict of each way's package, by its target; all are judged in one run. */
function verdictsOf(circumstance: Circumstance): Promise<(target: string) => Verdict | undefined> {
  const known = verdicts.get(circumstance)
  if (known !== undefined) return known
  const judging = (async () => {
    ways ??= repositoryOfWays()
    const { request, base } = await ways
    const targets = Object.entries(WAYS).map(([title, way]) => targetOf(title, way))
    const inputs = { path: targets.join('\n'), 'report-file': 'report.json' }
    const result = await judged(request, base, circumstance, inputs)
    if (circumstance !== 'its own word') expectShut(result)
    const report: Report = JSON.parse(await readFile(result.outputs['report-file'] ?? '', 'utf8'))
    const found = new Map(report.packages.map(({ target, verdict }) => [target, verdict]))
    // Where no base can be read, no package is looked at.
    return (target: string) => (found.size === 0 ? report.verdict : found.get(target))
  })()
  verdicts.set(circumstance, judging)
  return judging
}

const targetOf = (title: string, { target = '' }: Way): string =>
  path.posix.join(folderOf(title), target).replace(/\/$/, '')

const HELD_TO_THE_BASE = Object.keys(CIRCUMSTANCES).filter((one) => one !== 'its own word') as Circumstance[]

describe('a pull request does not open the gate,', () => {
  // All of them are judged in one run for each circumstance.
  test.each(
    HELD_TO_THE_BASE.flatMap((circumstance) =>
      Object.entries(WAYS).map(([title, way]) => [circumstance, title, way] as const),
    ),
  )('with %s: %s', async (circumstance, title, way) => {
    expect(['block', 'error']).toContain((await verdictsOf(circumstance))(targetOf(title, way)))
  })

  test.each(
    takePairs(HELD_TO_THE_BASE, Object.entries(WAYS_APART)).map(
      ([circumstance, [title, way]]) => [circumstance, title, way] as const,
    ),
  )('with %s: %s', async (circumstance, _title, { base, edits, inputs }) => {
    expectShut(await judged(await pullRequestRepository(base, edits), base, circumstance, inputs))
  })
})

describe('it is the base that stops it, for by its own word it would pass:', () => {
  const passing = (all: Record<string, Way>) =>
    Object.entries(all).filter(([, { alone }]) => alone === 'pass')

  test.each(passing(WAYS))('%s', async (title, way) => {
    expect((await verdictsOf('its own word'))(targetOf(title, way))).toBe('pass')
  })

  test.each(passing(WAYS_APART))('%s', async (_title, { base, edits, inputs }) => {
    const request = await pullRequestRepository(base, edits)
    expect((await judged(request, base, 'its own word', inputs)).outputs.verdict).toBe('pass')
  })
})

test('an API that hangs does not open it either, and costs no more than the seconds it is given', async () => {
  const request = await pullRequestRepository(GUARDED, {
    ...EXTRA,
    ...removed('seaworthy.yml', 'seaworthy.contents'),
  })
  action.api.faults = [{ delay: 120_000 }]
  const result = await judge({ workspace: await request.clone(1), ...request.step() })
  expectShut(result)
  expect(result.log.replace(/\s+/g, ' ')).toMatch(
    /Could not look: the configuration at the base commit .*did not answer within 12 seconds/,
  )
}, 60_000)

describe('events that look at a change without saying what it is merged into', () => {
  let request: PullRequestRepository
  /** With the change checked out; and one that has nothing but the change. */
  let workspace: string
  let shallow: string
  beforeAll(async () => {
    request = await pullRequestRepository(GUARDED, {
      ...EXTRA,
      ...removed('seaworthy.yml', 'seaworthy.contents'),
    })
    workspace = await request.clone(0)
    execFileSync('git', ['checkout', '--quiet', request.head], { cwd: workspace })
    shallow = await request.clone(1)
  })

  test.each(['issue_comment', 'workflow_run', 'workflow_dispatch', 'repository_dispatch'] as const)(
    '%s: the default branch is the base',
    async (event) => {
      const payload =
        event === 'repository_dispatch' ? { ...EVENTS.workflow_dispatch, client_payload: {} } : EVENTS[event]
      // GITHUB_SHA is the tip of the default branch in these.
      const env = { GITHUB_SHA: request.base, GITHUB_REF: 'refs/heads/main' }
      action.api.missing = [request.base]
      const [seen, blind] = await Promise.all([
        judge({ workspace, event, payload, env }),
        judge({ workspace: shallow, event, payload, env }),
      ])
      expectShut(seen)
      expect(blind.outputs.verdict).toBe('error')
      expect(blind.log).toMatch(/Could not look/)
    },
  )

  test('pull_request_target with the head of a fork checked out: the base of the request', async () => {
    execFileSync('git', ['remote', 'set-url', 'origin', 'https://github.com/stranger/r.git'], {
      cwd: workspace,
    })
    const { payload } = request.step()
    expectShut(
      await judge({ workspace, event: 'pull_request_target', payload, env: { GITHUB_SHA: request.base } }),
    )
  })
})

test('a checkout in a folder below is held to its own base', async () => {
  const request = await pullRequestRepository(GUARDED, {
    ...EXTRA,
    ...removed('seaworthy.yml', 'seaworthy.contents'),
  })
  const clone = await request.clone(2)
  const workspace = path.join(clone, '..', `${path.basename(clone)}-around`)
  await mkdir(workspace)
  renameSync(clone, path.join(workspace, 'project'))
  expectShut(await judge({ workspace, ...request.step(), inputs: { path: 'project' } }))
})

test('a tarball says that it is open, and the package of the checkout says that it is not', async () => {
  const workspace = await makeCheckout({ ...MAPPED, 'package.json': makeManifest({ license: 'UNLICENSED' }) })
  await writeFile(path.join(workspace, 'out.tgz'), buildTarball(MAPPED))
  const inputs = { tarball: 'out.tgz' }
  expectShut(await judge({ workspace, event: 'push', payload: EVENTS.push, inputs }))
})

test('a payload says both private and public: private counts', async () => {
  const step = { workspace: await makeCheckout(MAPPED), event: 'push' }
  const payload = (visible: object) => ({
    ...EVENTS.push,
    repository: { ...EVENTS.push.repository, ...visible },
  })
  expect((await judge({ ...step, payload: payload({}) })).outputs.verdict).toBe('pass')
  expectShut(await judge({ ...step, payload: payload({ private: true, visibility: 'public' }) }))
})

test('a release to compare with that was named and cannot be had', async () => {
  const workspace = await makeCheckout(CLEAN)
  const env = { npm_config_registry: 'http://127.0.0.1:9/' }
  const results = ['1.4.2', 'next', 'example@1.0.0'].map((baseline) =>
    judge({ workspace, event: 'push', payload: EVENTS.push, inputs: { baseline }, env }),
  )
  for (const result of results) expectShut(await result)
})

test('an earlier report in the repository is read at the base, not as the change writes it', async () => {
  const script = { scripts: { postinstall: 'node dist/index.js' } }
  const before = await makeCheckout(CLEAN)
  const after = await makeCheckout({ ...CLEAN, 'package.json': makeManifest(script) })
  const reportOf = async (workspace: string): Promise<string> => {
    const result = await judge({
      workspace,
      event: 'push',
      payload: EVENTS.push,
      inputs: { 'report-file': 'r.json' },
    })
    expect(result.outputs['report-file']).toBeTruthy()
    return execFileSync('cat', ['r.json'], { cwd: workspace, encoding: 'utf8' })
  }
  const request = await pullRequestRepository(
    { ...CLEAN, 'last.json': await reportOf(before) },
    { 'last.json': await reportOf(after), 'package.json': makeManifest(script) },
  )
  const workspace = await request.clone(2)
  const inputs = { baseline: 'last.json' }
  expectShut(await judge({ workspace, ...request.step(), inputs }))
  const alone = await judge({ workspace, event: 'push', payload: EVENTS.push, inputs })
  expect(alone.outputs.verdict).toBe('pass')
})

test('a link where the pattern of tarballs looks', async () => {
  const workspace = await makeCheckout({ ...CLEAN, 'out/a.txt': '' })
  await symlink('../elsewhere.tgz', path.join(workspace, 'out/a.tgz'))
  expectShut(
    await judge({ workspace, event: 'push', payload: EVENTS.push, inputs: { tarball: 'out/*.tgz' } }),
  )
})

test('scripts of a commit that is not on the default branch, in a run with secrets', async () => {
  const workspace = await makeCheckout(CLEAN)
  const inputs = { 'run-scripts': 'true' }
  const step = { workspace, event: 'issue_comment', payload: EVENTS.issue_comment, inputs }
  expectShut(await judge({ ...step, env: { GITHUB_SHA: 'c'.repeat(40) } }))
  expect((await judge({ ...step, env: { GITHUB_SHA: readHead(workspace) } })).outputs.verdict).toBe('pass')
})

test('a package that a change takes off the workspaces is named', async () => {
  const request = await pullRequestRepository(
    {
      ...PACKAGES,
      'packages/b/package.json': makeManifest({ name: 'b' }),
      'packages/b/dist/index.js': '1\n',
    },
    { 'packages/a/package.json': makeManifest({ name: 'a', private: true }) },
  )
  const result = await judge({
    workspace: await request.clone(2),
    ...request.step(),
    inputs: { workspaces: 'true' },
  })
  expect(result.outputs.verdict).toBe('pass')
  expect(stripVTControlCharacters(result.log).replace(/\s+/g, ' ')).toMatch(
    /note a \(packages\/a\) is looked at in the base commit and not in this change, where it is private\./,
  )
})
