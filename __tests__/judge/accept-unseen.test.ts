import { describe, expect, test } from '@jest/globals'
import type { Acceptance } from '../../src/config/merge/acceptance.ts'
import { acceptUnseen } from '../../src/judge/accept-unseen.ts'
import { decideVerdict } from '../../src/judge/judge.ts'
import type { Unseen } from '../../src/model/unseen.ts'

const DIGEST = `sha256:${'a'.repeat(64)}`
const PART: Unseen = {
  path: 'vendor/data.rar',
  layer: null,
  reason: 'no-reader',
  detail: 'it is a RAR archive',
  bytes: 100,
  digest: DIGEST,
}
const acceptance = (given: Partial<Acceptance> = {}): Acceptance => ({
  digest: DIGEST,
  path: 'vendor/data.rar',
  reason: 'looked at by hand',
  expires: '2027-03-31',
  approvedBy: null,
  shared: false,
  source: { kind: 'config', name: 'seaworthy.yml', line: 3, column: 5 },
  ...given,
})

describe('what could not be looked at', () => {
  test('blocks whatever the severities and fail-on say', () => {
    for (const failOn of ['error', 'warning', 'notice', 'never'] as const)
      expect(decideVerdict([], failOn, [], [PART])).toBe('block')
  })

  test('passes with an acceptance of exactly those bytes', () => {
    const judged = acceptUnseen([PART], [acceptance({ approvedBy: 'Ann' })], '2027-03-31')
    expect(judged.unseen).toEqual([])
    expect(judged.accepted).toEqual([
      { unseen: PART, reason: 'looked at by hand', expires: '2027-03-31', by: 'Ann' },
    ])
    expect(judged.notes).toEqual([])
  })

  test('an acceptance of other bytes at the same path is none, and is told to be stale', () => {
    const other = acceptance({ digest: `sha256:${'b'.repeat(64)}` })
    const judged = acceptUnseen([PART], [other], '2027-01-01')
    expect(judged.unseen).toEqual([PART])
    expect(judged.notes).toEqual([
      'The acceptance of vendor/data.rar, sha256:bbbbbbbbbbbb… (seaworthy.yml:3) is about no bytes of this package any more: remove it.',
    ])
  })

  test('an acceptance that has run out no longer holds, and says so', () => {
    const judged = acceptUnseen([PART], [acceptance()], '2027-04-01')
    expect(judged.unseen).toEqual([PART])
    expect(judged.notes[0]).toContain('expired on 2027-03-31 and no longer holds')
  })

  test('bytes without a digest cannot be accepted', () => {
    const part = { ...PART, digest: null }
    expect(acceptUnseen([part], [acceptance()], '2027-01-01').unseen).toEqual([part])
  })
})
