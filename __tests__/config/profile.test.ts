import { describe, expect, test } from '@jest/globals'
import { decideProfile } from '../../src/config/merge/profile.ts'

type Manifest = Record<string, unknown>

const byLicence = (manifest: Manifest) => decideProfile({ explicit: null, visibility: null, manifest })

describe('the order of evidence', () => {
  const mit = { license: 'MIT' }
  test.each<[string, Parameters<typeof decideProfile>[0], string, string]>([
    [
      'what is configured beats everything',
      { explicit: 'open-source', visibility: 'private', manifest: { private: true } },
      'open-source',
      'it is set so',
    ],
    [
      'a private repository is proprietary whatever the licence says',
      { explicit: null, visibility: 'private', manifest: mit },
      'proprietary',
      'the repository is private',
    ],
    [
      'an internal one too',
      { explicit: null, visibility: 'internal', manifest: mit },
      'proprietary',
      'the repository is internal',
    ],
    [
      'a public repository does not open a package without a licence',
      { explicit: null, visibility: 'public', manifest: {} },
      'proprietary',
      'package.json names no licence',
    ],
    [
      'a public repository with an open licence is open',
      { explicit: null, visibility: 'public', manifest: mit },
      'open-source',
      'the licence is MIT, an open one',
    ],
    [
      'a package marked private is proprietary even under MIT',
      { explicit: null, visibility: 'public', manifest: { ...mit, private: true } },
      'proprietary',
      'package.json says "private": true',
    ],
    [
      'no package.json is no evidence',
      { explicit: null, visibility: null, manifest: null },
      'proprietary',
      'there is no package.json to tell the licence',
    ],
    [
      'a closed licence is quoted',
      { explicit: null, visibility: null, manifest: { license: 'UNLICENSED' } },
      'proprietary',
      'the licence "UNLICENSED" is not an open one',
    ],
  ])('%s', (_, evidence, profile, reason) => {
    expect(decideProfile(evidence)).toEqual({ profile, reason })
  })
})

describe('licences that are open', () => {
  test.each<Manifest>([
    { license: 'MIT' },
    { license: 'mit' },
    { license: 'ISC' },
    { license: 'BlueOak-1.0.0' },
    { license: 'Unlicense' },
    { license: 'CC0-1.0' },
    { license: 'CC-BY-4.0' },
    { license: 'Python-2.0' },
    { license: 'PSF-2.0' },
    { license: '(MIT OR CC0-1.0)' },
    { license: '(MIT AND Zlib)' },
    { license: 'Apache-2.0 AND MIT' },
    { license: '(WTFPL OR MIT)' },
    { license: '(BSD-2-Clause OR MIT OR Apache-2.0)' },
    { license: 'Apache-2.0 AND LGPL-3.0-or-later' },
    { license: 'GPL-2.0-only WITH Classpath-exception-2.0' },
    { license: 'LGPL-2.1+' },
    { license: '(MIT OR LicenseRef-Acme-Commercial)' },
    { license: 'MIT/X11' },
    { license: 'MIT/Apache-2.0' },
    { license: 'BSD' },
    { license: 'BSD 3-Clause' },
    { license: 'New BSD License' },
    { license: 'Apache 2.0' },
    { license: 'Apache License, Version 2.0' },
    { license: 'Apache2' },
    { license: 'The MIT License (MIT)' },
    { license: 'MIT License' },
    { license: 'MIT and BSD' },
    { license: 'GPLv3' },
    { license: 'MPL 2.0' },
    { license: 'Public Domain' },
    { license: 'AFLv2.1 or BSD' },
    { license: 'http://opensource.org/licenses/mit-license.php' },
    { license: { type: 'MIT', url: 'https://example.com/LICENSE' } },
    { licenses: [{ type: 'MIT', url: 'https://example.com/LICENSE' }] },
    { licenses: [{ type: 'Commercial' }, { type: 'MIT' }] },
    { licenses: ['AFLv2.1', 'BSD'] },
    { license: ['MIT', 'Apache2'] },
  ])('%j', (manifest) => {
    expect(byLicence(manifest)).toMatchObject({ profile: 'open-source' })
  })
})

describe('licences that are not', () => {
  test.each<Manifest>([
    {},
    { license: '' },
    { license: null },
    { license: 42 },
    { license: [] },
    { license: {} },
    { license: 'UNLICENSED' },
    { license: 'SEE LICENSE IN LICENSE.md' },
    { license: 'SEE LICENSE IN ./licenses/MIT' },
    { license: 'https://acme.example/licences/MIT' },
    { license: 'Proprietary' },
    { license: 'Commercial' },
    { license: 'Acme Limited' },
    { license: 'Commercial BSD-like terms' },
    { license: 'MIT/Commercial' },
    { license: 'MIT (community parts only)' },
    { license: 'MIT AND LicenseRef-Acme' },
    { license: 'BUSL-1.1' },
    { license: 'Elastic-2.0' },
    { license: 'SSPL-1.0' },
    { license: 'CC-BY-NC-4.0' },
    { license: 'PolyForm-Noncommercial-1.0.0' },
    { license: 'MIT AND (' },
    { license: 'constructor' },
    { license: `MIT${' OR MIT'.repeat(10_000)}` },
    { licenses: [{ url: 'https://example.com' }] },
  ])('%j', (manifest) => {
    expect(byLicence(manifest)).toMatchObject({ profile: 'proprietary' })
  })
})
