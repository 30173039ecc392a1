import { expect, test } from '@jest/globals'
import { findSuppression, type Suppression } from '../../src/config/merge/suppression.ts'
import { SuppressionLedger } from '../../src/judge/suppression-ledger.ts'
import { parseGlob } from '../../src/text/glob.ts'

const TODAY = '2026-11-21'

const suppression = (line: number, more: Partial<Suppression> = {}): Suppression => ({
  rule: 'internal/host',
  path: parseGlob('a'),
  layer: null,
  fingerprint: null,
  values: null,
  upTo: null,
  reason: 'r',
  expires: null,
  approvedBy: null,
  shared: false,
  source: { kind: 'config', name: 'seaworthy.yml', line, column: 5 },
  ...more,
})

const place = { rule: 'internal/host', path: 'a', layer: 'src/x.ts', fingerprint: '0123456789abcdef' }

test.each<[string, Partial<Suppression>, boolean]>([
  ['for the same path', {}, true],
  ['of another rule', { rule: 'secret/private-key' }, false],
  ['for another path', { path: parseGlob('b') }, false],
  ['for the layer', { layer: parseGlob('src/*.ts') }, true],
  ['for another layer', { layer: parseGlob('lib/**') }, false],
  ['by fingerprint alone', { path: null, fingerprint: place.fingerprint }, true],
  ['by another fingerprint', { path: null, fingerprint: 'f'.repeat(16) }, false],
  ['on its last day', { expires: TODAY }, true],
  ['the day after', { expires: '2026-11-20' }, false],
])('a suppression %s', (_, more, holds) => {
  expect(findSuppression({ suppressions: [suppression(1, more)] }, place, TODAY) !== null).toBe(holds)
})

test('a finding about the package as a whole is covered by ** only', () => {
  const whole = { ...place, path: null, layer: null }
  expect(
    findSuppression({ suppressions: [suppression(1, { path: parseGlob('**') })] }, whole, TODAY),
  ).not.toBeNull()
  expect(
    findSuppression({ suppressions: [suppression(1, { path: parseGlob('**/*') })] }, whole, TODAY),
  ).toBeNull()
})

test('a layer is never covered by a suppression for another layer, nor the file by one for a layer', () => {
  const inFile = { ...place, layer: null }
  expect(
    findSuppression({ suppressions: [suppression(1, { layer: parseGlob('**') })] }, inFile, TODAY),
  ).toBeNull()
})

test('what expired and what matches nothing is told once each, with its place', () => {
  const used = suppression(1)
  const stale = suppression(2)
  const expired = suppression(3, { expires: '2026-11-20' })
  const ledger = new SuppressionLedger(TODAY)
  expect(ledger.enter([used, stale, expired], new Set([used]))).toEqual([
    'The suppression of internal/host for a (seaworthy.yml:2) matches nothing any more: remove it.',
    'The suppression of internal/host for a (seaworthy.yml:3) expired on 2026-11-20 and no longer holds: fix the finding or renew it.',
  ])
  expect(ledger.finish()).toEqual([])
})

test('one that several packages share is stale only if none of them needs it', () => {
  const shared = [suppression(1, { shared: true }), suppression(2, { shared: true })]
  const again = shared.map((one) => ({ ...one }))
  const ledger = new SuppressionLedger(TODAY)
  expect(ledger.enter(shared, new Set(shared.slice(0, 1)))).toEqual([])
  expect(ledger.enter(again, new Set())).toEqual([])
  expect(ledger.finish()).toEqual([
    'The suppression of internal/host for a (seaworthy.yml:2) matches nothing any more: remove it.',
  ])
})

test('a run of one package says nothing of what others may need', () => {
  const ledger = new SuppressionLedger(TODAY)
  ledger.enter([suppression(1, { shared: true })], new Set())
  expect(ledger.finish()).toEqual([])
})
