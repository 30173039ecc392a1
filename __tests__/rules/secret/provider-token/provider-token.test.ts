import { describe, expect, test } from '@jest/globals'
import providerToken from '../../../../src/rules/secret/provider-token.ts'
import { redact } from '../../../../src/secrets/redact.ts'
import { buildZip } from '../../../support/build-zip.ts'
import { scanFiles } from '../../../support/scan-files.ts'
import { FORMS, plantAll } from '../planted.ts'

const rules = [providerToken]

describe.each(Object.entries(FORMS))('in %s', (_, form) => {
  test('every known token is found once, at the right address', async () => {
    const planted = plantAll()
    const laid = planted.map((each) => ({ ...each, at: form(each) }))
    const findings = await scanFiles(Object.fromEntries(laid.map(({ at }) => [at.path, at.content])), {
      rules,
    })
    const places = findings.flatMap((finding) => finding.places.map((place) => ({ finding, place })))
    for (const { at, provider, token } of laid) {
      const here = places.filter(({ place }) => place.path === at.path)
      expect([provider.id, here.length]).toEqual([provider.id, 1])
      const [found] = here
      expect(found?.finding.message).toContain(provider.vendor)
      expect(found?.place.line).toBe(at.line)
      if (at.layer) expect(found?.place.layer).toMatch(at.layer)
      else expect(found?.place.layer).toBeNull()
      expect(found?.place.evidence).toBe(redact(token))
    }
    expect(places).toHaveLength(planted.length)
  })
})

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
