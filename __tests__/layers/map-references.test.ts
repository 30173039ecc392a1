import { describe, expect, test } from '@jest/globals'
import { examine } from '../exposure/examine.ts'

const NAME = ['sourceMapping', 'URL'].join('')

/** A module with one custom section. */
function wasm(name: string, payload: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from([name.length]), Buffer.from(name), payload])
  return Buffer.concat([Buffer.from('0061736d01000000', 'hex'), Buffer.from([0, body.length]), body])
}

function urls(files: Record<string, string | Uint8Array>): string[] {
  return examine(files).references.map(({ url }) => url)
}

describe('references to maps elsewhere', () => {
  test.each([
    ['a comment at the end', 'a.js', `code()\n//# ${NAME}=a.js.map\n`, 'a.js.map'],
    ['the old sign', 'a.js', `code()\n//@ ${NAME}=a.js.map`, 'a.js.map'],
    ['after code on the same line', 'a.js', `(()=>{})();//# ${NAME}=a.js.map`, 'a.js.map'],
    ['no space', 'a.js', `//#${NAME}=a.js.map`, 'a.js.map'],
    ['CRLF', 'a.js', `code()\r\n//# ${NAME}=a.js.map\r\n`, 'a.js.map'],
    ['a style sheet', 'a.css', `a{}\n/*# ${NAME}=a.css.map */`, 'a.css.map'],
    ['a style sheet in one line', 'a.css', `a{}/*# ${NAME}=a.css.map*/`, 'a.css.map'],
    ['declarations', 'a.d.ts', `export {}\n//# ${NAME}=a.d.ts.map`, 'a.d.ts.map'],
    [
      'another host',
      'a.mjs',
      `//# ${NAME}=https://cdn.example.com/a.map?v=1#x`,
      'https://cdn.example.com/a.map?v=1#x',
    ],
    ['code after it', 'a.js', `//# ${NAME}=a.js.map\nmore()\n`, 'a.js.map'],
    ['a name in brackets', 'a.js', `//# ${NAME}=[slug].js.map`, '[slug].js.map'],
    ['a module of wasm', 'a.wasm', wasm(NAME, Buffer.from('\x0ahttp://x/y')), 'http://x/y'],
    ['a header', '_headers', '/a.js\n  SourceMap: /maps/a.js.map\n', '/maps/a.js.map'],
    [
      'an old header',
      'public/_headers',
      '/a.js\n  X-SourceMap: https://maps.example.com/a.map',
      'https://maps.example.com/a.map',
    ],
    ['headers as JSON', 'vercel.json', '{"headers":[{"key":"SourceMap","value":"/a.js.map"}]}', '/a.js.map'],
    ['a server', '.htaccess', 'Header set SourceMap "/a.js.map"', '/a.js.map'],
  ])('%s', (_, path, content, url) => {
    expect(urls({ [path]: content })).toEqual([url])
  })

  test.each([
    ['a program that appends the name', 'a.js', `out += "\\n//# ${NAME}=" + name`],
    ['a program with the whole comment in a string', 'a.js', `out += "//# ${NAME}=a.js.map"`],
    ['a template literal', 'a.js', `return \`\${code}\\n//# ${NAME}=\${name}\``],
    ['a template literal with a fixed name', 'a.js', `const tail = \`//# ${NAME}=a.js.map\``],
    ['a comment about comments', 'a.js', `/**\n * //# ${NAME}=a.js.map\n */`],
    ['a comment in a comment', 'a.js', `// //# ${NAME}=a.js.map\n`],
    ['a placeholder', 'a.js', `//# ${NAME}=<url>`],
    ['prose', 'README.md', `//# ${NAME}=a.js.map\n`],
    ['JSON', 'a.json', `{"x":"\\n//# ${NAME}=a.js.map"}`],
    ['an inline map', 'a.js', `//# ${NAME}=data:application/json;base64,e30=`],
    ['a debug id', 'a.js', '//# debugId=1234'],
    ['the word alone', 'a.js', `const ${NAME}=1`],
    ['a header in prose', 'a.md', 'SourceMap: /a.js.map'],
    ['another section', 'a.wasm', wasm('producers', Buffer.from('\x03abc'))],
  ])('%s is none', (_, path, content) => {
    expect(urls({ [path]: content })).toEqual([])
  })

  test('are placed by line and column and followed to the entry that they name', () => {
    const comment = (url: string) => `"ü";//# ${NAME}=${url}\n`
    const { references } = examine({
      'dist/a.js': comment('maps/a%20b.js.map?x#y') + comment('../gone.map') + comment('/root.map'),
      'dist/maps/a b.js.map': '{}',
      'root.map': '{}',
    })
    expect(references.map(({ line, column, resolved }) => [line, column, resolved])).toEqual([
      [1, 26, 'dist/maps/a b.js.map'],
      [2, 26, null],
      [3, 26, 'root.map'],
    ])
  })
})
