import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/tarball/limit.ts'
import { buildTarball } from '../../../support/build-tarball.ts'
import { judgeTarball } from '../judge-tarball.ts'

describe('tarball/limit', () => {
  test('names the limit, its value and the place', async () => {
    const bytes = buildTarball({ 'dist/big.js': 'x'.repeat(5000) })
    expect(await judgeTarball(rule, bytes, { entryBytes: 4000 })).toEqual([
      {
        message:
          'Part of the tarball was not looked at: it has 5000 bytes, more than 4000 (limit `entry-bytes`); its content was not looked at.',
        severity: 'error',
        paths: ['dist/big.js'],
      },
    ])
  })

  test('one finding for each limit that was reached', async () => {
    const bytes = buildTarball({ 'a.js': 'x'.repeat(5000), 'b.js': 'x'.repeat(6000), 'c.js': '', 'd.js': '' })
    const reported = await judgeTarball(rule, bytes, { entryBytes: 4000, entries: 4 })
    expect(reported.map(({ paths }) => paths)).toEqual([['a.js', 'b.js'], ['d.js']])
  })

  test('a tarball cut short after its first files is damaged, not clean', async () => {
    const noise = Buffer.from(Array.from({ length: 20_000 }, (_, at) => (at * at * 31 + at * 7) % 251))
    const bytes = buildTarball({ 'noise.bin': noise, 'more.bin': noise })
    const reported = await judgeTarball(rule, bytes.subarray(0, bytes.length - 100))
    expect(reported).toMatchObject([
      {
        message: 'The tarball is damaged: the file ends inside its compressed data.',
        severity: 'error',
      },
    ])
  })

  test('an archive inside that cannot be opened is a warning, a limit that it reaches an error', async () => {
    const reported = await judgeTarball(
      rule,
      buildTarball({ 'fixtures/broken.tgz': buildTarball({}).subarray(0, 90) }),
    )
    expect(reported).toMatchObject([{ severity: 'warning', paths: ['fixtures/broken.tgz'] }])
    expect(reported[0]?.message).toMatch(/^An archive inside the package could not be opened: /)
    const nested = { 'a.tgz': buildTarball({ 'b.tgz': buildTarball({ 'c.tgz': buildTarball({}) }) }) }
    expect(await judgeTarball(rule, buildTarball(nested), { depth: 2 })).toMatchObject([
      { severity: 'error', paths: ['a.tgz'] },
    ])
  })

  test('says nothing of a file that holds nothing readable: that is tarball/empty', async () => {
    expect(await judgeTarball(rule, Buffer.from('<html>'))).toEqual([])
  })
})
