import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { defineExamples } from '../../model/example.ts'
import { makeKeyOfLocalhost } from '../example-certificates.ts'
import rule from './private-key.ts'

function makePem(form: 'pkcs1' | 'pkcs8' | 'public'): string {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
  if (form === 'public') return publicKey.export({ type: 'spki', format: 'pem' }).toString()
  return privateKey.export({ type: form, format: 'pem' }).toString()
}

function makeMarked(body: Buffer): string {
  const text = body.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN PRIVATE KEY-----', ...text, '-----END PRIVATE KEY-----'].join('\n')
}

/** A key whose length says more than there is. */
function makeChanged(): Buffer {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(0, -40)
}

function makeLocked(): string {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'a',
  }) as string
}

export default defineExamples(rule, {
  bad: [
    {
      message: 'key',
      title: 'A key of .NET in a string',
      files: () => ({
        'lib/licence.js': `exports.key = '<DSAKeyValue><P>${randomBytes(128).toString('base64')}</P><Q>${randomBytes(20).toString('base64')}</Q><X>${randomBytes(20).toString('base64')}</X></DSAKeyValue>'\n`,
      }),
    },
    { message: 'key', title: 'A key file', files: () => ({ 'keys/server.pem': makePem('pkcs8') }) },
    {
      message: 'key',
      title: 'A key as a string of a bundle',
      files: () => ({ 'dist/index.js': `export const key = ${JSON.stringify(makePem('pkcs1'))}\n` }),
    },
    {
      message: 'changed',
      title: 'A key whose end is cut off',
      files: () => ({ 'keys/old.txt': makePem('pkcs8').slice(0, 500) }),
    },
    {
      message: 'encrypted',
      title: 'A key behind a passphrase',
      files: () => ({ 'keys/server.pem': makeLocked() }),
    },
    {
      message: 'local',
      title: 'The key of a development server, beside its certificate for localhost',
      files: makeKeyOfLocalhost,
    },
    {
      message: 'unreadable',
      title: 'What is marked as a key, and reads as none',
      files: () => ({ 'dist/a.js': `const key = \`${makeMarked(randomBytes(900))}\`\n` }),
    },
    {
      message: 'changed',
      title: 'A key of which a piece is missing',
      files: () => ({ 'dist/a.js': `const key = \`${makeMarked(makeChanged())}\`\n` }),
    },
    {
      message: 'illustration',
      title: 'A key among the tests',
      files: () => ({ 'test/server.pem': makePem('pkcs8') }),
    },
  ],
  good: [
    {
      title: 'A public key as .NET writes it',
      files: () => ({
        'lib/licence.js': `exports.key = '<RSAKeyValue><Modulus>${randomBytes(128).toString('base64')}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>'\n`,
      }),
    },
    {
      title: 'A header without a body, and a public key',
      files: () => ({
        'dist/index.js': "export const isPem = (text) => text.startsWith('-----BEGIN PRIVATE KEY-----')\n",
        'keys/public.pem': makePem('public'),
      }),
    },
  ],
})
