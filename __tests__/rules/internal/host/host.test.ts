import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/internal/host.ts'
import { reported, runRule } from '../../file/run-rule.ts'

const inCode = (text: string, path = 'lib/a.js') => runRule(rule, { [path]: `x = ${text}\n` })

describe('internal/host', () => {
  test.each([
    ["'https://billing.prod.internal/v1'", 'billing.prod.internal'],
    ["'http://10.1.2.3:8080/'", '10.1.2.3'],
    ["'postgres://app@192.168.4.5/db'", '192.168.4.5'],
    ["'http://172.20.1.1'", '172.20.1.1'],
    ["'redis://cache.corp:6379'", 'cache.corp'],
    ["'//assets.lan/x.js'", 'assets.lan'],
    ["'db-1.eu.local:5432'", 'db-1.eu.local'],
    ["'http://api.prod.svc.cluster.local'", 'api.prod.svc.cluster.local'],
    ["'HTTPS://WIKI.INTRANET'", 'wiki.intranet'],
    ["{ endpoint: 'billing.prod.internal' }", 'billing.prod.internal'],
    ["{ db_host => 'db-1.prod.corp' }", 'db-1.prod.corp'],
  ])('finds %s', async (text, host) => {
    const found = await inCode(text)
    expect(found.map(({ data }) => data.host)).toEqual([host])
    expect(found[0]?.places).toMatchObject([{ line: 1 }])
  })

  test.each([
    ['image', '    - image: registry.corp.acme.dev/billing:1.2\n', 'deploy.yaml'],
    ['base', 'FROM registry.prod.internal/node:22\n', 'Dockerfile'],
  ])('finds the registry of an %s', async (_, text, path) => {
    expect(await runRule(rule, { [path]: text })).toHaveLength(1)
  })

  test.each([
    'this.props.local = a.internal.b',
    "'common.errors.internal'",
    "'http://localhost:3000'",
    "'http://127.0.0.1'",
    "'http://172.32.0.1'",
    "'http://11.0.0.1'",
    "'https://api.example.internal.com'",
    "'http://your-host.local'",
    "'http://metadata.google.internal/computeMetadata'",
    "'http://host.docker.internal:8080'",
    "'http://test.example'",
    "'1.10.0.1'",
    'y // see http://10.0.0.1/',
    '1 /* http://wiki.corp */',
  ])('passes %s', async (text) => {
    expect(await inCode(text)).toEqual([])
  })

  test('is quiet in documents, declarations, examples and tests', async () => {
    for (const path of [
      'README.md',
      'docs/a.js',
      'examples/a.js',
      'lib/a.d.ts',
      'test/a.js',
      'LICENSE',
      'package.json',
    ])
      expect([path, await inCode("'http://wiki.corp.internal'", path)]).toEqual([path, []])
  })

  test('finds configured domains everywhere, and what lies below them', async () => {
    const options = { domains: ['zyx-corp.io'] }
    const files = {
      'README.md': 'See wiki.zyx-corp.io.\n',
      'lib/a.js': '// mail me@zyx-corp.io\n',
      'lib/b.js': '"notzyx-corp.io", "zyx-corp.io.evil.com"\n',
    }
    const found = await runRule(rule, files, { options })
    expect(found.map(({ message, data }) => `${message} ${data.host}`)).toEqual([
      'configured wiki.zyx-corp.io',
      'configured zyx-corp.io',
    ])
  })

  test('lets configured domains pass', async () => {
    const files = { 'lib/a.js': "'http://a.corp'; 'http://b.local'\n" }
    expect(await reported(rule, files, { options: { allow: ['corp'] } })).toEqual(['lib/a.js: internal'])
  })

  test.each(['https://corp.io', 'corp.io/path', 'corp.io:80', '*.corp.io', '', 'a b', '.corp.io'])(
    'refuses %j as a domain',
    (domain) => {
      const result = rule.options.safeParse({ domains: [domain] })
      expect(result.success).toBe(false)
      expect(JSON.stringify(result.error?.issues)).toContain('no scheme')
    },
  )
})
