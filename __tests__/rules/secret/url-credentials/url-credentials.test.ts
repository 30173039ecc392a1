import { randomBytes } from 'node:crypto'
import { expect, test } from '@jest/globals'
import urlCredentials from '../../../../src/rules/secret/url-credentials.ts'
import { scanFiles } from '../../../support/scan-files.ts'

const rules = [urlCredentials]
const secret = `k7${randomBytes(14).toString('hex')}`

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

test.each([
  ['a private server', `https://ci:${secret}@git.acme.dev/x.git`],
  ['a server in a private network', `https://ci:${secret}@10.2.3.4/x.git`],
  ['a token as the user', `https://${secret}${secret}@git.acme.dev/x.git`],
  ['a token in the query', `https://codeload.github.com/a/b/tar.gz/main?token=${secret.toUpperCase()}`],
  ['a password with signs', 'ftp://web:Tr$k+[9]Lq@ftp.acme.dev/www'],
  ['a database whose password is words', 'mongodb+srv://shop:winterberlin@cluster7.ab1cd.mongodb.net/shop'],
])('%s is an error in both profiles', async (_, url) => {
  for (const profile of ['open-source', 'proprietary'] as const) {
    const findings = await scanFiles({ 'a.js': `get("${url}")` }, { rules, profile })
    expect(findings.map(({ severity }) => severity)).toEqual(['error'])
  }
})

test('among tests, in documents and in comments it is a warning at most', async () => {
  const url = `postgres://app:Hk29sLq0aa@db.acme.dev/app`
  const plain = url.replace('Hk29sLq0aa', 'sommer2019')
  const files = { 'test/a.js': `get("${url}")`, 'docs/a.html': url, 'b.js': `// get("${plain}")\n` }
  const found = await scanFiles(files, { rules })
  expect(found.flatMap(({ severity, places }) => places.map(() => severity))).toEqual([
    'warning',
    'warning',
    'warning',
  ])
})

test.each([
  ['a login that was taken out of use', (url: string) => `// get("${url}")\n`],
  ['a note above the code', (url: string) => `/**\n * For support: ${url}\n */\nexports.a = 1\n`],
])('a password that nobody makes up for showing is as real in a comment: %s', async (_, code) => {
  const [finding] = await scanFiles({ 'b.js': code('postgres://app:Hk29sLq0aa@db.acme.dev/app') }, { rules })
  expect(finding?.severity).toBe('error')
})

test('a comment that shows how something is called shows a login', async () => {
  const code = '/**\n * @example\n * get("postgres://app:Hk29sLq0aa@db.acme.dev/app")\n */\nexports.a = 1\n'
  const [finding] = await scanFiles({ 'b.js': code }, { rules })
  expect(finding?.severity).toBe('warning')
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
  `https://${'0f'.repeat(8)}a1b2c3d4e5f60718@o4.ingest.sentry.io/4501`,
  `https://circleci.com/gh/a/b.svg?token=${secret}`,
  'http://u5er:pa55w0rd@registry.acme.dev',
  'http://user:p%40ss9@sub.acme.dev:8080/',
])('%s is silent', async (url) => {
  expect(await scanFiles({ 'README.md': `See \`${url}\`.` }, { rules })).toEqual([])
})
