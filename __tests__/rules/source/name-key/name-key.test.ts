import { describe, expect, test } from '@jest/globals'
import { scanFiles } from '../../../support/scan-files.ts'

const keysIn = async (path: string, text: string) =>
  (await scanFiles({ [path]: text }))
    .filter(({ rule }) => rule === 'source/name-key')
    .map(({ message }) => message)

const dart = (pairs: number) =>
  JSON.stringify(Array.from({ length: pairs }, (_, index) => [`PricingLedger${index}`, `a${index}`]).flat())

describe('source/name-key', () => {
  test.each([
    [
      'ProGuard without a header',
      'mapping.txt',
      'a.b.Cde -> x.a:\n    int f -> a\na.b.Def -> x.b:\na.b.Efg -> x.c:\n',
      'R8 or ProGuard',
    ],
    ['Dart', 'web/names.json', dart(40), 'Dart'],
    [
      'an obfuscator',
      'cache.json',
      '{"globalIdentifiers":{"ledger":"_0x1"},"propertyIdentifiers":{"settle":"_0x2"}}',
      'obfuscator',
    ],
    [
      'the Closure Compiler',
      'vars.txt',
      Array.from({ length: 30 }, (_, index) => `shop.ledger.part${index}:a${index}\n`).join(''),
      'Closure',
    ],
    ['Xcode', 'a.bcsymbolmap', 'BCSymbolMap Version: 2.0\n_settle\n', 'Xcode'],
    ['Breakpad', 'a.sym', `MODULE Linux x86_64 ${'0A'.repeat(16)}0 app\nFILE 0 a.cc\n`, 'native program'],
    [
      'ld',
      'app.map',
      'Archive member included to satisfy reference by file (symbol)\n\nliba.a(x.o)\n',
      'linker',
    ],
  ])('finds the names of %s', async (_, path, text, kind) => {
    expect(await keysIn(path, text)).toEqual([expect.stringContaining(kind)])
  })

  test.each([
    ['languages', 'languages.txt', 'en -> English\nde -> German\nfr -> French\n'],
    ['few pairs', 'web/names.json', dart(4)],
    ['abbreviations', 'units.json', '{"january":"jan","february":"feb","march":"mar"}'],
    [
      'properties of a component',
      'meta.json',
      '{"props":{"label":{"type":"string"}},"vars":{"color":"red"}}',
    ],
    [
      'names and numbers',
      'ports.txt',
      Array.from({ length: 30 }, (_, index) => `port${index}:${index + 100}\n`).join(''),
    ],
    ['terms and their short forms', 'abbr.txt', 'http:80\nhttps:443\n'],
  ])('is silent about %s', async (_, path, text) => {
    expect(await keysIn(path, text)).toEqual([])
  })
})
