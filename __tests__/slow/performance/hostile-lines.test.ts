import { describe, expect, test } from '@jest/globals'
import { KeywordSearch } from '../../../src/layers/keyword-search.ts'
import type { KeywordHits } from '../../../src/model/layer.ts'
import { findAssignedSecrets, SECRET_NAMES } from '../../../src/secrets/assigned-secrets.ts'
import { findPrivateKeys, KEY_KEYWORDS } from '../../../src/secrets/private-keys.ts'
import { findProviderTokens } from '../../../src/secrets/provider-tokens.ts'
import { PROVIDERS } from '../../../src/secrets/providers/index.ts'
import { findRegistryCredentials, REGISTRY_KEYWORDS } from '../../../src/secrets/registry-credentials.ts'
import { TOKEN_KEYWORDS } from '../../../src/secrets/token-keywords.ts'
import { findUrlCredentials, URL_KEYWORDS } from '../../../src/secrets/url-credentials.ts'
import { findWebTokens, WEB_TOKEN_KEYWORDS } from '../../../src/secrets/web-tokens.ts'
import { takePairs, takeTurn } from '../../support/turns.ts'

const MEGABYTE = 1024 * 1024
const FILLS = ['', 'a', '"', '\\', '=', '" + "', 'A+/', '.']

const detectors: [string, readonly string[], (bytes: Buffer, hits: KeywordHits) => unknown[]][] = [
  ['provider tokens', TOKEN_KEYWORDS, findProviderTokens],
  ['private keys', KEY_KEYWORDS, findPrivateKeys],
  ['registry credentials', REGISTRY_KEYWORDS, findRegistryCredentials],
  ['URL credentials', URL_KEYWORDS, findUrlCredentials],
  ['web tokens', WEB_TOKEN_KEYWORDS, findWebTokens],
  ['assigned secrets', SECRET_NAMES, findAssignedSecrets],
]

/** Almost the real thing, as often as it fits into a line of that size. */
function lineOf(unit: string, size: number): Buffer {
  return Buffer.alloc(size, unit, 'latin1')
}

const SHAPES = [
  ...[
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN RSA PRIVATE KEY-----\\n',
    'LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQ',
  ],
  ...['}kty:"RSA"', '{"kty":"RSA","d":"', 'kty:"EC",', 'PuTTY-User-Key-File-3: x Private-Lines: 9\n'],
  ...['"a"+"b"+', '"+ "', "' + '", '"].join("', '"a".concat("b")', '`${"', '["a","a"].join("")'],
  ...[
    'https://a:',
    'https://a:b',
    'postgres://u:p@',
    '://@:',
    '_authToken=',
    '_auth=',
    'machine a login b password ',
    '"auths":{"a":{',
    '[pypi]password',
  ],
  ...[
    'eyJhbGciOiJIUzI1NiJ9.',
    'eyJ',
    'secret="',
    'password: ',
    'apikey=aaaaaaaaaaaaaaaa1',
    '-----BEGIN PRIVATE KEY-----MIIE-----END ',
  ],
]

/** Time of the processor, the best of a few turns: what other processes do meanwhile does not count. */
function milliseconds(work: () => unknown, turns = 2): number {
  let best = Number.POSITIVE_INFINITY
  for (let turn = 0; turn < turns; turn += 1) {
    const start = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(start)
    best = Math.min(best, (user + system) / 1000)
  }
  return best
}

describe.each(detectors)('%s', (_, keywords, find) => {
  const search = new KeywordSearch(keywords)
  const timeOf = (unit: string, size: number, turns = 2) => {
    const line = lineOf(unit, size)
    const hits = search.search(line)
    return milliseconds(() => find(line, hits), turns)
  }

  test('no keyword with any filling makes a line slow', () => {
    const slow: string[] = []
    const units = keywords.length > 60 ? keywords.filter((_, index) => index % 37 === 0) : keywords
    for (const [keyword, fill] of takePairs(units, FILLS)) {
      const line = lineOf(keyword + fill, MEGABYTE / 16)
      const hits = search.search(line)
      const time = milliseconds(() => find(line, hits), 1)
      if (time > 1000 && milliseconds(() => find(line, hits), 5) > 1000) slow.push(`${keyword}${fill}`)
    }
    expect(slow).toEqual([])
  })

  test('no shape makes a line of a megabyte more than linear', () => {
    const slow: string[] = []
    for (const shape of takeTurn(SHAPES)) {
      const small = timeOf(shape, MEGABYTE / 8)
      const large = timeOf(shape, MEGABYTE)
      // Eight times the bytes: what is linear takes about eight times as long, what is quadratic 64 times; below 300 ms the collector of garbage decides.
      if (
        large > Math.max(small * 20, 300) &&
        timeOf(shape, MEGABYTE, 5) > timeOf(shape, MEGABYTE / 8, 5) * 20
      )
        slow.push(`${shape}: ${small} ms, then ${large} ms`)
      if (large > 6000) slow.push(`${shape}: ${large} ms`)
    }
    expect(slow).toEqual([])
  })
})

test('100,000 almost-tokens of every provider', () => {
  const search = new KeywordSearch(TOKEN_KEYWORDS)
  const almost = PROVIDERS.map((provider) => `${provider.example().slice(0, -1)}!`)
  const unit = almost.join(' ')
  const text = Buffer.from(`${unit} `.repeat(Math.ceil(100_000 / almost.length)))
  const hits = search.search(text)
  expect(milliseconds(() => findProviderTokens(text, hits))).toBeLessThan(15_000)
})

test('megabytes of base64 and of quotes', () => {
  const search = new KeywordSearch([...TOKEN_KEYWORDS, ...KEY_KEYWORDS])
  const bytes = Buffer.from(
    Array.from({ length: 2 * MEGABYTE }, (_, index) => (index * 7919 + (index >> 8)) % 256),
  )
  for (const text of [
    Buffer.from(bytes.toString('base64')),
    lineOf('"\'`', 2 * MEGABYTE),
    lineOf('\\"', 2 * MEGABYTE),
  ]) {
    const hits = search.search(text)
    expect(milliseconds(() => [findProviderTokens(text, hits), findPrivateKeys(text, hits)])).toBeLessThan(
      6000,
    )
  }
})

test('a line of 5 MB with every shape in it', () => {
  const line = lineOf(SHAPES.join(' '), 5 * MEGABYTE)
  for (const [name, keywords, find] of detectors) {
    const hits = new KeywordSearch(keywords).search(line)
    expect([name, milliseconds(() => find(line, hits)) < 5000]).toEqual([name, true])
  }
})
