import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/manifest/audience.ts'
import { reported } from '../../file/run-rule.ts'

const messages = (members: object) =>
  reported(rule, { 'package.json': JSON.stringify({ name: 'a', ...members }) })

describe('manifest/audience', () => {
  // As pause 0.0.1, the one package of 1,568 without a licence.
  test('asks for whom a package without an open licence is', async () => {
    expect(await messages({})).toEqual(['package.json: undeclared'])
    expect(await messages({ license: 'UNLICENSED' })).toEqual(['package.json: undeclared'])
    expect(await messages({ license: 'SEE LICENSE IN EULA.txt' })).toEqual(['package.json: undeclared'])
  })

  test('finds public access for what nobody may use', async () => {
    const publishConfig = { access: 'public' }
    expect(await messages({ name: '@a/b', license: 'UNLICENSED', publishConfig })).toEqual([
      'package.json: contradiction',
    ])
    expect(await messages({ publishConfig })).toEqual(['package.json: contradiction'])
  })

  test('passes open packages, restricted ones, and products that say so', async () => {
    expect(await messages({ license: 'MIT' })).toEqual([])
    expect(await messages({ license: '(MIT OR Apache-2.0)' })).toEqual([])
    expect(await messages({ private: true })).toEqual([])
    expect(await messages({ name: '@a/b', publishConfig: { access: 'restricted' } })).toEqual([])
    expect(
      await messages({ license: 'SEE LICENSE IN EULA.txt', publishConfig: { access: 'public' } }),
    ).toEqual([])
  })
})
