import { expect, test } from '@jest/globals'
import { parseConfigDocument } from '../../src/config/files/config-document.ts'

test.each([
  [
    'a list that is never closed',
    'rules:\n  file/x: [error\n  a: b\nfail-on: error\n',
    2,
    11,
    'the [ that opens here is never closed',
  ],
  [
    'a map that is never closed',
    'rules: {a: b\nfail-on: error\n',
    1,
    8,
    'the { that opens here is never closed',
  ],
  ['a map whose content is not indented', 'rules: {\na: b\n}\n', 1, 8, 'or what is in it is not indented'],
  ['the inner of two quotes', 'a: "fine"\nb: "open\nc: d\n', 2, 4, 'the " that opens here is never closed.'],
  ['a single quote', "a: 'x\n", 1, 4, "the ' that opens here is never closed."],
  ['a tab', 'rules:\n\tfile/x: error\n', 2, 1, 'a tab indents this line. Indent with spaces.'],
  ['a key twice', 'a: 1\nb: 2\na: 3\n', 3, 1, 'this key is there twice. Keep one of the two.'],
  ['two documents', 'a: 1\n---\nb: 2\n', 2, 1, 'a second document begins here (---).'],
  ['wrong indentation', 'suppressions:\n  - rule: a\n    path: b\n   reason: c\n', 4, 1, 'Check indentation'],
  ['an alias of nothing', 'a: 1\nb: *x\n', 2, 4, 'Nothing before this is anchored as &x.'],
] as const)('%s is told once, at its line', (_title, text, line, column, message) => {
  const read = parseConfigDocument('seaworthy.yml', Buffer.from(text))
  expect(read.ok ? [] : read.errors).toEqual([
    { file: 'seaworthy.yml', line, column, message: expect.stringContaining(message) },
  ])
})
