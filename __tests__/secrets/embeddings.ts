import { gzipSync } from 'node:zlib'

/** A file of a package. */
export interface Written {
  readonly path: string
  readonly text: string
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
}

/** The vendor's words and the rest of a name: `aws_secret` and `secret_key`. */
function halves(name: string): { outer: string; inner: string } {
  const outer = name.replace(/_secret_key$/, '')
  return { outer, inner: outer === name ? name : 'secret_key' }
}
