import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/source/embedded-text.ts'
import { whatRuleSays } from '../../../exposure/examine.ts'

const TEXT = 'import x from "x"\n\n// why\nexport function f() {\n  return x\n}\n'

function table(paths: readonly string[], text = TEXT): string {
  return `export default ${JSON.stringify(Object.fromEntries(paths.map((path) => [path, text])))}\n`
}

describe('source/embedded-text', () => {
  test('a table of texts by path', async () => {
    const [said] = await whatRuleSays(rule, {
      'dist/a.js': `code()\n${table(['src/a.ts', 'src/b.tsx', 'lib/c.vue', 'src/d.js'])}`,
    })
    expect(said?.what).toBe(
      'dist/a.js holds 4 files of source as strings, by their paths: src/a.ts and more.',
    )
    expect(said?.places).toEqual([expect.objectContaining({ path: 'dist/a.js', line: 2, column: 17 })])
  })

  test('in template literals', async () => {
    const code = ['a', 'b', 'c'].map((name) => `'src/${name}.ts': \`${TEXT}\``).join(',\n')
    expect(await whatRuleSays(rule, { 'dist/a.js': `x = { ${code} }` })).toHaveLength(1)
  })

  test.each([
    ['two files', table(['src/a.ts', 'src/b.ts'])],
    ['addresses by path', table(['src/a.ts', 'src/b.ts', 'src/c.ts'], '/assets/a.js')],
    ['prose by path', table(['src/a.ts', 'src/b.ts', 'src/c.ts'], 'one\ntwo\nthree\nfour\nfive\nsix\n')],
    [
      'modules of a bundle',
      '({"./src/a.ts":function(){},"./src/b.ts":function(){},"./src/c.ts":function(){}})',
    ],
  ])('%s are none', async (_, code) => {
    expect(await whatRuleSays(rule, { 'dist/a.js': code })).toEqual([])
  })
})
