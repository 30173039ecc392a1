import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/internal/home-path.ts'
import { reported, runRule } from '../../file/run-rule.ts'

describe('internal/home-path', () => {
  test.each([
    ['"/Users/mkeller/work/shop/src/a.ts"', 'mkeller'],
    ['"/home/mkeller/projects/shop"', 'mkeller'],
    ["'file:///home/mkeller/.cache/x'", 'mkeller'],
    ['"C:\\\\Users\\\\Mara\\\\source\\\\repos\\\\a.cs"', 'Mara'],
    ['"C:/Users/Mara/Documents/a.ts"', 'Mara'],
    ['`/Users/m.keller/node_modules/x/y`', undefined],
    ['"/home/mkeller/app/node_modules/x/y"', 'mkeller'],
  ])('in %s', async (text, name) => {
    const found = await runRule(rule, { 'lib/a.js': `x = ${text}\n` })
    expect(found.map(({ data }) => data.name)).toEqual(name === undefined ? [] : [name])
  })

  test('says it once for a person, with every place', async () => {
    const line = 'x("/Users/mkeller/work/a.js")\n'
    expect(
      await runRule(rule, { 'a.js': line.repeat(3), 'b.json': `["/Users/mkeller/work/b.js"]` }),
    ).toMatchObject([{ count: 4 }])
  })

  test('passes anybody, build machines, pages, comments, documents and tests', async () => {
    const line = 'x = "/Users/mkeller/work/a.js"\n'
    expect(
      await reported(rule, {
        'a.js':
          'x = "/Users/username/work/a.js"; y = "/home/runner/work/a/a.js"; z = "/home/node/app/src/a.js"\n',
        'b.js':
          'route("/home/settings/profile"); get("https://x.io/home/mkeller/work/a.js"); "/Users/:id/src/b"\n',
        'c.js': `// ${line} * ${line}`,
        'd.md': line,
        'e.d.ts': line,
        'test/f.js': line,
        'package.json': `{"description":"~ for /Users/mkeller/dev"}`,
      }),
    ).toEqual([])
    expect(await reported(rule, { 'a.js': line }, { options: { names: ['mkeller'] } })).toEqual([])
  })
})
