import { randomBytes } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { RULES } from '../../../../src/rules/index.ts'
import { applyForbiddenValues, makeWorkflowValueRule } from '../../../../src/rules/secret/workflow-value.ts'
import { checkForbiddenValue } from '../../../../src/secrets/forbidden-value.ts'
import { buildTarball } from '../../../support/build-tarball.ts'
import { scanFiles } from '../../../support/scan-files.ts'

/** With characters that every encoding has to change. */
const value = `p/${randomBytes(9).toString('base64url')}"+ &~${randomBytes(6).toString('hex')}é`
const rules = [makeWorkflowValueRule([{ name: 'DEPLOY_KEY', value }])]
const noise = randomBytes(4000)
const base64 = (text: string) => Buffer.from(text).toString('base64')

const map = JSON.stringify({
  version: 3,
  sources: ['a.ts'],
  sourcesContent: [`const k = '${value}'`],
  mappings: 'AAAA',
})

describe('the value is found', () => {
  test.each<[string, string, string | Uint8Array]>([
    ['as it is', 'dist/a.js', `const k = '${value}'`],
    ['as it is', 'dist/a.js.map', map],
    ['as it is', 'dist/a.js', `//# sourceMappingURL=data:application/json;base64,${base64(map)}`],
    ['as it is', 'x.tgz', buildTarball({ 'a.js': value })],
    ['as it is', 'a.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(value, 'utf16le')])],
    ['in UTF-16', 'a.bin', Buffer.concat([noise, Buffer.from(value, 'utf16le'), noise])],
    ['escaped as in JSON', 'a.json', JSON.stringify({ value })],
    ['escaped as in JSON', 'b.json', JSON.stringify(JSON.stringify({ value }))],
    ['URL-encoded', 'a.html', `?key=${encodeURIComponent(value)}`],
    ['in hexadecimal', 'a.js', `"${Buffer.from(value).toString('hex')}"`],
    ['in hexadecimal', 'a.js', `"${Buffer.from(value).toString('hex').toUpperCase()}"`],
    ['in base64', 'a.js', base64(value)],
    ['in base64', 'a.js', base64(`x${value}y`)],
    ['in base64', 'a.js', base64(`xx${value}yy`)],
    ['in base64', 'a.js', Buffer.from(`u:${value}`).toString('base64url')],
    ['in base64 of UTF-16', 'a.ps1', Buffer.from(value, 'utf16le').toString('base64')],
    ['in two constants', 'a.js', `const A = '${value.slice(0, 9)}', B = '${value.slice(9)}'; k(A + B)`],
    ['in two constants', 'a.ts', `const key = { rest: '${value.slice(6)}', first: '${value.slice(0, 6)}' }`],
    ['written backwards', 'a.py', `k = '${[...value].reverse().join('')}'[::-1]`],
    ['as a list of numbers', 'a.js', `[${[...Buffer.from(value)]}]`],
    ['escaped as in HTML', 'a.html', value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
  ])('%s, in %s', async (encoding, path, content) => {
    const findings = await scanFiles({ [path]: content }, { rules })
    expect(findings.map(({ severity, count, data }) => [severity, count, data])).toEqual([
      ['error', 1, { name: 'DEPLOY_KEY', encoding }],
    ])
    expect(findings[0]?.message).toBe(
      `The value of the workflow's secret DEPLOY_KEY is in the package, ${encoding}.`,
    )
    expect(findings[0]?.evidence).toBe(`DEPLOY_KEY, ${encoding}`)
  })
})

test('a value that is the name of a file is found', async () => {
  const plain = randomBytes(12).toString('hex')
  const files = { [`dist/${plain}.json`]: '{}' }
  const findings = await scanFiles(files, {
    rules: [makeWorkflowValueRule([{ name: 'DEPLOY_KEY', value: plain }])],
  })
  expect(findings.map(({ data }) => data)).toEqual([
    { name: 'DEPLOY_KEY', encoding: 'in the name of a file' },
  ])
})

test('two constants that make another value are not', async () => {
  const files = {
    'a.js': `const A = '${value.slice(0, 9)}', B = 'x${value.slice(9)}', C = '${value.slice(10)}'`,
  }
  expect(await scanFiles(files, { rules })).toEqual([])
})

test('another value, or a part of it, is not', async () => {
  expect(
    await scanFiles({ 'a.js': `${value.slice(0, -1)} ${value.slice(1)} ${value.toUpperCase()}` }, { rules }),
  ).toEqual([])
})

test.each([
  ['SHORT', 'abc1234', /shorter than 8/],
  ['EMPTY', '', /is empty/],
  ['NODE_ENV', 'production', /ordinary word/],
  ['FLAG', 'true', /shorter than 8/],
  ['ID', '123456789', /ordinary word or number/],
  ['URL', 'https://registry.npmjs.org/', /ordinary/],
  ['XS', 'xxxxxxxxxxxx', /ordinary/],
  ['WIDE', '秘密秘密秘密の値です', /ASCII/],
])('%s is refused with the reason and without its value', (name, refused, reason) => {
  const message = checkForbiddenValue(name, refused)
  expect(message).toMatch(reason)
  expect(message).toContain(name)
  if (refused !== '') expect(message).not.toContain(refused)
})

test('a refused value is looked for nowhere', async () => {
  const refusing = [
    makeWorkflowValueRule([
      { name: 'NODE_ENV', value: 'production' },
      { name: 'EMPTY', value: '' },
    ]),
  ]
  expect(
    await scanFiles({ 'a.js': 'production', 'a.bin': Buffer.from([0, 1, 2, 255, 0]) }, { rules: refusing }),
  ).toEqual([])
})

test('a real secret is accepted', () => {
  expect(checkForbiddenValue('NPM_TOKEN', randomBytes(12).toString('hex'))).toBeNull()
})

test('configured rules are handed the values in place, with what else they have', async () => {
  const configured = RULES.map((rule) => ({ rule, options: { of: rule.meta.id } }))
  const given = applyForbiddenValues(configured, [{ name: 'DEPLOY_KEY', value }])
  expect(given.map(({ rule, options }) => [rule.meta.id, options])).toEqual(
    configured.map(({ rule, options }) => [rule.meta.id, options]),
  )
  const found = await scanFiles({ 'a.js': value }, { rules: given.map(({ rule }) => rule) })
  expect(found.map(({ rule }) => rule)).toContain('secret/workflow-value')
})
