import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { decideProfile } from '../../src/config/merge/profile.ts'
import { findDecidingFile, isLicenceName, openLicenceOf } from '../../src/manifest/licence-text.ts'

const installed = (name: string): string => readFileSync(`node_modules/${name}`, 'utf8')
const MIT = installed('semver/LICENSE')

describe('the text of a licence', () => {
  test.each([
    ['b4a/LICENSE', 'Apache-2.0'],
    ['esbuild/LICENSE.md', 'MIT'],
    ['semver/LICENSE', 'ISC'],
    ['source-map/LICENSE', 'BSD'],
    ['zod/LICENSE', 'MIT'],
    ['jest/LICENSE', 'MIT'],
  ])('%s is %s', (file, licence) => {
    expect(openLicenceOf(installed(file))).toBe(licence)
  })

  test.each([
    ['a closed text', 'Copyright Acme. All rights reserved. You may not copy this software.'],
    [
      'a closed text that quotes those of others',
      `Acme Software Agreement. You must not copy it.\n\nThird party notices:\n${MIT}`,
    ],
    ['an open text with a clause that closes it', `${MIT}\n"Commons Clause" License Condition v1.0`],
    ['a long text before it', `${'word '.repeat(200)}${MIT}`],
    ['a readme', '# Acme\n\nMIT, see LICENSE.'],
  ])('%s is none', (_, text) => {
    expect(openLicenceOf(text)).toBeNull()
  })

  test('a licence has a name of its own, notices of others have not', () => {
    for (const name of [
      'LICENSE',
      'license.md',
      'LICENCE.txt',
      'COPYING',
      'MIT-LICENSE',
      'LICENSE-MIT',
      'UNLICENSE',
    ])
      expect([name, isLicenceName(name)]).toEqual([name, true])
    for (const name of ['LICENSE-3rdparty.txt', 'dist/LICENSE', 'licenses.json', 'cli.js.LICENSE.txt'])
      expect([name, isLicenceName(name)]).toEqual([name, false])
  })

  test('the main file decides, open ones beside it do not', () => {
    const files = [
      { path: 'LICENSE-MIT', licence: 'MIT' },
      { path: 'LICENSE', licence: null },
    ]
    expect(findDecidingFile(files)?.path).toBe('LICENSE')
    expect(findDecidingFile(files.slice(0, 1))?.path).toBe('LICENSE-MIT')
  })
})

describe('the profile of a package that names no licence', () => {
  const decided = (manifest: Record<string, unknown>, more: object = {}) =>
    decideProfile({ explicit: null, visibility: null, manifest, ...more }).profile

  test('follows the text beside it', () => {
    const licenceFile = { path: 'LICENSE', licence: 'MIT' }
    expect(decided({}, { licenceFile })).toBe('open-source')
    expect(decided({ license: 'SEE LICENSE IN LICENSE' }, { licenceFile })).toBe('open-source')
    expect(decided({ license: 'UNLICENSED' }, { licenceFile })).toBe('proprietary')
    expect(decided({ private: true }, { licenceFile })).toBe('proprietary')
    expect(decided({}, { licenceFile: { path: 'LICENSE', licence: null } })).toBe('proprietary')
    expect(decided({}, { licenceFile, visibility: 'private' })).toBe('proprietary')
  })

  test('or the repository in which it lies', () => {
    expect(decided({ private: true }, { repositoryLicence: 'MIT' })).toBe('open-source')
    expect(decided({}, { repositoryLicence: 'MIT' })).toBe('open-source')
    expect(decided({ license: 'UNLICENSED' }, { repositoryLicence: 'MIT' })).toBe('proprietary')
    expect(decided({ private: true }, { repositoryLicence: 'MIT', visibility: 'private' })).toBe(
      'proprietary',
    )
  })
})
