import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { makeFolder, runSeaworthy } from '../../support/command-line.ts'

let folder: string
let run: (...args: string[]) => ReturnType<typeof runSeaworthy>

beforeAll(async () => {
  folder = await makeFolder({
    'package.json': JSON.stringify({ name: 'example', version: '1.0.0', license: 'MIT' }),
    'seaworthy.yml': [
      'limits: { depth: 3, unpacked-bytes: 100 MiB }',
      'rules:',
      '  file/environment: warning',
      '  internal/host:',
      '    severity: error',
      '    options: { domains: [corp.example.com] }',
      'overrides:',
      '  - paths: ["fixtures/**"]',
      '    rules: { secret/private-key: warning }',
      'suppressions:',
      '  - rule: internal/marker',
      '    path: docs/x.md',
      '    reason: Quoted from a book.',
      '    expires: 2026-01-01',
      '    approved-by: Ann',
    ].join('\n'),
    'policy.yml': 'rules: { file/environment: { severity: error, locked: true } }\n',
    'wrong/package.json': '{}',
    'wrong/seaworthy.yml': 'rules:\n  file/enviroment: error\n',
    'none/package.json': JSON.stringify({ name: 'bare', license: 'UNLICENSED' }),
  })
  run = (...args) => runSeaworthy(args, { cwd: folder })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('seaworthy config', () => {
  test('shows each value with where it comes from', async () => {
    const { status, stdout } = await run('config', '--fail-on', 'warning')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^ {2}file +seaworthy\.yml$/m)
    expect(stdout).toMatch(/^ {2}profile +open-source: the licence is MIT, an open one$/m)
    expect(stdout).toMatch(/^fail-on +warning +--fail-on$/m)
    expect(stdout).toMatch(/^limits\.depth +3 +seaworthy\.yml:1$/m)
    expect(stdout).toMatch(/^limits\.unpacked-bytes +100 MiB +seaworthy\.yml:1$/m)
    expect(stdout).toMatch(/^limits\.ratio +200 +default$/m)
    expect(stdout).toMatch(/^file\/environment +warning +seaworthy\.yml:3$/m)
    expect(stdout).toMatch(/^internal\/host +error +seaworthy\.yml:5$/m)
    expect(stdout).toMatch(/^ {2}domains +corp\.example\.com +seaworthy\.yml:6$/m)
    expect(stdout).toContain('secret/private-key warning for fixtures/**  seaworthy.yml:8')
    expect(stdout).toContain('internal/marker docs/x.md  expired on 2026-01-01, approved by Ann')
    expect(stdout).toContain('Quoted from a book.')
  })

  test('shows what the policy raised, and what it ignored', async () => {
    const { stdout } = await run('config', '--policy', 'policy.yml')
    expect(stdout).toMatch(/^ {2}policy +policy\.yml {2}sha256 [0-9a-f]{64}$/m)
    expect(stdout).toMatch(/^file\/environment +error +seaworthy\.yml:3, raised by policy\.yml$/m)
    expect(stdout.replace(/\n/g, ' ')).toContain(
      'seaworthy.yml:3 sets file/environment to warning; the policy policy.yml keeps it at error or stricter.',
    )
  })

  test('hides options that nobody has set, unless asked', async () => {
    expect((await run('config')).stdout).toMatch(
      /\d+ options of rules have their defaults; --all shows them\./,
    )
    const { stdout } = await run('config', '--all')
    expect(stdout).toMatch(/^ {2}terms +\(none\) +default$/m)
    expect(stdout).not.toContain('--all')
  })

  test('for programs: every value as data', async () => {
    const { stdout } = await run('config', '--format', 'json')
    const config = JSON.parse(stdout)
    expect(config).toMatchObject({
      package: 'example',
      file: 'seaworthy.yml',
      profile: { profile: 'open-source' },
      suppressions: [{ rule: 'internal/marker', path: 'docs/x.md', approvedBy: 'Ann' }],
    })
    expect(config.values).toContainEqual({
      name: 'limits.depth',
      value: 3,
      source: { kind: 'config', name: 'seaworthy.yml', line: 1, column: 18 },
      raisedBy: null,
    })
  })

  test('of another folder, without a configuration', async () => {
    const { stdout } = await run('config', 'none')
    expect(stdout).toMatch(/^bare\n {2}file +none: the defaults hold$/m)
  })

  test.each([
    [
      'a configuration that is wrong',
      ['config', 'wrong'],
      /seaworthy\.yml:2:3: .*file\/enviroment.*file\/environment/s,
    ],
    ['a folder that is not there', ['config', 'nowhere'], /There is no folder nowhere/],
  ])('%s', async (_title, args, message) => {
    const { status, stdout, stderr } = await run(...args)
    expect(stderr).toMatch(message)
    expect(stdout).toBe('')
    expect(status).toBe(2)
  })
})

describe('seaworthy explain', () => {
  test('says what the rule is and by what it holds here', async () => {
    const { status, stdout } = await run('explain', 'internal/host')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^internal\/host {2}Internal host$/m)
    expect(stdout).toContain('open-source notice · proprietary warning')
    expect(stdout).toContain('here: error for example, set in seaworthy.yml:5')
    expect(stdout).toContain('here: corp.example.com, set in seaworthy.yml:6')
    expect(stdout).toContain('docs/rules/internal/host.md')
  })

  test('says what the profile makes of it where nothing is set', async () => {
    const { stdout } = await run('explain', 'source-map/embedded-source')
    expect(stdout.replace(/\n +/g, ' ')).toContain(
      'here: notice for example, by the open-source profile: the licence is MIT, an open one',
    )
  })

  test('has something to say where no package is, or its configuration is wrong', async () => {
    const { status, stdout } = await runSeaworthy(['explain', 'internal/host'], { cwd: `${folder}/wrong` })
    expect(stdout).toContain('Internal host')
    expect(stdout).not.toContain('here:')
    expect(status).toBe(0)
  })
})

describe('seaworthy rules', () => {
  test('lists all of them, for people and for programs', async () => {
    const [table, data] = [await run('rules'), await run('rules', '--format', 'json')]
    const rules: { id: string; title: string }[] = JSON.parse(data.stdout)
    expect(rules.length).toBeGreaterThan(40)
    for (const { id } of rules) expect(table.stdout).toContain(id)
    expect(table.stdout).toContain(`${rules.length} rules.`)
    expect(rules.find(({ id }) => id === 'internal/host')).toMatchObject({
      title: 'Internal host',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
      options: [
        { name: 'domains', type: 'list of texts' },
        { name: 'allow', type: 'list of texts' },
      ],
    })
  })
})
