import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/manifest/entry-point.ts'
import { reported, runRule } from '../../file/run-rule.ts'

const pack = (members: object, ...files: string[]) => ({
  'package.json': JSON.stringify({ name: 'a', version: '1.0.0', ...members }, null, 2),
  ...Object.fromEntries(files.map((file) => [file, '1\n'])),
})

describe('manifest/entry-point', () => {
  // As in hyperdyperid 1.2.0: everything that package.json names was left out.
  test('finds a package that cannot be imported, once', async () => {
    const found = await runRule(rule, pack({ main: 'lib/index.js', types: 'lib/index.d.ts' }, 'README.md'))
    expect(found).toMatchObject([
      {
        message: 'nothing',
        data: { targets: 'lib/index.js' },
        places: [{ path: 'package.json', line: 4 }],
      },
    ])
    const exported = {
      exports: { '.': { import: './dist/a.mjs', require: './dist/a.cjs' }, './b': './b.js' },
    }
    expect((await runRule(rule, pack(exported, 'b.js')))[0]).toMatchObject({ message: 'nothing' })
  })

  // As in @babel/helper-string-parser 7.29.14.
  test('warns of one target among others', async () => {
    const members = { exports: { '.': { types: './lib/index.d.ts', default: './lib/index.js' } } }
    expect(await runRule(rule, pack(members, 'lib/index.js'))).toMatchObject([
      {
        message: 'missing',
        data: { field: 'exports > . > types', target: './lib/index.d.ts' },
        places: [{ line: 6 }],
      },
    ])
  })

  test.each([
    ['Expo', 'expo-x', 'expo-module.config.json'],
    ['pnpm', 'fixer', 'pnpmfile.cjs'],
    ['Grunt', 'grunt-x', 'tasks/x.js'],
  ])('only warns where %s finds files by their place', async (_tool, name, file) => {
    const found = await runRule(rule, pack({ name, main: 'index.js' }, file))
    expect(found.map(({ message }) => message)).toEqual(['missing'])
  })

  test('puts many missing targets into one finding', async () => {
    const exports = Object.fromEntries(
      ['.', ...'abcdefg'].map((key) => [key === '.' ? key : `./${key}`, `./${key}.js`]),
    )
    exports['.'] = './index.js'
    expect(await runRule(rule, pack({ exports }, 'index.js'))).toMatchObject([
      { message: 'missing', count: 7, data: { field: 'exports > ./a (and 6 more)' } },
    ])
    const long = Object.fromEntries(Array.from({ length: 900 }, (_, at) => [`./f${at}`, `./f${at}.js`]))
    expect(await runRule(rule, pack({ exports: { '.': './index.js', ...long } }, 'index.js'))).toMatchObject([
      { count: 900 },
    ])
  })

  test('finds a command, a pattern and a form that lead nowhere', async () => {
    const members = {
      main: 'a.js',
      bin: { x: 'cli.js' },
      exports: { '.': './a.js', './*': './lib/*.js', './b': 'b.js' },
    }
    expect(await reported(rule, pack(members, 'a.js', 'b.js'))).toEqual(
      expect.arrayContaining(['package.json: missing', 'package.json: pattern', 'package.json: value']),
    )
  })

  test('follows node in what it tries', async () => {
    for (const [main, file] of [
      ['lib', 'lib/index.js'],
      ['./a', 'a.js'],
      ['a', 'a.json'],
      ['gone', 'index.js'],
      ['', 'index.js'],
    ])
      expect([
        main,
        (await runRule(rule, pack({ main }, file ?? ''))).filter(({ message }) => message === 'nothing'),
      ]).toEqual([main, []])
    // mysql2 3.24.6 leaves the ending out of `typings`, @types/node has an empty `main`.
    expect(
      await reported(rule, pack({ typings: 'types/index', main: '' }, 'types/index.d.ts', 'index.js')),
    ).toEqual([])
    // lru-cache's patterns, and ones that share their beginning.
    const patterns = { exports: { '.': './a.js', './*': './lib/*.js', './*.css': './lib/*.css' } }
    expect(await reported(rule, pack(patterns, 'a.js', 'lib/x.js', 'lib/y.css'))).toEqual([])
  })

  test('passes packages without an entry point', async () => {
    expect(await reported(rule, pack({ bin: 'cli.js' }, 'cli.js'))).toEqual([])
    expect(await reported(rule, pack({ exports: { './package.json': './package.json' } }))).toEqual([])
    expect(await reported(rule, { 'README.md': '1' })).toEqual([])
  })

  test('bears with package.json files of any form', async () => {
    for (const exports of [null, 1, [], [[]], { '.': null }, { '.': { a: 1 } }, 'x', { '': {} }])
      await runRule(
        rule,
        pack({ exports, main: 7, bin: [1], types: {}, dependencies: 3, files: 'x' }, 'index.js'),
      )
    let deep: unknown = './a.js'
    for (let depth = 0; depth < 2000; depth++) deep = { default: deep }
    expect(await runRule(rule, pack({ exports: deep }, 'a.js'))).toEqual([])
  })
})
