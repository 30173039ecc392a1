import { describe, expect, test } from '@jest/globals'
import { findProviderTokens, TOKEN_KEYWORDS } from '../../src/secrets/provider-tokens.ts'
import { PROVIDERS } from '../../src/secrets/providers/index.ts'
import type { Provider } from '../../src/secrets/providers/provider.ts'
import { detector } from './hits.ts'

const detect = detector(TOKEN_KEYWORDS, findProviderTokens)

/** The token as code would hold it, and where it begins. */
function inCode(provider: Provider, token: string): { text: string; offset: number } {
  const name = provider.assignedTo ? `${provider.assignedTo[0]}SecretKey` : 'value'
  const before = `const a = 1; const ${name} = "`
  return { text: `${before}${token}";\nexport {};\n`, offset: before.length }
}

const byId = PROVIDERS.map((provider) => [provider.id, provider] as const)
const withPrefix = byId.filter(
  ([, provider]) =>
    !provider.assignedTo && provider.format.anchor === 0 && (provider.format.keywords[0]?.length ?? 0) >= 4,
)

test('at least 60 vendors are known, each form under its own name', () => {
  expect(new Set(PROVIDERS.map(({ vendor }) => vendor)).size).toBeGreaterThanOrEqual(60)
  expect(new Set(PROVIDERS.map(({ id }) => id)).size).toBe(PROVIDERS.length)
  for (const { docs } of PROVIDERS) expect(new URL(docs).protocol).toBe('https:')
})

describe.each(byId)('%s', (_, provider) => {
  test('is found once, where it begins, in code', () => {
    const token = provider.example()
    const { text, offset } = inCode(provider, token)
    const found = detect(text)
    expect(found.map((each) => [each.offset, each.token.length])).toEqual([[offset, token.length]])
    expect(found[0]?.provider.vendor).toBe(provider.vendor)
    expect(found[0]?.checksum).toBe(provider.verify ? 'fits' : null)
  })

  test('is found after an escape and in an environment file', () => {
    const token = provider.example()
    const name = provider.assignedTo ? `${provider.assignedTo[0]?.toUpperCase()}_API_KEY` : 'VALUE'
    expect(detect(`FIRST=1\n${name}=${token}\nLAST=1\n`)).toHaveLength(1)
    expect(detect(JSON.stringify({ file: `FIRST=1\n${name}=${token}\n` }))).toHaveLength(1)
  })
})

describe.each(withPrefix)('%s', (_, provider) => {
  test.each([0, 1, 2])('is found in base64, %i bytes into a group', (shift) => {
    const token = provider.example()
    const encoded = Buffer.from(`${'>'.repeat(shift + 3)}${token}" and more`).toString('base64')
    const found = detect(`atob("${encoded}")`)
    expect(found.map((each) => [each.token, each.form])).toEqual([[token, 'base64']])
  })

  test('is found when it is split over literals', () => {
    const token = provider.example()
    for (const cut of [3, 6, token.length - 5]) {
      const [a, b] = [token.slice(0, cut), token.slice(cut)]
      const whole = provider.format.match(Buffer.from(a), 0) > 0
      for (const text of [
        `x = "${a}" + "${b}";`,
        `x = '${a}'+'${b}';`,
        `x = "${a}"\n    + "${b}";`,
        `x = "${a}".concat("${b}");`,
        `x = ["${a}", "${b}"].join("");`,
        `x = \`\${"${a}"}${b}\`;`,
        `x = "see " + "${a}" + "${b}" + ".";`,
      ]) {
        const found = detect(text)
        expect(found.filter((each) => each.token === token || whole)).toHaveLength(1)
      }
    }
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

test('a checksum that does not fit is said so', () => {
  const token = exampleOf('github/personal-access-token')
  const changed = token.slice(0, -1) + (token.endsWith('7') ? '8' : '7')
  expect(detect(`"${changed}"`).map(({ checksum }) => checksum)).toEqual(['misfit'])
})

function exampleOf(id: string): string {
  return PROVIDERS.find((provider) => provider.id === id)?.example() ?? ''
}
