import { execFileSync } from 'node:child_process'
import { chmod, copyFile, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { makeFolder, makeRealNpm, runSeaworthy } from '../../support/command-line.ts'
import { askVersions, makePackageFiles, makeRepository } from '../../support/guarded.ts'
import { type Registry, startRegistry } from '../../support/registry.ts'
import { node24 } from '../../support/runtimes.ts'

let registry: Registry
let npmrc: string
let token: string
let npm: string
beforeAll(async () => {
  registry = await startRegistry()
  npmrc = await readFile(registry.env.npm_config_userconfig ?? '', 'utf8')
  token = /_authToken=(.+)/.exec(npmrc)?.[1] ?? ''
  npm = await makeRealNpm(11)
}, 120_000)
afterAll(() => registry.stop())

/** Whether this machine gives a process mounts of its own, as Linux does unless it is forbidden. */
const hasMounts = [['--mount'], ['--user', '--map-root-user', '--mount']].some((options) => {
  try {
    execFileSync('unshare', [...options, 'mount', '--bind', '/tmp', '/tmp'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})
const whereHeld = hasMounts ? describe : describe.skip

/** A user whose login lies in ~/.npmrc, as `npm login` leaves it. */
async function userWithLogin(): Promise<string> {
  const home = await makeFolder({ '.npmrc': npmrc }, 'home-')
  await chmod(path.join(home, '.npmrc'), 0o600)
  return home
}

/** What a command is told that is told nothing: no variable but these two, and a PATH without the guard's programs. */
const toldNothing = (home: string, command: string) =>
  `env -i HOME='${home}' PATH='${npm}:/usr/bin:/bin' ${command}`

async function guardedShell(home: string, cwd: string, script: string, path?: string) {
  const options = ['guard', '--baseline', 'none', '--no-first-look', '--', 'sh', '-c', script]
  return runSeaworthy(options, { cwd, npmFolder: path ?? npm, env: { HOME: home } })
}

/** A tool with a registry of its own in its code, and a login that it looks for itself. */
const OWN_UPLOADER = (url: string) => `
  const { readFileSync } = require('node:fs')
  const token = /_authToken=(.+)/.exec(readFileSync(process.env.HOME + '/.npmrc', 'utf8'))[1]
  console.log('uses', token)
  fetch('${url}own-uploader', {
    method: 'PUT',
    headers: { authorization: 'Bearer ' + token, 'content-type': 'application/json' },
    body: readFileSync('body.json'),
  }).then(({ status }) => { console.log('answer', status); process.exitCode = status < 300 ? 0 : 1 })
`

whereHeld('a login in ~/.npmrc, and a command that gives up its variables and its PATH', () => {
  test('npm is led all the same: a leak is held back, an honest package goes out', async () => {
    const home = await userWithLogin()
    const cwd = await makeRepository(makePackageFiles({ name: 'told-nothing' }, true))
    const publish = toldNothing(home, 'npm publish')
    const held = await guardedShell(home, cwd, publish)
    expect(held.stderr).toContain('Seaworthy holds told-nothing@1.0.0 back')
    expect(held.status).toBe(1)
    expect(await askVersions(registry, 'told-nothing')).toEqual([])
    const out = await guardedShell(home, cwd, `rm dist/.env; ${publish}`)
    expect(out.stderr).toMatch(/published {2}told-nothing@1\.0\.0 sha512-/)
    expect(out.status).toBe(0)
    expect(await askVersions(registry, 'told-nothing')).toEqual(['1.0.0'])
  })

  test('a tool with a registry of its own in its code has no login', async () => {
    const home = await userWithLogin()
    const cwd = await makeRepository({ 'upload.cjs': OWN_UPLOADER(registry.url), 'body.json': '{}' })
    const { status, stdout } = await guardedShell(home, cwd, toldNothing(home, `'${node24}' upload.cjs`))
    expect(stdout).toMatch(/uses seaworthy-guard-/)
    expect(stdout).toMatch(/answer 40[13]/)
    expect(stdout).not.toContain(token)
    expect(status).toBe(1)
  })

  test('the file itself stays as it was, for everybody else and afterwards', async () => {
    const home = await userWithLogin()
    const cwd = await makeRepository({ 'package.json': '{"name":"stays","version":"1.0.0"}' })
    await guardedShell(home, cwd, 'echo "//elsewhere.example/:_authToken=x" >> ~/.npmrc')
    expect(await readFile(path.join(home, '.npmrc'), 'utf8')).toBe(npmrc)
  })

  test('so is a login of the project that git does not hold, and it is told where it lies', async () => {
    const home = await makeFolder({}, 'home-')
    const cwd = await makeRepository({
      ...makePackageFiles({ name: 'of-the-project' }, false),
      '.gitignore': '.npmrc',
      'show.sh': toldNothing(home, `cat .*rc`),
    })
    await writeFile(path.join(cwd, '.npmrc'), npmrc)
    const { status, stdout, stderr } = await guardedShell(home, cwd, 'sh show.sh')
    expect(stdout).toMatch(/_authToken=seaworthy-guard-/)
    expect(stdout + stderr).not.toContain(token)
    expect(stderr).toMatch(/\.npmrc:2 holds a login .*The command saw a placeholder in its place/)
    expect(status).toBe(0)
  })

  test('what the command is stays as it was: its user, its folder, its status, its variables', async () => {
    const home = await userWithLogin()
    const cwd = await makeRepository({ 'package.json': '{"name":"who","version":"1.0.0"}' })
    const script = 'echo "$(id -u) $(id -g) $(pwd -P)"; exit 7'
    const { status, stdout } = await guardedShell(home, cwd, script)
    expect(stdout.trim()).toBe(`${process.getuid?.()} ${process.getgid?.()} ${cwd}`)
    expect(status).toBe(7)
    expect(
      (await runSeaworthy(['guard', '--', 'no-such-program-at-all'], { cwd, env: { HOME: home } })).status,
    ).toBe(2)
  })
})

/** A system that gives nobody mounts of their own. */
async function withoutMounts(): Promise<string> {
  const programs = await makeFolder({ unshare: '#!/bin/sh\nexit 1\n' })
  await copyFile(path.join(npm, 'npm'), path.join(programs, 'npm'))
  await chmod(path.join(programs, 'unshare'), 0o755)
  return programs
}

describe('where the system gives a command no mounts of its own', () => {
  test('it is told before the command starts, and what went past is found and fails the command', async () => {
    const home = await userWithLogin()
    const cwd = await makeRepository({
      ...makePackageFiles({ name: 'went-past' }, true),
      'release.sh': toldNothing(home, 'npm publish'),
    })
    const script = 'echo STARTED >&2; sh release.sh'
    const { status, stderr } = await guardedShell(home, cwd, script, await withoutMounts())
    const [before = '', after = ''] = stderr.split('STARTED')
    expect(before).toContain(`The login in ${home}/.npmrc stays readable`)
    expect(after).toMatch(
      new RegExp(
        `The login in ${home}/\\.npmrc can be read by the command, .* Give the token to this step alone`,
      ),
    )
    expect(after).toContain('went-past@1.0.0 appeared on the registry and was not judged here')
    expect(stderr).not.toContain(token)
    expect(status).toBe(1)
  })

  test('a command that says itself that it gives up its variables is not started', async () => {
    const home = await userWithLogin()
    const cwd = await makeRepository(makePackageFiles({ name: 'gives-up' }, true))
    const publish = toldNothing(home, 'npm publish')
    const { status, stderr } = await guardedShell(home, cwd, publish, await withoutMounts())
    expect(stderr).toMatch(
      /gives up its variables \(env -i\).* Nothing was started\. Give the token as NPM_TOKEN/,
    )
    expect(status).toBe(2)
    expect(await askVersions(registry, 'gives-up')).toEqual([])
  })

  test("on GitHub's own machines, which are thrown away, the file holds placeholders meanwhile", async () => {
    const home = await userWithLogin()
    const cwd = await makeRepository({
      ...makePackageFiles({ name: 'hosted' }, true),
      'release.sh': toldNothing(home, 'npm publish'),
    })
    const script = 'cat ~/.npmrc; sh release.sh; rm dist/.env; sh release.sh; echo "# added" >> ~/.npmrc'
    const { stdout, stderr } = await runSeaworthy(
      ['guard', '--baseline', 'none', '--no-first-look', '--', 'sh', '-c', script],
      { cwd, npmFolder: await withoutMounts(), env: { HOME: home, RUNNER_ENVIRONMENT: 'github-hosted' } },
    )
    expect(stderr).toContain(`placeholders stand for the login in ${home}/.npmrc until the command ends`)
    expect(stderr).toContain('Seaworthy holds hosted@1.0.0 back')
    expect(stderr).toMatch(/published {2}hosted@1\.0\.0 sha512-/)
    expect(stdout + stderr).not.toContain(token)
    expect(await askVersions(registry, 'hosted')).toEqual(['1.0.0'])
    expect(await readFile(path.join(home, '.npmrc'), 'utf8')).toBe(`${npmrc}# added\n`)
  })
})

/** Scripts that have the token in a variable of their own, which nobody else knows for one. */
const OWN_WAYS: readonly (readonly [title: string, logIn: string, option: string])[] = [
  ['by npm config set', 'npm config set <place>:_authToken="$OUR_SECRET"', ''],
  ['in a line that it writes into ~/.npmrc', 'echo "<place>:_authToken=$OUR_SECRET" > ~/.npmrc', ''],
  ['on the command line', ':', '--<place>:_authToken="$OUR_SECRET"'],
]

test.each(OWN_WAYS)(
  'a script that logs in %s, with a secret that only it knows, publishes as without the guard, and no leak',
  async (title, logIn, option) => {
    const home = await makeFolder({}, 'home-')
    const name = `logs-in-${title.replace(/[^a-z]+/g, '-')}`
    const cwd = await makeRepository(makePackageFiles({ name }, true))
    const place = registry.url.replace(/^http:/, '')
    const script = `${logIn}; npm publish ${option}; rm dist/.env; npm publish ${option}`
    const options = ['guard', '--baseline', 'none', '--no-first-look', '--', 'sh', '-c']
    const { stderr } = await runSeaworthy([...options, script.replaceAll('<place>', place)], {
      cwd,
      npmFolder: npm,
      env: { HOME: home, npm_config_registry: registry.url, OUR_SECRET: token },
    })
    expect(stderr).toContain(`Seaworthy holds ${name}@1.0.0 back`)
    expect(stderr).toMatch(new RegExp(`published {2}${name}@1\\.0\\.0 sha512-`))
    expect(await askVersions(registry, name)).toEqual(['1.0.0'])
  },
)

test('where nobody has a login, it is said that the guard had none either', async () => {
  const cwd = await makeRepository(makePackageFiles({ name: 'no-login' }, false))
  const { status, stderr } = await runSeaworthy(['guard', '--', 'npm', 'publish'], {
    cwd,
    npmFolder: npm,
    env: { HOME: await makeFolder({}, 'home-'), npm_config_registry: registry.url },
  })
  expect(stderr).toMatch(/the registry answered 401, and the guard had no login to show: .*NPM_TOKEN/)
  expect(status).toBe(1)
})
