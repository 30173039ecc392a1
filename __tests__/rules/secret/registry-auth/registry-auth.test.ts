import { randomBytes } from 'node:crypto'
import { expect, test } from '@jest/globals'
import registryAuth from '../../../../src/rules/secret/registry-auth.ts'
import { scanFiles } from '../../../support/scan-files.ts'

const rules = [registryAuth]
// Letters alone may be a word, which a login in a document often is.
const secret = `${randomBytes(15).toString('base64url').replace(/[-_]/g, '7')}7q3`
const pair = Buffer.from(`ci:${secret}`).toString('base64')

test.each([
  ['.npmrc', 'npmrc', `//registry.npmjs.org/:_authToken=${secret}\n`, secret],
  ['.npmrc', 'dist/a.js', `write("//npm.acme.dev/:_authToken=${secret}\\n")`, secret],
  ['.npmrc', 'npmrc', `registry=https://x.dev\n_auth=${pair}\n`, pair],
  ['.npmrc', 'npmrc', `//npm.acme.dev/:_password=${secret}\n`, secret],
  [
    '.yarnrc.yml',
    'yarnrc.txt',
    `npmRegistries:\n  "https://x.dev":\n    npmAuthToken: "${secret}"\n`,
    secret,
  ],
  ['.netrc', 'netrc', `machine npm.acme.dev login ci password ${secret}\n`, secret],
  ['.netrc', 'netrc', `machine npm.acme.dev\n  login ci\n  password ${secret}\n`, secret],
  ['Docker config', 'config.json', JSON.stringify({ auths: { 'ghcr.io': { auth: pair } } }), pair],
  [
    'Docker config',
    'a.json',
    JSON.stringify({ s: JSON.stringify({ auths: { 'ghcr.io': { auth: pair } } }) }),
    pair,
  ],
  ['.pypirc', 'pypirc', `[pypi]\nusername = __token__\npassword = ${secret}\n`, secret],
])('%s in %s', async (kind, path, content, value) => {
  const findings = await scanFiles({ [path]: content }, { rules })
  expect(findings.map((finding) => [finding.severity, finding.data, finding.evidence])).toEqual([
    ['error', { kind }, `${value.slice(0, 4)}… (${value.length} characters)`],
  ])
})

test.each([
  '//registry.npmjs.org/:_authToken=\u0024{NPM_TOKEN}',
  '//registry.npmjs.org/:_authToken=$NPM_TOKEN',
  "key = '//registry/:_authToken=' + token",
  '//registry.npmjs.org/:_authToken=<your token>',
  'const _auth = options.auth',
  'this._password = options.password',
  'npmAuthToken: "\u0024{NPM_TOKEN:-}"',
  'machine learning login screen password reset',
  '{"auths":{"ghcr.io":{}}}',
  '_authToken: config.getCredentials',
])('%s is silent', async (content) => {
  expect(await scanFiles({ 'a.txt': content }, { rules })).toEqual([])
})
