import { execFileSync } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { makeFolder, runSeaworthy } from '../../support/command-line.ts'
import { type FakeRegistry, startFakeRegistry } from '../../support/fake-registry.ts'

let folder = ''
let registry: FakeRegistry
beforeAll(async () => {
  registry = await startFakeRegistry([])
  folder = await makeFolder({
    'package.json': JSON.stringify({
      name: '@acme/web',
      version: '1.0.0',
      license: 'MIT',
      files: ['index.js'],
      packageManager: 'pnpm@9.1.0',
    }),
    'index.js': 'module.exports = 1\n',
    'seaworthy.yml': 'fail-on: warning\n',
    npmrc: '',
  })
})
afterAll(async () => {
  await registry.stop()
  await rm(folder, { recursive: true, force: true })
})

const doctor = (env: Readonly<Record<string, string>>, ...args: string[]) =>
  runSeaworthy(['doctor', ...args], {
    cwd: folder,
    env: { npm_config_registry: registry.url, npm_config_userconfig: path.join(folder, 'npmrc'), ...env },
  })

test('says what a check would work with, and asks the registry', async () => {
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', folder])
  const { status, stdout } = await doctor({})
  expect(stdout.replace(/\s+/g, ' ')).toContain('pnpm 9.1.0: ')
  expect(stdout).toContain('profile  open-source: the licence is MIT')
  expect(stdout).toMatch(/config {3}.*seaworthy\.yml/)
  expect(stdout).toContain('reads    one tarball of 2 files')
  expect(stdout).toContain('none yet on main, ')
  expect(stdout).toContain(`${registry.url}, answers`)
  expect(stdout).toContain('Nothing is in the way.')
  expect(status).toBe(0)
})

test('a login is told by where it is for and whether it is taken, never by its value', async () => {
  const token = ['some', 'login', '0'.repeat(20)].join('-')
  const host = registry.url.replace('http:', '')
  await writeFile(path.join(folder, 'npmrc'), `${host}:_authToken=${token}\n`)
  registry.fault = (request, response, next) => {
    if (request.url !== '/-/whoami') return next()
    response.writeHead(401)
    response.end()
  }
  for (const args of [[], ['--json']]) {
    const { stdout, stderr } = await doctor({ NPM_TOKEN: token }, ...args)
    expect(stdout).toContain(host)
    expect(stdout).toContain('NPM_TOKEN')
    expect(stdout.replace(/\s+/g, ' ')).toContain('does not take the login that npm has for it')
    expect(stdout + stderr).not.toContain(token)
  }
  registry.fault = (request, response, next) => {
    if (request.url !== '/-/whoami') return next()
    response.end('{"username":"ann"}')
  }
  expect((await doctor({})).stdout).toContain("login    yes, it is ann's")
  registry.fault = null
  await writeFile(path.join(folder, 'npmrc'), '')
})

describe('what is in the way', () => {
  test('a configuration that is wrong', async () => {
    await writeFile(path.join(folder, 'seaworthy.yml'), 'fail-on: sometimes\n')
    const { status, stdout } = await doctor({}, '--offline')
    expect(status).toBe(2)
    expect(stdout).toContain('seaworthy.yml:1:')
    expect(stdout).toContain('not asked')
    await writeFile(path.join(folder, 'seaworthy.yml'), '')
  })

  test('a registry that does not answer is said, and does not keep anybody from judging', async () => {
    const { status, stdout } = await doctor({ npm_config_registry: 'http://127.0.0.1:9/' })
    expect(stdout).toContain('does not answer')
    expect(status).toBe(0)
  })

  test('as JSON', async () => {
    const { stdout } = await doctor({}, '--json', '--offline')
    expect(JSON.parse(stdout)).toMatchObject({
      package: { name: '@acme/web', packer: { name: 'pnpm' }, files: 2 },
      registry: { url: registry.url, answers: null },
      problems: [],
    })
  })
})
