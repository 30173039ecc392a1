import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@jest/globals'
import { type PolicyFetcher, parseRemotePolicy } from '../../../src/config/policy/policy.ts'
import { runGate } from '../../../src/gate/gate.ts'
import type { ChangeOf } from '../../../src/repository/commit-files.ts'
import { openGitFiles } from '../../../src/repository/git-files.ts'
import { temporaryFolder } from '../../config/temporary-repository.ts'
import { computeContentHash } from '../../support/exceptions.ts'

interface Layers {
  targets?: string[]
  policyFile?: string
  policyFetcher?: PolicyFetcher
  base?: ChangeOf | null
}

const check = (root: string, layers: Layers = {}) =>
  runGate({
    targets: layers.targets ?? ['.'],
    directory: root,
    profile: null,
    failOn: null,
    configFile: null,
    baseline: null,
    runScripts: false,
    repository: { visibility: 'public', checkout: null },
    temporaryDirectory: temporaryFolder(),
    keepTarballs: false,
    ...(layers.policyFile === undefined ? {} : { policyFile: layers.policyFile }),
    ...(layers.policyFetcher === undefined ? {} : { policyFetcher: layers.policyFetcher }),
    ...(layers.base === undefined ? {} : { base: layers.base }),
  })

const PACKAGE = {
  'package.json': '{"name":"x","version":"1.0.0","license":"MIT","files":[".env","i.js"]}',
  'i.js': '',
  '.env': 'A=b-c-d\n',
}
const OFF = 'rules: { file/environment: off }\n'
const rulesOf = (report: Awaited<ReturnType<typeof runGate>>) =>
  report.packages.flatMap((one) => one.findings.map((finding) => finding.rule))

test('a repository may turn a rule off; a policy of the organisation keeps it on, and says so', async () => {
  const root = temporaryFolder({ ...PACKAGE, 'seaworthy.yml': OFF })
  expect((await check(root)).verdict).toBe('pass')
  const policyFetcher: PolicyFetcher = {
    fetch: async ({ owner, repository, path: file, ref }) => {
      expect([owner, repository, file, ref]).toEqual(['acme', 'policies', 'npm/release.yml', 'v1'])
      return new TextEncoder().encode('rules: { file/environment: error }')
    },
  }
  const report = await check(root, { policyFile: 'acme/policies/npm/release.yml@v1', policyFetcher })
  expect(report.verdict).toBe('block')
  expect(rulesOf(report)).toContain('file/environment')
  expect(report.policy?.source).toBe('acme/policies/npm/release.yml@v1')
  expect(report.policy?.digest).toMatch(/^[0-9a-f]{64}$/)
  expect(report.packages[0]?.notes.join('\n')).toMatch(
    /seaworthy\.yml:1 sets file\/environment to off; the policy/,
  )
})

test.each<[string, Layers, RegExp]>([
  [
    'cannot be fetched',
    {
      policyFile: 'acme/p/x.yml@v1',
      policyFetcher: { fetch: () => Promise.reject(new Error('GitHub answered 404. Check the token.')) },
    },
    /GitHub answered 404\. Check the token\./,
  ],
  [
    'is of another repository, and there is no API',
    { policyFile: 'acme/p/x.yml@v1' },
    /Give the path of a local copy/,
  ],
  ['is not there', { policyFile: 'nowhere.yml' }, /no such file/],
  ['is malformed', { policyFile: 'i.js' }, /i\.js:1:1: The policy is empty/],
  [
    'is oversized',
    {
      policyFile: 'acme/p/x.yml@v1',
      policyFetcher: { fetch: async () => new Uint8Array(300_000).fill(0x23) },
    },
    /300000 bytes/,
  ],
])('a policy that %s makes the verdict error, never pass', async (_, layers, message) => {
  const report = await check(temporaryFolder(PACKAGE), layers)
  expect(report.verdict).toBe('error')
  expect(report.errors.join('\n')).toMatch(message)
})

test('a pull request cannot turn the rule off, nor soften a policy that lies in its own repository', async () => {
  const root = temporaryFolder({ ...PACKAGE, 'policy.yml': 'rules: { file/environment: { locked: true } }' })
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', '-C', root, ...args], {
      encoding: 'utf8',
    }).trim()
  git('init', '-q')
  git('add', '-A')
  git('commit', '-qm', 'x')
  const files = await openGitFiles(root, git('rev-parse', 'HEAD'))
  const base: ChangeOf = async () => files && { base: files, head: null }

  writeFileSync(
    path.join(root, 'seaworthy.yml'),
    `${OFF}suppressions: [{ rule: file/environment, path: .env, reason: r }]\n`,
  )
  writeFileSync(path.join(root, 'policy.yml'), '{}')
  const report = await check(root, { base, policyFile: 'policy.yml' })
  expect(report.verdict).toBe('block')
  const notes = report.packages[0]?.notes ?? []
  expect(notes.filter((note) => note.endsWith('takes effect after the merge.'))).toHaveLength(2)
  expect(notes.join('\n')).toMatch(/file\/environment: default → off .*\n?/)
  expect(notes.join('\n')).toMatch(/policy policy\.yml locks it/)
})

test('packages of one repository have their own exceptions, listed where they are used', async () => {
  const manifest = (name: string) => PACKAGE['package.json'].replace('"x"', JSON.stringify(name))
  const root = temporaryFolder({
    '.git/HEAD': '',
    'seaworthy.yml': [
      'suppressions:',
      '  - { rule: file/environment, path: .env, layer: nothing, reason: never used }',
      'packages:',
      '  packages/a:',
      `    suppressions: [{ rule: file/environment, path: .env, values: ["${computeContentHash('file/environment', PACKAGE['.env'])}"], reason: no secret in it, expires: 2999-01-01 }]`,
    ].join('\n'),
    'packages/a/package.json': manifest('a'),
    'packages/a/i.js': '',
    'packages/a/.env': PACKAGE['.env'],
    'packages/b/package.json': manifest('b'),
    'packages/b/i.js': '',
  })
  const report = await check(root, { targets: ['packages/a', 'packages/b'] })
  expect(report.verdict).toBe('pass')
  expect(report.packages[0]?.suppressed.map(({ reason, expires }) => [reason, expires])).toContainEqual([
    'no secret in it',
    '2999-01-01',
  ])
  const stale = report.packages.map((one) => one.notes.filter((note) => note.includes('matches nothing')))
  const said =
    'The suppression of file/environment for .env (seaworthy.yml:2) matches nothing any more: remove it.'
  expect(stale).toEqual(report.packages.map(() => [said]))
})

test.each<[string, ReturnType<typeof parseRemotePolicy>]>([
  ['acme/policies/npm.yml@v1', { owner: 'acme', repository: 'policies', path: 'npm.yml', ref: 'v1' }],
  [
    'acme/.github/a/b.yml@release/2',
    { owner: 'acme', repository: '.github', path: 'a/b.yml', ref: 'release/2' },
  ],
  ['policies/npm.yml', null],
  ['./policies/npm.yml@v1', null],
  ['/etc/x/y@v1', null],
  ['acme/policies@v1', null],
  ['acme/policies/../x.yml@v1', null],
  ['acme/policies/x.yml@', null],
  ['acme/policies/x.yml@a b', null],
])('policy-file %j', (text, expected) => {
  expect(parseRemotePolicy(text)).toEqual(expected)
})
