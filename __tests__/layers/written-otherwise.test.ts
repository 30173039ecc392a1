import { gzipSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { decodeParts, ENCODING_KEYWORDS } from '../../src/layers/encodings/decoded-parts.ts'
import { KeywordSearch } from '../../src/layers/keyword-search.ts'

const search = new KeywordSearch(ENCODING_KEYWORDS)
const VALUE = 'region=eu-west-1;zone=b'
const backwards = [...VALUE].reverse().join('')
const codes = [...Buffer.from(VALUE)]
const hex = codes.map((code) => `0x${code.toString(16)}`)

function readsIn(text: string): string {
  const bytes = Buffer.from(text)
  return decodeParts(bytes, search.search(bytes))
    .parts.map((part) => part.bytes.toString())
    .join('')
}

test.each([
  ['a list of codes', `const a = [${codes}]`],
  ['a list with blanks', `const a = [ ${codes.join(' , ')} ]`],
  ['a list in lines', JSON.stringify({ a: codes }, null, 4)],
  ['hexadecimal codes', `a(${hex})`],
  ['codes behind other numbers', `const a = [1.5, 2000, 3], b = [${codes}]`],
  ['text from behind', `"${backwards}".split("").reverse().join("")`],
  ['text from behind, spread', `[...'${backwards}'].reverse().join('')`],
  ['text from behind, of a list', `Array.from("${backwards}").reverse().join("")`],
  ['a constant from behind', `const a = '${backwards}'\nexport default a.split('').reverse().join('')`],
  ['text from behind in Python', `a = "${backwards}"[::-1]`],
  ['text from behind in PHP', `$a = strrev("${backwards}");`],
  ['appended literals', `let a = "region=eu"\na += "-west-1;"\na += "zone=b"`],
  ['appended literals of one line', `var a="region=eu";a+="-west-1;",a+="zone=b"`],
  ['appended literals in PHP', `$a = 'region=eu'; $a .= '-west-1;zone=b';`],
  ['literals under each other in Python', 'A = (\n    "region=eu-"\n    b"west-1;"\n    "zone=b"\n)'],
  ['literals under each other in C', 'char *a =\n  "region=eu-west"\r\n  "-1;zone=b";'],
  ['a string over lines', '"region=eu\\\n-west-1;\\\nzone=b"'],
])('%s reads as what it says', (_, text) => {
  expect(readsIn(text)).toContain(VALUE)
})

test.each([
  ['a table of numbers', `[${Array.from({ length: 60 }, (_, index) => (index * 37) % 256)}]`],
  ['large numbers', `[${codes.map((code) => code * 100)}]`],
  ['fractions', `[${codes.map((code) => `${code}.5`)}]`],
  ['few numbers', `[${codes.slice(0, 9)}]`],
  ['a list that is turned around', 'list.reverse()'],
  ['markup that is appended', 'let a = "<p>"; a += "<b>"'],
  ['a value over a name', '"password": "region=eu"\n"user": "app"'],
  ['sentences under each other', 'a =\n  "usage: tool "\n  "--all";'],
  ['imports', "import a from 'a-module'\nimport 'b-module'"],
  ['lines of a command', 'docker run -e A=1 \\\n  -e B=2'],
])('%s reads as nothing', (_, text) => {
  expect(readsIn(text)).toBe('')
})

test('a list of the bytes of something packed is a container', () => {
  const packed = gzipSync(
    Buffer.from(Array.from({ length: 900 }, (_, index) => `${index ** 3} ${VALUE}`).join('\n')),
  )
  const bytes = Buffer.from(`const map = inflate(new Uint8Array([${[...packed].join(', ')}]))`)
  const found = decodeParts(bytes, search.search(bytes))
  expect(JSON.stringify(found)).toContain(JSON.stringify(packed.toJSON()))
})
