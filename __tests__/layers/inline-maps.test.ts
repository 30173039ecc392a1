import { describe, expect, test } from '@jest/globals'
import { address, examine, mapOf } from '../exposure/examine.ts'

const SECRET = '// the plan\nexport const plan: string = "grüße, ünïcödé"\n'
const MAP = mapOf(SECRET)
const BASE64 = Buffer.from(MAP).toString('base64')
const BASE64_URL = Buffer.from(MAP).toString('base64url')
const PERCENT = encodeURIComponent(MAP)
const WRAPPED = BASE64.replace(/(.{76})/g, '$1\n')
// In one piece it would be a source-map comment of this very file to anyone who reads it.
const NAME = ['sourceMapping', 'URL'].join('')

const FORMS: Record<string, string> = {
  'base64, padded': `//# ${NAME}=data:application/json;base64,${BASE64}`,
  'base64, not padded': `//# ${NAME}=data:application/json;base64,${BASE64.replace(/=+$/, '')}\nvar after = 1`,
  'with a charset': `//# ${NAME}=data:application/json;charset=utf-8;base64,${BASE64}`,
  'with a quoted charset': `//# ${NAME}=data:application/json; charset="utf-8"; base64,${BASE64}`,
  'upper case': `//# ${NAME}=DATA:APPLICATION/JSON;CHARSET=UTF-8;BASE64,${BASE64}`,
  'the old at sign': `//@ ${NAME}=data:application/json;base64,${BASE64}`,
  'a block comment': `/*# ${NAME}=data:application/json;base64,${BASE64} */`,
  'the url alphabet': `//# ${NAME}=data:application/json;base64,${BASE64_URL}`,
  'broken over lines': `/*# ${NAME}=data:application/json;base64,\n${WRAPPED} */\nvar after = 1`,
  'broken over comment lines': `//# ${NAME}=data:application/json;base64,${BASE64.replace(/(.{76})/g, '$1\n// ')}\n`,
  'percent-encoded': `//# ${NAME}=data:application/json,${PERCENT}`,
  'percent-encoded with a charset': `//# ${NAME}=data:application/json;charset=utf-8,${PERCENT}\nvar after = 1`,
  'plain JSON in the URL': `//# ${NAME}=data:application/json,${MAP}`,
  'no media type': `//# ${NAME}=data:;base64,${BASE64}`,
  'another media type': `//# ${NAME}=data:application/octet-stream;base64,${BASE64}`,
  'no space, no comment sign': `const where = "data:text/plain;base64,${BASE64}"`,
  'a tab after the sign': `//#\t${NAME}=data:application/json;base64,${BASE64}`,
  'CR line ends': `var a = 1\r//# ${NAME}=data:application/json;base64,${BASE64}\rvar b = 2\r`,
  'not the last line': `//# ${NAME}=data:application/json;base64,${BASE64}\nconst more = 'more'\n`,
  'inside an eval string': `eval("var a = 1;\\n//# ${NAME}=data:application/json;base64,${BASE64}\\n//# sourceURL=[module]\\n")`,
  'escaped slashes': `{"code":"//# ${NAME}=data:application\\/json;base64,${BASE64}"}`,
  'plain JSON in an eval string': `eval("x;//# ${NAME}=data:application/json,${JSON.stringify(MAP).slice(1, -1)}\\n")`,
  'a template literal': `const text = \`//# ${NAME}=data:application/json;base64,${BASE64}\``,
  'with a mark in the payload': `//# ${NAME}=data:application/json;base64,${Buffer.from(`\ufeff${MAP}`).toString('base64')}`,
  'with the guard in the payload': `//# ${NAME}=data:application/json;base64,${Buffer.from(`)]}'\n${MAP}`).toString('base64')}`,
}

describe('maps inside data: URLs', () => {
  test.each(Object.entries(FORMS))('%s', (_, comment) => {
    const { layers, exposure, unseen } = examine({ 'dist/index.js': `let code = 1\n${comment}` })
    expect(layers.map(address)).toEqual([
      'dist/index.js',
      'dist/index.js!inline-map',
      'dist/index.js!inline-map!src/a.ts',
    ])
    expect(layers.at(-1)?.text).toBe(SECRET)
    expect(layers.flatMap(({ brokenMaps }) => brokenMaps)).toEqual([])
    expect(exposure).toMatchObject({ maps: 1, files: 1, lines: 2, bytes: Buffer.byteLength(SECRET) })
    expect(unseen).toEqual([])
  })

  test('in a style sheet, in prose and in a file of bytes', () => {
    const comment = `/*# ${NAME}=data:application/json;base64,${BASE64} */`
    const bytes = Buffer.concat([
      Buffer.from([0, 1, 2, 0xff, 0xfe, 0]),
      Buffer.from(comment),
      Buffer.from([0, 0xff]),
    ])
    const { maps } = examine({ 'a.css': comment, 'b.md': comment, 'c.bin': bytes })
    expect(maps.map(({ path, texts }) => [path, texts])).toEqual([
      ['a.css', 1],
      ['b.md', 1],
      ['c.bin', 1],
    ])
  })

  test('in UTF-16', () => {
    const text = `\ufefflet a\n//# ${NAME}=data:application/json;base64,${BASE64}\n`
    expect(examine({ 'a.js': Buffer.from(text, 'utf16le') }).exposure.files).toBe(1)
  })

  test('several in one file are told apart and placed', () => {
    const url = (text: string) => Buffer.from(mapOf(text)).toString('base64')
    const line = (text: string) => `"ü";//# ${NAME}=data:application/json;base64,${url(text)}\n`
    const { maps, exposure } = examine({ 'a.js': line('first') + line('second') + line('third') })
    expect(maps.map(({ trail, line, column }) => [trail.join('!'), line, column])).toEqual([
      ['inline-map', 1, 26],
      ['inline-map-2', 2, 26],
      ['inline-map-3', 3, 26],
    ])
    expect(exposure.files).toBe(3)
  })

  test('a map inside an original source of a map', () => {
    const inner = `code\n//# ${NAME}=data:application/json;base64,${Buffer.from(mapOf('inner', '../in/b.ts')).toString('base64')}`
    const { layers } = examine({ 'a.js.map': mapOf(inner) })
    expect(layers.map(address)).toEqual([
      'a.js.map',
      'a.js.map!src/a.ts',
      'a.js.map!src/a.ts!inline-map',
      'a.js.map!src/a.ts!inline-map!in/b.ts',
    ])
  })

  test('maps inside maps end at the depth limit, and that is a problem', () => {
    let text = 'innermost'
    for (let turn = 0; turn < 7; turn += 1)
      text = `x\n//# ${NAME}=data:application/json;base64,${Buffer.from(mapOf(text)).toString('base64')}`
    const { maps, unseen } = examine({ 'a.js': text })
    expect(maps).toHaveLength(4)
    expect(unseen).toEqual([
      expect.objectContaining({
        reason: 'limit',
        path: 'a.js',
        detail: expect.stringContaining('4'),
      }),
    ])
  })
})

describe('what is no inline map', () => {
  test.each([
    ['a program that appends it', `out += "\\n//# ${NAME}=data:application/json;base64," + encode(map)`],
    [
      'a program with a template',
      `return \`\${code}\\n//# ${NAME}=data:application/json;base64,\${btoa(map)}\``,
    ],
    [
      'a program with charset',
      `var prefix = '//# ${NAME}=data:application/json;charset=utf-8;base64,';\nfoo(prefix)`,
    ],
    [
      'a regular expression',
      `/^\\/\\/[#@] ${NAME}=data:(?:application|text)\\/json;(?:charset[:=]\\S+?;)?base64,(.*)$/mg`,
    ],
    ['prose', `Add \`//# ${NAME}=data:application/json;base64,...\` to the file`],
    ['prose with a short sample', `//# ${NAME}=data:application/json;base64,eyJ2ZXJzaW9uIjozLCJmaWxlIjoi...`],
    ['a debug id', '//# debugId=85314830-023f-4cf1-a267-535f4e37bb17'],
    ['an image', `img.src = "data:image/png;base64,${Buffer.alloc(300, 'iVBOR').toString('base64')}"`],
    [
      'other JSON',
      `fetch("data:application/json;base64,${Buffer.from('{"hello":"world","list":[1,2,3,4]}').toString('base64')}")`,
    ],
    ['an object key', 'const x = {data:a,b:c}; var y={data:{a:1}}'],
  ])('%s', (_, code) => {
    const { layers, exposure } = examine({ 'index.js': code })
    expect(layers.filter(({ kind }) => kind !== 'decoded')).toHaveLength(1)
    expect(layers[0]?.brokenMaps).toEqual([])
    expect(exposure.maps).toBe(0)
  })

  test.each([
    [
      'cut off',
      `//# ${NAME}=data:application/json;base64,${BASE64.slice(0, 200)}`,
      'it breaks off before its end',
    ],
    [
      'no JSON',
      `//# ${NAME}=data:application/json;base64,${'QUJD'.repeat(40)}`,
      'its data URL does not decode to JSON',
    ],
    [
      'another JSON',
      `//# ${NAME}=data:application/json,${encodeURIComponent('{"a":1}')}`,
      'its data URL holds no source map',
    ],
  ])('a real payload that is %s is broken, not absent', (_, comment, reason) => {
    const [layer] = examine({ 'index.js': `code\n${comment}\n` }).layers
    expect(layer?.brokenMaps).toEqual([{ offset: 5 + `//# ${NAME}=`.length, reason }])
  })
})
