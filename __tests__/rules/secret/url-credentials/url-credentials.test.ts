import { randomBytes } from 'node:crypto'
import { expect, test } from '@jest/globals'
import urlCredentials from '../../../../src/rules/secret/url-credentials.ts'
import { scanFiles } from '../../../support/scan-files.ts'

const rules = [urlCredentials]
const secret = `k7${randomBytes(9).toString('hex')}`

test.each([
  `postgres://app:${secret}@db.acme.dev:5432/app`,
  `postgresql://app:${secret}@ec2-1-2-3-4.compute-1.amazonaws.com/app`,
  `mongodb+srv://app:${secret}@prod.ab1cd.mongodb.net/app?retryWrites=true`,
  `mysql://app:${secret}@34.76.1.9/app`,
  `rediss://default:${secret}@eu1-prime.upstash.io:6379`,
  `amqps://app:${secret}@rabbit.acme.dev/vhost`,
])('a database in the world is an error: %s', async (url) => {
  const findings = await scanFiles({ 'a.js': `connect("${url}")` }, { rules })
  expect(findings.map(({ severity, column }) => [severity, column])).toEqual([['error', 10]])
})

test('any other URL with a password is a notice, or a warning for closed code', async () => {
  const files = { 'a.js': `get("https://ci:${secret}@git.acme.dev/x.git")` }
  const severities = async (profile: 'open-source' | 'proprietary') =>
    (await scanFiles(files, { rules, profile })).map(({ severity }) => severity)
  expect(await severities('open-source')).toEqual(['notice'])
  expect(await severities('proprietary')).toEqual(['warning'])
})

test.each([
  'https://user:pass@example.com',
  'https://user:password@host.com/path',
  'postgres://postgres:postgres@localhost:5432/app',
  'postgres://app:Xk29sLq0aa@127.0.0.1/app',
  'mongodb://user:pass@cluster0.mongodb.net',
  'redis://:\u0024{PASSWORD}@cache.acme.dev',
  'mysql://<user>:<password>@<host>/db',
  'amqp://guest:guest@rabbit.acme.dev',
  'https://proxy:8080/path@2x.png',
  'http://localhost:3000/@vite/client',
  'https://fonts.googleapis.com/css2?family=Inter:wght@400;700',
  'https://unpkg.com/react@18.0.0/index.js',
  'git+ssh://git@github.com:org/repo.git',
  'https://your-user:your-password@your-host.com',
])('%s is silent', async (url) => {
  expect(await scanFiles({ 'README.md': `See \`${url}\`.` }, { rules })).toEqual([])
})
