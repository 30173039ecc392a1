import { expect, test } from '@jest/globals'
import { findHardPattern } from '../../src/text/hard-patterns.ts'

test.each([
  ['dist/**/*.js'],
  ['{dist,lib}/**/*.{js,d.ts,map}'],
  ['!(*.test).js'],
  ['*(a|b)'],
  ['**/*-*-*.node'],
  ['**/node_modules/**/*.map'],
  ['key (1).pem'],
])('%s is matched', (pattern) => {
  expect(findHardPattern([pattern])).toBeNull()
})

test.each([
  ['{a,b}'.repeat(30)],
  ['{1..10000000}'],
  [`${'*a'.repeat(50)}b`],
  [`${'**/'.repeat(50)}x`],
  ['+(a*)'],
  ['*(+(a|b)c)'],
  ['a'.repeat(20_000)],
])('what could take forever is said: %.30s', (pattern) => {
  expect(findHardPattern(['dist', pattern])).toMatch(/^a pattern that may take forever to match: "/)
})

test('so are more patterns than anybody writes', () => {
  expect(findHardPattern(Array.from({ length: 30_000 }, (_one, at) => `f${at}`))).toBe('30000 patterns')
})
