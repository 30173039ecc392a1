import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import privateKey from '../../src/rules/secret/private-key.ts'
import { recognisePrivateKeyInBinary } from '../../src/secrets/key-store.ts'
import { findPrivateKeys, KEY_KEYWORDS } from '../../src/secrets/private-keys.ts'
import { scanFiles } from '../support/scan-files.ts'
import { detector } from './hits.ts'

const detect = detector(KEY_KEYWORDS, findPrivateKeys)

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const ed25519 = generateKeyPairSync('ed25519')
const dsa = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 })

const pemOf = (key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'sec1') =>
  key.export({ type, format: 'pem' }).toString()
const encrypted = rsa.privateKey
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'p' })
  .toString()
const traditional = rsa.privateKey
  .export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'p' })
  .toString()
const pkcs8 = pemOf(rsa.privateKey, 'pkcs8')

test.each([
  ['PKCS#8', pkcs8, 'private key (PKCS#8)', false],
  [
    'PKCS#8 of an elliptic curve, as Apple’s .p8',
    pemOf(ec.privateKey, 'pkcs8'),
    'private key (PKCS#8)',
    false,
  ],
  ['PKCS#8 of Ed25519', pemOf(ed25519.privateKey, 'pkcs8'), 'private key (PKCS#8)', false],
  ['PKCS#8 of DSA', pemOf(dsa.privateKey, 'pkcs8'), 'private key (PKCS#8)', false],
  ['PKCS#1', pemOf(rsa.privateKey, 'pkcs1'), 'RSA private key (PKCS#1)', false],
  ['SEC 1', pemOf(ec.privateKey, 'sec1'), 'EC private key (SEC 1)', false],
  ['encrypted PKCS#8', encrypted, 'private key (PKCS#8)', true],
  ['encrypted PKCS#1', traditional, 'RSA private key', true],
  ['OpenSSH', openSsh('none'), 'OpenSSH private key', false],
  ['encrypted OpenSSH', openSsh('aes256-ctr'), 'OpenSSH private key', true],
  ['PGP', pgp(0x95), 'PGP private key', false],
])('%s is recognised by its structure', (_, text, kind, isEncrypted) => {
  const found = detect(`# key\n${text}`)
  expect(found.map((key) => [key.kind, key.encrypted, key.offset])).toEqual([[kind, isEncrypted, 6]])
})

describe('every way in which a PEM is written into code', () => {
  const lines = pkcs8.trimEnd().split('\n')
  test.each([
    ['JSON', JSON.stringify({ private_key: pkcs8 })],
    ['JSON in JSON', JSON.stringify(JSON.stringify({ private_key: pkcs8 }))],
    ['Unicode escapes', JSON.stringify(pkcs8).replaceAll('\\n', '\\u000a')],
    ['carriage returns', pkcs8.replaceAll('\n', '\r\n')],
    ['escaped carriage returns', JSON.stringify(pkcs8.replaceAll('\n', '\r\n'))],
    ['one line with spaces', lines.join(' ')],
    ['one line without anything', lines.join('')],
    ['indentation', lines.map((line) => `      ${line}`).join('\n')],
    ['joined literals', lines.map((line) => `  '${line}\\n'`).join(' +\n')],
    ['an array of lines', `[${lines.map((line) => `"${line}"`).join(', ')}].join('\\n')`],
    ['a comment', lines.map((line) => ` * ${line}`).join('\n')],
    ['line continuations', lines.join('\\n\\\n')],
    [
      'percent-encoding',
      encodeURIComponent(pkcs8).replaceAll('%20', ' ').replaceAll('-----END%20', '-----END '),
    ],
    ['YAML', `key: |\n${lines.map((line) => `  ${line}`).join('\n')}\n`],
  ])('%s', (_, text) => {
    expect(detect(text).map(({ kind }) => kind)).toEqual(['private key (PKCS#8)'])
  })
})

test.each([
  ['base64', `"${Buffer.from(pkcs8).toString('base64')}"`],
  ['base64, one byte in', `"${Buffer.from(`x${pkcs8}`).toString('base64')}"`],
  ['base64 in lines', Buffer.from(pkcs8).toString('base64').replace(/.{76}/g, '$&\n')],
  ['base64 of base64', Buffer.from(Buffer.from(pkcs8).toString('base64')).toString('base64')],
  ['base64 of gzip', `"${gzipSync(pkcs8).toString('base64')}"`],
  ['hexadecimal', `"${Buffer.from(pkcs8).toString('hex')}"`],
  ['a list of bytes', JSON.stringify({ key: Buffer.from(pkcs8) })],
])('in %s', async (_, text) => {
  const findings = await scanFiles({ 'dist/a.js': text }, { rules: [privateKey] })
  expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining('private key (PKCS#8)')])
})

test('headers without a body, public keys, certificates and bodies of no key are silent', () => {
  const body = pkcs8.split('\n').slice(1, -2)
  for (const text of [
    pkcs8.split('\n').slice(0, 1).join(),
    ec.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    rsa.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    `-----BEGIN CERTIFICATE-----\n${body.join('\n')}\n-----END CERTIFICATE-----`,
    '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----',
    `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQ'.repeat(3)}\n-----END PRIVATE KEY-----`,
    `-----BEGIN PRIVATE KEY-----\n${'x'.repeat(400)}\n-----END PRIVATE KEY-----`,
    pgp(0x99),
    "const header = '-----BEGIN RSA PRIVATE KEY-----', footer = '-----END RSA PRIVATE KEY-----'",
  ])
    expect(detect(text)).toEqual([])
})

test('bodies that were cut or changed, and what is only marked as a key', () => {
  const body = pkcs8.split('\n').slice(1, -2)
  const marked = (lines: readonly string[]) =>
    `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----`
  const random =
    randomBytes(900)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  const flaws = (lines: readonly string[]) => detect(marked(lines)).map(({ flaw }) => flaw)
  expect(flaws(body.slice(0, 5))).toEqual(['changed'])
  expect(flaws([...body.slice(0, 1), ...random])).toEqual(['changed'])
  expect(flaws(random)).toEqual(['marked'])
  expect(flaws(['EXAMPLE'.repeat(40)])).toEqual([])
  expect(flaws(body)).toEqual([undefined])
})

test('keys of a JSON Web Key set, each once, public ones not at all', () => {
  const jwk = (key: KeyObject) => key.export({ format: 'jwk' })
  const keys = [rsa.privateKey, ec.privateKey, ed25519.privateKey, rsa.publicKey, ec.publicKey].map(jwk)
  const symmetric = { kty: 'oct', k: randomBytes(32).toString('base64url') }
  const kinds = [
    'RSA private key (JWK)',
    'EC private key (JWK)',
    'OKP private key (JWK)',
    'symmetric key (JWK)',
  ]
  for (const text of [
    JSON.stringify({ keys: [...keys, symmetric] }),
    JSON.stringify({ keys: [...keys, symmetric] }, null, 2),
    JSON.stringify(JSON.stringify({ keys: [...keys, symmetric] })),
    JSON.stringify({ keys: [...keys, symmetric] }).replace(/"(\w+)":/g, '$1:'),
  ])
    expect(detect(text).map(({ kind }) => kind)).toEqual(kinds)
})

test('a PuTTY key file', () => {
  const body = randomBytes(300).toString('base64').replace(/.{64}/g, '$&\n')
  const file = `PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nComment: me\nPublic-Lines: 1\nAAAA\nPrivate-Lines: 7\n${body}\n`
  expect(detect(file).map(({ kind, encrypted: locked }) => [kind, locked])).toEqual([
    ['PuTTY private key', false],
  ])
})

describe('binary files', () => {
  test('keys in DER', () => {
    const der = (key: KeyObject, type: 'pkcs8' | 'pkcs1') => key.export({ type, format: 'der' })
    expect(recognisePrivateKeyInBinary(der(rsa.privateKey, 'pkcs8'))?.kind).toBe('private key (PKCS#8)')
    expect(recognisePrivateKeyInBinary(der(rsa.privateKey, 'pkcs1'))?.kind).toBe('RSA private key (PKCS#1)')
    expect(recognisePrivateKeyInBinary(rsa.publicKey.export({ type: 'spki', format: 'der' }))).toBeNull()
  })

  test('PKCS#12 with a key bag, and without', () => {
    expect(recognisePrivateKeyInBinary(pkcs12('2a864886f70d010c0a0102'))).toEqual({
      kind: 'private key in a PKCS#12 store',
      encrypted: true,
    })
    expect(recognisePrivateKeyInBinary(pkcs12('2a864886f70d010c0a0103'))).toBeNull()
  })

  test('Java key stores with a key, and with certificates only', () => {
    expect(recognisePrivateKeyInBinary(javaStore([2, 1]))?.kind).toBe('private key in a Java key store')
    expect(recognisePrivateKeyInBinary(javaStore([2, 2, 2]))).toBeNull()
  })

  test('anything else', () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.alloc(64),
      randomBytes(64),
      Buffer.from('3082ffff02', 'hex'),
    ])
      expect(recognisePrivateKeyInBinary(bytes)).toBeNull()
  })
})

function armour(label: string, bytes: Buffer): string {
  const body = bytes.toString('base64').replace(/.{64}/g, '$&\n')
  return `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`
}

function openSsh(cipher: string): string {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(cipher.length)
  const magic = Buffer.from('openssh-key-v1\0', 'latin1')
  return armour('OPENSSH PRIVATE KEY', Buffer.concat([magic, length, Buffer.from(cipher), randomBytes(200)]))
}

function pgp(firstByte: number): string {
  const body = Buffer.concat([Buffer.from([firstByte, 1, 2]), randomBytes(200)]).toString('base64')
  const lines = body.replace(/.{64}/g, '$&\n')
  return `-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\n${lines}\n=abcd\n-----END PGP PRIVATE KEY BLOCK-----\n`
}

function pkcs12(bag: string): Buffer {
  const content = Buffer.concat([
    Buffer.from(`06092a864886f70d010701`, 'hex'),
    Buffer.from(bag, 'hex'),
    randomBytes(40),
  ])
  const data = Buffer.concat([Buffer.from([0x30, content.length]), content])
  const inside = Buffer.concat([Buffer.from('020103', 'hex'), data])
  return Buffer.concat([Buffer.from([0x30, inside.length]), inside])
}

function javaStore(tags: readonly number[]): Buffer {
  const number = (value: number, bytes: number) => {
    const buffer = Buffer.alloc(bytes)
    buffer.writeUIntBE(value, 0, bytes)
    return buffer
  }
  const text = (value: string) => Buffer.concat([number(value.length, 2), Buffer.from(value)])
  const entry = (tag: number) =>
    Buffer.concat([
      number(tag, 4),
      text('alias'),
      Buffer.alloc(8),
      text('X.509'),
      number(20, 4),
      randomBytes(20),
    ])
  return Buffer.concat([
    number(0xfeedfeed, 4),
    number(2, 4),
    number(tags.length, 4),
    ...tags.map(entry),
    randomBytes(20),
  ])
}
