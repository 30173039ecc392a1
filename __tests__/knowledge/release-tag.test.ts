import { expect, test } from '@jest/globals'
import { releaseNotes } from '../../src/gate/release-notes.ts'
import { readTag } from '../../src/knowledge/release-tag.ts'
import { packageOf } from '../support/reports.ts'

test.each([
  ['v1.3.0', '@acme/core', { version: '1.3.0', isNamed: false }],
  ['release-1.3.0', 'core', { version: '1.3.0', isNamed: false }],
  ['core@1.3.0', '@acme/core', { version: '1.3.0', isNamed: true }],
  ['@acme/core@1.3.0', '@acme/core', { version: '1.3.0', isNamed: true }],
  ['core-v1.3.0-beta.1', 'core', { version: '1.3.0-beta.1', isNamed: true }],
  ['cli@1.3.0', '@acme/core', null],
  ['nightly', 'core', null],
])('the tag %s for %s', (tag, name, expected) => {
  expect(readTag(tag, name)).toEqual(expected)
})

test('what is out, what a tool fills in and what a tag proves stand in one note', () => {
  const packages = [
    packageOf({ name: 'a', version: '1.0.0', alreadyPublished: true }),
    packageOf({ name: 'b', version: '0.0.0-development' }),
    packageOf({ name: 'c', version: '2.0.0' }),
  ]
  expect(releaseNotes(packages, 'v2026.11.25')).toEqual([
    '1 of 3 packages is published already, so there is nothing to publish of it: a@1.0.0. ' +
      'The release tool writes the version of b@0.0.0-development when it publishes, so the tag v2026.11.25 was not held against it. ' +
      'The tag v2026.11.25 names no version of these packages, so nothing was concluded from it.',
  ])
  expect(releaseNotes(packages.slice(2), 'v2.0.0')).toEqual([])
})
