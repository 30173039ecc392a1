import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { buildCommandEnvironment } from '../../src/publish/guard/command-environment.ts'
import { writeLeadScript } from '../../src/publish/guard/lead-requests.ts'
import { refusePast } from '../../src/publish/guard/past-the-guard.ts'
import { findOwnPackages } from '../../src/publish/own-packages.ts'

const GUARD = 'http://127.0.0.1:9/secret/npm/'

function environmentOf(platform: NodeJS.Platform, environment: Record<string, string>) {
  return buildCommandEnvironment({
    environment,
    credentials: [{ kind: 'token', token: 'the-token-of-the-registry' }],
    placeholder: 'placeholder',
    withhold: () => 'placeholder',
    guard: { npm: GUARD, yarn: GUARD, identityToken: null },
    scopes: ['@acme'],
    logins: [],
    npmrc: 'C:\\Users\\me\\Temp\\guard\\npmrc',
    leadScript: 'C:\\Users\\some body\\Temp\\guard\\lead.cjs',
    programs: 'C:\\Temp\\guard\\programs',
    platform,
    readyIdentityToken: null,
  }).variables
}

describe('the environment of a command on Windows', () => {
  test('has our folder at the head of the one PATH there is, however it is written', () => {
    const variables = environmentOf('win32', { Path: 'C:\\Windows;C:\\nodejs' })
    expect(variables.Path).toBe('C:\\Temp\\guard\\programs;C:\\Windows;C:\\nodejs')
    expect(variables.PATH).toBeUndefined()
  })

  test('names the script so that node finds it, with spaces and backslashes', () => {
    // As node reads NODE_OPTIONS: in quotes, a backslash stands for what follows it.
    const [, quoted = ''] = /--require "(.*)"$/.exec(environmentOf('win32', {}).NODE_OPTIONS ?? '') ?? []
    expect(quoted.replace(/\\(.)/g, '$1')).toBe('C:\\Users\\some body\\Temp\\guard\\lead.cjs')
  })

  test('keeps the list of hosts without a proxy, by whichever of its two names', () => {
    const { NO_PROXY, no_proxy } = environmentOf('win32', { no_proxy: 'internal.example' })
    expect([NO_PROXY, no_proxy]).toEqual(['internal.example,127.0.0.1', 'internal.example,127.0.0.1'])
  })

  test('holds no login, however its name is written', () => {
    const variables = environmentOf('win32', {
      'Npm_Config_//registry.example/:_authToken': 'the-token-of-the-registry',
      NPM_Token: 'the-token-of-the-registry',
      Release_Line: 'npm login the-token-of-the-registry',
    })
    expect(JSON.stringify(variables)).not.toContain('the-token-of-the-registry')
    expect(variables.Release_Line).toBe('npm login placeholder')
  })
})

/** What the script does to a node that starts in a folder, on a platform. */
function ledTo(folder: string, platform: string): string | undefined {
  const script = writeLeadScript({
    port: 9,
    registries: [],
    environment: { npm_config_registry: GUARD },
    guard: GUARD,
    places: [{ folder: 'C:\\work\\packages\\a/', guard: 'http://127.0.0.1:9/secret/at/1/' }],
  })
  const fake = {
    platform,
    env: {} as Record<string, string>,
    cwd: () => folder,
    getBuiltinModule: () => {
      throw new Error('no more is needed here')
    },
  }
  new Function('process', script)(fake)
  return fake.env.npm_config_registry
}

test.each([
  ['C:\\work\\packages\\a', 'at/1'],
  ['c:\\work\\Packages\\a\\dist\\esm', 'at/1'],
  ['C:\\work\\packages\\ab', 'npm'],
  ['C:\\work', 'npm'],
])('a tool that runs in %s is led by the settings there: %s', (folder, place) => {
  expect(ledTo(folder, 'win32')).toBe(`http://127.0.0.1:9/secret/${place}/`)
})

describe('what would go past the guard', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'past-'))
    await mkdir(path.join(folder, 'programs'))
    const pnpm = path.join(folder, 'programs', 'pnpm')
    await writeFile(pnpm, '#!/bin/sh\necho 12.21.0\n')
    await chmod(pnpm, 0o755)
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  async function refusal(
    platform: NodeJS.Platform,
    command: string,
    files: Record<string, string>,
  ): Promise<string> {
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text)
    const own = await findOwnPackages(folder)
    const environment = { PATH: `${path.join(folder, 'programs')}:${process.env.PATH}` }
    return refusePast({ directory: folder, own, texts: [command], environment, platform }).then(
      () => 'nothing',
      (error: Error) => error.message,
    )
  }
  const named = JSON.stringify({ name: '@acme/a', version: '1.0.0' })
  const elsewhere = JSON.stringify({
    name: 'a',
    version: '1.0.0',
    publishConfig: { registry: 'https://registry.example/' },
  })

  test.each([
    [
      'pnpm publish',
      { 'package.json': named, '.npmrc': 'fund=false\n@acme:registry=https://registry.example/\n' },
      /^\.npmrc:2 has @acme:registry, and pnpm 12 and later obeys it/,
    ],
    [
      'bun publish',
      { 'package.json': elsewhere },
      /^package\.json:1 has publishConfig\.registry, and bun obeys it/,
    ],
  ])('by %s is named on Windows, where no program of ours stands before it', async (command, files, why) => {
    expect(await refusal('win32', command, files as Record<string, string>)).toMatch(why)
    expect(await refusal('linux', command, files as Record<string, string>)).toBe('nothing')
  })

  test('npm and Yarn are node scripts and led everywhere', async () => {
    for (const command of ['npm publish', 'yarn npm publish'])
      expect(await refusal('win32', command, { 'package.json': elsewhere })).toBe('nothing')
  })
})
