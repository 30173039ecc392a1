import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/source-map/unreadable.ts'
import { mapOf, whatRuleSays } from '../../../exposure/examine.ts'

const COMMENT = `//# sourceMapping${'URL'}=`

describe('source-map/unreadable', () => {
  test('says where a broken inline map begins', async () => {
    const base64 = Buffer.from(mapOf('text')).toString('base64').slice(0, 80)
    const [said] = await whatRuleSays(rule, {
      'a.js': `code()\n${COMMENT}data:application/json;base64,${base64}\n`,
    })
    expect(said?.what).toBe('A source map cannot be read: it breaks off before its end.')
    expect(said?.places).toEqual([expect.objectContaining({ path: 'a.js', line: 2, column: 22 })])
  })

  test('what a comment names and is no map', async () => {
    const said = await whatRuleSays(rule, { 'a.js': `${COMMENT}maps/a.bin`, 'maps/a.bin': 'something else' })
    expect(said.map(({ what }) => what)).toEqual([
      'The code names maps/a.bin as its source map, but that file is not one.',
    ])
  })

  test.each([
    ['a map under any name', { 'a.js': `${COMMENT}a.txt`, 'a.txt': mapOf('text') }],
    ['an empty one, which holds nothing', { 'a.js': `${COMMENT}a.js.map`, 'a.js.map': '' }],
    ['one that is not there', { 'a.js': `${COMMENT}a.js.map` }],
  ])('silent: %s', async (_, files) => {
    expect(await whatRuleSays(rule, files)).toEqual([])
  })
})
