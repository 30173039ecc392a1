import { execFileSync } from 'node:child_process'
import { describe, expect, test } from '@jest/globals'
import { GitHubApi } from '../../support/github-api.ts'
import {
  assertPosition,
  parseCommand,
  readRunnerLog,
  splitRunnerLines,
} from '../../support/runner-commands.ts'
import { readKeyValueFile } from '../../support/runner-files.ts'
import { findNpmCli, node24 } from '../../support/runtimes.ts'

describe('runtimes', () => {
  test('node 24', () => {
    expect(execFileSync(node24, ['--version'], { encoding: 'utf8' })).toMatch(/^v24\./)
  })

  test.each([10, 11, 12] as const)('npm %d', (major) => {
    const version = execFileSync(node24, [findNpmCli(major), '--version'], { encoding: 'utf8' })
    expect(version.trim().split('.')[0]).toBe(String(major))
  })
})

/** The inputs and results of the runner's own tests: src/Test/L0/Worker/ActionCommandL0.cs. */
describe("the runner's vectors", () => {
  const escaped = { k1: ';=\r=\n=]' }
  test.each([
    ['##[do-something k1=v1;]msg', { k1: 'v1' }, 'msg'],
    ['##[do-something]', {}, ''],
    ['##[do-something k1=%3B=%0D=%0A=%5D;]%3B-%0D-%0A-%5D', escaped, ';-\r-\n-]'],
    [
      '##[do-something k1=%253B=%250D=%250A=%255D;]%253B-%250D-%250A-%255D',
      { k1: '%3B=%0D=%0A=%5D' },
      '%3B-%0D-%0A-%5D',
    ],
    ['##[do-something k1=;k2=;]', {}, ''],
    ['>>>   ##[do-something k1=v1;]msg', { k1: 'v1' }, 'msg'],
  ])('%s', (line, properties, data) => {
    expect(parseCommand(line, ['do-something'])).toEqual({
      version: 1,
      name: 'do-something',
      properties,
      data,
    })
  })

  test.each([
    ['::do-something k1=v1,::msg', { k1: 'v1' }, 'msg'],
    ['::do-something::', {}, ''],
    ['::do-something k1=;=%2C=%0D=%0A=]=%3A,::;-%0D-%0A-]-:-,', { k1: ';=,=\r=\n=]=:' }, ';-\r-\n-]-:-,'],
    [
      '::do-something k1=;=%252C=%250D=%250A=]=%253A,::;-%250D-%250A-]-:-,',
      { k1: ';=%2C=%0D=%0A=]=%3A' },
      ';-%0D-%0A-]-:-,',
    ],
    ['::do-something k1=,k2=,::', {}, ''],
    ['::do-something k1=v1::', { k1: 'v1' }, ''],
    ['   ::do-something k1=v1,::msg', { k1: 'v1' }, 'msg'],
  ])('%s', (line, properties, data) => {
    expect(parseCommand(line, ['do-something'])).toEqual({
      version: 2,
      name: 'do-something',
      properties,
      data,
    })
  })

  test.each(['', '   >>>   ::do-something k1=v1,::msg', '::other::x', '##[other]x'])('text: %s', (line) => {
    expect(parseCommand(line, ['do-something'])).toBeNull()
  })
})

describe("the runner's state", () => {
  test('stops and resumes commands', () => {
    const log = readRunnerLog([
      '::stop-commands::T0ken',
      '::error::no',
      '##[error]no',
      '::t0ken::',
      '::error::yes',
    ])
    expect(log.annotations).toEqual([{ level: 'error', message: 'yes' }])
    expect(log.text).toEqual(['::error::no', '##[error]no'])
  })

  test('keeps ten of each level and 4,096 characters of each', () => {
    const lines = [...Array(12).keys()].flatMap((n) => [`::error::${n}`, `::warning::${'x'.repeat(5000)}`])
    const log = readRunnerLog(lines)
    expect(log.issued).toEqual({ error: 12, warning: 12, notice: 0 })
    expect(log.annotations).toHaveLength(20)
    expect(log.annotations[1]?.message).toHaveLength(4096)
  })

  test('splits lines at a lone carriage return', () => {
    expect(splitRunnerLines('a\rb\r\nc\n\nd')).toEqual(['a', 'b', 'c', '', 'd'])
  })

  test.each([
    [
      { line: '3', col: '2' },
      { line: 3, col: 2 },
    ],
    [{ endLine: '3' }, { line: 3, endLine: 3 }],
    [
      { line: '3', endLine: '4', col: '1' },
      { line: 3, endLine: 4 },
    ],
    [{ line: '4', endLine: '3' }, {}],
    [{ line: '4', col: '9', endColumn: '3' }, { line: 4 }],
    [{ col: '9' }, {}],
    [
      { line: 'x', title: 't', file: 'f' },
      { title: 't', file: 'f' },
    ],
  ])('position %j', (properties, kept) => {
    expect(assertPosition(properties as Record<string, string>)).toEqual(kept)
  })
})

describe('output files', () => {
  test('reads both forms, and the last value wins', () => {
    expect(readKeyValueFile('a=1\nb<<E\nx\n\ny=1\nE\n\na=2\nc<<E\nE\n')).toEqual({
      a: '2',
      b: 'x\n\ny=1',
      c: '',
    })
  })

  test.each([
    ['a<<E\nx\n', /delimiter not found/],
    ['a<<E\nx', /followed by a newline/],
    ['words', /Invalid format/],
    ['=x', /must not be empty/],
    ['a<<\nx', /must not be empty/],
  ])('refuses %j', (text, message) => {
    expect(() => readKeyValueFile(text)).toThrow(message)
  })
})

describe('the local API refuses what GitHub would', () => {
  const comments = '/repos/o/r/issues/3/comments'
  test.each<[string, string, string, unknown, Record<string, string>, RegExp]>([
    ['a misspelt property', 'POST', comments, { bdy: 'x' }, {}, /required property 'body'.*|additional/],
    ['a body of another type', 'POST', comments, { body: {} }, {}, /must be string/],
    ['no body', 'POST', comments, undefined, {}, /body is missing/],
    ['a number that is none', 'GET', '/repos/o/r/issues/abc/comments', undefined, {}, /must be integer/],
    ['an unknown query parameter', 'GET', `${comments}?perpage=9`, undefined, {}, /perpage is unknown/],
    ['an operation that is not there', 'PUT', comments, { body: 'x' }, {}, /no such operation/],
    ['no authorization', 'GET', comments, undefined, { authorization: '' }, /no authorization/],
    ['another token', 'GET', comments, undefined, { authorization: 'token x' }, /another token/],
    ['a form', 'POST', comments, { body: 'x' }, { 'content-type': 'text/plain' }, /content type/],
  ])('%s', async (_title, ...[method, path, body, headers, violation]) => {
    const api = await GitHubApi.start()
    const response = await fetch(`${api.url}${path}`, {
      method,
      headers: { authorization: `token ${api.token}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    expect(response.status).toBe(422)
    expect(api.violations.join('\n')).toMatch(violation)
    expect(api.comments).toEqual([])
    await api.close()
  })
})
