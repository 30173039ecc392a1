import { expect, test } from '@jest/globals'
import { listReleaseNotes } from '../../src/gate/release-notes.ts'
import { readTag, readTagOf } from '../../src/knowledge/release-tag.ts'
import { readTagOfRun } from '../../src/repository/tag-of-run.ts'
import { makePackageReport } from '../support/reports.ts'

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
    makePackageReport({ name: 'a', version: '1.0.0', alreadyPublished: true, verdict: 'pass' }),
    makePackageReport({ name: 'b', version: '0.0.0-development' }),
    makePackageReport({ name: 'c', version: '2.0.0' }),
  ]
  expect(listReleaseNotes(packages, 'v2026.11.25')).toEqual([
    '1 of 3 packages is published already, so there is nothing to publish of it: a@1.0.0. ' +
      'The release tool writes the version of b@0.0.0-development when it publishes, so the tag v2026.11.25 was not held against it. ' +
      'The tag v2026.11.25 names no version of these packages, so nothing was concluded from it.',
  ])
  expect(listReleaseNotes(packages.slice(2), 'v2.0.0')).toEqual([])
})

test('a version that is out and blocked is judged for the next one', () => {
  const packages = [
    makePackageReport({ name: 'a', version: '1.0.0', alreadyPublished: true, verdict: 'block' }),
    makePackageReport({ name: 'b', version: '1.0.0', alreadyPublished: true, verdict: 'pass' }),
  ]
  expect(listReleaseNotes(packages, null)).toEqual([
    '2 of 2 packages are published already, so what was judged can only go out under a new version: a@1.0.0, b@1.0.0.',
  ])
})

test.each([
  ['v1.2.0', '1.2', true],
  ['v1.2', '1.2.0', true],
  ['v1.2.0-rc.1', '1.2rc1', true],
  ['v1.2.0-beta2', '1.2.0b2', true],
  ['v1.2.0.post1', '1.2.0-1.post1', false],
  ['v1.2.0.dev3', '1.2.0.dev3', true],
  ['Tide_Tables-1.2.0', '1.2.0', true],
  ['tide-tables/v1.3.0', '1.2.0', false],
  ['v1.2.1', '1.2.0', false],
])('the tag %s is about version %s of a Python package: %s', (tag, version, fits) => {
  expect(readTagOf(tag, { kind: 'wheel', name: 'tide.tables', version })?.fits).toBe(fits)
})

test('the tag of another Python package says nothing', () => {
  expect(readTagOf('moon-1.2.0', { kind: 'sdist', name: 'tides', version: '1.2.0' })).toBeNull()
})

test.each([
  ['GitHub', { GITHUB_ACTIONS: 'true', GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1.2.0' }],
  ['GitLab', { GITLAB_CI: 'true', CI_COMMIT_TAG: 'v1.2.0' }],
  ['CircleCI', { CIRCLECI: 'true', CIRCLE_TAG: 'v1.2.0' }],
  ['Bitbucket', { BITBUCKET_BUILD_NUMBER: '7', BITBUCKET_TAG: 'v1.2.0' }],
  ['Buildkite', { BUILDKITE: 'true', BUILDKITE_TAG: 'v1.2.0' }],
  ['Azure Pipelines', { TF_BUILD: 'True', BUILD_SOURCEBRANCH: 'refs/tags/v1.2.0' }],
  ['Jenkins', { JENKINS_URL: 'http://ci/', TAG_NAME: 'v1.2.0' }],
])('%s names the tag that set the run off', (_, environment) => {
  expect(readTagOfRun(environment)).toBe('v1.2.0')
})

test.each([
  ['a branch on GitHub', { GITHUB_ACTIONS: 'true', GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: 'v1.2.0' }],
  ['a branch on Azure Pipelines', { TF_BUILD: 'True', BUILD_SOURCEBRANCH: 'refs/heads/v1.2.0' }],
  ['an empty variable', { BUILDKITE: 'true', BUILDKITE_TAG: '' }],
  ["a machine of one's own", { TAG_NAME: 'v1.2.0' }],
])('%s is no tag', (_, environment) => {
  expect(readTagOfRun(environment)).toBeNull()
})
