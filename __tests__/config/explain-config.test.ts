import { expect, test } from '@jest/globals'
import { explainConfig } from '../../src/config/merge/explain-config.ts'
import { resolveConfig } from '../../src/config/merge/resolve-config.ts'
import { readPolicy } from '../../src/config/policy/read-policy.ts'
import { SAMPLE_RULES } from './sample-rules.ts'
import { temporaryFolder } from './temporary-repository.ts'

test('every value is there with where it comes from, and what raised it', async () => {
  const root = temporaryFolder({
    'seaworthy.yml': [
      'limits: { depth: 3 }',
      'rules:',
      '  internal/host: { severity: off, options: { domains: [a.example] } }',
      '  source/original-files: notice',
    ].join('\n'),
  })
  const read = await readPolicy(
    new TextEncoder().encode('rules: { internal/host: warning }'),
    'acme/p/x.yml@v1',
    SAMPLE_RULES,
  )
  if (!read.ok) throw new Error('policy')
  const loaded = await resolveConfig({
    directory: root,
    repositoryRoot: root,
    configFile: null,
    rules: SAMPLE_RULES,
    inputs: { profile: 'proprietary', failOn: null },
    base: null,
    policy: read.policy,
    now: new Date(),
  })
  if (!loaded.ok) throw new Error('config')
  const explained = explainConfig(loaded.config, SAMPLE_RULES, 'proprietary')
  const shown = explained.values.map(({ name, value, source, raisedBy }) => [
    name,
    value,
    source.line === null ? (source.name ?? source.kind) : `${source.name}:${source.line}`,
    raisedBy,
  ])
  expect(shown).toEqual([
    ['profile', 'proprietary', 'the input "profile"', null],
    ['packer', 'auto', 'default', null],
    ['baseline', 'optional', 'default', null],
    ['fail-on', 'error', 'default', null],
    ['limits.unpacked-bytes', 2_147_483_648, 'default', null],
    ['limits.entry-bytes', 536_870_912, 'default', null],
    ['limits.entries', 100_000, 'default', null],
    ['limits.depth', 3, 'seaworthy.yml:1', null],
    ['limits.ratio', 200, 'default', null],
    ['limits.path-length', 4096, 'default', null],
    ['rules.secret/private-key', { found: 'error', inTests: 'warning' }, 'default', null],
    ['rules.source-map/embedded-source', 'error', 'default', null],
    ['rules.source-map/embedded-source.allow', [], 'default', null],
    ['rules.source-map/embedded-source.minimumLines', 0, 'default', null],
    ['rules.source/original-files', 'notice', 'seaworthy.yml:4', null],
    ['rules.internal/host', 'warning', 'seaworthy.yml:3', 'acme/p/x.yml@v1'],
    ['rules.internal/host.domains', ['a.example'], 'seaworthy.yml:3', null],
    ['rules.internal/host.shape', 'plain', 'default', null],
  ])
  expect(explained.ignoredWeakenings).toHaveLength(1)
})
