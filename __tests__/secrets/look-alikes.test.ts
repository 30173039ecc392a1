import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { RULES } from '../../src/rules/index.ts'
import { tokenFormat } from '../../src/secrets/token-format.ts'
import { scanFiles } from '../support/scan-files.ts'

const rules = RULES.filter(({ meta }) => meta.id.startsWith('secret/') && meta.id !== 'secret/workflow-value')

const of = (format: string) => tokenFormat(format).example()
const md5 = () => of('{hex:32}')
const sha1 = () => of('{hex:40}')
const sha256 = () => of('{hex:64}')
const uuid = () => of('{hex:8}-{hex:4}-4{hex:3}-a{hex:3}-{hex:12}')
const list = (make: () => string) => Array.from({ length: 12 }, make)
const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })

/** What looks like a secret to one tool or another, and is none: by kind, the file and its text. */
const LOOK_ALIKES: Readonly<Record<string, () => readonly [path: string, text: string]>> = {
  'chunks of a locale': () => ['dist/a.js', `import("./sk-${md5()}.js")`],
  'a map of locales to hashes': () => [
    'dist/a.js',
    `const m = { sk: "sk-${md5()}", pa: "pa-${md5()}", fc: "fc-${md5()}" }`,
  ],
  'a list of chunks': () => ['dist/manifest.json', JSON.stringify(list(() => `key-${md5()}`))],
  'a list of icons': () => ['dist/icons.json', JSON.stringify(list(() => `ico-${md5()}`))],
  'a class of CSS with a hash': () => ['dist/a.css', `.fc-${md5()} { color: red }`],
  'a class in React': () => [
    'dist/a.js',
    `h("div", { className: "md-${of('{lower:10}')}-${of('{lower:10}')}" })`,
  ],
  'a region with a hash': () => ['dist/a.js', `const host = "${md5()}-us1.cdn.acme.io"`],
  'an icon by its brand': () => [
    'dist/icons.json',
    JSON.stringify({ twilio: 'twilio.svg', stripe: 'stripe.svg', discord: md5() }),
  ],
  'hashes of icons by brand': () => [
    'dist/icons.json',
    JSON.stringify(
      Object.fromEntries(
        ['mailgun', 'twilio', 'datadog', 'spotify', 'heroku'].map((brand) => [`icons/${brand}.svg`, md5()]),
      ),
    ),
  ],
  'runs of A in a table': () => ['dist/a.js', `const table = "${'A'.repeat(120)}"`],
  'runs of A and a word': () => ['dist/a.js', `const table = "${'A'.repeat(21)}${'B'.repeat(90)}"`],
  'a flatbuffer in base64': () => [
    'dist/a.js',
    `const schema = "EAAAAAAA${Buffer.alloc(45).toString('base64')}"`,
  ],
  'zeros in base64': () => ['dist/a.js', `const wasm = "${Buffer.alloc(300).toString('base64')}"`],
  'JSON with a key k in base64': () => [
    'dist/a.js',
    `const a = "${Buffer.from(JSON.stringify({ k: 'a word', list: [1, 2, 3], more: 'and more words of it' })).toString('base64')}"`,
  ],
  'an SPDX id': () => ['dist/a.spdx', `SPDXID: SPDXRef-Package-npm-${of('{lower:8}')}-${sha1()}`],
  'an identifier without digits': () => [
    'dist/a.js',
    'const 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 = 1; fw_initialiseEverythingHere()',
  ],
  'a name of a type': () => [
    'dist/a.d.ts',
    'export declare const re_FindAllOfThemInTheWholeOfTheText: string',
  ],
  'a type of a token': () => [
    'dist/a.ts',
    'export interface Auth { _authToken: string | null; npmAuthToken?: string }',
  ],
  'an assignment of a token': () => [
    'dist/a.js',
    'this._authToken = options.authToken || null; _authToken: token',
  ],
  'words near a vendor': () => [
    'dist/a.js',
    'const atlassianOAuth2Provider = "createAtlassianOAuth2TokenProvider1"',
  ],
  'a class of a cloud kit': () => [
    'dist/a.js',
    'export const AwsSecretsManagerSecretTargetAttachment2 = "AWS::SecretsManager::SecretTargetAttachment"',
  ],
  'a path near a vendor': () => [
    'dist/a.js',
    'const twilioPatchHash = "a/b/c/twilio/patch/hash/v1/2010/Accounts"',
  ],
  'an integrity': () => [
    'package-lock.json',
    `{"node_modules/azure":{"integrity":"sha512-${randomBytes(64).toString('base64')}"}}`,
  ],
  'a resolved commit': () => [
    'a/package.json',
    `{"name":"x","repository":"github:acme/x","gitHead":"${sha1()}"}`,
  ],
  'a shasum': () => [
    'a/package.json',
    `{"_resolved":"https://github.com/acme/x/archive/${sha1()}.tar.gz","_shasum":"${sha1()}"}`,
  ],
  'a commit in a URL': () => [
    'dist/a.js',
    `// https://github.com/acme/x/blob/${sha1()}/src/token.ts\nconst token = read()`,
  ],
  'commits of dependencies': () => [
    'deps.json',
    JSON.stringify({
      github: Object.fromEntries(list(() => sha1()).map((commit, index) => [`repo${index}`, commit])),
    }),
  ],
  'a digest under a name with token': () => ['dist/a.js', `const tokenHash = "${sha256()}"`],
  'an etag': () => ['dist/a.json', `{"datadog":{"etag":"${md5()}"}}`],
  'a uuid of a project': () => ['dist/a.js', `const herokuProjectId = "${uuid()}"`],
  'a namespace': () => ['dist/a.js', `const NAMESPACE = "${uuid()}"`],
  'ids by brand': () => [
    'dist/a.json',
    JSON.stringify({ snyk: { projectId: uuid() }, codecov: { traceId: uuid() } }),
  ],
  'a public key': () => ['dist/key.pem', publicKey.export({ type: 'spki', format: 'pem' }).toString()],
  'a public key in base64': () => [
    'dist/a.js',
    `const publicKey = "${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}"`,
  ],
  'the address of a contract': () => ['dist/a.js', `const tokenAddress = "0x${of('{hex:40}')}"`],
  'a hash of a transaction': () => ['dist/a.js', `const txHash = "0x${sha256()}"`],
  'a topic of an event': () => ['dist/a.js', `const TRANSFER_TOPIC = "0x${sha256()}"`],
  'a publishable key': () => ['dist/a.js', `const key = "pk_live_${of('{base62:24}')}"`],
  'a site key': () => ['dist/a.js', `const recaptchaSiteKey = "6L${of('{url:38}')}"`],
  'a DSN': () => ['dist/a.js', `init({ dsn: "https://${md5()}@o123.ingest.sentry.io/456" })`],
  'a public token of PostHog': () => ['dist/a.js', `posthog.init("phc_${of('{base62:43}')}")`],
  'a map token for browsers': () => [
    'dist/a.js',
    `mapboxgl.accessToken = "pk.${Buffer.from('{"u":"acme","a":"k1"}').toString('base64url')}.${of('{url:22}')}"`,
  ],
  'a client id': () => [
    'dist/a.js',
    `const googleClientId = "${of('{digit:12}')}-${of('{lowerdigit:32}')}.apps.googleusercontent.com"`,
  ],
  'a client id of GitHub': () => ['dist/a.js', `const clientId = "Iv1.${of('{hex:16}')}"`],
  'a tenant': () => ['dist/a.js', `const azureTenantId = "${uuid()}"`],
  'an instrumentation key': () => [
    'dist/a.js',
    `const c = "InstrumentationKey=${uuid()};IngestionEndpoint=https://westeurope.in.applicationinsights.azure.com/"`,
  ],
  'keys for browsers of LaunchDarkly': () => [
    'dist/a.js',
    `const mobile = "mob-${uuid()}"; const clientSideId = "${of('{hex:24}')}"`,
  ],
  'an example of AWS': () => [
    'dist/a.js',
    `const id = "${'AKIA'}IOSFODNN7EXAMPLE"; const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCY${'EXAMPLEKEY'}"`,
  ],
  'stand-ins of every vendor': () => [
    'dist/a.js',
    `a("ghp_${'x'.repeat(36)}"); a("sk_live_${'your_key_here_please'}"); a("xoxb-${'000000000000-000000000000-xxxxxxxxxxxxxxxxxxxxxxxx'}")`,
  ],
  'a template': () => [
    'dist/a.js',
    'const url = `https://api.mailgun.net/?key=${key}`; const k = "{{MAILGUN_API_KEY}}"; const t = "<your-token>"',
  ],
  'a reference': () => [
    'config.yml',
    'jwt_secret: ${JWT_SECRET}\nclient_secret: vault:secret/data/app#client\napi_key: op://vault/item/key\n',
  ],
  'an arn': () => [
    'dist/a.js',
    'const clientSecret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:app-AbCdEf"',
  ],
  'a translation': () => [
    'locales/de.json',
    JSON.stringify({
      password: 'Bitte geben Sie Ihr neues Passwort ein',
      apiKey: 'API-Schlüssel',
      jwtSecret: 'Geheimnis',
    }),
  ],
  'names of fields': () => [
    'dist/a.js',
    'const passwordField = "newPassword1"; const tokenType = "urn:ietf:params:oauth:token-type:jwt1"; const secretName = "my-app-secret-2024-prod"',
  ],
  'names of headers': () => [
    'dist/a.js',
    'const apiKeyHeader = "x-api-key-2024-version1"; const csrfTokenName = "XSRF-TOKEN-2"',
  ],
  'a keyframe and a keyboard': () => [
    'dist/a.js',
    'const keyframes = "fadeIn2s"; const keyboardLayout = "qwerty-us-international-2"; const monkey = "m0nk3y-business-2024"',
  ],
  'a tokenizer': () => [
    'dist/a.js',
    'const eosToken = "<|endoftext|>"; const maxTokens = 4096; const tokenizer = "cl100k_base_v2_2024_01"',
  ],
  'a design token': () => [
    'dist/a.js',
    'const designToken = "color-background-brand-bold-2"; const themeToken = "--ds-space-100-x2"',
  ],
  'a cache key': () => [
    'dist/a.js',
    `const cacheKey = "v2:user:${md5()}"; const queryKey = ["user", "${uuid()}"]`,
  ],
  'an author': () => [
    'dist/a.js',
    'const author = "jane@acme.io"; const authority = "https://login.acme.io/2024"; const dispatch = "action/update2"',
  ],
  'a bypass and a compass': () => [
    'dist/a.js',
    'const bypass = "0123-abcd-4567"; const compass = "north2south4east6"',
  ],
  Latin: () => ['dist/a.js', 'const text = "Lorem1ipsum2dolor3sit4amet5consectetur6adipiscing7elit"'],
  'an alphabet': () => [
    'dist/a.js',
    'const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"; const secretKey = "0123456789abcdefghijklmnopqrstuv"',
  ],
  'a MIME type': () => ['dist/a.js', 'const tokenFormat = "application/vnd.acme.token+json;version=2024"'],
  'a sample web token': () => [
    'dist/a.js',
    `const t = "${[
      { alg: 'HS256', typ: 'JWT' },
      { sub: '1234567890', name: 'John Doe', iat: 1516239022 },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')}.${of('{url:43}')}"`,
  ],
  'an anonymous key': () => [
    'dist/a.js',
    `const t = "${[{ alg: 'HS256' }, { iss: 'supabase', role: 'anon', ref: 'abc' }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.${of('{url:43}')}"`,
  ],
  'an image in base64': () => [
    'dist/a.css',
    `a { background: url(data:image/png;base64,${Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(600)]).toString('base64')}) }`,
  ],
  'random bytes in base64': () => ['dist/a.js', `const wasm = "${randomBytes(3000).toString('base64')}"`],
  'random bytes in hexadecimal': () => ['dist/a.js', `const code = "${randomBytes(2000).toString('hex')}"`],
  mappings: () => [
    'dist/a.js.map',
    JSON.stringify({
      version: 3,
      sources: [],
      names: [],
      mappings: `EAAA,${'EAACA,IAAIC,GAAG;AACJ'.repeat(80)}`,
    }),
  ],
  'a table of prices': () => [
    'dist/a.json',
    JSON.stringify({ stripe: { price: `price_${of('{base62:24}')}`, product: `prod_${of('{base62:14}')}` } }),
  ],
  'a nonce and a salt': () => [
    'dist/a.js',
    `const nonce = "${randomBytes(16).toString('base64')}"; const digest = "${createHash('sha256').update('x').digest('hex')}"`,
  ],
  'a package by its hash': () => [
    '.pnp.cjs',
    `["@sentry/node", [["npm:7.1.0", {"packageLocation": "./.yarn/cache/@sentry-node-npm-7.1.0-${of('{hex:10}')}-${of('{hex:10}')}.zip/"}]]]`,
  ],
}

test('at least 60 kinds are tried', () => {
  expect(Object.keys(LOOK_ALIKES).length).toBeGreaterThanOrEqual(60)
})

test.each(Object.entries(LOOK_ALIKES))('%s is no error', async (_, make) => {
  for (let turn = 0; turn < 3; turn += 1) {
    const [path, text] = make()
    for (const profile of ['open-source', 'proprietary'] as const) {
      const findings = await scanFiles({ [path]: text }, { rules, profile })
      expect(findings.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual(
        [],
      )
    }
  }
})
