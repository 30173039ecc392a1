import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { RULES } from '../../../../../src/rules/index.ts'
import { makeWorkflowValueRule } from '../../../../../src/rules/secret/workflow-value.ts'
import { encodeKeyword } from '../../../../../src/secrets/encoded-keyword.ts'
import { readTokenFormat } from '../../../../../src/secrets/token-format.ts'
import { FORMS, plantAll } from '../../../../rules/secret/planted.ts'
import { buildTarball } from '../../../../support/build-tarball.ts'
import { scanBytes } from '../../../../support/scan-files.ts'

/** Everything of a value that must not be seen: the value, its tail, and both in other writings. */
function traces(value: string): string[] {
  const tail = value.slice(5)
  const half = value.slice(Math.floor(value.length / 2))
  return [value, tail, half].flatMap((part) => [
    part,
    JSON.stringify(part).slice(1, -1),
    encodeURIComponent(part),
    Buffer.from(part).toString('hex'),
    ...encodeKeyword(part).map(({ text }) => text),
  ])
}

test('nothing that a scan produces holds a secret, in any writing', async () => {
  const value = `forbidden${randomBytes(20).toString('base64url')}`
  const planted = plantAll()
  const password = `pw9${randomBytes(8).toString('hex')}`
  const generic = `${readTokenFormat('{base62:30}').example()}q4`
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const files: Record<string, string | Uint8Array> = {
    'a.js': `const api_secret = "${generic}"; connect("postgres://app:${password}@db.acme.dev/x")`,
    npmrc: `//registry.npmjs.org/:_authToken=${password}\n`,
    'key.pem': pem,
    'inlined.js': `const token = "${value}"; const basic = "${Buffer.from(`u:${value}`).toString('base64')}"`,
  }
  for (const form of Object.values(FORMS))
    for (const each of planted.slice(0, 40)) {
      const { path, content } = form(each)
      files[`${Object.keys(files).length}/${path}`] = content
    }
  const rules = [
    ...RULES.filter(({ meta }) => meta.id !== 'secret/workflow-value'),
    makeWorkflowValueRule([{ name: 'API_KEY', value }]),
  ]
  const { findings, scan } = await scanBytes(buildTarball(files), { rules, profile: 'proprietary' })
  expect([...new Set(findings.map(({ rule }) => rule))]).toEqual(
    expect.arrayContaining([
      ...['secret/provider-token', 'secret/private-key', 'secret/registry-auth'],
      ...['secret/workflow-value', 'secret/url-credentials', 'secret/generic'],
    ]),
  )
  const produced = JSON.stringify([findings, scan.findings.map(({ places, data }) => [places, data])])
  const body = pem.split('\n').slice(1, -2)
  const secrets = [value, password, generic, ...planted.slice(0, 40).map(({ token }) => token), ...body]
  for (const secret of secrets) for (const trace of traces(secret)) expect(produced).not.toContain(trace)
})
