import { expect, test } from '@jest/globals'
import providerToken from '../../../../../src/rules/secret/provider-token.ts'
import { PROVIDERS } from '../../../../../src/secrets/providers/index.ts'
import { expectFoundOnce } from '../../../../rules/secret/find-planted-tokens.ts'
import { FORMS, plantAll } from '../../../../rules/secret/planted.ts'
import { buildZip } from '../../../../support/build-zip.ts'
import { scanFiles } from '../../../../support/scan-files.ts'

const rules = [providerToken]

const forms = Object.entries(FORMS)

// Every token in one form, every form with dozens of tokens; the slow tests try each in each.
test.each(forms.map(([title, form], at) => [title, form, at] as const))(
  'in %s its share of the known tokens is found once, at the right address',
  (_title, form, at) =>
    expectFoundOnce(
      form,
      plantAll().filter((_planted, index) => index % forms.length === at),
    ),
)

test('one token in many places is one finding', async () => {
  const [planted] = plantAll()
  const source = planted?.source ?? ''
  const findings = await scanFiles(
    { 'a.js': source, 'b.js': source, 'c.json': JSON.stringify({ source }) },
    { rules },
  )
  expect(findings.map(({ count, severity }) => [count, severity])).toEqual([[3, 'error']])
})

test('severities: what is no secret, or only of a sandbox, warns', async () => {
  const wanted = { 'google/api-key': 'warning', 'stripe/test-key': 'warning', 'stripe/secret-key': 'error' }
  for (const [id, severity] of Object.entries(wanted)) {
    const planted = plantAll().find(({ provider }) => provider.id === id)
    const findings = await scanFiles({ 'a.js': planted?.source ?? '' }, { rules })
    expect(findings.map((finding) => finding.severity)).toEqual([severity])
  }
})

test('a token whose checksum does not fit is a notice that says so', async () => {
  const body = Array.from(
    { length: 9 },
    (_, index) => 'kQ7zR2mX'.charAt(index % 8) + String.fromCharCode(103 + index) + 'W4'.slice(index % 2),
  )
  const findings = await scanFiles(
    { 'a.js': `use("${'ghp_'}${body.join('').padEnd(36, 'Zt8Bv3Lp6N').slice(0, 36)}")` },
    { rules },
  )
  expect(findings.map(({ severity, message }) => [severity, /checksum/.test(message)])).toEqual([
    ['notice', true],
  ])
})

const jwt = (payload: object) =>
  [{ alg: 'HS256', typ: 'JWT' }, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat('c2lnbmF0dXJlLW9mLXRoaXMtdG9rZW4tMTIzNA')
    .join('.')

test('a JSON Web Token warns; one with the service role blocks; the documented one is silent', async () => {
  const severityOf = async (payload: object) =>
    (await scanFiles({ 'a.js': `const t = "${jwt(payload)}"` }, { rules })).map(({ severity }) => severity)
  expect(await severityOf({ sub: 'ann' })).toEqual(['warning'])
  expect(await severityOf({ sub: 'ann', exp: 1 })).toEqual(['notice'])
  expect(await severityOf({ iss: 'supabase', role: 'anon' })).toEqual(['notice'])
  expect(await severityOf({ iss: 'jfac@01', sub: 'jfac@01/users/ci' })).toEqual(['error'])
  expect(await severityOf({ iss: 'supabase', role: 'service_role' })).toEqual(['error'])
  expect(await severityOf({ sub: ['1234567', '890'].join(''), name: 'John Doe' })).toEqual([])
})

test('a token in an office document is found where an editor cut it into runs', async () => {
  const token = plantAll().find(({ provider }) => provider.id === 'stripe/secret-key')?.token ?? ''
  const run = (text: string) => `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
  const document = [
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>',
    `<w:p>${run('The key is ')}${run(token.slice(0, 12))}${run(token.slice(12))}</w:p>`,
    `<w:p>${run('Nothing')}${run(' else.')}</w:p></w:body></w:document>`,
  ].join('')
  const docx = buildZip([{ name: 'word/document.xml', content: Buffer.from(document) }])
  const findings = await scanFiles({ 'docs/setup.docx': docx }, { rules })
  expect(findings.map(({ severity, layer }) => [severity, layer])).toEqual([
    ['error', 'word/document.xml!text-runs'],
  ])
})

test('more tokens than are told one by one are counted under their own names', async () => {
  const make = (name: string, count: number) =>
    Array.from({ length: count }, () => PROVIDERS.find((one) => one.name === name)?.example() ?? '')
  const tokens = [
    ...make('GitHub personal access token', 520),
    ...make('Slack bot token', 6),
    ...make('npm access token', 3),
  ]
  const text = tokens.map((token, index) => `const k${index} = '${token}'\n`).join('')
  const counts = new Map<unknown, number>()
  for (const { data, count } of await scanFiles({ 'dist/a.js': text }, { rules: [providerToken] }))
    counts.set(data.token, (counts.get(data.token) ?? 0) + count)
  expect(Object.fromEntries(counts)).toEqual({
    'GitHub personal access token': 520,
    'Slack bot token': 6,
    'npm access token': 3,
  })
})

test.each([
  [
    'a half without its vendor',
    (token: string) => `const value = '${token}'`,
    'possible',
    'Alibaba Cloud security token id',
  ],
  ['a half beside its vendor', (token: string) => `const twilioKey = '${token}'`, 'likely', 'Twilio API key'],
  ['a half by its form', (token: string) => `const id = '${token}'`, 'sure', 'Google HMAC key id of a user'],
  [
    'a key for browsers beside its vendor',
    (token: string) => `const tmdbApiKey = '${token}'`,
    'likely',
    'TMDB API key',
  ],
])('%s: how sure it is', async (_, write, confidence, name) => {
  const token = PROVIDERS.find((one) => one.name === name)?.example() ?? ''
  const [found] = await scanFiles({ 'dist/a.js': write(token) }, { rules: [providerToken] })
  expect(found?.confidence).toBe(confidence)
  expect(found?.fix).not.toContain('Revoke it now')
})
