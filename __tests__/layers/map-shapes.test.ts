import { describe, expect, test } from '@jest/globals'
import { examine } from '../exposure/examine.ts'
import { scanFiles } from '../support/scan-files.ts'

const LINES = [
  'export function discount(order: Order): number {',
  '  // nobody may know from where on it holds: "fifty"',
  "  const from = 50 + 'x'.length",
  '  return order.units >= from ? 0.3 : 0',
  '}',
]
const TEXT = `${LINES.join('\n')}\n`
const SOURCE = '../src/discount.ts'
const BASE = { version: 3, file: 'a.js', sources: [SOURCE], names: ['discount'], mappings: 'AAAA;AACA,CAAC' }
const MAP = { ...BASE, sourcesContent: [TEXT] }
const json = JSON.stringify(MAP)
const js = (value: unknown): string => JSON.stringify(value).replace(/"(\w+)":/g, '$1:')
const single = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`
const quoted = (text: string): string => JSON.stringify(text)
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const unquoted = js(MAP)
const entities = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The members of a map behind each other, with the headers of a string and of a list with one item. */
function packed(string: number, list: number): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(Buffer.byteLength(TEXT))
  return Buffer.concat([
    Buffer.from('\0\x01\0sourcesContent', 'latin1'),
    Buffer.from([list, string]),
    length,
    Buffer.from(TEXT),
    Buffer.from([0, 1, 0]),
  ])
}

/** A map with its text, by the file that it is in. */
const SHAPES: Readonly<Record<string, readonly [path: string, content: string | Buffer]>> = {
  // JSON in another spelling.
  'members written with escapes': [
    'a.json',
    json
      .replace('"version"', '"\\u0076ersion"')
      .replace('"sourcesContent"', '"sources\\u0043ontent"')
      .replace('"mappings"', '"\\u006dappings"'),
  ],
  'quotes as codes': ['a.js', `self.map = "${json.replaceAll('\\', '\\x5c').replaceAll('"', '\\x22')}"\n`],
  'quotes as codes of four digits': [
    'a.js',
    `self.map = '${json.replaceAll('\\', '\\\\').replaceAll('"', '\\u0022').replaceAll("'", '\\u0027')}'\n`,
  ],
  'a source that is an address with the text in it': [
    'a.js.map',
    JSON.stringify({ ...BASE, sources: [`data:text/plain;base64,${base64(TEXT)}`] }),
  ],
  // Literals of programming languages.
  'unquoted, default export': ['map.js', `export default ${unquoted}\n`],
  'unquoted, module.exports': ['map.cjs', `module.exports = ${unquoted};\n`],
  'unquoted, a constant among others': [
    'a.mjs',
    `const a = {b: 1}\nconst map = ${unquoted}\nexport { map }\n`,
  ],
  'unquoted in TypeScript': ['map.ts', `export const map: RawSourceMap = ${unquoted} as const\n`],
  'unquoted, spread over lines': [
    'map.js',
    `export default {\n  version: 3,\n  sources: ['a.ts'],\n  sourcesContent: [\n    ${quoted(TEXT)},\n  ],\n  mappings: '',\n}\n`,
  ],
  'unquoted, in an argument': ['a.js', `register("a.js", ${unquoted});\n`],
  'unquoted, in a list as css-loader writes it': [
    'a.js',
    `exports.push([module.id, "a{}", "",{"version":3,sources:["webpack://./a.css"],names:[],mappings:"AAAA",sourcesContent:[${quoted(TEXT)}],sourceRoot:""}]);\n`,
  ],
  'unquoted, minified': [
    'a.min.js',
    `(()=>{var e={version:3,sources:["a.ts"],sourcesContent:[${quoted(TEXT)}],mappings:"AAAA"};f(e)})()`,
  ],
  'single quotes': [
    'map.js',
    `module.exports = {'version': 3, 'sources': ['a.ts'], 'sourcesContent': [${single(TEXT)}], 'mappings': ''}\n`,
  ],
  'a template literal': [
    'map.js',
    `export default { version: 3, sources: ['a.ts'], sourcesContent: [\`${TEXT}\`], mappings: '' }\n`,
  ],
  'joined strings': [
    'map.js',
    `export default { version: 3, sources: ['a.ts'], sourcesContent: [${LINES.map((line) => quoted(`${line}\n`)).join(' +\n')}], mappings: '' }\n`,
  ],
  'with comments and variables': [
    'map.js',
    `export default { version: 3, /* the map */ file, sources: [name], // names\n sourcesContent: [${quoted(TEXT)}], mappings }\n`,
  ],
  'with calls around': [
    'map.js',
    `export default make({ version: 3, sources: list.map((x) => x), sourcesContent: [${quoted(TEXT)}], mappings: build() })\n`,
  ],
  'by assignment': ['map.js', `map.sources = ['a.ts']\nmap.sourcesContent = [${quoted(TEXT)}]\n`],
  'in PHP': [
    'map.php',
    `<?php return ['version' => 3, 'sources' => ['a.ts'], 'sourcesContent' => [${single(TEXT)}], 'mappings' => ''];\n`,
  ],
  'in Python': [
    'map.py',
    `MAP = {"version": 3, "sources": ["a.ts"], "sourcesContent": [${quoted(TEXT)}], "mappings": ""}\n`,
  ],
  'a table of maps': ['maps.js', `export const maps = { "a.js": ${unquoted}, "b.js": null }\n`],
  JSON5: [
    'map.json5',
    `// a map\n{version: 3, sources: ['a.ts',], sourcesContent: [${single(TEXT)},], mappings: '',}\n`,
  ],
  'JSON with comments': [
    'map.jsonc',
    `{\n  // a map\n  "version": 3,\n  "sources": ["a.ts"],\n  "sourcesContent": [${quoted(TEXT)}],\n  "mappings": "",\n}\n`,
  ],
  // Inside strings and other texts.
  'JSON in a string': ['a.js', `const map = JSON.parse(${quoted(json)})\n`],
  'JSON in a string in single quotes': ['a.js', `const map = JSON.parse(${single(json)})\n`],
  'JSON in a template literal': ['a.js', `const map = JSON.parse(String.raw\`${json}\`)\n`],
  'JSON in a string in JSON': ['data.json', JSON.stringify({ files: [{ name: 'a.js', map: json }] })],
  'JSON in a string in a string': ['data.json', JSON.stringify({ cache: JSON.stringify({ map: json }) })],
  'JSON as a JSON string': ['map.txt', JSON.stringify(json)],
  'pretty JSON in a string': ['a.js', `x(${quoted(JSON.stringify(MAP, null, 2))})\n`],
  'JSON in an attribute': ['a.html', `<script data-map="${entities(json)}"></script>\n`],
  'JSON in a script of a page': ['a.html', `<script type="application/json">${json}</script>\n`],
  'JSON in an address': ['a.js', `open("https://acme.example/#${encodeURIComponent(json)}")\n`],
  'JSON in a variable of a shell': ['a.sh', `MAP='${json.replaceAll("'", `'"'"'`)}'\n`],
  'JSON lines': ['maps.jsonl', `${JSON.stringify({ a: 1 })}\n${JSON.stringify({ map: MAP })}\n`],
  'a list of maps': ['maps.json', JSON.stringify([MAP, { ...BASE, sourcesContent: [] }])],
  'bare base64': ['a.js', `const map = "${base64(json)}"\n`],
  'bare base64 in lines': ['map.b64', `${(base64(json).match(/.{1,76}/g) ?? []).join('\n')}\n`],
  'bare base64 in atob': ['a.js', `JSON.parse(atob('${base64(json)}'))\n`],
  'bare base64 of pretty JSON': ['a.txt', base64(JSON.stringify(MAP, null, 2))],
  'base64 in JSON': ['data.json', JSON.stringify({ map: base64(json) })],
  'hexadecimal digits': ['a.js', `x("${Buffer.from(json).toString('hex')}")\n`],
  // Members in other shapes.
  'the texts as one string': ['a.js.map', JSON.stringify({ ...BASE, sourcesContent: TEXT })],
  'the texts as lists of lines': ['a.js.map', JSON.stringify({ ...BASE, sourcesContent: [LINES] })],
  'the texts as one list of lines': ['a.js.map', JSON.stringify({ ...BASE, sourcesContent: LINES })],
  'the texts by path': ['a.js.map', JSON.stringify({ ...BASE, sourcesContent: { [SOURCE]: TEXT } })],
  'the texts as lines by path': [
    'a.js.map',
    JSON.stringify({ ...BASE, sourcesContent: { [SOURCE]: LINES } }),
  ],
  'the texts as objects': [
    'a.js.map',
    JSON.stringify({ ...BASE, sourcesContent: [{ path: SOURCE, content: TEXT }] }),
  ],
  'the texts as objects of lines': [
    'a.js.map',
    JSON.stringify({ ...BASE, sourcesContent: [{ lines: LINES }] }),
  ],
  'sources as objects': ['a.js.map', JSON.stringify({ ...BASE, sources: [{ path: SOURCE, content: TEXT }] })],
  'sources by path': ['a.js.map', JSON.stringify({ ...BASE, sources: { [SOURCE]: TEXT } })],
  'an x_ member': ['a.js.map', JSON.stringify({ ...BASE, x_sourcesContent: [TEXT] })],
  'an x_ member of objects': [
    'a.js.map',
    JSON.stringify({ ...BASE, x_acme: { files: [{ name: SOURCE, code: TEXT }] } }),
  ],
  'an x_ member of lines': ['a.js.map', JSON.stringify({ ...BASE, x_lines: { [SOURCE]: LINES } })],
  'an x_ member in base64': ['a.js.map', JSON.stringify({ ...BASE, x_raw: base64(TEXT) })],
  'another name': ['a.js.map', JSON.stringify({ ...BASE, contents: [TEXT] })],
  'a map in a string of a map': ['a.js.map', JSON.stringify({ ...BASE, x_previous: json })],
  'the text among the names': ['a.js.map', JSON.stringify({ ...BASE, names: ['a', TEXT] })],
  'the text as the mappings': ['a.js.map', JSON.stringify({ ...BASE, mappings: TEXT })],
  'the texts twice, empty last': ['a.js.map', json.replace(/}$/, ',"sourcesContent":[]}')],
  'the texts twice, null last': ['a.js.map', json.replace(/}$/, ',"sourcesContent":[null]}')],
  'mappings twice, the text first': [
    'a.js.map',
    JSON.stringify(BASE).replace('"mappings"', `"mappings":${quoted(TEXT)},"mappings"`),
  ],
  'an x_ member twice': [
    'a.js.map',
    JSON.stringify({ ...BASE, x_a: 1 }).replace('"x_a"', `"x_a":${quoted(TEXT)},"x_a"`),
  ],
  // Sections.
  'a section': [
    'a.js.map',
    JSON.stringify({ version: 3, sections: [{ offset: { line: 0, column: 0 }, map: MAP }] }),
  ],
  'a section by data URL': [
    'a.js.map',
    JSON.stringify({
      version: 3,
      sections: [{ offset: { line: 0, column: 0 }, url: `data:application/json;base64,${base64(json)}` }],
    }),
  ],
  'a section by a file of another name': [
    'a.js.map',
    JSON.stringify({
      version: 3,
      sections: [{ offset: { line: 0, column: 0 }, map: { ...MAP, sections: undefined } }],
    }),
  ],
  // Cut.
  'a cut head': ['map.txt', json.slice(json.indexOf('"sources"') + 3)],
  'a cut head before the texts': ['map.txt', json.slice(json.indexOf('sourcesContent'))],
  'a cut tail': ['dist/map.txt', json.slice(0, -20)],
  'a cut tail within the text': ['a.js.map', json.slice(0, json.indexOf('return order'))],
  'both cut': ['map.dat', json.slice(8, -9)],
  'a property list': [
    'a.plist',
    `<plist><dict><key>sources</key><array><string>${SOURCE}</string></array><key>sourcesContent</key><array><string>${entities(TEXT)}</string></array></dict></plist>`,
  ],
  'elements of XML': [
    'a.xml',
    `<map><sourcesContent><item><![CDATA[${TEXT}]]></item></sourcesContent></map>`,
  ],
  MessagePack: ['a.bin', packed(0xda, 0x91)],
  CBOR: ['a.bin', packed(0x79, 0x81)],
  'in something binary': ['a.bin', `\0\x01\x02${json}\0\x03`],
}

describe('a map in any shape is found with its text', () => {
  test('so many shapes are tried', () => {
    expect(Object.keys(SHAPES).length).toBeGreaterThanOrEqual(60)
  })

  test.each(Object.entries(SHAPES))('%s', (_, [path, content]) => {
    const { exposure } = examine({ [path]: content })
    expect(exposure.files).toBeGreaterThanOrEqual(1)
    expect(exposure.bytes).toBeGreaterThan(90)
  })

  test.each(Object.entries(SHAPES))('%s, and not a second time', (_, [path, content]) => {
    expect(examine({ [path]: content }).exposure.files).toBeLessThanOrEqual(2)
  })
})

describe('what only speaks of maps is none', () => {
  const generated = examine({
    'lib/generator.js': `exports.toJSON = function () {
  const map = { version: this._version, sources: this._sources.toArray(), names: [], mappings: this.serialize() }
  if (this._sourcesContents) map.sourcesContent = this.contents(map.sources, map.sourceRoot)
  return map
}
const empty = { version: 3, sources: [], sourcesContent: [], names: [], mappings: '' }
`,
    'lib/types.d.ts':
      'export interface RawSourceMap { version: number; sources: string[]; sourcesContent?: (string | null)[]; mappings: string }\n',
    'README.md':
      "```js\nconst map = { version: 3, sources: ['a.js'], sourcesContent: ['console.log(1) // a text of an example\\n'], mappings: 'AAAA' }\n```\n",
    'lib/comment.js':
      "/**\n * sourcesContent: ['console.log(1) // a text of an example']\n */\nexports.a = 1\n",
    'data.json': '{"version":3,"layers":[],"mappings":{"dynamic":true}}',
  })

  test('in code, declarations, documents and comments', () => {
    expect(generated.exposure.maps).toBe(0)
  })

  test('in examples with comments, inside one long line of JSON, however long the rest is', async () => {
    const example = 'new Bundle({ // the maps:\n  sourcesContent: false, // none\n})\n'
    const snippets = Array.from({ length: 40 }, (_, at) => ({ id: at, text: example }))
    const json = JSON.stringify({ snippets, rest: 'some words '.repeat(600_000) })
    const found = await scanFiles({ 'snippets.json': json }, { profile: 'proprietary' })
    expect(found.filter(({ path }) => path === 'snippets.json')).toEqual([])
  })

  test('members that tools add are no texts', () => {
    const map = JSON.stringify({
      ...BASE,
      sources: Array.from({ length: 40 }, (_, at) => `../src/part-${at}.ts`),
      ignoreList: [0],
      x_google_ignoreList: [1, 2],
      debugId: '85314830-023f-4cf1-a267-535f4e37bb17',
      x_facebook_sources: [[{ names: ['<global>', 'a'], mappings: 'AAA'.repeat(200) }]],
      x_metro_module_paths: Array.from({ length: 40 }, (_, at) => `src/part-${at}.ts`),
      scopes: 'gBACA,'.repeat(100),
      rangeMappings: 'B;'.repeat(200),
    })
    expect(examine({ 'a.js.map': map }).exposure).toMatchObject({ maps: 1, files: 0 })
  })
})
