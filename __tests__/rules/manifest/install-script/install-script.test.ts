import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/manifest/install-script.ts'
import { reported, runRule } from '../../file/run-rule.ts'

const manifest = (members: object) => ({
  'package.json': JSON.stringify({ name: 'a', version: '1.0.0', ...members }, null, 2),
})

describe('manifest/install-script', () => {
  test('finds each hook, at its line', async () => {
    const found = await runRule(
      rule,
      manifest({ scripts: { test: 'jest', postinstall: 'node setup.js', preinstall: 'x' } }),
    )
    expect(found).toMatchObject([
      {
        message: 'script',
        data: { hook: 'postinstall', command: 'node setup.js' },
        places: [{ line: 6, column: 5 }],
      },
      { message: 'script', data: { hook: 'preinstall' }, places: [{ line: 7 }] },
    ])
  })

  test('finds a binding.gyp that npm would build, unless something says otherwise', async () => {
    const gyp = { 'binding.gyp': '{}' }
    expect(await reported(rule, { ...manifest({}), ...gyp })).toEqual(['binding.gyp: gyp'])
    expect(await reported(rule, { ...manifest({ gypfile: false }), ...gyp })).toEqual([])
    expect(await reported(rule, { ...manifest({ scripts: { install: 'node-gyp-build' } }), ...gyp })).toEqual(
      ['package.json: script'],
    )
  })

  test('passes scripts for developers, and package.json files that are none', async () => {
    expect(
      await reported(rule, manifest({ scripts: { prepare: 'x', prepublishOnly: 'y', install: ' ' } })),
    ).toEqual([])
    for (const text of ['[]', 'null', '{"scripts":[]}', '{"scripts":{"install":1}}', '{'])
      expect(await reported(rule, { 'package.json': text })).toEqual([])
  })
})
