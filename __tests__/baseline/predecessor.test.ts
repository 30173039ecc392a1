import { describe, expect, test } from '@jest/globals'
import { listPredecessors } from '../../src/baseline/predecessor.ts'

const RELEASES = {
  versions: [
    ...['1.0.0', '1.1.0', '1.1.1', '2.0.0', '2.0.1', '3.0.0-rc.1', '3.0.0', '3.0.1-canary.4'],
    ...['4.0.0-alpha.1', '4.0.0-beta.1', '4.0.0-beta.2', '3.1.0-canary.7', 'not a version'],
  ],
  distTags: { latest: '3.0.0', next: '4.0.0-beta.2' },
}

const previous = (version: string | null, own = false): string | undefined =>
  listPredecessors(version, RELEASES, own)[0]

describe('the release before a version', () => {
  test.each([
    ['3.0.1', '3.0.0'],
    ['2.0.2', '2.0.1'],
    ['2.1.0', '2.0.1'],
    ['1.2.0', '1.1.1'],
    ['5.0.0', '3.0.0'],
    ['4.0.0', '3.0.0'],
    ['v2.0.2', '2.0.1'],
    ['2.0.1+build.5', '2.0.0'],
  ])('a stable %s follows the highest stable one below it, %s', (version, expected) => {
    expect(previous(version)).toBe(expected)
  })

  test.each([
    ['4.0.0-beta.3', '4.0.0-beta.2'],
    ['4.0.0-beta.2', '4.0.0-beta.1'],
    ['4.0.0-rc.1', '4.0.0-beta.2'],
    ['3.1.0-canary.8', '3.1.0-canary.7'],
    ['3.2.0-canary.0', '3.1.0-canary.7'],
    ['3.0.0-rc.2', '3.0.0-rc.1'],
    ['3.2.0-beta.0', '3.0.0'],
  ])('a prerelease %s follows its own line, %s', (version, expected) => {
    expect(previous(version)).toBe(expected)
  })

  test('a version that is out already is its own predecessor in a working folder only', () => {
    expect(previous('2.0.1', true)).toBe('2.0.1')
    expect(previous('2.0.1', false)).toBe('2.0.0')
  })

  test('a placeholder, and no version at all, follow what latest names', () => {
    expect(previous('0.0.0-development')).toBe('3.0.0')
    expect(previous('0.0.0')).toBe('3.0.0')
    expect(previous(null)).toBe('3.0.0')
    expect(previous('no version')).toBe('3.0.0')
  })

  test('below the lowest there is none', () => {
    expect(previous('0.9.0')).toBeUndefined()
    expect(listPredecessors('1.0.0', { versions: [], distTags: {} }, true)).toEqual([])
  })

  test('where only prereleases came before, a first stable version follows the highest', () => {
    const releases = { versions: ['1.0.0-rc.1', '1.0.0-rc.2'], distTags: { latest: '1.0.0-rc.2' } }
    expect(listPredecessors('1.0.0', releases, false)).toEqual(['1.0.0-rc.2', '1.0.0-rc.1'])
  })

  test('its neighbours stand behind it, for when it is deprecated; never those of another line', () => {
    expect(listPredecessors('1.1.2', RELEASES, false)).toEqual(['1.1.1', '1.1.0'])
    expect(listPredecessors('2.0.2', RELEASES, false)).toEqual(['2.0.1', '2.0.0'])
  })
})
