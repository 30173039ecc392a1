import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { refusePast } from '../../src/publish/guard/past-the-guard.ts'
import { findOwnPackages } from '../../src/publish/own-packages.ts'
import { readSettingsOfTools } from '../../src/publish/settings-of-tools.ts'

let home: string
let project: string
describe('settings of Bun', () => {
  beforeEach(async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'bun-'))
    home = path.join(folder, 'home')
    project = path.join(folder, 'project')
    await Promise.all([mkdir(home), mkdir(project)])
    await writeFile(path.join(project, 'package.json'), '{"name":"@acme/a","version":"1.0.0"}')
  })
  afterEach(() => rm(path.dirname(home), { recursive: true, force: true }))

  const LOGIN = ['of', 'the', 'test'].join('-')
  const settings = () => readSettingsOfTools(project, project, { HOME: home })

  test('the user’s own bunfig counts, with its registry and its login', async () => {
    await writeFile(
      path.join(home, '.bunfig.toml'),
      `[install]\nregistry = { url = "https://registry.example/npm", token = "${LOGIN}" }\n`,
    )
    const { bun, logins } = await settings()
    expect(bun.general).toBe('https://registry.example/npm/')
    expect(logins.get('//registry.example/npm/')).toEqual({ kind: 'token', token: LOGIN })
  })

  test('what the project says wins over it', async () => {
    await writeFile(path.join(home, '.bunfig.toml'), '[install]\nregistry = "https://user.example"\n')
    await writeFile(path.join(project, 'bunfig.toml'), '[install]\nregistry = "https://project.example"\n')
    expect((await settings()).bun.general).toBe('https://project.example/')
  })

  test('a scope in it, which bun obeys before anything else, is named before bun publish is started', async () => {
    await writeFile(
      path.join(home, '.bunfig.toml'),
      `# mine\n[install.scopes]\nacme = { url = "https://registry.example", token = "${LOGIN}" }\n`,
    )
    const { bun, logins } = await settings()
    expect([...bun.scopes]).toEqual([['@acme', 'https://registry.example/']])
    expect(logins.size).toBe(1)
    const own = await findOwnPackages(project)
    const environment = { HOME: home, PATH: '/usr/bin:/bin' }
    await expect(
      refusePast({ directory: project, own, texts: ['bun publish'], environment, platform: 'linux' }),
    ).rejects.toThrow(
      `${home}/.bunfig.toml:2 has [install.scopes], and bun obeys it whatever else it is told`,
    )
  })
})
