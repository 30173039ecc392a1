import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/tarball/empty.ts'
import { buildRawTarball, buildTarball } from '../../../support/build-tarball.ts'
import { judgeTarball } from '../judge-tarball.ts'

describe('tarball/empty', () => {
  test.each([
    [
      'a saved error page',
      Buffer.from('<!doctype html>'),
      'the file is a web page, as a failed download leaves it, not a tarball',
    ],
    ['an empty file', Buffer.alloc(0), 'the file has no bytes at all'],
    [
      'the first bytes of a download',
      buildTarball({}).subarray(0, 30),
      'the file ends inside its compressed data',
    ],
  ])('%s: nothing could be read', async (_, bytes, detail) => {
    expect(await judgeTarball(rule, bytes)).toEqual([
      {
        message: `Nothing in the tarball could be read: ${detail}.`,
        severity: 'error',
        paths: [],
      },
    ])
  })

  test('an archive without files', async () => {
    expect(await judgeTarball(rule, buildRawTarball([]))).toMatchObject([
      { message: 'There is not a single file in the tarball.', severity: 'error' },
    ])
  })

  test('a package.json that is a folder or a link is none', async () => {
    const folder = buildRawTarball([
      { path: 'package/package.json/', type: 'Directory' },
      { path: 'package/a.js' },
    ])
    expect(await judgeTarball(rule, folder)).toMatchObject([
      { message: "The tarball's top folder has no package.json." },
    ])
    const link = buildRawTarball([
      { path: 'package/package.json', type: 'SymbolicLink', linkTarget: 'a.json' },
      { path: 'package/a.json', content: '{}' },
    ])
    expect(await judgeTarball(rule, link)).toMatchObject([
      { message: "The tarball's top folder has no package.json." },
    ])
  })

  test('says nothing of a package', async () => {
    expect(await judgeTarball(rule, buildTarball({}))).toEqual([])
  })
})
