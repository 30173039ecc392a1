import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from '@jest/globals'
import privateKey from '../../../../src/rules/secret/private-key.ts'
import { buildTarball } from '../../../support/build-tarball.ts'
import { scanFiles } from '../../../support/scan-files.ts'

const rules = [privateKey]
const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 1024 })
const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString()
const locked = key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' }).toString()

const map = JSON.stringify({
  version: 3,
  sources: ['a.ts'],
  sourcesContent: [`\nconst k = \`${pem}\``],
  mappings: 'AAAA',
})

test.each([
  ['dist/key.pem', pem, null, 1],
  ['dist/index.js', `const k = ${JSON.stringify(pem)}`, null, 1],
  ['dist/index.js.map', map, 'a.ts', 2],
  [
    'dist/b.js',
    `//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}`,
    /a\.ts$/,
    2,
  ],
  ['x.tgz', buildTarball({ 'key.pem': pem }), /key\.pem$/, 1],
  ['config.yml', `key: ${Buffer.from(pem).toString('base64')}\n`, /^base64$/, 1],
  ['key.der', key.export({ type: 'pkcs8', format: 'der' }), null, null],
  ['utf16.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(pem, 'utf16le')]), null, 1],
])('a key in %s is an error, once, at its place', async (path, content, layer, line) => {
  const findings = await scanFiles({ [path]: content }, { rules })
  expect(findings.map(({ severity, count, line: at }) => [severity, count, at])).toEqual([['error', 1, line]])
  if (layer === null) expect(findings[0]?.layer).toBeNull()
  else expect(findings[0]?.layer).toMatch(layer)
})

test.each(['test/fixtures/key.pem', '__tests__/key.js', 'docs/tls.md', 'lib/tls.spec.js', 'README.md'])(
  'a key in %s warns',
  async (path) => {
    const findings = await scanFiles({ [path]: pem }, { rules })
    expect(findings.map(({ severity }) => severity)).toEqual(['warning'])
  },
)

test('an encrypted key says so', async () => {
  const findings = await scanFiles({ 'key.pem': locked }, { rules })
  expect(findings.map(({ severity, message }) => [severity, message])).toEqual([
    ['error', 'A private key (PKCS#8) with its body is in the package, encrypted.'],
  ])
})
