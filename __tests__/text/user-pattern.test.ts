import { describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { parseConfigDocument } from '../../src/config/files/config-document.ts'
import { parseAgainst } from '../../src/config/files/schema-errors.ts'
import { formatConfigError } from '../../src/model/config-error.ts'
import { buildUserPatternSchema, compilePattern } from '../../src/text/user-pattern.ts'

async function compiled(source: string) {
  const result = await compilePattern(source)
  if (!result.ok) throw new Error(result.problem)
  return result.pattern
}

test('every match is found, line by line, with its place', async () => {
  const pattern = await compiled('^project-[a-z]+$')
  expect([...pattern.find('project-x\nno project-y\nproject-zeta')]).toEqual([
    { start: 0, end: 9, text: 'project-x' },
    { start: 23, end: 35, text: 'project-zeta' },
  ])
})

describe('what the engine cannot do is named, with what to write instead', () => {
  test.each([
    [
      'a(?=b)',
      'it uses lookaround ("(?="), which needs backtracking. Match the surroundings too, or write two patterns.',
    ],
    ['a(?!b)', 'it uses lookaround ("(?!")'],
    ['(?<=a)b', 'it uses lookaround'],
    ['(?<!a)b', 'it uses lookaround'],
    ['(a)\\1', 'it uses a backreference ("\\\\1")'],
    ['(?<n>a)\\k<n>', 'it uses a backreference'],
    ['(?P=n)', 'it uses a backreference'],
    ['(?>a)', 'it uses an atomic group or a possessive quantifier ("(?>")'],
    ['a++', 'it uses an atomic group or a possessive quantifier ("++")'],
    ['\\u0041', 'it uses the escape "\\\\u"'],
    ['a{5000}', 'it repeats too often ("{5000}")'],
    ['((x{100}){100}){100}', 'it repeats too often'],
    ['[a-', 'missing closing ]'],
    ['a(b', 'missing closing )'],
    ['*a', 'missing argument to repetition operator'],
    ['a*', 'it matches the empty text, so it would match everywhere.'],
  ])('%s', async (source, problem) => {
    const result = await compilePattern(source)
    expect(result.ok ? 'compiled' : result.problem).toContain(problem)
  })
})

test('in a configuration the message has the place of the pattern', async () => {
  const schema = z.strictObject({ terms: z.array(buildUserPatternSchema()).default([]) })
  const opened = parseConfigDocument(
    'seaworthy.yml',
    new TextEncoder().encode('terms:\n  - fine\n  - "(x)\\\\1"\n'),
  )
  if (!opened.ok) throw new Error('not read')
  const result = await parseAgainst(schema, opened.document)
  expect(result.ok ? [] : result.errors.map(formatConfigError)).toEqual([
    'seaworthy.yml:3:5: The pattern "(x)\\\\1" cannot be used: it uses a backreference ("\\\\1"), which needs backtracking. Write the repeated part out.',
  ])
  expect(schema.parse({})).toEqual({ terms: [] })
})
