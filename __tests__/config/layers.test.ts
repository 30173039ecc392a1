import { describe, expect, test } from '@jest/globals'
import { decideSeverity, type EffectiveConfig, readOptions } from '../../src/config/merge/effective-config.ts'
import { decideProfileUnder } from '../../src/config/merge/profile.ts'
import { resolveConfig } from '../../src/config/merge/resolve-config.ts'
import { findSuppression } from '../../src/config/merge/suppression.ts'
import { readPolicy } from '../../src/config/policy/read-policy.ts'
import { formatConfigError } from '../../src/model/config-error.ts'
import type { FailOn, Profile } from '../../src/model/report.ts'
import { commitOf } from '../support/commit.ts'
import { SAMPLE_RULES } from './sample-rules.ts'
import { temporaryFolder } from './temporary-repository.ts'

const TODAY = '2026-11-21'

interface Layers {
  /** seaworthy.yml of the commit that is judged. */
  head?: string
  /** seaworthy.yml at the base commit; `null` for a base without one. Left out: no pull request. */
  base?: string | null
  policy?: string
  inputs?: { profile?: Profile; failOn?: FailOn }
  files?: Record<string, string>
  baseFiles?: Record<string, string>
}

interface Outcome {
  profile?: Profile | 'auto'
  failOn?: FailOn
  limits?: Record<string, number>
  /** `rule message profile path` → severity. */
  severities?: Record<string, string>
  options?: Record<string, unknown>
  /** `rule path` → whether a suppression holds for it. */
  suppressed?: Record<string, boolean>
  pending?: RegExp[]
  ignored?: RegExp[]
}

async function resolve(layers: Layers): Promise<EffectiveConfig> {
  const root = temporaryFolder({
    ...layers.files,
    ...(layers.head === undefined ? {} : { 'seaworthy.yml': layers.head }),
  })
  const policy =
    layers.policy === undefined
      ? null
      : await readPolicy(new TextEncoder().encode(layers.policy), 'acme/policies/npm.yml@v1', SAMPLE_RULES)
  if (policy && !policy.ok) throw new Error(policy.errors.map(formatConfigError).join('\n'))
  const loaded = await resolveConfig({
    directory: root,
    repositoryRoot: root,
    configFile: null,
    rules: SAMPLE_RULES,
    inputs: { profile: layers.inputs?.profile ?? null, failOn: layers.inputs?.failOn ?? null },
    base:
      layers.base === undefined
        ? null
        : commitOf({
            ...layers.baseFiles,
            ...(layers.base === null ? {} : { 'seaworthy.yml': layers.base }),
          }),
    policy: policy ? policy.policy : null,
    now: new Date(`${TODAY}T12:00:00Z`),
  })
  if (!loaded.ok) throw new Error(loaded.errors.map(formatConfigError).join('\n'))
  return loaded.config
}

function severityOf(config: EffectiveConfig, question: string): string {
  const [id = '', message = '', profile, path] = question.split(' ')
  const rule = SAMPLE_RULES.find((one) => one.meta.id === id)
  if (!rule) throw new Error(`no rule ${id}`)
  return decideSeverity(
    config,
    rule,
    message,
    profile === 'open-source' ? profile : 'proprietary',
    path ?? null,
  )
}

function check(config: EffectiveConfig, outcome: Outcome): void {
  if (outcome.profile) expect(config.profile).toBe(outcome.profile)
  if (outcome.failOn) expect(config.failOn).toBe(outcome.failOn)
  if (outcome.limits) expect(config.limits).toMatchObject(outcome.limits)
  for (const [question, severity] of Object.entries(outcome.severities ?? {}))
    expect([question, severityOf(config, question)]).toEqual([question, severity])
  for (const [id, options] of Object.entries(outcome.options ?? {})) {
    const rule = SAMPLE_RULES.find((one) => one.meta.id === id)
    expect(rule && readOptions(config, rule)).toEqual(options)
  }
  for (const [question, holds] of Object.entries(outcome.suppressed ?? {})) {
    const [rule = '', path = ''] = question.split(' ')
    const found = findSuppression(config, { rule, path, layer: null, fingerprint: 'abc123' }, TODAY)
    expect([question, found !== null]).toEqual([question, holds])
  }
  expectSentences(config.pending, outcome.pending ?? [])
  expectSentences(config.ignoredWeakenings, outcome.ignored ?? [])
}

function expectSentences(sentences: readonly string[], patterns: readonly RegExp[]): void {
  expect(sentences).toHaveLength(patterns.length)
  for (const [index, pattern] of patterns.entries()) expect(sentences[index]).toMatch(pattern)
  for (const sentence of sentences) expect(sentence).toMatch(/^.*\.$/)
}

const rows = (table: [string, Layers, Outcome][]) =>
  test.each(table)('%s', async (_, layers, outcome) => check(await resolve(layers), outcome))

const KEY = 'secret/private-key found proprietary a'
const MAP = 'source-map/embedded-source exposed'
const HOST = 'internal/host found'

describe('defaults, files and inputs', () => {
  rows([
    [
      'with nothing configured, errors block and evidence decides the profile',
      {},
      { profile: 'auto', failOn: 'error' },
    ],
    [
      'the profile decides about source maps, not about keys',
      {},
      {
        severities: {
          [`${MAP} open-source a`]: 'notice',
          [`${MAP} proprietary a`]: 'error',
          'secret/private-key found open-source a': 'error',
        },
      },
    ],
    [
      'what a file extends can be tightened again',
      {
        head: 'extends: ./team.yml\nrules: { internal/host: error }',
        files: { 'team.yml': 'rules: { internal/host: off, source-map/embedded-source: warning }' },
      },
      { severities: { [`${HOST} proprietary a`]: 'error', [`${MAP} proprietary a`]: 'warning' } },
    ],
    [
      'what is said on the command line beats the file',
      { head: 'profile: open-source\nfail-on: never', inputs: { profile: 'proprietary', failOn: 'notice' } },
      { profile: 'proprietary', failOn: 'notice' },
    ],
  ])
})

describe('a policy', () => {
  rows([
    [
      'keeps a rule at error when the repository turns it off',
      { head: 'rules:\n  internal/host: off', policy: 'rules: { internal/host: error }' },
      {
        severities: { [`${HOST} open-source a`]: 'error' },
        ignored: [
          /^seaworthy\.yml:2 sets internal\/host to off; the policy acme\/policies\/npm\.yml@v1 keeps it at error or stricter\.$/,
        ],
      },
    ],
    [
      'does not stop a repository from being stricter',
      { head: 'rules: { internal/host: error }', policy: 'rules: { internal/host: warning }' },
      { severities: { [`${HOST} open-source a`]: 'error' } },
    ],
    [
      'raises a default that is milder, without blaming anybody',
      { policy: 'rules: { source-map/embedded-source: error }' },
      { severities: { [`${MAP} open-source a`]: 'error' } },
    ],
    [
      'holds for every path, whatever the overrides say',
      {
        head: 'overrides:\n  - paths: ["vendor/**"]\n    rules: { internal/host: off }',
        policy: 'rules: { internal/host: error }',
      },
      {
        severities: { [`${HOST} proprietary vendor/a.js`]: 'error' },
        ignored: [/^seaworthy\.yml:2 sets internal\/host to off for vendor\/\*\*; .* keeps it at error/],
      },
    ],
    [
      'can require a rule: then nobody turns it off, and it stays at its default or above',
      {
        head: 'rules: { secret/private-key: notice, source/original-files: off }',
        policy:
          'rules: { secret/private-key: { required: true }, source/original-files: { required: true } }',
      },
      {
        severities: {
          [KEY]: 'error',
          'secret/private-key inTests proprietary a': 'warning',
          'source/original-files found open-source a': 'notice',
        },
        ignored: [/requires it: it stays at its default/, /requires it/],
      },
    ],
    [
      'can lock a rule: no suppression holds for it, others do',
      {
        head: 'suppressions:\n  - { rule: secret/private-key, path: "**", reason: demo }\n  - { rule: internal/host, path: "**", reason: docs }',
        policy: 'rules: { secret/private-key: { locked: true } }',
      },
      {
        suppressed: { 'secret/private-key a': false, 'internal/host a': true },
        ignored: [
          /^The suppression of secret\/private-key for \*\* \(seaworthy\.yml:2\) is not honoured: .* locks/,
        ],
      },
    ],
    [
      'can cap the life of suppressions: open-ended and distant ones do not count',
      {
        head: [
          'suppressions:',
          '  - { rule: internal/host, path: a, reason: r }',
          '  - { rule: internal/host, path: b, reason: r, expires: 2027-06-01 }',
          '  - { rule: internal/host, path: c, reason: r, expires: 2026-12-21 }',
        ].join('\n'),
        policy: 'suppressions: { maximum-days: 30 }',
      },
      {
        suppressed: { 'internal/host a': false, 'internal/host b': false, 'internal/host c': true },
        ignored: [/within 30 days, so 2026-12-21 at the latest/, /within 30 days/],
      },
    ],
    [
      'can name who approves suppressions',
      {
        head: [
          'suppressions:',
          '  - { rule: internal/host, path: a, reason: r, approved-by: me }',
          '  - { rule: internal/host, path: b, reason: r, approved-by: "@acme/security" }',
        ].join('\n'),
        policy: 'suppressions: { approvers: ["@acme/security"] }',
      },
      {
        suppressed: { 'internal/host a': false, 'internal/host b': true },
        ignored: [/"approved-by" to be one of @acme\/security/],
      },
    ],
    [
      'can forbid suppressions altogether',
      {
        head: 'suppressions: [{ rule: internal/host, path: a, reason: r }]',
        policy: 'suppressions: { allowed: false }',
      },
      { suppressed: { 'internal/host a': false }, ignored: [/allows no suppressions/] },
    ],
    [
      'beats what is said on the command line',
      {
        policy: 'profile: proprietary\nfail-on: warning',
        inputs: { profile: 'open-source', failOn: 'never' },
      },
      {
        profile: 'proprietary',
        failOn: 'warning',
        ignored: [
          /^the input "profile" sets profile to open-source; .* keeps it at proprietary/,
          /the input "fail-on"/,
        ],
      },
    ],
    [
      'lets nobody look at more than it says, and anybody at less',
      { head: 'limits: { depth: 9, entries: 5 }', policy: 'limits: { depth: 3, entries: 10 }' },
      { limits: { depth: 3, entries: 5 }, ignored: [/sets limits\.depth to 9; .* keeps it at 3/] },
    ],
    [
      'lets options only be tightened: domains may be added, allowed files may not',
      {
        head: [
          'rules:',
          '  internal/host: { options: { domains: [b.example] } }',
          '  source-map/embedded-source: { options: { allow: [x.js], minimumLines: 0 } }',
        ].join('\n'),
        policy: [
          'rules:',
          '  internal/host: { options: { domains: [a.example] } }',
          '  source-map/embedded-source: { severity: error, options: { minimumLines: 5 } }',
        ].join('\n'),
      },
      {
        options: {
          'internal/host': { domains: ['b.example', 'a.example'], shape: 'plain' },
          'source-map/embedded-source': { allow: [], minimumLines: 0 },
        },
        ignored: [/changes the option "allow" of source-map\/embedded-source/],
      },
    ],
    [
      'can leave an option to the repositories',
      {
        head: 'rules: { source-map/embedded-source: { options: { allow: [x.js] } } }',
        policy: 'rules: { source-map/embedded-source: { severity: error, free-options: [allow] } }',
      },
      { options: { 'source-map/embedded-source': { allow: ['x.js'], minimumLines: 0 } } },
    ],
    [
      'refuses a change of an option whose direction nobody knows',
      {
        head: 'rules: { internal/host: { options: { shape: round } } }',
        policy: 'rules: { internal/host: warning }',
      },
      { options: { 'internal/host': { domains: [], shape: 'plain' } }, ignored: [/the option "shape"/] },
    ],
  ])

  test('is named in the report by its source and the digest of its bytes', async () => {
    const { policy } = await resolve({ policy: 'fail-on: error' })
    expect(policy).toEqual({
      source: 'acme/policies/npm.yml@v1',
      digest: '0ceeff32bf0d65f9390496dc5befbd5e58abacb9bc884e9fa005bbfea724d621',
    })
  })
})

describe('a pull request', () => {
  rows([
    [
      'cannot turn a rule off for itself',
      { base: null, head: 'rules:\n  internal/host: off' },
      {
        severities: { [`${HOST} proprietary a`]: 'warning', [`${HOST} open-source a`]: 'notice' },
        pending: [/^internal\/host: default → off \(seaworthy\.yml:2\) takes effect after the merge\.$/],
      },
    ],
    [
      'tightens at once',
      {
        base: 'rules: { internal/host: off }\nfail-on: never',
        head: 'rules: { internal/host: error }\nfail-on: warning',
      },
      { severities: { [`${HOST} proprietary a`]: 'error' }, failOn: 'warning' },
    ],
    [
      'cannot undo what its repository tightened by dropping the line',
      { base: 'rules: { source-map/embedded-source: error }\nfail-on: notice', head: '' },
      {
        severities: { [`${MAP} open-source a`]: 'error' },
        failOn: 'notice',
        pending: [/^fail-on: notice → error takes effect/, /^source-map\/embedded-source: error → default/],
      },
    ],
    [
      'keeps each message at its default when it lowers a rule that had none',
      { base: null, head: 'rules: { secret/private-key: warning }' },
      {
        severities: { [KEY]: 'error', 'secret/private-key inTests proprietary a': 'warning' },
        pending: [/secret\/private-key: default → warning/],
      },
    ],
    [
      'cannot suppress what it adds',
      { base: null, head: 'suppressions: [{ rule: internal/host, path: a, reason: r }]' },
      {
        suppressed: { 'internal/host a': false },
        pending: [/^The suppression of internal\/host for a \(seaworthy\.yml:1\)/],
      },
    ],
    [
      'cannot prolong a suppression, but it can end or narrow one',
      {
        base: [
          'suppressions:',
          '  - { rule: internal/host, path: a, reason: r, expires: 2026-12-01 }',
          '  - { rule: internal/host, path: b, reason: r }',
          '  - { rule: internal/host, path: c, reason: r, expires: 2026-11-01 }',
        ].join('\n'),
        head: [
          'suppressions:',
          '  - { rule: internal/host, path: a, reason: r, expires: 2027-12-01 }',
          '  - { rule: internal/host, path: c, reason: r, expires: 2027-11-01 }',
        ].join('\n'),
      },
      {
        suppressed: { 'internal/host a': true, 'internal/host b': false, 'internal/host c': false },
        pending: [/for a .* holds until 2026-12-01; its new end, 2027-12-01, takes effect/, /for c/],
      },
    ],
    [
      'cannot loosen by path either',
      {
        base: 'rules: { internal/host: error }',
        head: 'rules: { internal/host: error }\noverrides: [{ paths: ["lib/**"], rules: { internal/host: off } }]',
      },
      {
        severities: { [`${HOST} proprietary lib/a`]: 'error' },
        pending: [/^internal\/host: error → error, off for lib\/\*\* .*after the merge/],
      },
    ],
    [
      'may add a stricter override beside a mild one that stays',
      {
        base: 'overrides: [{ paths: ["lib/**"], rules: { internal/host: off } }]',
        head: 'overrides: [{ paths: ["lib/**"], rules: { internal/host: off } }, { paths: ["src/**"], rules: { internal/host: error } }]',
      },
      { severities: { [`${HOST} proprietary lib/a`]: 'off', [`${HOST} proprietary src/a`]: 'error' } },
    ],
    [
      'cannot remove an override that makes a folder stricter',
      { base: 'overrides: [{ paths: ["src/**"], rules: { internal/host: error } }]', head: '' },
      { severities: { [`${HOST} proprietary src/a`]: 'error' }, pending: [/error for src\/\*\* → default/] },
    ],
    [
      'cannot declare itself open source',
      { base: null, head: 'profile: open-source' },
      { profile: 'auto', pending: [/^profile: auto → open-source \(seaworthy\.yml:1\)/] },
    ],
    [
      'cannot open its gate by opening its licence',
      {
        base: null,
        files: { 'package.json': '{"license":"MIT"}' },
        baseFiles: { 'package.json': '{"license":"UNLICENSED"}' },
      },
      {
        profile: 'proprietary',
        pending: [
          /^profile: proprietary → open-source, because the licence is MIT, an open one, takes effect after the merge\.$/,
        ],
      },
    ],
    [
      'keeps an open licence open, and closes one at once',
      {
        base: null,
        files: { 'package.json': '{"license":"ISC"}' },
        baseFiles: { 'package.json': '{"license":"MIT"}' },
      },
      { profile: 'auto' },
    ],
    [
      'cannot raise a limit, but can lower one',
      { base: 'limits: { depth: 3 }', head: 'limits: { depth: 5, entries: 10 }' },
      { limits: { depth: 3, entries: 10 }, pending: [/^limits\.depth: 3 → 5/] },
    ],
    [
      'can add domains to look for, and cannot add files to leave out',
      {
        base: 'rules: { internal/host: { options: { domains: [a.example] } } }',
        head: [
          'rules:',
          '  internal/host: { options: { domains: [a.example, b.example] } }',
          '  source-map/embedded-source: { options: { allow: [x.js] } }',
        ].join('\n'),
      },
      {
        options: {
          'internal/host': { domains: ['a.example', 'b.example'], shape: 'plain' },
          'source-map/embedded-source': { allow: [], minimumLines: 0 },
        },
        pending: [/^The option "allow" of source-map\/embedded-source/],
      },
    ],
    [
      'cannot drop options that its repository set',
      { base: 'rules: { internal/host: { options: { domains: [a.example] } } }', head: '' },
      {
        options: { 'internal/host': { domains: ['a.example'], shape: 'plain' } },
        pending: [/^The option "domains" of internal\/host/],
      },
    ],
    [
      'cannot take the escape for itself',
      { base: null, head: 'dangerously-let-pull-requests-loosen-this-gate: true\nfail-on: never' },
      {
        failOn: 'error',
        pending: [/^fail-on/, /^dangerously-let-pull-requests-loosen-this-gate: false → true/],
      },
    ],
    [
      'may loosen where its repository has taken the escape',
      { base: 'dangerously-let-pull-requests-loosen-this-gate: true', head: 'fail-on: never' },
      { failOn: 'never' },
    ],
    [
      'may not where the policy does not allow the escape',
      {
        base: 'dangerously-let-pull-requests-loosen-this-gate: true',
        head: 'dangerously-let-pull-requests-loosen-this-gate: true\nfail-on: never',
        policy: '{}',
      },
      { failOn: 'error', pending: [/^fail-on: error → never/], ignored: [/keeps it at false/] },
    ],
    [
      'under a policy: what waits for the merge is still held to the policy',
      {
        base: 'rules: { internal/host: notice }',
        head: 'rules: { internal/host: off }',
        policy: 'rules: { internal/host: error }',
      },
      {
        severities: { [`${HOST} open-source a`]: 'error' },
        pending: [/^internal\/host: notice → off/],
        ignored: [/sets internal\/host to off/],
      },
    ],
  ])

  test('is not judged where the base has a configuration that is wrong: nobody knows what holds', async () => {
    await expect(resolve({ base: 'rulez: {}', head: 'fail-on: never' })).rejects.toThrow(
      /^Could not look: the configuration at the base commit bbbbbbbbbbbb is wrong: seaworthy\.yml:1:1: There is no key "rulez".* Fix it in a pull request that changes nothing else/,
    )
  })
})

test('the reason for the profile names what set it', async () => {
  const evidence = { visibility: 'public' as const, manifest: { license: 'MIT' } }
  expect(decideProfileUnder(await resolve({}), evidence).reason).toBe('the licence is MIT, an open one')
  expect(decideProfileUnder(await resolve({ head: 'profile: proprietary' }), evidence).reason).toBe(
    'seaworthy.yml sets it',
  )
  expect(decideProfileUnder(await resolve({ policy: 'profile: proprietary' }), evidence).reason).toBe(
    'acme/policies/npm.yml@v1 sets it',
  )
  expect(decideProfileUnder(await resolve({ inputs: { profile: 'open-source' } }), evidence).reason).toBe(
    'the input "profile" says so',
  )
})
