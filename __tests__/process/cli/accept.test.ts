import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { buildTarball } from '../../support/build-tarball.ts'
import { buildZip } from '../../support/build-zip.ts'
import { makeFolder, runSeaworthy } from '../../support/command-line.ts'

const sealed = (text: string) => buildZip([{ name: 'keys', content: Buffer.from(text), encrypted: true }])

let folder: string
beforeEach(async () => {
  folder = await makeFolder({
    'sealed.tgz': buildTarball({ 'vendor/data.zip': sealed('one') }),
    'other.tgz': buildTarball({ 'vendor/data.zip': sealed('two') }),
  })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const run = (...args: string[]) => runSeaworthy(args, { cwd: folder })
const check = (...args: string[]) => run(...args, '--baseline', 'none')
const write = (text: string) => writeFile(path.join(folder, 'seaworthy.yml'), text)
const accept = (...args: string[]) =>
  run('accept', 'vendor/data.zip!keys', 'sealed.tgz', '--reason', 'seen by hand', ...args)

describe('a package with bytes that could not be looked at', () => {
  test('is blocked, says which, why, and how to go on', async () => {
    const { status, stdout } = await check('sealed.tgz')
    expect(status).toBe(1)
    expect(stdout).toContain('1 part not looked at')
    expect(stdout).toContain('vendor/data.zip!keys')
    expect(stdout).toContain('encrypted')
    expect(stdout).toMatch(/sha256:[0-9a-f]{64}/)
  })

  test.each([
    ['fail-on: never', 'fail-on: never\n'],
    ['the rule of old turned off', 'rules: { tarball/limit: off }\n'],
    ['an override of it', 'overrides: [{ paths: ["**"], rules: { tarball/limit: off } }]\n'],
    ['a suppression of it', 'suppressions: [{ rule: tarball/limit, path: "**", reason: r }]\n'],
  ])('is not let through by %s', async (_, config) => {
    await write(config)
    expect((await check('sealed.tgz')).status).toBe(1)
  })

  test('passes with a written acceptance, which is shown, and other bytes do not', async () => {
    const { status, stdout } = await accept('--expires', '2999-12-31', '--approved-by', 'Ann')
    expect(status).toBe(0)
    expect(stdout).toContain('may ship unseen until 2999-12-31')
    expect(await readFile(path.join(folder, 'seaworthy.yml'), 'utf8')).toMatch(
      /^acceptances:\n {2}- digest: sha256:[0-9a-f]{64}\n {4}path: vendor\/data.zip!keys\n {4}reason: seen by hand\n {4}expires: 2999-12-31\n {4}approved-by: Ann\n$/,
    )
    const passed = await check('sealed.tgz')
    expect(passed.status).toBe(0)
    expect(passed.stdout).toContain('accepted unseen vendor/data.zip!keys')
    expect((await check('other.tgz')).status).toBe(1)
  })

  test('is accepted in the tarball of the packer that is named', async () => {
    await rm(path.join(folder, 'sealed.tgz'))
    const own = path.join(folder, 'own')
    await mkdir(own)
    await writeFile(
      path.join(own, 'package.json'),
      '{"name":"own","version":"1.0.0","license":"MIT","files":["lib"]}\n',
    )
    await writeFile(path.join(own, 'CHANGELOG.zip'), sealed('one'))
    // Yarn packs it whatever `files` says, npm does not.
    const { stdout, status } = await run(
      ...['accept', 'CHANGELOG.zip!keys', 'own', '--packer', 'yarn'],
      ...['--reason', 'seen by hand', '--expires', '2999-12-31'],
    )
    expect(stdout).toContain('may ship unseen until 2999-12-31')
    expect(status).toBe(0)
    expect((await run('accept', 'x', 'own', '--packer', 'bum')).stderr).toContain('Did you mean bun?')
  })

  test('an acceptance needs an end, and an acceptance by pattern is refused', async () => {
    const { status, stderr } = await accept()
    expect(status).toBe(2)
    expect(stderr).toContain('--expires')
    await write('acceptances: [{ digest: "**", reason: r, expires: 2999-12-31 }]\n')
    expect((await check('sealed.tgz')).status).toBe(2)
  })

  test('a policy can forbid it: nothing is written', async () => {
    await writeFile(path.join(folder, 'policy.yml'), 'acceptances: { allowed: false }\n')
    const { status, stderr } = await accept('--expires', '2999-12-31', '--policy', 'policy.yml')
    expect(status).toBe(2)
    expect(stderr).toContain('allows no acceptances')
    await expect(readFile(path.join(folder, 'seaworthy.yml'))).rejects.toThrow('ENOENT')
  })
})

test.each([
  ['text', 'not json at all'],
  ['a list', '[]'],
  ['JSON5', "{ name: 'x' }"],
  ['empty', ''],
  ['UTF-16', Buffer.from('\ufeff{"name":"x","version":"1.0.0"}', 'utf16le')],
])('a package.json that is %s never passes, and the place is told', async (_, content) => {
  await writeFile(path.join(folder, 'broken.tgz'), buildTarball({ 'package.json': content }))
  const { status, stdout } = await check('broken.tgz', '--fail-on', 'never')
  expect(status).toBe(1)
  expect(stdout).toMatch(/package\.json.*: it is not a JSON object/)
})
