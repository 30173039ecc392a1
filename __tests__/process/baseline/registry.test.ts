import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { PackageReport, Report } from '../../../src/model/report.ts'
import { makeFolder, makeRealNpm, runSeaworthy } from '../../support/command-line.ts'
import { type Registry, startRegistry } from '../../support/registry.ts'

let registry: Registry
const folders: string[] = []

const files = (name: string, version: string, more: object = {}): Record<string, string> => ({
  'package.json': `${JSON.stringify({ name, version, license: 'MIT', main: 'index.js', files: ['*.js'], ...more })}\n`,
  'index.js': `exports.version = '${version}'\n`,
})

beforeAll(async () => {
  registry = await startRegistry()
  for (const version of ['1.0.0', '1.1.0', '1.1.1', '2.0.0', '2.0.1', '3.0.0'])
    await registry.publish(files('many-lines', version))
  for (const version of ['4.0.0-alpha.1', '4.0.0-beta.1', '4.0.0-beta.2', '3.1.0-canary.7'])
    await registry.publish(files('many-lines', version), 'next')
  await registry.publish(files('@open/scoped', '1.0.0'))
  await registry.publish(files('@closed/scoped', '1.0.0'))
  await registry.publish(files('other-owner', '1.0.0', { repository: 'somebody/else' }))
  for (const version of ['1.0.0', '1.0.1', '1.0.2'])
    await registry.publish(files('with-bad-release', version))
  await registry.npm('deprecate', 'with-bad-release@1.0.2', 'broken')
  await registry.npm('unpublish', 'with-bad-release@1.0.1', '--force')
}, 300_000)

afterAll(async () => {
  await registry.stop()
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

interface Options {
  readonly baseline?: string
  readonly env?: Readonly<Record<string, string>>
  readonly npmFolder?: string
  readonly more?: Readonly<Record<string, string>>
}

async function gateNext(
  manifest: { name: string; version: string } & Record<string, unknown>,
  options: Options = {},
): Promise<PackageReport & { status: number }> {
  const { name, version, ...rest } = manifest
  const folder = await makeFolder({ ...files(name, version, rest), ...options.more })
  folders.push(folder)
  const { stdout, status, stderr } = await runSeaworthy(
    ['--format', 'json', folder, ...(options.baseline === undefined ? [] : ['--baseline', options.baseline])],
    {
      env: { ...registry.env, SEAWORTHY_BASELINE_TIMEOUT: '30', ...options.env },
      asksRegistry: true,
      ...(options.npmFolder === undefined ? {} : { npmFolder: options.npmFolder }),
    },
  )
  const [one] = (JSON.parse(stdout || '{"packages":[]}') as Report).packages
  if (one === undefined) throw new Error(`No report: ${stderr}`)
  return { ...one, status }
}

const since = async (version: string, options?: Options): Promise<string | null | undefined> =>
  (await gateNext({ name: 'many-lines', version }, options)).baseline?.version

describe('the release before', () => {
  test.each([
    ['3.0.1', '3.0.0'],
    ['2.0.2', '2.0.1'],
    ['4.0.0-beta.3', '4.0.0-beta.2'],
    // The version in a working folder is often that of the last release still.
    ['2.0.1', '2.0.1'],
    // Set at release time.
    ['0.0.0-development', '3.0.0'],
  ])('of %s is %s', async (version, expected) => {
    expect(await since(version)).toBe(expected)
  })

  test('of a version below all there is is none, and the report says so', async () => {
    const { baseline, notes, verdict } = await gateNext({ name: 'many-lines', version: '0.9.0' })
    expect(baseline).toBeNull()
    expect(notes.join()).toMatch(/no version below 0\.9\.0/)
    expect(verdict).toBe('pass')
  })

  test('is neither an unpublished nor a deprecated one', async () => {
    const { baseline } = await gateNext({ name: 'with-bad-release', version: '1.0.3' })
    expect(baseline?.version).toBe('1.0.0')
  })

  test.each([
    ['next', '3.1.0-canary.7'],
    ['1.1.0', '1.1.0'],
    ['many-lines@2.0.0', '2.0.0'],
    ['latest', '2.0.1'],
  ])('can be named: %s', async (baseline, expected) => {
    expect(await since('2.0.2', { baseline })).toBe(expected)
  })

  test('can be a scoped one', async () => {
    const { baseline } = await gateNext({ name: '@open/scoped', version: '1.0.1' })
    expect(baseline).toMatchObject({ name: '@open/scoped', version: '1.0.0', source: 'registry' })
  })

  test.each([10, 11, 12] as const)('is found through npm %i', async (major) => {
    const npmFolder = await makeRealNpm(major)
    folders.push(npmFolder)
    expect(await since('2.0.2', { npmFolder })).toBe('2.0.1')
  })
})

describe('where there is nothing to compare with, the rest of the verdict stands', () => {
  test('a first release', async () => {
    const one = await gateNext({ name: 'never-published-before', version: '1.0.0' })
    expect(one).toMatchObject({ baseline: null, verdict: 'pass', errors: [] })
    expect(one.notes.join()).toMatch(/no such package: this is its first release/)
  })

  test('a package of that name that belongs to somebody else', async () => {
    const mine = { name: 'other-owner', version: '1.0.1', repository: 'me/mine' }
    const one = await gateNext(mine)
    expect(one).toMatchObject({ baseline: null, verdict: 'pass' })
    expect(one.notes.join()).toMatch(/seems to be another one/)
    expect((await gateNext(mine, { baseline: 'latest' })).baseline?.version).toBe('1.0.0')
  })

  test('a private registry that npm is not logged in to', async () => {
    const anonymous = await makeFolder({ npmrc: `registry=${registry.url}\n` })
    folders.push(anonymous)
    const one = await gateNext(
      { name: '@closed/scoped', version: '1.0.1' },
      { env: { npm_config_userconfig: path.join(anonymous, 'npmrc') } },
    )
    expect(one).toMatchObject({ baseline: null, verdict: 'pass' })
    expect(one.notes.join()).toMatch(/Not compared with an earlier release: the registry/)
    expect((await gateNext({ name: '@closed/scoped', version: '1.0.1' })).baseline?.version).toBe('1.0.0')
  })

  test('a registry that is down', async () => {
    const one = await gateNext(
      { name: 'many-lines', version: '3.0.1' },
      { env: { npm_config_registry: 'http://127.0.0.1:9/' } },
    )
    expect(one).toMatchObject({ baseline: null, verdict: 'pass' })
    expect(one.notes.join()).toMatch(/could not be reached/)
  })

  test('a registry that never answers, for as long as one is ready to wait', async () => {
    const silent = createServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const address = silent.address() as AddressInfo
    try {
      const one = await gateNext(
        { name: 'many-lines', version: '3.0.1' },
        {
          env: {
            npm_config_registry: `http://127.0.0.1:${address.port}/`,
            SEAWORTHY_BASELINE_TIMEOUT: '3',
          },
        },
      )
      expect(one).toMatchObject({ baseline: null, verdict: 'pass' })
      expect(one.notes.join()).toMatch(/did not answer within 3 seconds|could not be reached/)
    } finally {
      silent.close()
    }
  })

  test('a registry that never answers is waited for once, however many packages there are', async () => {
    const questions = { all: 0, afterSilence: 0 }
    let isSilent = false
    const silent = createServer((socket) => {
      questions.all += 1
      if (isSilent) questions.afterSilence += 1
      socket.on('error', () => undefined)
      socket.on('close', () => {
        isSilent = true
      })
    }).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const targets = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => ownFolder(files(`many-lines-${name}`, '1.0.0'))),
    )
    try {
      const { stdout } = await runSeaworthy(['-f', 'json', ...targets], {
        env: {
          npm_config_registry: `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`,
          SEAWORTHY_BASELINE_TIMEOUT: '8',
        },
        asksRegistry: true,
      })
      const { packages } = JSON.parse(stdout) as Report
      expect(packages.map(({ notes }) => /Not compared/.test(notes.join()))).toEqual([true, true, true, true])
      expect(questions.all).toBeGreaterThan(0)
      expect(questions.afterSilence).toBe(0)
    } finally {
      silent.close()
    }
  })

  test('a dist-tag and a version that the registry has not', async () => {
    const next = { name: 'many-lines', version: '3.0.1' }
    expect((await gateNext(next, { baseline: 'beta' })).notes.join()).toMatch(/no dist-tag beta/)
    expect((await gateNext(next, { baseline: '9.9.9' })).notes.join()).toMatch(/no version 9\.9\.9/)
  })

  test('a package that is published to another registry', async () => {
    const one = await gateNext({
      name: 'many-lines',
      version: '3.0.1',
      publishConfig: { registry: 'https://npm.example.org/' },
    })
    expect(one.baseline).toBeNull()
    expect(one.notes.join()).toMatch(/published to npm\.example\.org/)
  })

  test('a private package: nobody is asked', async () => {
    const { stdout } = await runSeaworthy(['-f', 'json', '.'], {
      cwd: await ownFolder({ 'package.json': '{"name":"many-lines","version":"3.0.1","private":true}' }),
      asksRegistry: true,
      env: registry.env,
    })
    const [one] = (JSON.parse(stdout) as Report).packages
    expect(one?.baseline).toBeNull()
    expect(one?.notes.join()).not.toMatch(/Not compared/)
  })
})

test("a repository's own .npmrc has no say", async () => {
  const { baseline } = await gateNext(
    { name: 'many-lines', version: '3.0.1' },
    { more: { '.npmrc': 'registry=http://127.0.0.1:9/\n' } },
  )
  expect(baseline?.version).toBe('3.0.0')
})

test('a baseline that is no release is refused', async () => {
  const folder = await ownFolder(files('many-lines', '3.0.1'))
  await writeFile(path.join(folder, 'x.txt'), '')
  for (const [baseline, message] of [
    ['missing.tgz', /is not there/],
    ['?!', /is not valid here\. It accepts: latest/],
  ] as const) {
    const { status, stdout } = await runSeaworthy(['--baseline', baseline, '.'], { cwd: folder })
    expect(status).toBe(2)
    expect(stdout).toMatch(message)
  }
})

async function ownFolder(content: Readonly<Record<string, string>>): Promise<string> {
  const folder = await makeFolder(content)
  folders.push(folder)
  return folder
}
