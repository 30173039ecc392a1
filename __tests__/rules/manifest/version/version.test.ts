import { describe, expect, test } from '@jest/globals'
import type { ReleaseFacts } from '../../../../src/model/package-facts.ts'
import rule from '../../../../src/rules/manifest/version.ts'
import { reported } from '../../file/run-rule.ts'

const NOTHING: ReleaseFacts = { tag: null, distTag: null, publishedVersions: null }

async function messages(
  version: string,
  release?: Partial<ReleaseFacts>,
  name = '@acme/a',
): Promise<string[]> {
  const files = { 'package.json': JSON.stringify({ name, version }) }
  const said = await reported(
    rule,
    files,
    release === undefined ? {} : { release: { ...NOTHING, ...release } },
  )
  return said.map((one) => one.replace('package.json: ', ''))
}

describe('manifest/version', () => {
  test.each([
    'v1.2.3',
    '1.2.3',
    '@acme/a@1.2.3',
    'a@1.2.3',
    'a-v1.2.3',
    'a/v1.2.3',
    'release-1.2.3',
    'release/v1.2.3',
  ])('holds the tag %s against the version', async (tag) => {
    expect(await messages('1.2.3', { tag })).toEqual([])
    expect(await messages('1.2.4', { tag })).toEqual(['tag'])
  })

  test('leaves tags of other packages and of no version alone', async () => {
    for (const tag of ['b@9.9.9', '@acme/b@9.9.9', 'other-v9.9.9', 'nightly', 'latest', '2026-01-01', 'v9'])
      expect([tag, await messages('1.2.3', { tag })]).toEqual([tag, []])
  })

  test('compares prereleases whole and disregards build metadata', async () => {
    expect(await messages('1.2.3-beta.1', { tag: 'v1.2.3', distTag: 'next' })).toEqual(['tag'])
    expect(await messages('1.2.3-beta.1', { tag: 'v1.2.3-beta.1', distTag: 'next' })).toEqual([])
    expect(await messages('1.2.3+7', { tag: 'v1.2.3' })).toEqual([])
  })

  test('finds a version that is there already, where a tag says that this package is to be released', async () => {
    const publishedVersions = ['1.2.2', '1.2.3']
    const tag = '@acme/a@1.2.3'
    expect(await messages('1.2.3', { tag, publishedVersions })).toEqual(['published'])
    expect(await messages('1.2.4', { tag: '@acme/a@1.2.4', publishedVersions })).toEqual([])
    for (const other of [null, 'v1.2.3', '@acme/b@1.2.3'])
      expect(await messages('1.2.3', { tag: other, publishedVersions })).toEqual([])
  })

  test('finds a prerelease on its way to everybody', async () => {
    expect(await messages('2.0.0-rc.1', {})).toEqual(['prerelease'])
    expect(await messages('2.0.0-rc.1', { distTag: 'latest' })).toEqual(['prerelease'])
    expect(await messages('2.0.0-rc.1', { distTag: 'next' })).toEqual([])
    expect(await messages('2.0.0', {})).toEqual([])
  })

  test('says nothing of a release of which nothing is known', async () => {
    expect(await messages('2.0.0-rc.1')).toEqual([])
  })
})
