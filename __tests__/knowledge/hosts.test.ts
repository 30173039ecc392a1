import { describe, expect, test } from '@jest/globals'
import {
  isExampleHost,
  isInsidersHost,
  isInternalHost,
  isLocalHost,
  isUnreachableHost,
} from '../../src/knowledge/hosts.ts'
import { classifyRemoteUrl } from '../../src/knowledge/remote-url.ts'
import { scanFiles } from '../support/scan-files.ts'

/** Hosts of somebody's network, for everything that knows of hosts. */
const INTERNAL = [
  'vault.prod.consul',
  'registry.prod.svc',
  'wiki.home',
  'build.acme.corp',
  'nas.local',
  '10.1.2.3',
  '172.20.0.1',
  '192.168.1.1',
]

describe('internal hosts', () => {
  test.each(INTERNAL)('%s is one to everybody who asks', async (host) => {
    expect(isInternalHost(host)).toBe(true)
    expect(classifyRemoteUrl(`https://${host}/a.map`, null)?.kind).toBe('internal')
    const found = await scanFiles({ 'index.js': `fetch('http://${host}:8080/v1')\n` })
    expect(found.map(({ rule }) => rule)).toContain('internal/host')
  })

  test.each(['example.com', 'my-server.local', 'metadata.google.internal', 'acme.io', '8.8.8.8'])(
    '%s is none',
    (host) => expect(isInternalHost(host)).toBe(false),
  )

  test('loopback and names without a dot cannot be reached, and give nothing away', () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]', 'build-7', '169.254.1.1']) {
      expect(isUnreachableHost(host)).toBe(true)
      expect(isInternalHost(host)).toBe(false)
    }
    expect(isLocalHost('app.localhost')).toBe(true)
  })
})

test.each([
  ['api.internal.zyx.io', true],
  ['wiki.corp.zyx.io', true],
  ['db.tail1a2b3c.ts.net', true],
  ['100.101.102.103', true],
  ['100.64.0.0', false],
  ['100.100.100.200', false],
  ['api.internal.example.com', false],
  ['acme.dev.azure.com', false],
  ['www.zyx.io', false],
])('%s is for insiders in a public zone: %s', (host, is) => expect(isInsidersHost(host)).toBe(is))

test.each(['api.example.com', 'db.example', 'your-server.com', 'mysql.host.com', 'localhost.test'])(
  '%s is an example',
  (host) => expect(isExampleHost(host)).toBe(true),
)

test.each(['mysql.acme.de', 'myshop.io', 'theatre.fr', 'somerset.gov.uk', 'db.mytoys.de'])(
  '%s is no example',
  (host) => expect(isExampleHost(host)).toBe(false),
)

test.each(['my-company.com', 'mycompany.com', 'your.host.io', 'some-host.net', 'mydomain.de', 'yourapp.io'])(
  '%s is an example too',
  (host) => expect(isExampleHost(host)).toBe(true),
)
