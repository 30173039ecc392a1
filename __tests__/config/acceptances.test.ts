import { expect, test } from '@jest/globals'
import type { Acceptance } from '../../src/config/merge/acceptance.ts'
import { DEFAULT_CONFIG, type EffectiveConfig } from '../../src/config/merge/effective-config.ts'
import { restrictToBase } from '../../src/config/merge/restrict-to-base.ts'

const acceptance = (letter: string, expires: string): Acceptance => ({
  digest: `sha256:${letter.repeat(64)}`,
  path: `${letter}.rar`,
  reason: 'looked at by hand',
  expires,
  approvedBy: null,
  shared: false,
  source: { kind: 'config', name: 'seaworthy.yml', line: 3, column: 5 },
})
const withAcceptances = (...acceptances: Acceptance[]): EffectiveConfig => ({
  ...DEFAULT_CONFIG,
  acceptances,
})

test('a pull request cannot accept unseen bytes for itself', () => {
  const head = withAcceptances(acceptance('a', '2027-01-01'), acceptance('b', '2027-01-01'))
  const base = withAcceptances(acceptance('a', '2027-01-01'))
  const { config, pending } = restrictToBase(head, base, [])
  expect(config.acceptances).toEqual(base.acceptances)
  expect(pending).toEqual([
    'The acceptance of b.rar, sha256:bbbbbbbbbbbb… (seaworthy.yml:3) takes effect after the merge.',
  ])
})

test('nor make an acceptance last longer; an earlier end holds at once', () => {
  const base = withAcceptances(acceptance('a', '2027-01-01'), acceptance('b', '2027-01-01'))
  const head = withAcceptances(acceptance('a', '2028-01-01'), acceptance('b', '2026-12-01'))
  const { config, pending } = restrictToBase(head, base, [])
  expect(config.acceptances.map(({ expires }) => expires)).toEqual(['2027-01-01', '2026-12-01'])
  expect(pending).toHaveLength(1)
  expect(pending[0]).toContain('holds until 2027-01-01')
})
