import { describe, expect, test } from '@jest/globals'
import { readMapBytes } from '../../../src/layers/maps/source-map-bytes.ts'
import unreadable from '../../../src/rules/source-map/unreadable.ts'
import { address, examine, mapOf, whatRuleSays } from '../../exposure/examine.ts'

const TEXT = 'export const plan = "grüße"\n'
const MAP = mapOf(TEXT)

describe('source maps as files', () => {
  test.each([
    ['under its usual name', 'dist/a.js.map', MAP],
    ['under another name', 'dist/a.map.txt', MAP],
    ['under a name that tells nothing', 'dist/blob', MAP],
    ['as JSON', 'dist/debug.json', MAP],
    ['with a mark', 'a.js.map', `\ufeff${MAP}`],
    ['with the guard', 'a.js.map', `)]}'\n${MAP}`],
    ['with the guard on the same line', 'a.js.map', `)]}'${MAP}`],
    ['in UTF-16', 'a.js.map', Buffer.from(`\ufeff${MAP}`, 'utf16le')],
    ['pretty-printed', 'a.js.map', JSON.stringify(JSON.parse(MAP), null, 2)],
    ['without mappings', 'a.js.map', JSON.stringify({ sources: ['../src/a.ts'], sourcesContent: [TEXT] })],
    [
      'without a version',
      'a.js.map',
      JSON.stringify({ sources: ['../src/a.ts'], sourcesContent: [TEXT], mappings: '' }),
    ],
    ['version 2', 'a.js.map', mapOf(TEXT, 'src/a.ts', { version: 2 })],
    ['with bad mappings', 'a.js.map', mapOf(TEXT, 'src/a.ts', { mappings: '!!!!' })],
  ])('%s', (_, path, content) => {
    const { layers, exposure } = examine({ [path]: content })
    expect(layers.map(address)).toEqual([path, `${path}!src/a.ts`])
    expect(layers.map(({ kind }) => kind)).toEqual(['source-map', 'original-source'])
    expect(layers[1]?.text).toBe(TEXT)
    expect(exposure).toMatchObject({ maps: 1, files: 1, lines: 1, bytes: Buffer.byteLength(TEXT) })
  })

  test('indexed maps at any depth are flattened', () => {
    const leaf = (name: string): unknown => JSON.parse(mapOf(`// ${name}\n`, `src/${name}.ts`))
    const section = (map: unknown) => ({ offset: { line: 0, column: 0 }, map })
    const nested = {
      version: 3,
      sections: [section(leaf('b')), section({ version: 3, sections: [section(leaf('c'))] })],
    }
    const map = JSON.stringify({
      version: 3,
      sections: [section(leaf('a')), section(nested), { offset: {}, url: 'x.map' }],
    })
    const { layers } = examine({ 'a.js.map': map })
    expect(layers.slice(1).map(({ text }) => text)).toEqual(['// a\n', '// b\n', '// c\n'])
    expect(layers[0]?.map?.sectionUrls).toEqual(['x.map'])
  })

  test('what can be read beside the texts is one layer: names, paths, members nobody knows', () => {
    const map = mapOf(TEXT, '../src/a.ts', {
      file: 'out.js',
      sourceRoot: '/home/ada/work',
      names: ['launchCode'],
      x_builder: { host: 'build-7', notes: ['first "quoted"'] },
    })
    const [layer] = examine({ 'a.js.map': map }).layers
    expect(layer?.text.split('\n')).toEqual([
      'out.js',
      '/home/ada/work',
      '../src/a.ts',
      'launchCode',
      'host: build-7',
      'first "quoted"',
    ])
  })

  test.each([
    ['GeoJSON', 'world.map.json', '{"type":"FeatureCollection","features":[],"sources":["a"]}'],
    ['a package.json', 'package.json', '{"name":"x","version":"3.0.0","sources":["a"],"mappings":{"a":"b"}}'],
    ['a style of tiles', 'style.json', '{"version":8,"sources":{"a":{}},"layers":[]}'],
    ['a list of sections', 'doc.json', '{"version":3,"sections":[{"title":"x"}]}'],
    ['a linker map', 'firmware.map', 'Memory Configuration\n\nName Origin Length\n'],
    ['a script that begins with a block', 'a.js', '{ let sources = []; "mappings" }'],
    ['an empty file', 'a.js.map', ''],
    ['JSON of something else under a map name', 'a.js.map', '{"name":"x"}'],
  ])('%s is none', (_, path, content) => {
    const { layers, exposure } = examine({ [path]: content })
    expect(exposure.maps).toBe(0)
    expect(layers.map(({ kind }) => kind)).toEqual(['text'])
    expect(layers[0]?.brokenMaps).toEqual([])
  })
})

describe('maps that cannot be read', () => {
  test('a truncated one is broken, and what is left of it is accounted for', () => {
    const map = JSON.stringify({
      version: 3,
      sources: ['a.ts', 'b.ts'],
      sourcesContent: ['// first\n', '// second\n'],
    })
    const { layers, exposure } = examine({ 'out/blob': map.slice(0, -10) })
    expect(layers[0]?.brokenMaps).toEqual([{ offset: null, reason: 'it breaks off before its end' }])
    expect(layers.map(address)).toEqual(['out/blob', 'out/blob!recovered-map', 'out/blob!recovered-map!a.ts'])
    expect(exposure.files).toBe(1)
  })

  test.each([
    ['no JSON', 'a.js.map', 'version: 3\nsources:\n  - a.ts\n', 'it is not a JSON object'],
    ['broken JSON', 'a.css.map', '{"version":3,,"mappings":""}', 'it is not valid JSON'],
    ['broken JSON without a word of maps', 'a.js.map', '{"a":', 'it is not valid JSON'],
  ])('%s', (_, path, content, reason) => {
    const [layer] = examine({ [path]: content }).layers
    expect(layer?.brokenMaps).toEqual([{ offset: null, reason }])
  })
})

describe('the reader for maps beyond the string limit', () => {
  test('reads what JSON.parse reads, without mappings and names', () => {
    const json = {
      version: 3,
      file: 'a "b" \\ c',
      sources: ['ü', null, '\u2028'],
      sourcesContent: ['line\n"quoted"\t\\', null, ''],
      nested: [{ a: [1, -2.5e3, true, false, null, []] }, {}],
      sections: [{ offset: { line: 1, column: 2 }, map: { sources: ['x'], mappings: 'AAAA', names: ['n'] } }],
    }
    const expected = structuredClone(json)
    for (const section of expected.sections) Object.assign(section.map, { mappings: '', names: [] })
    const text = JSON.stringify({ ...json, names: ['a', ['b']], mappings: 'AAAA;\\"x' }, null, 1)
    expect(readMapBytes(Buffer.from(` \n${text}`))).toEqual({
      json: { ...expected, names: [], mappings: '' },
      complete: true,
    })
  })

  test.each([
    ['{"sources":["a","b', { sources: ['a'] }],
    ['{"sources":["a"],"sourcesContent":["x\\n",', { sources: ['a'], sourcesContent: ['x\n'] }],
    ['{"version":3,"x":tru', { version: 3 }],
    ['{"version":3 "x":1}', { version: 3 }],
    ['[1]', {}],
    ['', {}],
  ])('keeps what came before the break in %j', (text, json) => {
    expect(readMapBytes(Buffer.from(text))).toEqual({ json, complete: false })
  })

  test('is not led into deep recursion', () => {
    expect(readMapBytes(Buffer.from(`{"a":${'['.repeat(100_000)}`)).complete).toBe(false)
  })
})

describe('maps that the specification allows are readable, whether a comment names them or not', () => {
  test.each([
    ['an index without sections', '{"version":3,"sections":[]}'],
    [
      'an index with an empty list of sources',
      `{"version":3,"sources":[],"sections":[{"offset":{"line":0,"column":0},"map":${mapOf('')}}]}`,
    ],
    ['an empty object', '{}'],
    ['a version alone', '{"version":3}'],
    ['no mappings', '{"version":3,"sources":["a.ts"]}'],
  ])('%s', async (_, content) => {
    for (const code of ['let a\n', 'let a\n//# sourceMappingURL=a.js.map\n'])
      expect(await whatRuleSays(unreadable, { 'a.js': code, 'a.js.map': content })).toEqual([])
  })
})

describe('what says that it is a map and is none that can be read is told, without a comment too', () => {
  test.each([
    ['lists in lists', `{"version":3,"sources":${'['.repeat(200_000)}${']'.repeat(200_000)},"names":[]}`],
    ['objects for names', '{"version":3,"sources":[{"text":"the plan"}],"mappings":"AAAA"}'],
    ['a number for mappings', '{"version":3,"sources":["a.ts"],"mappings":7}'],
    [
      'sections that hold something else',
      '{"version":3,"sections":[{"offset":{"line":0,"column":0},"map":"x"}]}',
    ],
  ])('%s', async (_, content) => {
    const said = await whatRuleSays(unreadable, { 'a.js': 'let a\n', 'data.json': content })
    expect(said.map(({ what }) => what)).toEqual([
      'A source map cannot be read: its members are not those of a source map.',
    ])
  })
})

describe('maps of very many sources', () => {
  test('empty ones keep their places, so that a position behind them is traced', async () => {
    const sources = [...Array(5000).fill(''), 'src/last.ts']
    const map = JSON.stringify({ version: 3, sources, names: [], mappings: 'AAAA' })
    const { layers } = examine({ 'a.js.map': map })
    expect(layers[0]?.map?.sources).toHaveLength(5001)
    expect(layers[0]?.map?.sources.at(-1)?.path).toBe('src/last.ts')
  })

  test('small texts after the first twenty thousand come together, and none is lost', () => {
    const texts = Array.from({ length: 30_000 }, (_, at) => `let a${at}\n`)
    const map = JSON.stringify({
      version: 3,
      sources: texts.map((_, at) => `${at}.ts`),
      sourcesContent: texts,
      mappings: '',
    })
    const originals = examine({ 'a.js.map': map }).layers.filter(({ kind }) => kind === 'original-source')
    expect(originals.length).toBeLessThan(20_010)
    expect(
      originals
        .map(({ text }) => text)
        .join('')
        .match(/let a/g),
    ).toHaveLength(30_000)
  })
})
