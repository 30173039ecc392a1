import { expect, test } from '@jest/globals'
import { describeOutcome, describeStopped, type GuardOutcome } from '../../src/publish/guard/guard-outcome.ts'

const QUIET: GuardOutcome = { commandStatus: 0, records: [], strangers: [], unasked: [], notes: [] }
const last = (outcome: Partial<GuardOutcome>) => describeOutcome({ ...QUIET, ...outcome }).at(-1)

test('that nothing was published is said only where the registry could be asked', () => {
  expect(last({})).toBe('Seaworthy: nothing had to be held back; nothing was published.')
  expect(last({ unasked: ['a'] })).toBe(
    'Seaworthy: nothing had to be held back; nothing was published through the guard.',
  )
})

test('a version that went past comes before everything else', () => {
  const strangers = [{ name: 'a', version: '1.0.0', integrity: null }]
  expect(last({ strangers, unasked: ['b'] })).toBe(
    'Seaworthy: 1 version went past the guard; nothing was published through the guard.',
  )
})

test('where the guard is stopped in the middle, what is out is said, and that there may be more', () => {
  expect(describeStopped([])).toMatch(
    /nothing is known to be out\. What was on its way .* look at the registry/,
  )
})
