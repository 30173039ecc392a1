import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { describeLogin, findLoginsInProject } from '../../src/publish/guard/logins-in-project.ts'
import { findOwnPackages } from '../../src/publish/own-packages.ts'

let folder: string
describe('logins in a project', () => {
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'logins-'))
    await writeFile(path.join(folder, 'package.json'), '{"name":"example","version":"1.0.0"}')
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const VARIABLE = ['$', '{NPM_TOKEN}'].join('')
  const LOGIN = ['a', 'login', 'of', 'the', 'test'].join('-')

  test.each([
    ['.npmrc', `registry=https://a.example/\n//a.example/npm:_authToken=${LOGIN}`, 2, '//a.example/npm/'],
    ['.npmrc', `//a.example:8080/:_password = "${LOGIN}"`, 1, '//a.example:8080/'],
    ['.npmrc', `_auth=${LOGIN}`, 1, null],
    ['.yarnrc.yml', `npmAuthToken: ${LOGIN}`, 1, null],
    ['.yarnrc.yml', `npmScopes:\n  example:\n    npmAuthIdent: "${LOGIN}"`, 3, null],
    ['bunfig.toml', `[install]\nregistry = { url = "https://a.example", token = "${LOGIN}" }`, 2, null],
  ])('a login in %s is found: %#', async (file, text, line, of) => {
    await writeFile(path.join(folder, file), text)
    const [found, ...others] = findLoginsInProject(folder, await findOwnPackages(folder))
    expect(others).toEqual([])
    expect(found).toMatchObject({ place: file, line, registry: of })
    const note = found === undefined ? '' : describeLogin(found, false)
    expect(note).toContain(`${file}:${line} holds a login`)
    expect(note).not.toContain(LOGIN)
  })

  test.each([
    [
      '.npmrc',
      `//a.example/:_authToken=${VARIABLE}\n; //a.example/:_authToken=x\n# _auth=x\nregistry=https://a.example`,
    ],
    ['.yarnrc.yml', `npmAuthToken: "${VARIABLE}"\nnpmAlwaysAuth: true\n# npmAuthToken: x`],
    [
      'bunfig.toml',
      '[install.scopes]\na = { url = "https://a.example", token = "$NPM_TOKEN" }\n# token = "x"',
    ],
  ])('what names a variable, or is a comment, is none: %s', async (file, text) => {
    await writeFile(path.join(folder, file), text)
    expect(findLoginsInProject(folder, await findOwnPackages(folder))).toEqual([])
  })
})
