import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/manifest/executable.ts'
import { reported } from '../../file/run-rule.ts'

const pack = (content: string | Uint8Array, bin: unknown = { x: './bin/x.js' }, path = 'bin/x.js') => ({
  [path]: content,
  'package.json': JSON.stringify({ name: 'x', bin }),
})

describe('manifest/executable', () => {
  test('finds commands that a system cannot run', async () => {
    expect(await reported(rule, pack('console.log(1)\n'))).toEqual(['bin/x.js: no-shebang'])
    expect(await reported(rule, pack('\n#!/usr/bin/env node\n'))).toEqual(['bin/x.js: no-shebang'])
    expect(await reported(rule, pack('#!/usr/bin/env node\r\nconsole.log(1)\r\n'))).toEqual([
      'bin/x.js: carriage-return',
    ])
    expect(await reported(rule, pack('\uFEFF#!/usr/bin/env node\n'))).toEqual(['bin/x.js: mark'])
    expect(await reported(rule, pack('1\n', 'cli', 'cli.js'))).toEqual(['cli.js: no-shebang'])
  })

  test('passes those that can', async () => {
    expect(await reported(rule, pack('#!/usr/bin/env node\nconsole.log("a\\r")\r\n'))).toEqual([])
    expect(await reported(rule, pack('#! /bin/sh\n'))).toEqual([])
    expect(await reported(rule, pack(Buffer.from('7f454c460201010000', 'hex')))).toEqual([])
    expect(await reported(rule, pack('', { x: 'bin/x.js' }))).toEqual([])
    expect(await reported(rule, pack('1\n', { x: 'gone.js' }))).toEqual([])
    expect(await reported(rule, pack('1\n', ['bin/x.js']))).toEqual([])
  })

  test('looks at the file that npm would install: the last of its path', async () => {
    expect(await reported(rule, { ...pack('#!/usr/bin/env node\n'), 'bin/y.js': '1\n' })).toEqual([])
  })
})
