import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/tarball/unsafe-entry.ts'
import { buildRawTarball, type RawEntry } from '../../../support/build-tarball.ts'
import { HOSTILE_TARBALLS } from '../../../support/hostile-tarballs.ts'
import { judgeTarball } from '../judge-tarball.ts'

const manifest: RawEntry = { path: 'package/package.json', content: '{"name":"example","version":"1.0.0"}' }

describe('tarball/unsafe-entry', () => {
  test('says of many links once what they are, with every place', async () => {
    const bytes = buildRawTarball([
      manifest,
      { path: 'package/a', type: 'SymbolicLink', linkTarget: '/etc/passwd' },
      { path: 'package/lib/b', type: 'SymbolicLink', linkTarget: '../..' },
    ])
    expect(await judgeTarball(rule, bytes)).toEqual([
      {
        message: 'The tarball has a link in it: it is a symbolic link, which npm leaves out at install.',
        severity: 'error',
        paths: ['a', 'lib/b'],
      },
    ])
  })

  test('keeps apart what is of different kinds', async () => {
    const bytes = buildRawTarball([
      manifest,
      { path: 'package/a', type: 'SymbolicLink', linkTarget: 'b' },
      { path: 'package/bin/run', mode: 0o4755 },
      { path: 'package/../c' },
    ])
    const reported = await judgeTarball(rule, bytes)
    expect(reported.map(({ message, paths }) => [message.split(':')[0], paths])).toEqual([
      ['The tarball has a link in it', ['a']],
      ['The tarball has a file with special rights', ['bin/run']],
      [
        'The tarball has a path that leads out of the package or is read differently from tool to tool',
        ['../c'],
      ],
    ])
  })

  test('a layout that only differs from npm pack is a warning, the rest are errors', async () => {
    const second = buildRawTarball([manifest, { path: 'other/a.js' }, { path: 'stray.js' }])
    expect((await judgeTarball(rule, second)).map(({ severity }) => severity)).toEqual(['warning', 'warning'])
    const hidden = HOSTILE_TARBALLS.find(({ title }) => title === 'entries after the end of the archive')
    expect(await judgeTarball(rule, hidden?.make() ?? Buffer.alloc(0))).toMatchObject([
      { message: expect.stringMatching(/^The tarball holds more than/), severity: 'error', paths: [] },
    ])
  })
})
