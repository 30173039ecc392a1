import { createHash } from 'node:crypto'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { buildTarball } from '../../support/build-tarball.ts'
import { makeFolder, runSeaworthy } from '../../support/command-line.ts'

const SECRETIVE = `DATABASE_PASSWORD=${['hunter', '2'].join('')}${'x'.repeat(9)}\n`
const LIST = ['package.json', 'lib/**/*.js']

let folder: string
beforeEach(async () => {
  folder = await makeFolder({
    'leaky.tgz': buildTarball({ 'lib/.env': SECRETIVE, 'lib/index.js': 'export const a = 1\n' }),
    'clean.tgz': buildTarball({ 'lib/index.js': 'export const a = 1\n' }),
    'hashed.tgz': buildTarball({ 'lib/env-B7x9Qk2a.local': SECRETIVE, 'a.bin': 'x', 'b.bin': 'x' }),
  })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const run = (...args: string[]) => runSeaworthy([...args, '--baseline', 'none'], { cwd: folder })
const read = (name: string) => readFile(path.join(folder, name), 'utf8')

async function fingerprint(target: string, rule: string): Promise<string> {
  const { stdout } = await run(target, '--format', 'json')
  const { packages } = JSON.parse(stdout) as {
    packages: { findings: { rule: string; fingerprint: string }[] }[]
  }
  const found = packages[0]?.findings.find((finding) => finding.rule === rule)
  if (found === undefined) throw new Error(`no finding of ${rule}`)
  return found.fingerprint
}

/** A token that no two numbers share. */
const token = (index: number) => ['sk', 'live', word(index)].join('_')
const word = (index: number) =>
  createHash('sha256')
    .update(String(index))
    .digest('base64url')
    .replace(/\W|_/g, 'x')
    .slice(0, 23)
    .padEnd(24, '7')
const registryAuth = (index: number) => `//registry.npmjs.org/:_auth${'Token'}=${token(index)}\n`

async function blocking(target: string): Promise<string[]> {
  const { stdout } = await run(target, '--format', 'json')
  const { packages } = JSON.parse(stdout) as {
    packages: { findings: { severity: string; fingerprint: string }[] }[]
  }
  const errors = packages.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error'))
  return errors.map((finding) => finding.fingerprint)
}

describe('seaworthy suppress', () => {
  test('makes a configuration where there is none, and the finding is set aside', async () => {
    const id = await fingerprint('leaky.tgz', 'file/environment')
    const { status, stdout } = await run(
      'suppress',
      id,
      'leaky.tgz',
      '--reason',
      'Placeholders: see "docs"',
      '--expires',
      '2999-12-31',
      '--approved-by',
      'Ann',
    )
    expect(status).toBe(0)
    expect(stdout).toContain('Wrote seaworthy.yml:1')
    expect(stdout).toContain('+     path: lib/.env')
    expect((await read('seaworthy.yml')).replace(/- [0-9a-f]{16}/, '- <hash>')).toBe(
      [
        'suppressions:',
        '  - rule: file/environment',
        '    path: lib/.env',
        `    fingerprint: ${id}`,
        '    values:',
        '      - <hash>',
        '    reason: \'Placeholders: see "docs"\'',
        '    expires: 2999-12-31',
        '    approved-by: Ann',
        '',
      ].join('\n'),
    )
    const after = await run('leaky.tgz')
    expect(after.stdout).toContain(
      'suppressed file/environment  lib/.env  until 2999-12-31, by Ann: Placeholders',
    )
    expect(after.status).toBe(0)
  })

  test('adds to the file that is there, without moving anything else', async () => {
    const before = '# Ours.\nfail-on:   error   # for now\n'
    await writeFile(path.join(folder, 'seaworthy.yml'), before)
    const id = await fingerprint('leaky.tgz', 'file/environment')
    const { stdout } = await run('suppress', id.slice(0, 8), 'leaky.tgz', '--reason', 'known')
    expect(stdout).toContain('Added to seaworthy.yml:3')
    const after = await read('seaworthy.yml')
    expect(after.startsWith(before)).toBe(true)
    expect(after).toContain(`fingerprint: ${id}`)
  })

  test('finds it in a report of an earlier run; values stand in none, so they are taken from the package', async () => {
    const id = await fingerprint('leaky.tgz', 'file/environment')
    await run('leaky.tgz', '--format', 'json=report.json')
    const { status } = await run('suppress', id, '--report', 'report.json', '--reason', 'known')
    expect(status).toBe(0)
    expect(await read('seaworthy.yml')).toMatch(
      new RegExp(`fingerprint: ${id}\n +values:\n +- [0-9a-f]{16}\n`),
    )
  })

  test('names a file by a pattern where a build puts a hash into its name, so that it holds after the next build', async () => {
    const id = await fingerprint('hashed.tgz', 'file/environment')
    await run('suppress', id, 'hashed.tgz', '--reason', 'known')
    expect(await read('seaworthy.yml')).toMatch(/path: "?lib\/env-\*\.local"?$/m)
    expect((await run('hashed.tgz')).stdout).toContain('suppressed file/environment')
  })

  test('leaves the path out where the finding has several', async () => {
    await writeFile(
      path.join(folder, 'seaworthy.json'),
      JSON.stringify({ rules: { 'file/unexpected': { options: { contents: LIST } } } }),
    )
    const id = await fingerprint('hashed.tgz', 'file/unexpected')
    const { status } = await run('suppress', id, 'hashed.tgz', '--reason', 'known')
    expect(status).toBe(0)
    const [written] = JSON.parse(await read('seaworthy.json')).suppressions
    expect(written).toMatchObject({ rule: 'file/unexpected', fingerprint: id, reason: 'known' })
  })

  test.each<[title: string, count: number, perFile: (index: number) => Record<string, string>]>([
    ['tokens in code', 8, (index) => ({ [`lib/a${index}.js`]: `export const t = '${token(index)}'\n` })],
    ['tokens in settings', 7, (index) => ({ [`lib/${index}/.npmrc`]: registryAuth(index) })],
    [
      'one value in many files',
      40,
      (index) => ({ [`lib/a${index}.js`]: `export const t = '${token(1)}'\n` }),
    ],
  ])('sets aside with one command what is told as one: %s', async (_title, count, perFile) => {
    const files = Object.assign({}, ...Array.from({ length: count }, (_, index) => perFile(index)))
    await writeFile(path.join(folder, 'many.tgz'), buildTarball(files))
    for (let left = await blocking('many.tgz'); left.length > 0; left = left.slice(1)) {
      // What differs in kind is another finding; what is alike is one, however often it is there.
      expect(left.length).toBeLessThan(3)
      const { status, stderr } = await run('suppress', left[0] ?? '', 'many.tgz', '--reason', 'samples')
      expect(stderr).toBe('')
      expect(status).toBe(0)
      expect((await blocking('many.tgz')).length).toBe(left.length - 1)
    }
    expect(((await read('seaworthy.yml')).match(/- rule:/g) ?? []).length).toBeLessThan(5)
    // A value that comes to them is new, wherever it is.
    const more = { ...files, ...perFile(0), 'lib/0/more.js': `export const t = '${token(999)}'\n` }
    await writeFile(path.join(folder, 'many.tgz'), buildTarball(more))
    expect(await blocking('many.tgz')).toHaveLength(1)
  })

  test('lists the known fingerprints when it is none of them', async () => {
    const id = await fingerprint('leaky.tgz', 'file/environment')
    const { status, stderr } = await run('suppress', '0123456789abcdef', 'leaky.tgz', '--reason', 'x')
    expect(stderr).toContain('There is no finding 0123456789abcdef.')
    expect(stderr).toContain(`${id}  error    file/environment  lib/.env`)
    expect(status).toBe(2)
  })

  test.each<[string, string[], string]>([
    [
      'there is nothing to suppress',
      ['0123456789abcdef', 'clean.tgz', '--reason', 'x'],
      'nothing was found in',
    ],
    ['there is no reason', ['0123456789abcdef', 'leaky.tgz'], 'A suppression needs a reason'],
    ['the reason is blank', ['0123456789abcdef', '--reason', ' '], 'A suppression needs a reason'],
    [
      'the date is none',
      ['0123456789abcdef', '--reason', 'x', '--expires', '2027-02-30'],
      '"2027-02-30" is not a date.',
    ],
    ['the date is past', ['0123456789abcdef', '--reason', 'x', '--expires', '2020-01-01'], 'is in the past'],
    [
      'the package is not there',
      ['0123456789abcdef', 'nowhere.tgz', '--reason', 'x'],
      'There is no folder or file nowhere.tgz',
    ],
    [
      'the report is not there',
      ['0123456789abcdef', '--report', 'no.json', '--reason', 'x'],
      'The report no.json cannot be read',
    ],
    [
      'the report is none',
      ['0123456789abcdef', '--report', 'leaky.tgz', '--reason', 'x'],
      'The report leaky.tgz is not JSON.',
    ],
  ])('writes nothing when %s', async (_title, args, message) => {
    const { status, stdout, stderr } = await run('suppress', ...args)
    expect(stderr).toContain(message)
    expect(stdout).toBe('')
    expect(status).toBe(2)
    await expect(stat(path.join(folder, 'seaworthy.yml'))).rejects.toThrow('ENOENT')
  })

  test('says so when it is suppressed already', async () => {
    const id = await fingerprint('leaky.tgz', 'file/environment')
    await run('suppress', id, 'leaky.tgz', '--reason', 'agreed on Monday')
    const again = await run('suppress', id, 'leaky.tgz', '--reason', 'x')
    expect(again.stderr).toContain(`${id} (file/environment) is suppressed already: agreed on Monday.`)
    expect(again.status).toBe(2)
  })

  test('leaves the file as it was when the policy does not admit it', async () => {
    const before = 'fail-on: error\n'
    await writeFile(path.join(folder, 'seaworthy.yml'), before)
    await writeFile(path.join(folder, 'policy.yml'), 'rules: { file/environment: { locked: true } }\n')
    const id = await fingerprint('leaky.tgz', 'file/environment')
    const { status, stderr } = await run(
      'suppress',
      id,
      'leaky.tgz',
      '--reason',
      'x',
      '--policy',
      'policy.yml',
    )
    expect(stderr).toContain('Nothing was written, because it would not hold.')
    expect(stderr).toContain('policy.yml locks file/environment')
    expect(status).toBe(2)
    expect(await read('seaworthy.yml')).toBe(before)
  })
})
