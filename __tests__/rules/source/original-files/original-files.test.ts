import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/source/original-files.ts'
import { whatRuleSays } from '../../../exposure/examine.ts'

describe('source/original-files', () => {
  test('sources of every kind are one finding', async () => {
    const paths = ['src/a.ts', 'src/b.tsx', 'src/c.mts', 'src/d.vue', 'src/e.svelte', 'src/f.coffee']
    const said = await whatRuleSays(rule, Object.fromEntries(paths.map((path) => [path, 'export {}\n'])))
    expect(said.map(({ places }) => places.map(({ path }) => path))).toEqual([paths])
  })

  test('declarations, output, and a video that is also called .ts are none', async () => {
    const files = {
      'a.d.ts': 'export {}\n',
      'b.d.cts': 'export {}\n',
      'c.js': 'x',
      'movie.ts': Buffer.from([0x47, 0x40, 0, 0x10, 0, 0]),
    }
    expect(await whatRuleSays(rule, files)).toEqual([])
  })
})
