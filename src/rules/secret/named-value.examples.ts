import { defineExamples } from '../../model/example.ts'
import { tokenFormat } from '../../secrets/token-format.ts'
import rule from './named-value.ts'

const random = (format: string) => `k4${tokenFormat(format).example()}7`

export default defineExamples(rule, {
  bad: [
    {
      message: 'key',
      title: 'A signing secret with a type',
      files: () => ({ 'dist/auth.js': `export const JWT_SECRET: string = '${random('{base62:40}')}'\n` }),
    },
    {
      message: 'key',
      title: 'A default for when the environment has none',
      files: () => ({
        'dist/auth.js': `const s = { sessionSecret: process.env.SESSION_SECRET ?? '${random('{hex:40}')}' }\n`,
      }),
    },
    {
      message: 'key',
      title: 'A name and a value in a list',
      files: () => ({
        'dist/env.js': `add([{ name: 'ACME_CLIENT_SECRET', value: '${random('{base62:32}')}' }])\n`,
      }),
    },
    {
      message: 'password',
      title: 'A password of an administrator',
      files: () => ({ 'dist/seed.js': `const adminPassword = '${random('{base62:10}')}'\n` }),
    },
    {
      message: 'open',
      title: 'A key that may be made for browsers',
      files: () => ({ 'dist/search.js': `client({ acmeApiKey: '${random('{hex:30}')}' })\n` }),
    },
    {
      message: 'open',
      title: 'A random value beside the name of a service',
      files: () => ({ 'dist/ships.js': `track('alienvault', { key: '${random('{hex:38}')}' })\n` }),
    },
    {
      message: 'illustration',
      title: 'A value in a test',
      files: () => ({ 'test/auth.test.js': `const jwtSecret = '${random('{base62:40}')}'\n` }),
    },
  ],
  good: [
    {
      title: 'Names of secrets, stand-ins, what describes a secret',
      files: {
        'dist/index.js':
          "const jwtSecretName = 'k4jd93jfk2l1m0x8s7d6f5g4'\nconst clientSecret = process.env.CLIENT_SECRET\nconst sessionSecret = 'change-me-in-production-please'\nconst passwordField = 'newPassword2'\n",
      },
    },
  ],
})
