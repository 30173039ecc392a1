import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { defineExamples } from '../../model/example.ts'
import rule from './private-key.ts'

function pem(form: 'pkcs1' | 'pkcs8' | 'public'): string {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
  if (form === 'public') return publicKey.export({ type: 'spki', format: 'pem' }).toString()
  return privateKey.export({ type: form, format: 'pem' }).toString()
}

function marked(body: Buffer): string {
  const text = body.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN PRIVATE KEY-----', ...text, '-----END PRIVATE KEY-----'].join('\n')
}

/** A key whose length says more than there is. */
function changed(): Buffer {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(0, -40)
}

function locked(): string {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'a',
  }) as string
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}

/** A key and its certificate for `localhost`, signed by itself (RFC 5280, section 4.1). */
function development(): Record<string, string> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = der(0x30, Buffer.from('06082a8648ce3d040302', 'hex'))
  const commonName = der(0x30, Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from('localhost')))
  const name = der(0x30, der(0x31, commonName))
  const times = der(0x30, der(0x17, Buffer.from('260101000000Z')), der(0x17, Buffer.from('360101000000Z')))
  const serial = der(2, Buffer.from([1]))
  const spki = publicKey.export({ format: 'der', type: 'spki' })
  const content = der(0x30, serial, algorithm, name, times, name, spki)
  const signature = der(3, Buffer.from([0]), sign('sha256', content, privateKey))
  const lines =
    der(0x30, content, algorithm, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return {
    'lib/localhost.crt': `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    'lib/localhost.key': privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

export default defineExamples(rule, {
  bad: [
    { message: 'key', title: 'A key file', files: () => ({ 'keys/server.pem': pem('pkcs8') }) },
    {
      message: 'key',
      title: 'A key as a string of a bundle',
      files: () => ({ 'dist/index.js': `export const key = ${JSON.stringify(pem('pkcs1'))}\n` }),
    },
    {
      message: 'changed',
      title: 'A key whose end is cut off',
      files: () => ({ 'keys/old.txt': pem('pkcs8').slice(0, 500) }),
    },
    {
      message: 'encrypted',
      title: 'A key behind a passphrase',
      files: () => ({ 'keys/server.pem': locked() }),
    },
    {
      message: 'local',
      title: 'The key of a development server, beside its certificate for localhost',
      files: development,
    },
    {
      message: 'unreadable',
      title: 'What is marked as a key, and reads as none',
      files: () => ({ 'dist/a.js': `const key = \`${marked(randomBytes(900))}\`\n` }),
    },
    {
      message: 'changed',
      title: 'A key of which a piece is missing',
      files: () => ({ 'dist/a.js': `const key = \`${marked(changed())}\`\n` }),
    },
    {
      message: 'illustration',
      title: 'A key among the tests',
      files: () => ({ 'test/server.pem': pem('pkcs8') }),
    },
  ],
  good: [
    {
      title: 'A header without a body, and a public key',
      files: () => ({
        'dist/index.js': "export const isPem = (text) => text.startsWith('-----BEGIN PRIVATE KEY-----')\n",
        'keys/public.pem': pem('public'),
      }),
    },
  ],
})
