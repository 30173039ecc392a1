import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { makeRealNpm, runSeaworthy } from '../../support/command-line.ts'
import { askVersions, makePackageFiles, makeRepository, moveBelow } from '../../support/guarded.ts'
import { type Registry, startRegistry } from '../../support/registry.ts'
import { Upstream } from '../../support/upstream.ts'

let registry: Registry
let npm: string
beforeAll(async () => {
  registry = await startRegistry()
  npm = await makeRealNpm(11)
}, 120_000)
afterAll(() => registry.stop())

/** Three packages, of which the first needs the last. */
async function monorepo(prefix: string, leaks: boolean): Promise<string> {
  const { '.gitignore': _, ...files } = {
    '.gitignore': '',
    'package.json': JSON.stringify({ name: 'root', private: true, workspaces: ['packages/*'] }),
    ...moveBelow(
      'packages/a',
      makePackageFiles({ name: `${prefix}-a`, dependencies: { [`${prefix}-c`]: '^1.0.0' } }, false),
    ),
    ...moveBelow('packages/b', makePackageFiles({ name: `${prefix}-b` }, leaks)),
    ...moveBelow('packages/c', makePackageFiles({ name: `${prefix}-c` }, false)),
  }
  return makeRepository(files)
}

function publish(cwd: string, ...options: string[]) {
  return runSeaworthy(['publish', '--baseline', 'none', ...options], {
    cwd,
    npmFolder: npm,
    env: registry.env,
  })
}

describe('a monorepo', () => {
  test('of which one package leaks: nothing of it goes out; mended, all of it does, dependencies first', async () => {
    const cwd = await monorepo('m', true)
    const held = await publish(cwd, '--workspaces')
    expect(held.status).toBe(1)
    expect(held.stdout).toMatch(/dist\/\.env/)
    expect(held.stdout).toMatch(/Seaworthy: nothing was published, because not everything may be\./)
    for (const name of ['m-a', 'm-b', 'm-c']) expect(await askVersions(registry, name)).toEqual([])

    await rm(path.join(cwd, 'packages/b/dist/.env'))
    const out = await publish(cwd, '--workspaces')
    expect(out.stdout.match(/^New tag: .*$/gm)).toEqual([
      'New tag:  m-c@1.0.0',
      'New tag:  m-a@1.0.0',
      'New tag:  m-b@1.0.0',
    ])
    expect(out.stdout).toMatch(/Seaworthy: 3 packages published, exactly as judged\./)
    expect(out.status).toBe(0)
  })

  test('a release that failed half-way goes on where it stopped', async () => {
    const cwd = await monorepo('half', false)
    await registry.publish({ 'package.json': JSON.stringify({ name: 'half-c', version: '1.0.0' }) })
    const { status, stdout } = await publish(cwd, '--workspaces', '--json')
    const { packages } = JSON.parse(stdout) as { packages: { name: string; outcome: string }[] }
    expect(packages.map(({ name, outcome }) => `${name} ${outcome}`).sort()).toEqual([
      'half-a published',
      'half-b published',
      'half-c already-out',
    ])
    expect(status).toBe(0)
  })
})

test('a private package is refused before anything is out', async () => {
  const cwd = await makeRepository({
    ...moveBelow('a', makePackageFiles({ name: 'private-a', private: true }, false)),
    ...moveBelow('b', makePackageFiles({ name: 'private-b' }, false)),
  })
  const { status, stderr } = await publish(cwd, 'a', 'b')
  expect(stderr).toContain('private-a cannot be published: package.json says "private": true.')
  expect(status).toBe(2)
  expect(await askVersions(registry, 'private-b')).toEqual([])
})

test('what is out is byte for byte what was judged, and what prepublishOnly builds is in it', async () => {
  const scripts = {
    prepublishOnly: "node -e \"require('fs').writeFileSync('dist/built.js','export {}\\n')\"",
  }
  const cwd = await makeRepository(makePackageFiles({ name: 'built', scripts }, false))
  const { status, stdout } = await publish(cwd, '--json', '--tag', 'next', '--format', 'json=report.json')
  expect({ status, stdout }).toMatchObject({ status: 0 })
  const [released] = (JSON.parse(stdout) as { packages: { integrity: string; confirmed: boolean }[] })
    .packages
  const packument = (await (await fetch(`${registry.url}built`)).json()) as {
    'dist-tags': Record<string, string>
    versions: Record<string, { dist: { tarball: string } }>
  }
  const tarball = Buffer.from(
    await (await fetch(packument.versions['1.0.0']?.dist.tarball ?? '')).arrayBuffer(),
  )
  expect(released?.integrity).toBe(`sha512-${createHash('sha512').update(tarball).digest('base64')}`)
  expect(released?.confirmed).toBe(true)
  expect(packument['dist-tags'].next).toBe('1.0.0')
  const verified = await runSeaworthy(['verify', 'report.json', 'built@1.0.0'], {
    cwd,
    npmFolder: npm,
    env: registry.env,
  })
  expect(verified.status).toBe(0)
  expect(verified.stdout).toMatch(/built\.js|same|byte for byte/i)
})

test('a script that builds a leak in is found before anything goes out', async () => {
  const prepublishOnly =
    "node -e \"require('fs').writeFileSync('dist/.env','API_PASSWORD=hunter-two-and-three\\n')\""
  const cwd = await makeRepository(
    makePackageFiles({ name: 'built-leak', scripts: { prepublishOnly } }, false),
  )
  const { status } = await publish(cwd)
  expect(status).toBe(1)
  expect(await askVersions(registry, 'built-leak')).toEqual([])
})

test('what npm publishes only under a named tag is refused before anything is out, and goes with one', async () => {
  const cwd = await makeRepository({
    'package.json': JSON.stringify({ name: 'root', private: true, workspaces: ['packages/*'] }),
    ...moveBelow('packages/a', makePackageFiles({ name: 'tag-a' }, false)),
    ...moveBelow('packages/b', makePackageFiles({ name: 'tag-b', version: '2.0.0-beta.1' }, false)),
  })
  const refused = await publish(cwd, '--workspaces')
  expect(refused.stderr).toContain('tag-b@2.0.0-beta.1 is a prerelease')
  expect(refused.status).toBe(2)
  expect(await askVersions(registry, 'tag-a')).toEqual([])
  const out = await publish(cwd, '--workspaces', '--tag', 'next', '--access', 'public')
  expect(out.stdout.match(/^New tag: .*$/gm)).toEqual([
    'New tag:  tag-a@1.0.0',
    'New tag:  tag-b@2.0.0-beta.1',
  ])
})

test('when the registry fails in the middle, what is out is told, whatever it answered, and the next run goes on', async () => {
  const upstream = await Upstream.start()
  const versions = new Map<string, object>()
  let breaks = 'stop-b'
  upstream.answer = ({ method, url, body }, response) => {
    const name = url.slice(1).split('?')[0] ?? ''
    if (method === 'GET') {
      const document = versions.get(name)
      return response.writeHead(document ? 200 : 404).end(JSON.stringify(document ?? {}))
    }
    if (name === breaks) return response.writeHead(409).end('{"error":"somebody else was there"}')
    versions.set(name, JSON.parse(body.toString()) as object)
    // A gateway gives up although the registry behind it has taken it.
    if (name === 'stop-a') return response.writeHead(403).end('{"error":"lost"}')
    return response.writeHead(201).end('{}')
  }
  const cwd = await monorepo('stop', false)
  const run = () =>
    runSeaworthy(['publish', '--workspaces', '--json', '--baseline', 'none'], {
      cwd,
      npmFolder: npm,
      env: {
        npm_config_userconfig: '/dev/null',
        npm_config_registry: upstream.url,
        NPM_TOKEN: 'of-the-test',
      },
    })
  const outcomes = (text: string) =>
    (JSON.parse(text) as { packages: { name: string; outcome: string }[] }).packages.map(
      ({ name, outcome }) => `${name} ${outcome}`,
    )
  try {
    const first = await run()
    expect(first.stderr).toContain('lost')
    expect(outcomes(first.stdout)).toEqual(['stop-c published', 'stop-a published', 'stop-b failed'])
    expect(first.stderr).toContain('somebody else was there')
    expect(first.status).toBe(2)
    breaks = ''
    const second = await run()
    expect(outcomes(second.stdout).sort()).toEqual([
      'stop-a already-out',
      'stop-b published',
      'stop-c already-out',
    ])
    expect(second.status).toBe(0)
  } finally {
    await upstream.stop()
  }
})

test('a dry run publishes nothing', async () => {
  const cwd = await makeRepository(makePackageFiles({ name: 'dry' }, false))
  const { status, stdout } = await publish(cwd, '--dry-run')
  expect(stdout).toMatch(/would go out dry@1\.0\.0 sha512-/)
  expect(status).toBe(0)
  expect(await askVersions(registry, 'dry')).toEqual([])
})
