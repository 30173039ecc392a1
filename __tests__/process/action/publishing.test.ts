import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { makeFolder } from '../../support/command-line.ts'
import { EVENTS } from '../../support/events.ts'
import { GitHubApi } from '../../support/github-api.ts'
import { askVersions, makePackageFiles, makeRepository, moveBelow } from '../../support/guarded.ts'
import { Job } from '../../support/job.ts'
import { type Registry, startRegistry } from '../../support/registry.ts'
import { removeRunnerFolders, runAction } from '../../support/runner.ts'
import { prepareToolFolder } from '../../support/tools.ts'

let registry: Registry
let searchPath: string
beforeAll(async () => {
  registry = await startRegistry()
  searchPath = `${await prepareToolFolder('npm-11')}:${process.env.PATH}`
}, 120_000)
afterAll(async () => {
  await registry.stop()
  await removeRunnerFolders()
})

const token = () =>
  /_authToken=(.+)/.exec(readFileSync(registry.env.npm_config_userconfig ?? '', 'utf8'))?.[1] ?? ''

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** The login is in the input alone; where the registry is, the project says. */
function guardJob(workspace: string, inputs: Readonly<Record<string, string>> = {}): Job {
  return new Job({
    workspace,
    inputs: { mode: 'guard', 'npm-token': token(), ...inputs },
    env: { PATH: searchPath, HOME: workspace, npm_config_registry: registry.url },
  })
}

describe('mode: guard', () => {
  test('an honest package is published by a later step as if there were nothing, and the job passes', async () => {
    const job = guardJob(await makeRepository(makePackageFiles({ name: 'job-honest' }, false)))
    expect((await job.action()).exitCode).toBe(0)
    const published = await job.run('npm publish; env')
    expect(published.status).toBe(0)
    expect(published.output).not.toContain(token())
    const end = await job.end()
    expect(end.log).toMatch(/published {2}job-honest@1\.0\.0 sha512-/)
    expect(end.outputs).toMatchObject({ published: '1', held: '0', verdict: 'pass' })
    expect(end.exitCode).toBe(0)
    expect(await askVersions(registry, 'job-honest')).toEqual(['1.0.0'])
  })

  test('a leak is not, and the job fails even if the step does not', async () => {
    const job = guardJob(await makeRepository(makePackageFiles({ name: 'job-leaky' }, true)))
    expect((await job.action()).exitCode).toBe(0)
    const published = await job.run('npm publish || true')
    expect(published.output).toContain('Seaworthy holds job-leaky@1.0.0 back')
    const end = await job.end()
    expect(end.exitCode).toBe(1)
    expect(end.annotations.map(({ level }) => level)).toContain('error')
    expect(end.summary).toMatch(/job(-|&#45;)leaky/)
    expect(end.outputs).toMatchObject({ published: '0', held: '1', verdict: 'block' })
    expect(await askVersions(registry, 'job-leaky')).toEqual([])
  })

  test("a package's own registry leads through the guard in later steps too", async () => {
    const manifest = { name: 'job-own', publishConfig: { registry: registry.url } }
    const job = guardJob(await makeRepository(makePackageFiles(manifest, true)))
    await job.action()
    expect((await job.run('npm publish || true')).output).toContain('Seaworthy holds job-own@1.0.0 back')
    expect((await job.end()).exitCode).toBe(1)
    expect(await askVersions(registry, 'job-own')).toEqual([])
  })

  test("on GitHub's own machines, a login in ~/.npmrc is a placeholder for later steps, and back at the end", async () => {
    const home = await makeFolder({}, 'home-')
    const npmrc = readFileSync(registry.env.npm_config_userconfig ?? '', 'utf8')
    writeFileSync(path.join(home, '.npmrc'), npmrc)
    const job = new Job({
      workspace: await makeRepository(makePackageFiles({ name: 'job-hosted' }, true)),
      inputs: { mode: 'guard' },
      env: { PATH: searchPath, HOME: home, RUNNER_ENVIRONMENT: 'github-hosted' },
    })
    expect((await job.action()).log).toMatch(
      /placeholders stand for the login in \S+\.npmrc until the job ends/,
    )
    const toldNothing = `env -i HOME='${home}' PATH='${searchPath}' npm publish`
    const held = await job.run(`cat ~/.npmrc; ${toldNothing} || true`)
    expect(held.output).toContain('Seaworthy holds job-hosted@1.0.0 back')
    expect(held.output).not.toContain(token())
    expect((await job.run(`rm dist/.env; ${toldNothing}`)).status).toBe(0)
    expect((await job.end()).outputs).toMatchObject({ published: '1', held: '1' })
    expect(await askVersions(registry, 'job-hosted')).toEqual(['1.0.0'])
    expect(readFileSync(path.join(home, '.npmrc'), 'utf8')).toBe(npmrc)
  })

  test('in workspaces, a leak that is there already stops the job before anything is published', async () => {
    const job = guardJob(
      await makeRepository({
        'package.json': JSON.stringify({ name: 'root', private: true, workspaces: ['packages/*'] }),
        ...moveBelow('packages/a', makePackageFiles({ name: 'job-a' }, false)),
        ...moveBelow('packages/b', makePackageFiles({ name: 'job-b' }, true)),
      }),
    )
    const first = await job.action()
    expect(first.exitCode).toBe(1)
    expect(first.annotations.map(({ message }) => message).join('\n')).toMatch(/cannot reach the registry/)
    expect((await job.run('npm publish --workspaces')).status).not.toBe(0)
    expect(await askVersions(registry, 'job-a')).toEqual([])
  })

  test('when the guard is dead, publishing fails, and so does the job', async () => {
    const job = guardJob(await makeRepository(makePackageFiles({ name: 'job-dead' }, false)))
    const first = await job.action()
    process.kill((JSON.parse(first.state.guard ?? '') as { pid: number }).pid, 'SIGKILL')
    expect((await job.run('npm publish --fetch-retries=0')).status).not.toBe(0)
    const end = await job.end()
    expect(end.exitCode).toBe(1)
    expect(end.annotations[0]?.message).toMatch(/The guard was gone before the job ended/)
    expect(await askVersions(registry, 'job-dead')).toEqual([])
  })

  test('several steps publish: each tarball is judged, and the end tells of all of them', async () => {
    const packages = Object.entries({ one: false, two: true, three: false })
    const job = guardJob(
      await makeRepository(
        Object.assign(
          {},
          ...packages.map(([name, leaks]) =>
            moveBelow(name, makePackageFiles({ name: `job-${name}` }, leaks)),
          ),
        ),
      ),
    )
    await job.action()
    const steps: number[] = []
    for (const [name] of packages) steps.push((await job.run(`cd ${name}; npm publish`)).status)
    expect(steps.map((status) => status === 0)).toEqual([true, false, true])
    const end = await job.end()
    expect(end.outputs).toMatchObject({ published: '2', held: '1', verdict: 'block', blocked: 'true' })
    expect(end.log).toMatch(/1 tarball held back; 2 tarballs passed and are out/)
    for (const name of ['one', 'two', 'three']) expect(end.summary).toMatch(new RegExp(`job(-|&#45;)${name}`))
    expect(end.exitCode).toBe(1)
    expect(await askVersions(registry, 'job-two')).toEqual([])
  })

  test('a job whose publishing step is skipped passes, and says that nothing was published', async () => {
    const job = guardJob(await makeRepository(makePackageFiles({ name: 'job-skipped' }, true)))
    const first = await job.action()
    const { pid } = JSON.parse(first.state.guard ?? '') as { pid: number }
    const end = await job.end()
    expect({ status: end.exitCode, annotations: end.annotations }).toEqual({ status: 0, annotations: [] })
    expect(end.outputs).toMatchObject({ published: '0', held: '0' })
    expect(end.log).toMatch(/nothing had to be held back; nothing was published/)
    for (let times = 0; times < 50 && isAlive(pid); times += 1) await wait(100)
    expect(isAlive(pid)).toBe(false)
  })

  test.each([
    [
      'its folder is not there',
      'job-nowhere',
      {},
      { path: 'no-such-folder' },
      /There is no folder no-such-folder in the checkout/,
    ],
    [
      'a setting would lead past it',
      'job-past',
      {
        'package.json': JSON.stringify({
          name: 'job-past',
          version: '1.0.0',
          scripts: { release: 'bun publish' },
          publishConfig: { 'job:registry': '', '@job:registry': 'https://registry.example/' },
        }),
      },
      {},
      /package\.json:\d+ has publishConfig\.@job:registry, and bun obeys it/,
    ],
  ] as const)(
    'a guard that does not start, because %s, says why once; nothing can be published, and the last step has nothing to add',
    async (_title, name, files, inputs, why) => {
      const workspace = await makeRepository({ ...makePackageFiles({ name }, false), ...files })
      const job = guardJob(workspace, inputs)
      const first = await job.action()
      expect(first.exitCode).toBe(1)
      expect(first.annotations.map(({ level, message }) => [level, message])).toEqual([
        ['error', expect.stringMatching(why)],
      ])
      // Of a step that runs although one before it has failed.
      expect((await job.run('npm publish --fetch-retries=0')).status).not.toBe(0)
      expect(await askVersions(registry, name)).toEqual([])
      const end = await job.end()
      expect({ status: end.exitCode, annotations: end.annotations }).toEqual({ status: 0, annotations: [] })
    },
  )

  test('a pull request is told in its comment what was held back', async () => {
    const api = await GitHubApi.start()
    try {
      const job = new Job({
        workspace: await makeRepository(makePackageFiles({ name: 'job-preview' }, true)),
        apiUrl: api.url,
        graphqlUrl: api.graphqlUrl,
        event: 'pull_request',
        payload: EVENTS.pull_request,
        inputs: { mode: 'guard', 'npm-token': token() },
        env: { PATH: searchPath, npm_config_registry: registry.url },
      })
      await job.action()
      await job.run('npm publish --tag preview || true')
      const end = await job.end()
      expect(end.outputs).toMatchObject({ held: '1', 'comment-status': 'created' })
      expect(api.comments.map(({ body }) => body).join('')).toMatch(/job(-|&#45;)preview/)
    } finally {
      await api.close()
    }
  })

  test('a policy of another repository holds for what later steps publish', async () => {
    const policy = 'rules:\n  file/development-leftover: error\n'
    const api = await GitHubApi.start()
    api.files = { 'acme/policies/policy.yml@v1': policy }
    try {
      const files = { ...makePackageFiles({ name: 'job-policy' }, false), 'dist/index.test.js': 'test()\n' }
      const job = new Job({
        workspace: await makeRepository(files),
        apiUrl: api.url,
        inputs: { mode: 'guard', 'npm-token': token(), 'policy-file': 'acme/policies/policy.yml@v1' },
        env: { PATH: searchPath, npm_config_registry: registry.url },
      })
      await job.action()
      expect((await job.run('npm publish || true')).output).toContain('Seaworthy holds job-policy@1.0.0 back')
      expect((await job.end()).exitCode).toBe(1)
    } finally {
      await api.close()
    }
  })
})

describe('mode: publish', () => {
  const step = (workspace: string) =>
    runAction({
      workspace,
      inputs: { mode: 'publish', workspaces: 'true', 'npm-token': token() },
      env: { PATH: searchPath, HOME: workspace, npm_config_registry: registry.url },
    })
  const monorepo = (prefix: string, leaks: boolean) =>
    makeRepository({
      'package.json': JSON.stringify({ name: 'root', private: true, workspaces: ['packages/*'] }),
      ...moveBelow('packages/a', makePackageFiles({ name: `${prefix}-a` }, false)),
      ...moveBelow('packages/b', makePackageFiles({ name: `${prefix}-b` }, leaks)),
    })

  test('publishes all or nothing', async () => {
    const held = await step(await monorepo('all', true))
    expect(held.exitCode).toBe(1)
    expect(held.outputs).toMatchObject({ published: '0', verdict: 'block' })
    expect(await askVersions(registry, 'all-a')).toEqual([])
    const out = await step(await monorepo('all', false))
    expect(out.exitCode).toBe(0)
    expect(out.outputs).toMatchObject({ published: '2', verdict: 'pass' })
    expect(out.log).toMatch(/2 packages published, exactly as judged/)
    expect(await askVersions(registry, 'all-b')).toEqual(['1.0.0'])
  })
})
