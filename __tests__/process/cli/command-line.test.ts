import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { COMMANDS } from '../../../src/cli/commands.ts'
import { FORMAT_NAMES } from '../../../src/library/formats.ts'
import { buildTarball } from '../../support/build-tarball.ts'
import { makeFolder, runSeaworthy } from '../../support/command-line.ts'

let folder: string

beforeAll(async () => {
  folder = await makeFolder({
    'clean.tgz': buildTarball({ 'lib/index.js': 'export const answer = 42\n' }),
    'leaky.tgz': buildTarball({
      'lib/.env': `DATABASE_PASSWORD=${['hunter', '2'].join('')}${'x'.repeat(9)}\n`,
    }),
  })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const run = (...args: string[]) => runSeaworthy([...args], { cwd: folder })

describe('help', () => {
  test('names every command, every option of the check and every format', async () => {
    const { status, stdout } = await run('--help')
    expect(status).toBe(0)
    for (const name of Object.keys(COMMANDS))
      expect(stdout).toContain(`\n  ${name === 'check' ? '[check]' : name}`)
    for (const option of [
      '--format',
      '--output',
      '--config',
      '--policy',
      '--profile',
      '--fail-on',
      '--workspaces',
    ])
      expect(stdout).toContain(option)
    for (const option of ['--baseline', '--run-scripts', '--quiet']) expect(stdout).toContain(option)
    for (const format of FORMAT_NAMES) expect(stdout).toContain(format)
    expect(stdout).toContain('Exit status: 0 safe to publish, 1 blocked, 2 could not be checked.')
  })

  test.each(Object.keys(COMMANDS))('of %s tells how it is written and what its options are', async (name) => {
    const { status, stdout } = await run(name, '--help')
    const { default: command } = await (COMMANDS[name]?.load() ?? Promise.reject(new Error(name)))
    expect(status).toBe(0)
    expect(stdout).toMatch(new RegExp(`^seaworthy ${name}`))
    for (const option of Object.keys(command.options)) expect(stdout).toContain(`--${option}`)
    expect((await run('help', name)).stdout).toBe(stdout)
    // A line that ends early ends a sentence, or is one that can be copied.
    const about = stdout.split('\n\n')[1] ?? ''
    for (const line of about.split('\n').slice(0, -1))
      if (line.length < 70 && name !== 'completion') expect(line).toMatch(/[.:]$/)
  })

  test('wraps: no line of it is wider than the 100 columns of what is piped', async () => {
    const { stdout } = await run('suppress', '--help')
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
  })
})

describe('what is not understood says what would be', () => {
  test.each<[string, string[], string]>([
    ['a misspelt option', ['check', '--formt', 'json'], 'There is no option --formt. Did you mean --format?'],
    ['a misspelt format', ['--format', 'jsn'], '--format "jsn" is not one of'],
    ['a misspelt command', ['explian', 'file/environment'], 'Did you mean: seaworthy explain?'],
    ['a command behind an option', ['--quiet', 'rules'], 'The command comes first: seaworthy rules --quiet'],
    ['an unknown command to help with', ['help', 'foo'], 'There is no command "foo". There are: check'],
    [
      'an option of another command',
      ['rules', '--reason', 'x'],
      'There is no option --reason of seaworthy rules.',
    ],
    [
      'an option without its value',
      ['--baseline=none', '--config'],
      "Option '-c, --config <value>' argument missing.",
    ],
    [
      'a level that is none',
      ['--fail-on', 'errors'],
      '--fail-on "errors" is not one of error, warning, notice, never. Did you mean error?',
    ],
    ['too many arguments', ['explain', 'a', 'b'], 'seaworthy explain does not know what to do with "b".'],
    ['too few', ['explain'], 'seaworthy explain needs <rule>.'],
    [
      'two formats for the screen',
      ['--format', 'json', '--format', 'markdown'],
      'Only one format can go to the screen.',
    ],
    [
      'two formats for one file',
      ['--format', 'json=a', '--format', 'markdown=./a'],
      'Two formats would be written to ./a.',
    ],
    ['a format for no file', ['--format', 'json='], 'A format was given an empty file name.'],
    [
      'a rule that is none',
      ['explain', 'environment'],
      'There is no rule "environment". Did you mean file/environment?',
    ],
  ])('%s', async (_title, args, message) => {
    const { status, stdout, stderr } = await run(...args)
    expect(stderr).toContain(message)
    expect(stderr).not.toMatch(/^\s+at /m)
    expect(stdout).toBe('')
    expect(status).toBe(2)
  })

  test('a folder that is called like a command is checked when it is written as a path', async () => {
    await mkdir(path.join(folder, 'rules'))
    const { status, stdout } = await run('./rules', '--baseline', 'none')
    expect(stdout).toContain('There is no package.json in ./rules')
    expect(status).toBe(2)
  })
})

describe('a check', () => {
  test('writes each format where it was asked for', async () => {
    const { status, stdout } = await run(
      'leaky.tgz',
      '--baseline=none',
      '--format=terminal',
      '--format=json=report.json',
      '-f',
      'markdown=report.md',
    )
    expect(status).toBe(1)
    expect(stdout).toContain('Environment file')
    const report = JSON.parse(await readFile(path.join(folder, 'report.json'), 'utf8'))
    expect(report).toMatchObject({ verdict: 'block', packages: [{ target: 'leaky.tgz' }] })
    expect(await readFile(path.join(folder, 'report.md'), 'utf8')).toContain('file/environment')
  })

  test('that cannot be written ends with status 2 and says where it was to go', async () => {
    const { status, stderr } = await run(
      'clean.tgz',
      '--baseline=none',
      '--output',
      'no/such/folder/report.txt',
    )
    expect(stderr).toContain('The report cannot be written to no/such/folder/report.txt')
    expect(status).toBe(2)
  })

  test('holds a package to a policy that its own configuration would weaken', async () => {
    await writeFile(path.join(folder, 'seaworthy.yml'), 'rules: { file/environment: off }\n')
    await writeFile(path.join(folder, 'policy.yml'), 'rules: { file/environment: error }\n')
    const alone = await run('leaky.tgz', '--baseline=none')
    expect(alone.stdout).not.toContain('Environment file')
    expect(alone.status).toBe(0)
    const held = await run('leaky.tgz', '--baseline=none', '--policy', 'policy.yml')
    expect(held.stdout).toContain('Environment file')
    expect(held.stdout).toContain(
      'seaworthy.yml:1 sets file/environment to off; the policy policy.yml keeps it at',
    )
    expect(held.status).toBe(1)
    await rm(path.join(folder, 'seaworthy.yml'))
  })

  test('does not pass when the policy cannot be had', async () => {
    const { status, stdout } = await run('clean.tgz', '--baseline=none', '--policy', 'nowhere.yml')
    expect(stdout).toContain('The policy could not be loaded.')
    expect(status).toBe(2)
  })

  test('is quiet and without colour where it is piped, and coloured where that is forced', async () => {
    const plain = await run('leaky.tgz', '--baseline=none')
    expect(plain.stdout).not.toContain('\u001b')
    expect(plain.stderr).toBe('')
    const forced = await runSeaworthy(['leaky.tgz', '--baseline=none'], {
      cwd: folder,
      env: { FORCE_COLOR: '1' },
    })
    expect(forced.stdout).toContain('\u001b[')
    expect(forced.leftovers).toEqual([])
  })
})
