import { describe, expect, test } from '@jest/globals'
import { findProviderTokens } from '../../src/secrets/provider-tokens.ts'
import { PROVIDERS } from '../../src/secrets/providers/index.ts'
import type { Provider } from '../../src/secrets/providers/provider.ts'
import { TOKEN_KEYWORDS } from '../../src/secrets/token-keywords.ts'
import { variableFor } from '../rules/secret/planted.ts'
import { detector } from './hits.ts'

const detect = detector(TOKEN_KEYWORDS, findProviderTokens)

/** The token as code would hold it, and where it begins. */
function inCode(provider: Provider, token: string): { text: string; offset: number } {
  const before = `const a = 1; const ${variableFor(provider)} = "`
  return { text: `${before}${token}";\nexport {};\n`, offset: before.length }
}

const byId = PROVIDERS.map((provider) => [provider.id, provider] as const)

test('at least 400 vendors are known, each form under its own name, with where to revoke it', () => {
  expect(new Set(PROVIDERS.map(({ vendor }) => vendor)).size).toBeGreaterThanOrEqual(400)
  expect(new Set(PROVIDERS.map(({ id }) => id)).size).toBe(PROVIDERS.length)
  for (const { revoke } of PROVIDERS) expect(new URL(revoke).protocol).toBe('https:')
})

test('a check fits what it mended, and nothing in which one character was changed', () => {
  for (const { id, check, example } of PROVIDERS) {
    if (!check || id === 'nx-cloud/access-token' || id === 'saladcloud/api-key') continue
    const token = example()
    expect([id, check.fits(token)]).toEqual([id, true])
    const at = check.strength === 'form' ? 5 : token.length - 12
    // Base32 has letters of one case: `a` as `A` would be the same.
    const changed = token.slice(0, at) + (/a/i.test(token.charAt(at)) ? 'B' : 'A') + token.slice(at + 1)
    if (/^(?:discord|intercom|facebook)/.test(id)) continue
    expect([id, check.fits(changed)]).toEqual([id, false])
  }
})

describe.each(byId)('%s', (_, provider) => {
  test('is found once, where it begins, in code', () => {
    const token = provider.example()
    const { text, offset } = inCode(provider, token)
    const found = detect(text)
    expect(found.map((each) => [each.offset, each.token.length])).toEqual([[offset, token.length]])
    expect(found[0]?.provider.vendor).toBe(provider.vendor)
    if (provider.check) expect(found[0]?.confidence).toBe('sure')
    else expect(['sure', ...(provider.near ? ['likely'] : [])]).toContain(found[0]?.confidence)
  })

  test('is found after an escape and in an environment file', () => {
    const token = provider.example()
    const name = variableFor(provider).toUpperCase()
    expect(detect(`FIRST=1\n${name}=${token}\nLAST=1\n`)).toHaveLength(1)
    expect(detect(JSON.stringify({ file: `FIRST=1\n${name}=${token}\n` }))).toHaveLength(1)
  })
})

test('what stands before a token may be an escape, but no letter of a word', () => {
  const token = exampleOf('github/personal-access-token')
  for (const before of ['\\n', '\\t', '\\u0022', '%3D', '"', "'", '=', ':', ' ', '>', '@', '/'])
    expect(detect(`${before}${token}"`)).toHaveLength(1)
  for (const before of ['a', '9', '_', '\\\\n']) expect(detect(`${before}${token}"`)).toHaveLength(0)
})

test('stand-ins, hashes and minified noise are silent', () => {
  for (const text of [
    `ghp_${'x'.repeat(36)}`,
    'ghp_1234567890abcdefghijklmnopqrstuvwxyz'.slice(0, 40),
    `AKIA${'IOSFODNN7EXAMPLE'}`,
    `sk_live_${'your_stripe_secret_key_here'}`,
    `xoxb-${'000000000000-000000000000-aaaaaaaaaaaaaaaaaaaaaaaa'}`,
    `npm_${'YOUR'.repeat(9)}`,
    `SG.${'x'.repeat(22)}.${'x'.repeat(43)}`,
    `https://hooks.slack.com/services/${'T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX'}`,
    `const datadogColor = "#${'a1b2c3d4'}"`,
    `"integrity": "sha512-${'Zm9v'.repeat(21)}=="`,
    `AccountKey=${'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq'}/K1SZFPTOtr/KBHBeksoGMGw==`,
  ])
    expect(detect(` ${text} `)).toEqual([])
})

test('a piece of a longer base64 text is no token', () => {
  const blob = Buffer.from(Array.from({ length: 90 }, (_, index) => (index * 89) % 251)).toString('base64')
  expect(detect(`"${blob}${exampleOf('facebook/access-token')}/${blob}"`)).toEqual([])
})

test.each([
  ['two constants', (begin: string, rest: string) => `const A = "${begin}", B = "${rest}"; use(A + B)`],
  [
    'two constants with types, in a template',
    (begin: string, rest: string) =>
      `const PREFIX: string = '${begin}'\nconst KEY = '${rest}'\nuse(\`\${PREFIX}\${KEY}\`)`,
  ],
  ['a literal and a constant', (begin: string, rest: string) => `const b='${rest}';use("${begin}"+b)`],
  [
    'a literal and a member',
    (begin: string, rest: string) => `const o = { key: "${rest}" }; use(\`${begin}\${o.key}\`)`,
  ],
])('a token that is put together from %s', (_, write) => {
  for (const id of ['stripe/secret-key', 'github/personal-access-token', 'sendgrid/api-key']) {
    const token = exampleOf(id)
    const cut = token.search(/[_.](?=[^_.]{10})/) + 1
    const found = detect(write(token.slice(0, cut), token.slice(cut)))
    expect(found.map(({ provider, confidence }) => [provider.id, confidence])).toEqual([[id, 'sure']])
  }
})

test('two constants that never meet are none', () => {
  const token = exampleOf('stripe/secret-key')
  expect(detect(`const A = "${token.slice(0, 8)}", B = "${token.slice(8)}"; use(A, B)`)).toEqual([])
})

test('a row of the alphabet is told from a real key', () => {
  const row = 'abcdef1234567890'.repeat(2)
  expect(detect(`const datadogApiKey = "${row}"`).map(({ confidence }) => confidence)).toEqual(['in-order'])
})

test('a checksum that does not fit makes it made up', () => {
  const token = exampleOf('github/personal-access-token')
  const changed = token.slice(0, -1) + (token.endsWith('7') ? '8' : '7')
  expect(detect(`"${changed}"`).map(({ confidence }) => confidence)).toEqual(['made-up'])
})

function exampleOf(id: string): string {
  return PROVIDERS.find((provider) => provider.id === id)?.example() ?? ''
}
