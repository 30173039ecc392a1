import { crc32, deflateSync, gzipSync } from 'node:zlib'

/** A file of a package. */
export interface Written {
  readonly path: string
  readonly text: string | Buffer
}

const js = (text: string): Written => ({ path: 'dist/index.js', text })
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64')
const codes = (text: string, write: (hex: string) => string) =>
  [...Buffer.from(text)].map((byte) => write(byte.toString(16).padStart(2, '0'))).join('')

/** How a token may stand in a package. */
export const EMBEDDINGS: Readonly<Record<string, (name: string, token: string) => Written>> = {
  'a constant': (name, token) => js(`const ${name} = "${token}"\n`),
  'a constant with a type': (name, token) => ({
    path: 'src/a.ts',
    text: `const ${name}: string = '${token}'\n`,
  }),
  'a member of a class': (name, token) => ({
    path: 'src/a.ts',
    text: `class A { private readonly ${name} = '${token}' as const }\n`,
  }),
  'a default': (name, token) => js(`const a = process.env.${name.toUpperCase()} ?? "${token}"\n`),
  'a name and a value': (name, token) => js(`add([{ name: '${name}', value: '${token}' }])\n`),
  'an object': (name, token) => js(`client({ ${name}: '${token}', retries: 3 })\n`),
  'an attribute': (name, token) => ({ path: 'app.config', text: `<add key="${name}" value="${token}" />\n` }),
  'a file of variables': (name, token) => ({ path: 'config.env', text: `${name.toUpperCase()}=${token}\n` }),
  YAML: (name, token) => ({ path: 'config.yml', text: `a: 1\n${name}: ${token}\n` }),
  'JSON in JSON': (name, token) => js(JSON.stringify({ text: JSON.stringify({ [name]: token }) })),
  'a source map': (name, token) => ({
    path: 'dist/a.js.map',
    text: JSON.stringify({
      ...{ version: 3, names: [], mappings: 'AAAA', sources: ['../src/a.ts'] },
      sourcesContent: [`export class A {\n  readonly ${name}: string = '${token}'\n}\n`],
    }),
  }),
  'base64 of it': (name, token) => js(`const ${name} = atob("${base64(token)}")\n`),
  'base64 of a file': (name, token) => js(`load("${base64(`${name.toUpperCase()}=${token}\n`)}")\n`),
  'base64 of base64': (name, token) => js(`load("${base64(base64(`${name.toUpperCase()}=${token}\n`))}")\n`),
  'base64 of gzip': (name, token) => js(`load("${base64(gzipSync(`const ${name} = "${token}"`))}")\n`),
  hexadecimal: (name, token) =>
    js(`const ${name} = Buffer.from("${Buffer.from(token).toString('hex')}", "hex")\n`),
  'hexadecimal escapes': (name, token) => js(`const ${name} = "${codes(token, (hex) => `\\x${hex}`)}"\n`),
  'Unicode escapes': (name, token) => js(`const ${name} = "${codes(token, (hex) => `\\u00${hex}`)}"\n`),
  'percent-encoding': (name, token) =>
    js(`const ${name} = decodeURIComponent("${codes(token, (hex) => `%${hex}`)}")\n`),
  'HTML entities': (name, token) => ({
    path: 'index.html',
    text: `<input data-${name.replaceAll('_', '-')}="${codes(token, (hex) => `&#x${hex};`)}">\n`,
  }),
  'codes of characters': (name, token) =>
    js(`const ${name} = String.fromCharCode(${[...Buffer.from(token)].join(',')})\n`),
  'a buffer': (name, token) => js(`const ${name} = ${JSON.stringify(Buffer.from(token))}\n`),
  'a nested object': (name, token) => {
    const { outer, inner } = halves(name)
    return js(`export default { ${outer}: {\n  retries: 3,\n  ${inner}: '${token}',\n} }\n`)
  },
  "a client's argument": (name, token) =>
    js(`const client = new ${halves(name).outer}Client("https://api.acme.dev", "${token}")\n`),
  'a section of an INI file': (name, token) => {
    const { outer, inner } = halves(name)
    return { path: 'app.ini', text: `[${outer}]\nregion = eu\n${inner} = ${token}\n` }
  },
  'a Dockerfile': (name, token) => ({
    path: 'Dockerfile',
    text: `FROM node\nENV ${name.toUpperCase()} ${token}\n`,
  }),
  'a header of a command': (name, token) => ({
    path: 'deploy.sh',
    text: `curl https://${halves(name).outer.replaceAll('_', '-')}.acme.dev -H "Authorization: Bearer ${token}"\n`,
  }),
  'codes that are mapped': (name, token) =>
    js(
      `const ${name}: string = [${[...Buffer.from(token)].join(', ')}]\n  .map((c) => String.fromCharCode(c)).join('')\n`,
    ),
  'a buffer in lines': (name, token) => ({
    path: 'a.json',
    text: JSON.stringify({ [name]: Buffer.from(token) }, null, 2),
  }),
  'base64 for URLs': (name, token) =>
    js(
      `const ${name}: string = Buffer.from('${Buffer.from(token).toString('base64url')}', 'base64url').toString()\n`,
    ),
  'a joined list': (name, token) => ({
    path: 'src/a.ts',
    text: `const ${name}: string = [\n  '${token.slice(0, 5)}',\n  '${token.slice(5)}',\n].join('')\n`,
  }),
  'joined literals': (name, token) => js(`const ${name} = "${token.slice(0, 5)}" + "${token.slice(5)}"\n`),
  'literals of Python under each other': (name, token) => ({
    path: 'py/a.py',
    text: `${name.toUpperCase()} = (\n    "${token.slice(0, 12)}"\n    "${token.slice(12)}"\n)\n`,
  }),
  'literals of C under each other': (name, token) => ({
    path: 'src/a.c',
    text: `static const char *${name} =\n    "${token.slice(0, 12)}"\n    "${token.slice(12)}";\n`,
  }),
  'a bare list of codes': (name, token) => js(`const ${name} = [${[...Buffer.from(token)].join(',')}]\n`),
  'a bare list in lines': (name, token) => ({
    path: 'a.json',
    text: JSON.stringify({ [name]: [...Buffer.from(token)] }, null, 2),
  }),
  'hexadecimal codes': (name, token) =>
    js(
      `var _0x2f = [${[...Buffer.from(`${name.toUpperCase()}=${token}`)].map((byte) => `0x${byte.toString(16)}`).join(',')}]\n`,
    ),
  'text from behind': (name, token) =>
    js(`const ${name} = "${[...token].reverse().join('')}".split("").reverse().join("")\n`),
  'literals that are appended': (name, token) =>
    js(`let ${name} = "${token.slice(0, 9)}";\n${name} += "${token.slice(9)}";\n`),
  'a string over two lines': (name, token) =>
    js(`const ${name} = "${token.slice(0, 9)}\\\n${token.slice(9)}"\n`),
  'octal escapes': (name, token) =>
    js(
      `const ${name} = "${[...Buffer.from(token)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')}"\n`,
    ),
  'a name and coded content': (name, token) => ({
    path: 'index.html',
    text: `<meta name="${name.replaceAll('_', '-')}" content="${codes(token, (hex) => `&#x${hex};`)}">\n`,
  }),
  'a comment of a picture': (name, token) => ({
    path: 'a.png',
    text: picture('tEXt', Buffer.from(`Comment\0${name.toUpperCase()}=${token}`)),
  }),
  'a packed comment of a picture': (name, token) => ({
    path: 'a.png',
    text: picture(
      'iTXt',
      Buffer.concat([Buffer.from('Comment\0\x01\0en\0\0'), deflateSync(`${name.toUpperCase()}=${token}`)]),
    ),
  }),
  'a kerned page': (name, token) => ({
    path: 'a.pdf',
    text: page(
      `[${(`${name.toUpperCase()}=${token}`.match(/.{1,3}/g) ?? []).map((piece) => `(${piece.replace(/[()\\]/g, '\\$&')})`).join('-12')}] TJ`,
    ),
  }),
  'glyphs of a page': (name, token) => ({
    path: 'a.pdf',
    text: page(
      `<${[...Buffer.from(`${name.toUpperCase()}=${token}`)].map((code) => (code - 29).toString(16).padStart(4, '0')).join('')}> Tj`,
      '1 beginbfrange\n<0003> <0062> <0020>\nendbfrange',
    ),
  }),
  'UTF-16 in a program': (name, token) => ({
    path: 'a.dll',
    text: Buffer.concat([
      Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'),
      Buffer.alloc(64, 0xcc),
      Buffer.from(`\0const ${name} = "${token}"\0`, 'utf16le'),
      Buffer.alloc(64, 0xcc),
    ]),
  }),
}

/** The vendor's words and the rest of a name: `aws_secret` and `secret_key`. */
function halves(name: string): { outer: string; inner: string } {
  const outer = name.replace(/_secret_key$/, '')
  return { outer, inner: outer === name ? name : 'secret_key' }
}

/** A document with one page, and the table of its font if there is one. */
function page(shows: string, table?: string): Buffer {
  const streams = [`BT /F1 12 Tf 72 700 Td ${shows} ET`, ...(table === undefined ? [] : [table])]
  return Buffer.concat([
    Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'),
    ...streams.flatMap((stream) => [
      Buffer.from('1 0 obj\n<< /Filter /FlateDecode >>\nstream\n'),
      deflateSync(stream),
      Buffer.from('\nendstream\nendobj\n'),
    ]),
  ])
}

/** A picture of one pixel with a text. */
function picture(type: string, text: Buffer): Buffer {
  const chunk = (kind: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(kind), data])
    const ends = Buffer.alloc(8)
    ends.writeUInt32BE(data.length, 0)
    ends.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
  }
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.from('00000001000000010800000000', 'hex')),
    chunk(type, text),
    chunk('IDAT', deflateSync(Buffer.from([0, 255]))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
