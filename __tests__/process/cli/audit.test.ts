import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { RunRecord } from '../../../src/report/records/run-record.ts'
import { buildTarball } from '../../support/build-tarball.ts'
import { CLI, runSeaworthy } from '../../support/command-line.ts'
import { type FakeRegistry, type FakeRelease, startFakeRegistry } from '../../support/fake-registry.ts'
import { startRegistry } from '../../support/registry.ts'

function release(
  name: string,
  version: string,
  given: Partial<FakeRelease> & { leak?: string } = {},
): FakeRelease {
  const { leak, ...rest } = given
  const manifest = { name, version, license: 'MIT', main: 'index.js', description: 'A package.' }
  const files = {
    'package.json': JSON.stringify(manifest),
    'index.js': `module.exports = '${version}'\n`,
    'README.md': 'A package.\n',
    ...(leak === undefined ? {} : { [leak]: 'A_TOKEN=1\nB_TOKEN=2\n' }),
  }
  return { name, version, tarball: buildTarball(files), time: '2020-01-01T00:00:00.000Z', ...rest }
}

const OUT = [
  release('@acme/clean', '1.0.0', { tags: ['latest'] }),
  release('@other/leaky', '1.0.0', { leak: '.env', tags: ['latest'] }),
  release('@acme/leaky', '1.0.0', { time: '2019-01-01T00:00:00.000Z' }),
  release('@acme/leaky', '1.1.0', { leak: 'dist/.env', time: '2021-01-01T00:00:00.000Z', tags: ['latest'] }),
  release('@acme/leaky', '0.9.0', { leak: '.env', time: '2018-01-01T00:00:00.000Z', deprecated: 'old' }),
  release('@acme/one', '1.0.0', { maintainer: 'ann', tags: ['latest'] }),
  release('@acme/swapped', '1.0.0', {
    tags: ['latest'],
    dist: { integrity: `sha512-${'A'.repeat(86)}==` },
  }),
]

let folder = ''
let registry: FakeRegistry
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'audit-'))
  registry = await startFakeRegistry(OUT)
})
afterEach(() => {
  registry.fault = null
  registry.requests.length = 0
})
afterAll(async () => {
  await registry.stop()
  rmSync(folder, { recursive: true, force: true })
})

const environment = (more: Readonly<Record<string, string>> = {}) => ({
  npm_config_registry: registry.url,
  npm_config_userconfig: path.join(folder, 'npmrc'),
  ...more,
})
const audit = (...args: string[]) => runSeaworthy(['audit', ...args], { cwd: folder, env: environment() })
const records = (text: string): RunRecord[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
const labels = (text: string) =>
  records(text)
    .map(({ target }) => target)
    .sort()
const tarballs = () => registry.requests.filter((one) => one.path.endsWith('.tgz')).map((one) => one.path)

describe('what is to be audited', () => {
  test('a scope, over all pages of the search, and of no other scope', async () => {
    const { stdout } = await audit('@acme/*', '-f', 'ndjson')
    expect(labels(stdout)).toEqual(
      ['clean', 'leaky', 'one', 'swapped'].map((name) => `@acme/${name}@1.${name === 'leaky' ? 1 : 0}.0`),
    )
  })

  test('a scope of a registry that tells how many there are on each page, not in all', async () => {
    const hits = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({ package: { name: `@many/p-${from + index}` } }))
    registry.fault = (request, response, next) => {
      const url = new URL(request.url ?? '', registry.url)
      if (!url.pathname.startsWith('/-/v1/search')) return next()
      const from = Number(url.searchParams.get('from'))
      const objects = hits(from, Math.max(0, Math.min(250, 260 - from)))
      response.end(JSON.stringify({ objects, total: objects.length }))
    }
    const { stdout } = await audit('@many/*', '-f', 'json')
    expect(JSON.parse(stdout)).toMatchObject({ packages: 260, verdicts: { error: 260 } })
  })

  test('a scope of verdaccio, whose search knows no scopes', async () => {
    const verdaccio = await startRegistry()
    try {
      for (const name of ['@acme/a', '@acme/b', 'acme'])
        await verdaccio.publish({
          'package.json': JSON.stringify({ name, version: '1.0.0', license: 'MIT', main: 'index.js' }),
          'index.js': '1\n',
        })
      const { stdout } = await runSeaworthy(['audit', '@acme/*', '-f', 'ndjson'], {
        cwd: folder,
        env: { ...verdaccio.env },
      })
      expect(labels(stdout)).toEqual(['@acme/a@1.0.0', '@acme/b@1.0.0'])
    } finally {
      await verdaccio.stop()
    }
  })

  test('a maintainer', async () => {
    expect(labels((await audit('maintainer:ann', '-f', 'ndjson')).stdout)).toEqual(['@acme/one@1.0.0'])
  })

  test('a file of names, versions and tags', async () => {
    const list = path.join(folder, 'names.txt')
    await writeFile(list, '# ours\n@acme/leaky@0.9.0\n@acme/one   # another\n\n@other/leaky@latest\n')
    expect(labels((await audit('names.txt', '-f', 'ndjson')).stdout)).toEqual([
      '@acme/leaky@0.9.0',
      '@acme/one@1.0.0',
      '@other/leaky@1.0.0',
    ])
  })

  test('the last releases by their time, and what latest points at', async () => {
    const { stdout } = await audit('@acme/leaky', '--last', '2', '-f', 'ndjson')
    expect(labels(stdout)).toEqual(['@acme/leaky@1.0.0', '@acme/leaky@1.1.0'])
  })

  test.each([
    [['../../etc'], '"../../etc" is nothing that can be audited'],
    [['@nobody/*'], 'The registry knows no package of @nobody/*'],
    [['@acme/one', '--last', '0'], '--last "0" is not a whole number from 1'],
    [['@acme/one', '-f', 'sarif'], 'An audit cannot be shown as sarif'],
  ])('%j says what is wrong', async (args, message) => {
    const { status, stderr } = await audit(...args)
    expect(stderr).toContain(message)
    expect(status).toBe(2)
  })
})

test('what must not have gone out is told with the steps that are left, filled in', async () => {
  const { status, stdout } = await audit('@acme/leaky', '@acme/clean', '--last', '5', '--format', 'markdown')
  expect(status).toBe(1)
  expect(stdout).toContain('## 2 releases must not have gone out')
  expect(stdout).toContain('| `1.1.0 (latest)` | 2021-01-01 | `file/environment` in `dist/.env` |')
  expect(stdout).toContain('| `0.9.0` | 2018-01-01, deprecated | `file/environment` in `.env` |')
  expect(stdout).toMatch(/Revoke the credentials .*\(dist\/\.env, \.env\).* since 2018-01-01/)
  expect(stdout).toContain(`\`npm dist-tag add @acme/leaky@1.0.0 latest --registry ${registry.url}\``)
  expect(stdout).toContain(`\`npm unpublish @acme/leaky@1.1.0 --registry ${registry.url}\``)
})

test('bytes that are not those that the registry speaks of are no pass', async () => {
  const { status, stdout } = await audit('@acme/swapped', '-f', 'ndjson')
  expect(status).toBe(2)
  expect(records(stdout)[0]).toMatchObject({
    verdict: 'error',
    errors: [expect.stringContaining('the digests differ')],
  })
})

describe('a registry in trouble', () => {
  test('is given the time that it asks for', async () => {
    let left = 4
    registry.fault = (_request, response, next) => {
      left -= 1
      if (left < 0) return next()
      response.writeHead(429, { 'retry-after': '0' })
      response.end()
    }
    const { status } = await audit('@acme/clean', '@acme/one')
    expect(status).toBe(0)
  })

  test('is asked again when it fails or breaks off', async () => {
    const failed = new Set<string>()
    registry.fault = (request, response, next) => {
      const { url = '' } = request
      if (failed.has(url)) return next()
      failed.add(url)
      if (!url.endsWith('.tgz')) {
        response.writeHead(503)
        response.end()
        return
      }
      response.writeHead(200, { 'content-length': 10_000 })
      response.write('half of it')
      response.destroy()
    }
    expect((await audit('@acme/clean')).status).toBe(0)
    expect(tarballs()).toHaveLength(2)
  })

  test('what it refuses is named, is no pass, and stops nothing else', async () => {
    registry.fault = (request, response, next) => {
      if (request.url !== '/@acme%2fone') return next()
      response.writeHead(403)
      response.end()
    }
    const { status, stdout } = await audit('@acme/one', '@acme/clean', '@acme/absent')
    expect(status).toBe(2)
    expect(stdout).toContain('3 releases of 3 packages looked at: 1 pass')
    const words = stdout.replace(/\s+/g, ' ')
    expect(words).toContain('@acme/one: it does not show that to this login (403)')
    expect(words).toContain('@acme/absent: it has no such package')
  })
})

test('a login is shown to its own registry alone', async () => {
  const other = await startFakeRegistry(OUT)
  const [host, token] = [registry.url.replace('http:', ''), ['a', 'login'].join('-')]
  await writeFile(path.join(folder, 'npmrc'), `${host}:_authToken=${token}\n`)
  registry.fault = (request, response, next) => {
    if (!request.url?.endsWith('.tgz')) return next()
    response.writeHead(302, { location: new URL(request.url, other.url).href })
    response.end()
  }
  try {
    expect((await audit('@acme/clean')).status).toBe(0)
    expect(registry.requests.map(({ authorization }) => authorization)).toEqual(
      Array(2).fill(`Bearer ${token}`),
    )
    expect(other.requests.map(({ authorization }) => authorization)).toEqual([undefined])
  } finally {
    await other.stop()
    rmSync(path.join(folder, 'npmrc'))
  }
})

describe('an audit that goes on', () => {
  const lines = () => path.join(folder, 'audit.ndjson')
  afterEach(() => rmSync(lines(), { force: true }))

  test('after it was killed, from the next release', async () => {
    // The second tarball never comes.
    let held: (() => void) | null = null
    registry.fault = (request, _response, next) => {
      if (request.url?.endsWith('.tgz') && tarballs().length > 1) held = next
      else next()
    }
    const args = [
      'audit',
      '@acme/clean',
      '@acme/leaky',
      '--last',
      '3',
      '--concurrency',
      '1',
      '--resume',
      lines(),
    ]
    const child = spawn(process.execPath, [CLI, ...args], {
      cwd: folder,
      env: { ...process.env, ...environment() },
      stdio: 'ignore',
    })
    while (held === null) await new Promise((resolve) => setTimeout(resolve, 20))
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(labels(await readFile(lines(), 'utf8'))).toEqual(['@acme/clean@1.0.0'])
    await appendFile(lines(), '{"recordVersion":1,"tool":"half of a l')

    registry.fault = null
    registry.requests.length = 0
    const { status, stdout } = await audit(...args.slice(1))
    expect(status).toBe(1)
    expect(stdout).toContain('4 releases of 2 packages looked at: 2 pass, 2 must not have gone out')
    expect(tarballs()).toHaveLength(3)
    expect(labels(await readFile(lines(), 'utf8'))).toHaveLength(4)
  })

  test('with what failed, and that alone', async () => {
    registry.fault = (request, response, next) => {
      if (!request.url?.includes('one-1.0.0')) return next()
      response.writeHead(403)
      response.end()
    }
    const args = ['@acme/clean', '@acme/one', '--resume', lines()]
    expect((await audit(...args)).status).toBe(2)
    registry.fault = null
    registry.requests.length = 0
    expect((await audit(...args)).status).toBe(0)
    expect(tarballs()).toEqual(['/@acme/one/-/one-1.0.0.tgz'])
    expect(labels(await readFile(lines(), 'utf8'))).toEqual(['@acme/clean@1.0.0', '@acme/one@1.0.0'])
  })

  test('with the release whose bytes were the wrong ones', async () => {
    const mended = [...OUT.filter(({ name }) => name !== '@acme/swapped')]
    mended.push(release('@acme/swapped', '1.0.0', { tags: ['latest'] }))
    const args = ['@acme/swapped', '@acme/one', '--resume', lines()]
    expect((await audit(...args)).status).toBe(2)
    const other = await startFakeRegistry(mended)
    try {
      const env = environment({ npm_config_registry: other.url })
      const { status, stdout } = await runSeaworthy(['audit', ...args], { cwd: folder, env })
      expect(status).toBe(0)
      expect(stdout).toContain('2 releases of 2 packages looked at: 2 pass')
      expect(other.requests.filter((one) => one.path.endsWith('.tgz'))).toHaveLength(1)
    } finally {
      await other.stop()
    }
  })

  test('writes over no file that is something else', async () => {
    await writeFile(lines(), 'a diary\nof mine\n')
    const { status, stderr } = await audit('@acme/clean', '--resume', lines())
    expect(status).toBe(2)
    expect(stderr).toContain('holds no lines of an audit')
    expect(await readFile(lines(), 'utf8')).toBe('a diary\nof mine\n')
    expect(existsSync(`${lines()}.new`)).toBe(false)
  })
})
