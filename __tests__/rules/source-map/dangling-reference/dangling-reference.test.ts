import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/source-map/dangling-reference.ts'
import { whatRuleSays } from '../../../exposure/examine.ts'

const COMMENT = `//# sourceMapping${'URL'}=`
const MAP = '{"version":3,"sources":["../src/a.ts"],"names":[],"mappings":"AAAA"}'

describe('source-map/dangling-reference', () => {
  test('a hundred comments without their maps are one finding with a hundred places', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 100 }, (_, n) => [`dist/${n}.js`, `code()\n${COMMENT}${n}.js.map\n`]),
    )
    const said = await whatRuleSays(rule, files)
    expect(said).toHaveLength(1)
    expect(said[0]?.places).toHaveLength(100)
    expect(said[0]?.places[0]).toMatchObject({ path: 'dist/0.js', line: 2, column: 22, evidence: '0.js.map' })
  })

  test.each([
    ['the map is there', { 'dist/a.js': `${COMMENT}a.js.map`, 'dist/a.js.map': MAP }],
    ['another host, which another rule reports', { 'a.js': `${COMMENT}https://cdn.example.com/a.js.map` }],
    ['a path of the machine, which another rule reports', { 'a.js': `${COMMENT}file:///home/ada/a.js.map` }],
    ['a declaration map with its source', { 'dist/a.d.ts.map': MAP, 'src/a.ts': 'export {}' }],
    [
      'a declaration map under a root',
      {
        'dist/a.d.ts.map': '{"version":3,"sourceRoot":"../src/","sources":["a.ts"],"names":[],"mappings":""}',
        'src/a.ts': 'export {}',
      },
    ],
    ['a map of code without texts, whose sources nobody needs', { 'dist/a.js.map': MAP }],
  ])('silent: %s', async (_, files) => {
    expect(await whatRuleSays(rule, files)).toEqual([])
  })

  test('a declaration map whose source is not there', async () => {
    const said = await whatRuleSays(rule, { 'dist/a.d.ts.map': MAP, 'dist/b.d.mts.map': MAP })
    expect(said.map(({ message, places }) => [message, places.map(({ path }) => path)])).toEqual([
      ['declaration-source', ['dist/a.d.ts.map', 'dist/b.d.mts.map']],
    ])
  })
})
