import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { makeFolder, runSeaworthy } from '../../support/command-line.ts'

const RULE = [
  'custom-rules:',
  '  acme/no-internal-flags:',
  '    title: Internal feature flags',
  '    why: They tell competitors what ships next quarter.',
  '    fix: Strip them with the release build.',
  '    severity: error',
  '    find:',
  "      - pattern: 'FLAG_INTERNAL_[A-Z]+'",
  '    examples:',
  '      bad: { "dist/a.js": "x = FLAG_INTERNAL_BETA" }',
  '      good: { "dist/a.js": "x = FLAG_PUBLIC" }',
]
const MANIFEST = '{"name":"example","version":"1.0.0","license":"MIT","files":["*.js"],"main":"index.js"}'

let folder: string
const run = (...args: string[]) => runSeaworthy(args, { cwd: folder })

beforeAll(async () => {
  folder = await makeFolder({
    'package.json': MANIFEST,
    'index.js': 'module.exports = 1\nconst a = "FLAG_INTERNAL_BETA"\n',
    'seaworthy.yml': `${RULE.join('\n')}\n`,
    'milder.yml': `extends: ./seaworthy.yml\nrules: { acme/no-internal-flags: notice }\n`,
    'wrong.yml': `${RULE.join('\n').replace('"x = FLAG_INTERNAL_BETA"', '"nothing"')}\n`,
    'unknown.yml': `${RULE.join('\n')}\nrules: { acme/no-internal-flag: off }\n`,
    'policy.yml': `${RULE.join('\n')}\nrules: { acme/no-internal-flags: { locked: true } }\n`,
    'suppressed.yml':
      'suppressions:\n  - { rule: acme/no-internal-flags, path: "**", reason: Not yet., expires: 2099-01-01 }\nrules: { acme/no-internal-flags: off }\n',
  })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('a rule of a team’s own', () => {
  test('blocks, with its place and the team’s words', async () => {
    const { status, stdout } = await run('.')
    expect(status).toBe(1)
    expect(stdout).toContain('acme/no-internal-flags')
    expect(stdout).toContain('index.js:2:12')
    expect(stdout).toContain('Strip them with the release build.')
  })

  test('takes a severity from the configuration that extends it', async () => {
    const { status, stdout } = await run('.', '--config', 'milder.yml')
    expect(status).toBe(0)
    expect(stdout).toContain('acme/no-internal-flags')
  })

  test('is listed and explained like a built-in one', async () => {
    expect((await run('rules')).stdout).toContain('acme/no-internal-flags')
    expect((await run('explain', 'acme/no-internal-flags')).stdout).toContain(
      'They tell competitors what ships next quarter.',
    )
  })

  test('of a policy holds where the repository says nothing, and cannot be set aside', async () => {
    const { status, stdout } = await run('.', '--config', 'suppressed.yml', '--policy', 'policy.yml')
    expect(status).toBe(1)
    expect(stdout).toContain('locks acme/no-internal-flags')
  })

  test('that is misspelled is an error with the nearest name', async () => {
    const { status, stdout } = await run('.', '--config', 'unknown.yml')
    expect(status).toBe(2)
    expect(stdout).toContain('Did you mean "acme/no-internal-flags"?')
  })
})

describe('seaworthy config --test', () => {
  test('passes examples that come out as they say', async () => {
    const { status, stdout } = await run('config', '--test')
    expect(stdout).toBe('1 custom rule, 2 examples: all as they should be.\n')
    expect(status).toBe(0)
  })

  test('names the example that does not, with file, line and column', async () => {
    const { status, stderr } = await run('config', '--test', '--config', 'wrong.yml')
    expect(status).toBe(2)
    expect(stderr).toContain(
      'wrong.yml:10:12: The rule acme/no-internal-flags does not find this bad example.',
    )
  })
})
