import { expect, test } from '@jest/globals'
import { findRoute } from '../../src/publish/guard/route.ts'

test.each([
  ['PUT', '/a', { kind: 'publish', name: 'a', staged: false }],
  ['PUT', '/@s%2fa', { kind: 'publish', name: '@s/a', staged: false }],
  ['PUT', '/@s%2Fa', { kind: 'publish', name: '@s/a', staged: false }],
  ['PUT', '/@s/a', { kind: 'publish', name: '@s/a', staged: false }],
  ['PUT', '/a/-rev/1-abc', { kind: 'publish', name: 'a', staged: false }],
  ['POST', '/-/stage/package/@s%2fa', { kind: 'publish', name: '@s/a', staged: true }],
  ['POST', '/-/stage/0af3/approve', { kind: 'approve', stage: '0af3' }],
  ['POST', '/-/npm/v1/oidc/token/exchange/package/@s%2fa', { kind: 'exchange', name: '@s/a' }],
  ['GET', '/a?write=true', { kind: 'pass', name: 'a' }],
  ['GET', '/@s%2fa/latest', { kind: 'pass', name: '@s/a' }],
  ['GET', '/a/-/a-1.0.0.tgz', { kind: 'pass', name: 'a' }],
  ['GET', '/-/whoami', { kind: 'pass', name: null }],
  ['PUT', '/-/package/@s%2fa/dist-tags/next', { kind: 'service', name: '@s/a' }],
  ['PUT', '/-/user/org.couchdb.user:me', { kind: 'service', name: null }],
  ['POST', '/-/v1/login', { kind: 'service', name: null }],
  ['PUT', '/-/stage/package/a', { kind: 'service', name: 'package' }],
  ['POST', '/-/npm/v1/security/advisories/bulk', { kind: 'pass', name: null }],
  ['DELETE', '/a/-rev/1-abc', { kind: 'pass', name: 'a' }],
  ['DELETE', '/-/stage/0af3', { kind: 'service', name: '0af3' }],
])('%s %s', (method, target, route) => {
  expect(findRoute(method, target)).toEqual(route)
})

test.each([
  ['a tarball on its own, as npm once did', 'PUT', '/a/-/a-1.0.0.tgz/-rev/1'],
  ['a version on its own', 'PUT', '/a/1.0.0/-tag/latest'],
  ['an address that a server might resolve to another', 'PUT', '/-/x/../../a'],
  ['the same, encoded', 'PUT', '/-/x/%2e%2e/a'],
  ['a name encoded twice', 'PUT', '/@s%252fa'],
  ['an address with an empty part', 'PUT', '//a'],
  ['segments in one that is encoded', 'PUT', '/-/package/x/dist-tags/..%2f..%2f..%2f..%2fa'],
  ['parameters after dots', 'PUT', '/-/user/x/..;/a'],
  ['a write to no package', 'PUT', '/'],
  ['a write that is not known', 'POST', '/a'],
  ['a service that is not known', 'PUT', '/-/blob/a'],
])('%s is refused', (_title, method, target) => {
  expect(findRoute(method, target).kind).toBe('refused')
})
