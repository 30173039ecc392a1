import { generateKeyPairSync } from 'node:crypto'
import { defineExamples } from '../../model/example.ts'
import rule from './private-key.ts'

function pem(form: 'pkcs1' | 'pkcs8' | 'public'): string {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
  if (form === 'public') return publicKey.export({ type: 'spki', format: 'pem' }).toString()
  return privateKey.export({ type: form, format: 'pem' }).toString()
}

export default defineExamples(rule, {
  bad: [
    { message: 'key', title: 'A key file', files: () => ({ 'keys/server.pem': pem('pkcs8') }) },
    {
      message: 'key',
      title: 'A key as a string of a bundle',
      files: () => ({ 'dist/index.js': `export const key = ${JSON.stringify(pem('pkcs1'))}\n` }),
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
