import { describe, expect, test } from '@jest/globals'
import { LineCursor } from '../../src/scan/exposure/line-cursor.ts'
import { LineSet } from '../../src/scan/exposure/line-set.ts'
import { examine, mapOf } from './examine.ts'

/** Readable code of so many functions of three lines. */
function code(functions: number, tag = 'rate'): string {
  const one = (at: number): string => `function ${tag}${at}(order) {\n  return order.units * ${at}\n}\n`
  return Array.from({ length: functions }, (_, at) => one(at)).join('')
}

const IMPORTS = "import { a } from './a'\nimport {\n  b,\n  c,\n} from './b'\n"
const BANNER = '/*!\n * Copyright Acme.\n * Licensed under MIT.\n */\n'

describe('lines of an original that can be read beside the map', () => {
  test('one line of thirty thousand that differs is one line, not thirty thousand', () => {
    const { exposure } = examine({
      'dist/index.js': `${code(10_000)}//# sourceMappingURL=index.js.map\n`,
      'dist/index.js.map': mapOf(code(10_000).replace('order.units * 77', 'order.units * secretFactor')),
    })
    expect(exposure).toMatchObject({ files: 1, lines: 1, readable: 29_999, remnants: 1 })
  })

  test.each([
    ['imports', `${IMPORTS}${code(30)}`, code(30)],
    ['a banner', `${BANNER}${code(30)}`, code(30)],
    ['quotes, semicolons and what declares', code(30).replaceAll('function', 'export function'), code(30)],
    ['indentation', code(30), code(30).replaceAll(/^/gm, '    ')],
    ['line ends', code(30), code(30).replaceAll('\n', '\r\n')],
    ['semicolons', code(30).replaceAll(/\d\n/g, (all) => `${all.trim()};\n`), code(30)],
    ['the kind of quotes', `${code(30)}const x = 'one'\n`, `${code(30)}var x = "one";\n`],
  ])('%s make no difference', (_, original, shipped) => {
    const { exposure } = examine({ 'lib/a.js': shipped, 'lib/a.js.map': mapOf(original) })
    expect(exposure).toMatchObject({ files: 0, lines: 0, elsewhere: { inTarball: 1 } })
  })

  test('the order of the files in the tarball makes none either', () => {
    const map = mapOf(`${code(30)}const plan = 'hidden'\n`)
    const first = examine({ 'a.js': code(30), 'a.js.map': map }).exposure
    const last = examine({ 'a.js.map': map, 'z.js': code(30) }).exposure
    expect(first).toEqual(last)
    expect(first).toMatchObject({ files: 1, lines: 1 })
  })

  test('types and comments that a build leaves out are counted, and what stays is told', () => {
    const original = code(30)
      .replaceAll('(order)', '(order: Order): number')
      .replaceAll('}\n', '}\n// our margin\n')
    const { exposure } = examine({ 'a.js': code(30), 'a.js.map': mapOf(original) })
    expect(exposure.files).toBe(1)
    expect(exposure.remnants).toBeUndefined()
    expect(exposure.lines).toBe(60)
    expect(exposure.readable).toBe(60)
  })

  test('a short file is taken as a whole: lines such as its own are everywhere', () => {
    const text = 'export function a() {\n  return true\n}\n'
    const { exposure } = examine({ 'b.js': 'function b() {\n  return true\n}\n', 'a.js.map': mapOf(text) })
    expect(exposure).toMatchObject({ files: 1, lines: 3 })
  })

  test('a short file that ships under its name with more in it gives nothing away', () => {
    const text = "import { b } from './b'\n\nexport {\n  b,\n  c\n}\n"
    const shipped = "import { b } from './b'\nwindow.b = b\nexport {\n  b,\n  c\n}\n"
    const map = mapOf(text)
    const { sources } = JSON.parse(map) as { sources: string[] }
    const path = (sources[0] ?? '').replace(/^(?:\.{1,2}\/)+/, '')
    expect(examine({ [path]: shipped, 'a.js.map': map }).exposure.files).toBe(0)
    expect(examine({ 'other.mjs': shipped, 'a.js.map': map }).exposure.files).toBe(1)
  })

  test('files of imports only are told with their company, and not without it', () => {
    const barrel = "export * from './a'\nexport * from './b'\n"
    const map = (more: Record<string, string>) =>
      JSON.stringify({
        version: 3,
        sources: ['src/index.ts', ...Object.keys(more)],
        sourcesContent: [barrel, ...Object.values(more)],
        names: [],
        mappings: '',
      })
    expect(examine({ 'a.js': code(60), 'a.js.map': map({ 'a.ts': code(60) }) }).exposure.files).toBe(0)
    expect(examine({ 'a.js': 'a()', 'a.js.map': map({ 'a.ts': code(60) }) }).exposure.files).toBe(2)
  })

  test('a map that lies in code in readable lines does not make its own text readable', () => {
    const lines = JSON.stringify(
      { version: 3, sources: ['src/a.ts'], sourcesContent: [code(30)], mappings: '' },
      null,
      2,
    )
    expect(examine({ 'a.js': `export default ${lines}\n` }).exposure).toMatchObject({ files: 1, lines: 90 })
  })

  test('lines copied from a dependency that the map has, too, belong to others', () => {
    const map = JSON.stringify({
      version: 3,
      sources: ['../node_modules/left-pad/index.js', '../src/vendor.js'],
      sourcesContent: [`// their file\n${code(40)}`, `// a copy\n${code(40)}`],
      names: [],
      mappings: '',
    })
    expect(examine({ 'a.js': 'a()', 'a.js.map': map }).exposure).toMatchObject({ files: 1, lines: 1 })
  })
})

describe('the key of a line', () => {
  const keyOf = (line: string): string => {
    const cursor = new LineCursor(Buffer.from(line))
    cursor.moveNext()
    return `${cursor.low} ${cursor.high}`
  }

  test.each([
    ['const a = 1', '  var a = 1;'],
    ['export default function f() {', 'function f() {'],
    ["say('it')", 'say("it"),  '],
    [`${'x'.repeat(300)}a`, `${'x'.repeat(300)}b`],
  ])('%s is the same as %s', (one, other) => {
    expect(keyOf(one)).toBe(keyOf(other))
  })

  test.each([
    ['const a = 1', 'const a = 2'],
    ['abcdefgh', 'abcdefgi'],
    ['abcd', 'abcde'],
    ['constant', 'ant'],
  ])('%s is not the same as %s', (one, other) => {
    expect(keyOf(one)).not.toBe(keyOf(other))
  })

  test('lines without letters have none', () => {
    for (const line of ['', '  ', '})', '/* -- */', '\r']) expect(keyOf(line)).toBe('0 0')
  })

  test('it does not depend on what is cut off the end', () => {
    for (let length = 1; length < 40; length += 1) {
      const text = 'abcdefghij'.repeat(4).slice(0, length)
      for (const end of ['', ';', ' ;', ',\r', '   ', ';;;;;;', ' ,, ; ;; ,'])
        expect(`${length} ${keyOf(`${text}${end}\nmore`)}`).toBe(`${length} ${keyOf(text)}`)
    }
  })

  test('walks through every line once, whatever its length', () => {
    const text = [
      'a',
      '',
      'b'.repeat(255),
      'c'.repeat(256),
      'd'.repeat(257),
      'e'.repeat(5000),
      '\t',
      'f',
    ].join('\n')
    const bytes = Buffer.from(text)
    const ends: number[] = []
    const cursor = new LineCursor(bytes)
    while (cursor.moveNext()) ends.push(cursor.end)
    expect(ends).toHaveLength(8)
    expect(ends.at(-1)).toBe(bytes.length)
  })

  test('a set holds what was put into it and nothing else', () => {
    const set = new LineSet()
    const keys = Array.from({ length: 50_000 }, (_, at) => {
      const cursor = new LineCursor(Buffer.from(`line number ${at}`))
      cursor.moveNext()
      return cursor
    })
    for (const [at, { low, high }] of keys.entries()) if (at % 2 === 0) set.add(low, high)
    expect(set.size).toBe(25_000)
    expect(keys.filter(({ low, high }) => set.has(low, high))).toHaveLength(25_000)
  })
})

describe('a component and the modules that a loader makes of it', () => {
  const WHOLE =
    '<script>\nexport default {\n  methods: { computePrice: (n) => n * 1.17 },\n}\n</script>\n<template>\n  <b>{{ computePrice(3) }}</b>\n</template>\n'
  const SCRIPT = '\nexport default {\n  methods: { computePrice: (n) => n * 1.17 },\n}\n'
  const STUB = 'import { render } from "./App.vue?vue&type=template"\nconst made = exportHelper(script)\n'
  const exposedBy = (texts: Readonly<Record<string, string>>) => {
    const map = {
      version: 3,
      sources: Object.keys(texts),
      sourcesContent: Object.values(texts),
      mappings: '',
    }
    const { exposure } = examine({ 'lib.js.map': JSON.stringify(map) })
    return exposure.sources.map(({ path, lines }) => `${path} ${lines}`)
  }

  test.each([
    ['of webpack, by a hash', 'webpack://a/./src/App.vue?7893', 'webpack://a/./src/App.vue?2b61'],
    [
      'of vite, by what they are',
      '../src/App.vue?vue&type=script&lang.ts',
      '../src/App.vue?vue&type=template',
    ],
  ])('are one file: %s', (_, script, stub) => {
    const whole = script.replace(/\?.*/, '')
    expect(exposedBy({ [script]: SCRIPT, [whole]: WHOLE, [stub]: STUB })).toEqual(['src/App.vue 8'])
  })

  test('count by themselves where the whole component is not in the map', () => {
    const found = exposedBy({ '../src/App.vue?vue&type=script': SCRIPT, '../src/Card.vue': WHOLE })
    expect(found).toHaveLength(2)
  })

  test('are not other components of the same name, nor code with a query', () => {
    const other = WHOLE.replaceAll('computePrice', 'computeRebate')
    expect(exposedBy({ '../src/App.vue': WHOLE, '../src/App.vue?7893': other })).toHaveLength(2)
    expect(exposedBy({ '../src/a.js': 'export const first = 1\n', '../src/a.js?7893': SCRIPT })).toHaveLength(
      2,
    )
  })
})
