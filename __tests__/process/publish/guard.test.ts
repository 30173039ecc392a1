import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { makeFolder, makeRealNpm, runSeaworthy } from '../../support/command-line.ts'
import { type Registry, startRegistry } from '../../support/registry.ts'
import { takeTurn } from '../../support/turns.ts'
import { CLEAN, LEAKY, makeManifest } from '../../support/workspace.ts'

let registry: Registry
beforeAll(async () => {
  registry = await startRegistry()
}, 120_000)
afterAll(() => registry.stop())

function guard(cwd: string, command: readonly string[], npmFolder: string, options: readonly string[] = []) {
  return runSeaworthy(['guard', ...options, '--', ...command], { cwd, npmFolder, env: registry.env })
}

async function isOut(name: string): Promise<boolean> {
  return (await fetch(`${registry.url}${name.replace('/', '%2f')}`)).ok
}

const token = () =>
  /_authToken=(.+)/.exec(readFileSync(registry.env.npm_config_userconfig ?? '', 'utf8'))?.[1] ?? ''

// The tests below are run by npm 11, whichever has its turn here.
describe.each(takeTurn([10, 11, 12] as const))('npm %i under guard', (major) => {
  test('publishes an honest package, and says what is out', async () => {
    const name = `honest-${major}`
    const cwd = await makeFolder({ ...CLEAN, 'package.json': makeManifest({ name }) })
    const { status, stderr, leftovers } = await guard(cwd, ['npm', 'publish'], await makeRealNpm(major))
    expect(stderr).toMatch(new RegExp(`published {2}${name}@1.0.0 sha512-`))
    expect(stderr).toMatch(
      /nothing had to be held back; 1 tarball passed and is out, and nothing else appeared/,
    )
    expect(status).toBe(0)
    expect(await isOut(name)).toBe(true)
    expect(leftovers.filter((left) => left.startsWith('seaworthy'))).toEqual([])
  })

  test('prints the sentence and fails for a leak; the registry never sees it', async () => {
    const name = `leaky-${major}`
    const cwd = await makeFolder({ ...LEAKY, '.gitignore': '', 'package.json': makeManifest({ name }) })
    const { status, stderr } = await guard(cwd, ['npm', 'publish'], await makeRealNpm(major))
    expect(stderr).toContain(
      `Seaworthy holds ${name}@1.0.0 back: 1 finding in its tarball must not be published.`,
    )
    expect(stderr).toContain('dist/.env:1')
    expect(stderr).toContain('Seaworthy: 1 tarball held back; nothing was published.')
    expect(status).toBe(1)
    expect(await isOut(name)).toBe(false)
  })
})

test('a command that hides the failure of its tool fails all the same', async () => {
  const cwd = await makeFolder({
    ...LEAKY,
    '.gitignore': '',
    'package.json': makeManifest({ name: 'hidden' }),
  })
  const { status } = await guard(cwd, ['sh', '-c', 'npm publish || true'], await makeRealNpm(11))
  expect(status).toBe(1)
  expect(await isOut('hidden')).toBe(false)
})

test('the command never holds the token: not in its environment, not in the configuration it is given', async () => {
  const cwd = await makeFolder({ ...CLEAN, 'package.json': makeManifest({ name: 'holds-nothing' }) })
  const show = 'env; cat "$NPM_CONFIG_USERCONFIG"; npm config get registry'
  const { stdout } = await runSeaworthy(['guard', '--', 'sh', '-c', show], {
    cwd,
    npmFolder: await makeRealNpm(11),
    env: { ...registry.env, NPM_TOKEN: token(), WRITTEN: `//127.0.0.1/:_authToken=${token()}` },
  })
  expect(token().length).toBeGreaterThan(10)
  expect(stdout).not.toContain(token())
  expect(stdout).toMatch(/NPM_TOKEN=seaworthy-guard-/)
})

test('tokens in variables of other names are withheld too, and each still stands for itself', async () => {
  const name = 'own-token'
  const cwd = await makeFolder({ ...CLEAN, 'package.json': makeManifest({ name }) })
  const place = registry.url.replace(/^http:/, '')
  const command = `echo "$TOKEN_FOR_NPM $NPM_TOKEN_CORE"; echo "${place}:_authToken=$NPM_TOKEN_CORE" > .npmrc; npm publish`
  const ofNpm = `npm_${'aB3'.repeat(12)}`
  const { status, stdout, stderr } = await runSeaworthy(['guard', '--', 'sh', '-c', command], {
    cwd,
    npmFolder: await makeRealNpm(11),
    env: { npm_config_registry: registry.url, NPM_TOKEN_CORE: token(), TOKEN_FOR_NPM: ofNpm },
  })
  expect(stdout).toMatch(/^seaworthy-guard-\w+ seaworthy-guard-\w+$/m)
  expect(stdout + stderr).not.toMatch(/could not take away/)
  expect(readFileSync(`${cwd}/.npmrc`, 'utf8')).not.toContain(token())
  expect(status).toBe(0)
  expect(await isOut(name)).toBe(true)
})

test('a login in plain text in the project is named, and npm gets a placeholder in its place', async () => {
  const name = 'login-in-project'
  const place = registry.url.replace(/^http:/, '')
  const cwd = await makeFolder({
    ...CLEAN,
    '.npmrc': `fund=false\n${place}:_authToken=${token()}\n`,
    'package.json': makeManifest({ name }),
  })
  const show = `console.log('sees', process.env['npm_config_${place}:_authToken'])`
  const command = ['sh', '-c', `npm publish && node -e ${JSON.stringify(show)}`]
  const { status, stdout, stderr } = await guard(cwd, command, await makeRealNpm(11))
  expect(stdout).toMatch(/sees seaworthy-guard-/)
  expect(stderr).toMatch(/\.npmrc:2 holds a login of 127\.0\.0\.1:\d+\/ in plain text/)
  expect(stdout + stderr).not.toContain(token())
  expect(status).toBe(0)
  expect(await isOut(name)).toBe(true)
})

test('what the package says of its registry leads through the guard too', async () => {
  const name = 'says-where'
  const publishConfig = { registry: registry.url }
  const cwd = await makeFolder({
    ...LEAKY,
    '.gitignore': '',
    'package.json': makeManifest({ name, publishConfig }),
  })
  const { status, stderr } = await guard(cwd, ['npm', 'publish'], await makeRealNpm(11))
  expect(stderr).toContain(`Seaworthy holds ${name}@1.0.0 back`)
  expect(status).toBe(1)
  expect(await isOut(name)).toBe(false)
})

test('a deprecation, which carries no tarball, goes through', async () => {
  const cwd = await makeFolder({ ...CLEAN, 'package.json': makeManifest({ name: 'old-one' }) })
  const npm = await makeRealNpm(11)
  await guard(cwd, ['npm', 'publish'], npm)
  const { status } = await guard(cwd, ['npm', 'deprecate', 'old-one@1.0.0', 'Use the new one.'], npm)
  expect(status).toBe(0)
  expect(await (await fetch(`${registry.url}old-one`)).text()).toContain('Use the new one.')
})

test('a version with build metadata goes out as npm sends it, which leaves them out', async () => {
  const cwd = await makeFolder({
    ...CLEAN,
    'package.json': makeManifest({ name: 'with-build', version: '1.0.0+build.5' }),
  })
  const { status, stderr } = await guard(cwd, ['npm', 'publish'], await makeRealNpm(11))
  expect(stderr).toMatch(/published {2}with-build@1\.0\.0 sha512-/)
  expect(status).toBe(0)
})

test('a login that a tool hands on in a variable of its own arrives, although sh on Debian drops such variables', async () => {
  const cwd = await makeFolder({ ...CLEAN, 'package.json': makeManifest({ name: 'variables' }) })
  const name = 'npm_config_//elsewhere.example/:_authToken'
  const command = ['env', `${name}=of-a-tool`, 'node', '-p', `process.env[${JSON.stringify(name)}]`]
  const { status, stdout } = await guard(cwd, command, await makeRealNpm(11))
  expect(stdout.trim()).toBe('of-a-tool')
  expect(status).toBe(0)
})

test('the status of a command is its own', async () => {
  const cwd = await makeFolder({ ...CLEAN, 'package.json': makeManifest({ name: 'status' }) })
  const npm = await makeRealNpm(11)
  expect((await guard(cwd, ['sh', '-c', 'exit 7'], npm)).status).toBe(7)
  expect((await guard(cwd, ['no-such-program-at-all'], npm)).status).toBe(2)
})
