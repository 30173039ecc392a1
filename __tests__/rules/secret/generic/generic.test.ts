import { expect, test } from '@jest/globals'
import generic from '../../../../src/rules/secret/generic.ts'
import { readTokenFormat } from '../../../../src/secrets/token-format.ts'
import { scanFiles } from '../../../support/scan-files.ts'

const rules = [generic]
const secret = `${readTokenFormat('{base62:30}').example()}q4`

test.each([
  `const clientSecret = "${secret}"`,
  `{"client_secret":"${secret}"}`,
  `CLIENT_SECRET=${secret}\n`,
  `process.env.API_KEY || "${secret}"`,
  `setPassword('${secret}')`,
])('%s is a notice for closed code only', async (code) => {
  const files = { 'a.js': code }
  expect((await scanFiles(files, { rules, profile: 'proprietary' })).map(({ severity }) => severity)).toEqual(
    ['notice'],
  )
  expect(await scanFiles(files, { rules, profile: 'open-source' })).toEqual([])
})

test.each([
  'password: "Enter your password here please"',
  'secret = "d41d8cd98f00b204e9800998ecf8427e"',
  'apiKey: process.env.SOME_LONG_NAME_OF_A_KEY1',
  'secretName = "my-application-secret-name"',
  'accessToken: "https://accounts.acme.dev/oauth2/token"',
  'password = "••••••••••••••••••••"',
  'passwordSelector = ".login-form .password-field1"',
  'secret: "AUTH_SECRET_ENVIRONMENT_NAME_1"',
])('%s is silent', async (code) => {
  expect(await scanFiles({ 'a.js': code }, { rules, profile: 'proprietary' })).toEqual([])
})
