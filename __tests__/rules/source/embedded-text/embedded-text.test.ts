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

  const FILE = 'src/app/price.ts'
  test.each([
    [
      'as Compodoc writes it',
      'documentation/documentation.json',
      { injectables: [{ name: 'Price', file: FILE, methods: [{ name: 'a' }], sourceCode: TEXT }] },
    ],
    [
      'as SARIF has it',
      'a.json',
      { runs: [{ artifacts: [{ location: { uri: FILE }, contents: { text: TEXT } }] }] },
    ],
    ['around the text', 'a.json', { [FILE]: { meta: { size: 4 }, versions: [{ body: TEXT }] } }],
  ])('in JSON where a path stands near its text, %s', async (_, path, json) => {
    const text = JSON.stringify(json).replaceAll(JSON.stringify(TEXT), JSON.stringify(TEXT.repeat(3)))
    const [said] = await whatRuleSays(rule, { [path]: text })
    expect(said?.what).toContain(FILE)
  })

  const FILES = ['src/a.ts', 'src/b.ts', 'lib/c.ts', 'lib/d.ts']
  test.each([
    [
      'cells of a table',
      'files.csv',
      `path,content\n${FILES.map((path) => `${path},"${TEXT.replaceAll('"', '""')}"\n`).join('')}`,
    ],
    ['parts of a prompt', 'context.txt', FILES.map((path) => `${path}\n---\n${TEXT}\n---\n`).join('\n')],
  ])('files as %s', async (_, path, text) => {
    const [said] = await whatRuleSays(rule, { [path]: text })
    expect(said?.what).toContain('holds 4 files of source')
  })

  test('declarations are none', async () => {
    const code = ['lib.a.d.ts', 'lib.b.d.ts', 'lib.c.d.ts'].map((name) => [name, TEXT])
    expect(
      await whatRuleSays(rule, { 'dist/a.js': `x = ${JSON.stringify(Object.fromEntries(code))}` }),
    ).toEqual([])
  })

  test.each([
    ['an example', { file: FILE, example: TEXT.repeat(3) }],
    ['a description with code', { file: FILE, comment: `\`\`\`ts\n${TEXT.repeat(3)}\`\`\`` }],
    ['text without a path', { body: TEXT.repeat(3) }],
  ])('%s in JSON is none', async (_, json) => {
    expect(await whatRuleSays(rule, { 'a.json': JSON.stringify(json) })).toEqual([])
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
