import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { addGateOwners } from '../../../src/cli/set-up/code-owners.ts'
import { addPrepublishCheck } from '../../../src/cli/set-up/prepublish-script.ts'
import { writeWorkflow } from '../../../src/cli/set-up/workflow-text.ts'
import { makeFolder, ROOT, runSeaworthy } from '../../support/command-line.ts'
import { checkWorkflow } from '../../support/workflow-check.ts'

let folder = ''
afterEach(() => rm(folder, { recursive: true, force: true }))

test('everything is shown first, written with --write, and then there is nothing left', async () => {
  const manifest = `{\n  "name": "@acme/x",\n  "version": "1.0.0",\n  "license": "MIT",\n  "files": ["index.js"],\n  "main": "index.js",\n  "scripts": { "test": "true" }\n}\n`
  const before = {
    'package.json': manifest,
    'index.js': 'module.exports = 1\n',
    '.github/CODEOWNERS': '* @acme/core\n',
  }
  folder = await makeFolder(before)
  execFileSync('git', ['init', '--quiet', folder])
  const run = (...args: string[]) => runSeaworthy(['init', '--all', ...args], { cwd: folder })
  const read = (name: string) => readFile(path.join(folder, name), 'utf8')

  const shown = await run()
  expect(shown.status).toBe(0)
  for (const line of [
    '"prepublishOnly": "npx --yes seaworthy"',
    'packer: auto',
    'index.js',
    '/seaworthy.yml @acme/core',
  ])
    expect(shown.stdout).toContain(line)
  expect(shown.stdout).toContain('Nothing was written.')
  expect(await read('package.json')).toBe(manifest)

  const { stdout } = await run('--write', '--force')
  expect(stdout).toContain('Wrote .github/workflows/seaworthy.yml, package.json, seaworthy.yml,')
  expect(JSON.parse(await read('package.json')).scripts).toEqual({
    test: 'true',
    prepublishOnly: 'npx --yes seaworthy',
  })
  expect(await read('seaworthy.yml')).toContain('packer: auto')
  expect(await read('.github/CODEOWNERS')).toContain('/.github/workflows/seaworthy.yml @acme/core\n')
  expect((await runSeaworthy(['.', '--baseline', 'none'], { cwd: folder })).status).toBe(0)
  expect((await run()).stdout).toContain('Everything is set up.')
})

test.each([
  [['--write'], '--write belongs to --all'],
  [['--all', '--contents'], '--all shows everything'],
])('init %j says what is wrong', async (args, message) => {
  folder = await makeFolder({ 'package.json': '{}' })
  const { status, stderr } = await runSeaworthy(['init', ...args], { cwd: folder })
  expect(stderr).toContain(message)
  expect(status).toBe(2)
})

describe('the workflow', () => {
  const example = readFileSync(path.join(ROOT, 'examples', 'workflows', 'basic.yml'), 'utf8')
  const action = readFileSync(path.join(ROOT, 'action.yml'), 'utf8')

  test('is the one of the examples', () => {
    expect(example.startsWith(writeWorkflow('', false))).toBe(true)
  })

  test('is for the package at hand, by the rules of GitHub', async () => {
    const text = writeWorkflow('packages/a: "b"', true)
    expect(text).toContain('workspaces: true')
    expect(await checkWorkflow('.github/workflows/seaworthy.yml', text, action)).toEqual([])
  })
})

const CHECK = 'npx --yes seaworthy'
test.each([
  ['{\n  "name": "a"\n}\n', `{\n  "name": "a",\n  "scripts": { "prepublishOnly": "${CHECK}" }\n}\n`],
  ['{"scripts":{"a":"b"}}', `{"scripts":{"a":"b", "prepublishOnly": "${CHECK}"}}`],
  [
    '{\r\n\t"scripts": {\r\n\t\t"a": "b"\r\n\t}\r\n}\r\n',
    `{\r\n\t"scripts": {\r\n\t\t"a": "b",\r\n\t\t"prepublishOnly": "${CHECK}"\r\n\t}\r\n}\r\n`,
  ],
  [
    '{"scripts":{"prepublishOnly":"npm run build"}}',
    `{"scripts":{"prepublishOnly":"npm run build && ${CHECK}"}}`,
  ],
  ['{"scripts":{"prepublishOnly":"seaworthy guard"}}', null],
  ['{}', null],
  ['no JSON', null],
])('prepublishOnly goes into %j', (before, after) => {
  expect(addPrepublishCheck(before)).toBe(after)
})

test.each([
  ['* @a @b', '* @a @b\n\n# What Seaworthy goes by\n/seaworthy.yml @a @b\n'],
  [
    '*  @old\n/docs @c # them\n* @a # us\n',
    '*  @old\n/docs @c # them\n* @a # us\n\n# What Seaworthy goes by\n/seaworthy.yml @a\n',
  ],
  ['* @a\n/seaworthy.yml @sec\n', null],
  ['/docs @c\n', null],
])('owners go into %j', (before, after) => {
  expect(addGateOwners(before, ['seaworthy.yml'])).toBe(after)
})
