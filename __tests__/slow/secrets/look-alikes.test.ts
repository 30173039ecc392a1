import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { RULES } from '../../../src/rules/index.ts'
import { readTokenFormat } from '../../../src/secrets/token-format.ts'
import { scanFiles } from '../../support/scan-files.ts'

const rules = RULES.filter(({ meta }) => meta.id.startsWith('secret/') && meta.id !== 'secret/workflow-value')

const of = (format: string) => readTokenFormat(format).example()
const md5 = () => of('{hex:32}')
const sha1 = () => of('{hex:40}')
const sha256 = () => of('{hex:64}')
const uuid = () => of('{hex:8}-{hex:4}-4{hex:3}-a{hex:3}-{hex:12}')
const list = (make: () => string) => Array.from({ length: 12 }, make)
const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })

/** What looks like a secret to one tool or another, and is none: by kind, the file and its text. */
const LOOK_ALIKES: Readonly<Record<string, () => readonly [path: string, text: string]>> = {
  'chunks of a locale': () => ['dist/a.js', `import("../../secrets/sk-${md5()}.js")`],
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
  'a key for searching': () => ['dist/a.js', `const algoliaSearchKey = "${md5()}"`],
  'the header of RFC 7617': () => [
    'dist/a.js',
    'headers.Authorization = "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="',
  ],
  'a seed of documentation': () => [
    'README.md',
    'otpauth://totp/Acme:ada@acme.dev?secret=JBSWY3DPEHPK3PXP&issuer=Acme',
  ],
  'a random seed of documentation': () => [
    'README.md',
    `otpauth://totp/ACME:Alice?issuer=ACME&secret=${of('{base32:32}')}&digits=6`,
  ],
  'ids with their hashes': () => [
    'dist/a.js',
    list(() => `cache["${of('{hex:24}')}:${sha256()}"] = 1`).join('\n'),
  ],
  'hashes in three parts': () => [
    'dist/a.json',
    JSON.stringify(list(() => `${md5()}-${of('{hex:8}')}-${of('{hex:8}')}`)),
  ],
  'an id and words': () => ['dist/a.js', `const id = "${of('{digit:16}')}|${of('{lower:30}')}"`],
  'a date and a commit': () => ['dist/a.js', `const release = "20260101120000000-${sha1()}"`],
  'a hash in base 32': () => [
    'dist/a.js',
    `const cid = "bafybei${of('{b32l:52}')}", hash = "${of('{b32l:52}')}"`,
  ],
  'public halves of NATS and Stellar': () => [
    'dist/a.js',
    `const user = "U${of('{base32:55}')}", account = "G${of('{base32:55}')}"`,
  ],
  'a context of a trace': () => ['dist/a.js', `const parent = "00-${md5()}-${of('{hex:16}')}-01"`],
  "Cesium's default": () => [
    'dist/a.js',
    `Ion.defaultAccessToken = "${Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url')}.${Buffer.from(JSON.stringify({ jti: uuid(), id: 259, iat: 1_730_000_000 })).toString('base64url')}.${of('{url:43}')}"`,
  ],
  'names of credentials': () => [
    'dist/known/credentials.json',
    JSON.stringify(
      { microsoftTeamsOAuth2Api: { className: 'MicrosoftTeamsOAuth2Api', supportedNodes: ['oAuth2Api'] } },
      null,
      1,
    ),
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
  'a list of chunks by their hashes, minified': () => [
    'dist/a.js',
    `var e={sk:"${md5()}",de:"${md5()}",pt:"${md5()}"};o.u=t=>"i18n/"+t+"."+e[t]+".js"`,
  ],
  'sources of subresources': () => [
    'dist/index.html',
    `<script src="https://cdn.acme.io/stripe.js" integrity="sha384-${randomBytes(48).toString('base64')}" crossorigin="anonymous"></script>`,
  ],
  'a client of a vendor with a public id': () => [
    'dist/a.js',
    `const client = new AlgoliaClient("${of('{upperdigit:10}')}", "${md5()}")`,
  ],
  'a client of a vendor with a name': () => [
    'dist/a.js',
    'const twilio = createTwilio("my-own-application-2024", "eu-west-1"); new Stripe("2023-10-16", "acct_1Name")',
  ],
  'a vendor required with a path': () => [
    'dist/a.js',
    'require("@datadog/browser-rum")("https://rum.acme.io/v2/path", "production-eu-west-1-2024")',
  ],
  'a version of an API': () => [
    'dist/a.js',
    'new Stripe(process.env.STRIPE_KEY, { apiVersion: "2024-06-20" })',
  ],
  'a prefix alone': () => [
    'dist/a.js',
    'const PREFIX = "sk_live_"; const NAME = "customer-name-2024"; check(PREFIX + NAME)',
  ],
  'a check of a prefix': () => [
    'dist/a.js',
    `if (key.startsWith("ghp_") || key.startsWith("github_pat_")) warn("ghp_" + mask(key)); const mask = "${md5()}"`,
  ],
  'patterns of tokens': () => [
    'dist/rules.json',
    JSON.stringify({
      github: 'ghp_[0-9a-zA-Z]{36}',
      slack: 'xox[baprs]-([0-9a-zA-Z]{10,48})',
      aws: 'AKIA[0-9A-Z]{16}',
    }),
  ],
  'a lock file of yarn': () => [
    'yarn.lock',
    `"@okta/okta-auth-js@^7.0.0":\n  version "7.5.1"\n  resolved "https://registry.yarnpkg.com/@okta/okta-auth-js/-/okta-auth-js-7.5.1.tgz#${sha1()}"\n  integrity sha512-${randomBytes(64).toString('base64')}\n`,
  ],
  'a lock file of pnpm': () => [
    'pnpm-lock.yaml',
    `  /@sentry/node@7.1.0:\n    resolution: {integrity: sha512-${randomBytes(64).toString('base64')}}\n`,
  ],
  'a lock file of cargo': () => [
    'Cargo.lock',
    `[[package]]\nname = "rust-crypto-key"\nversion = "0.2.36"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "${sha256()}"\n`,
  ],
  'sums of Go': () => [
    'go.sum',
    `github.com/hashicorp/vault v1.2.3 h1:${randomBytes(32).toString('base64')}\n`,
  ],
  'an SBOM': () => [
    'bom.json',
    JSON.stringify({
      components: list(() => of('{lower:8}')).map((name) => ({
        name,
        hashes: [{ alg: 'SHA-256', content: sha256() }],
        'bom-ref': uuid(),
      })),
    }),
  ],
  'a manifest of an application': () => [
    'manifest.json',
    JSON.stringify({ key: randomBytes(294).toString('base64'), permissions: ['storage', 'identity'] }),
  ],
  'ids of a vendor in code': () => [
    'dist/a.js',
    `analytics.load({ datadogApplicationId: "${uuid()}", sentryProjectId: "4504", intercomAppId: "${of('{lowerdigit:8}')}" })`,
  ],
  'a measurement id': () => [
    'dist/a.js',
    `gtag("config", "G-${of('{upperdigit:10}')}"); ga("create", "UA-12345678-1")`,
  ],
  'a price and a plan': () => [
    'dist/a.js',
    `const STRIPE_PRICE_ID = "price_1${of('{base62:23}')}"; const stripeProductId = "prod_${of('{base62:14}')}"`,
  ],
  'a tracing header': () => [
    'dist/a.js',
    `headers.set("traceparent", "00-${md5()}-${of('{hex:16}')}-01"); headers.set("x-datadog-trace-id", "${of('{digit:19}')}")`,
  ],
  'a signed address that has ended': () => [
    'dist/a.json',
    JSON.stringify({
      aws: `https://files.s3.amazonaws.com/a?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${'AKIA'}${of('{base32:16}')}%2F20190509%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20190509T232830Z&X-Amz-Expires=300&X-Amz-Signature=${sha256()}&X-Amz-SignedHeaders=host`,
      azure: `https://acme.blob.core.windows.net/a?sp=r&se=2020-01-02T00:00:00Z&sv=2019-12-12&sr=b&sig=${of('{base62:42}')}%3D`,
    }),
  ],
  'a commit of a submodule': () => [
    'dist/version.json',
    JSON.stringify({ commit: sha1(), tree: sha1(), github: { ref: sha1() } }),
  ],
  'ABI bytecode': () => [
    'dist/token.json',
    JSON.stringify({ contractName: 'Token', bytecode: `0x6080604052${randomBytes(900).toString('hex')}` }),
  ],
  'an address with a checksum': () => ['dist/a.js', `export const TOKEN_PROXY = "0x${of('{anyhex:40}')}"`],
  'a Merkle root': () => [
    'dist/a.js',
    `const root = "0x${sha256()}", leaf = "0x${sha256()}", salt = "0x${sha256()}"`,
  ],
  'a table of primes': () => [
    'dist/a.js',
    `modp14: { prime: "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd1${of('{hex:128}')}" }`,
  ],
  'curve parameters': () => [
    'dist/a.js',
    `new Curve({ p: "${sha256()}", a: "${sha256()}", b: "${sha256()}", n: "${sha256()}", gx: "${sha256()}" })`,
  ],
  'a password in a form': () => [
    'dist/a.jsx',
    '<input type="password" name="password" autoComplete="current-password" placeholder="At least 8 characters" />',
  ],
  'labels about keys': () => [
    'dist/a.js',
    'const labels = { apiKey: "API key (v2)", secretKey: "Secret key 1", token: "Enter your access token 2" }',
  ],
  'an error code': () => [
    'dist/a.js',
    'const E = { INVALID_TOKEN: "ERR_INVALID_TOKEN_0x80070005", AUTH: "auth/invalid-api-key-2" }',
  ],
  'a header of a CSP': () => [
    'dist/a.js',
    `res.setHeader("Content-Security-Policy", "script-src 'nonce-${randomBytes(18).toString('base64')}' 'sha256-${randomBytes(32).toString('base64')}'")`,
  ],
  'a MongoDB id': () => [
    'dist/a.json',
    JSON.stringify({ userToken: { _id: of('{hex:24}') }, keyId: of('{hex:24}') }),
  ],
  'a ULID and a nanoid': () => [
    'dist/a.js',
    `const requestKey = "01${of('{upperdigit:24}')}"; const cacheToken = { id: "${of('{url:21}')}" }`,
  ],
  'a data attribute with a scope': () => [
    'dist/a.vue.js',
    `render._scopeId = "data-v-${of('{hex:8}')}"; const __key = "k-${of('{hex:8}')}"`,
  ],
  'a hash in a URL of a CDN': () => [
    'dist/a.css',
    `@font-face { src: url(https://fonts.acme.io/s/roboto/v30/${of('{url:50}')}.woff2) }`,
  ],
  'a blurred preview': () => [
    'dist/a.js',
    `const blurDataURL = "data:image/webp;base64,${randomBytes(90).toString('base64')}"`,
  ],
  'a protobuf descriptor': () => [
    'dist/a_pb.js',
    `const file = fileDesc("${Buffer.concat([Buffer.from('\n\u0010acme/token.proto\u0012\u0004acme'), randomBytes(200)]).toString('base64')}")`,
  ],
  'a WebAssembly module in base64': () => [
    'dist/a.js',
    `const wasm = "${Buffer.concat([Buffer.from('0061736d01000000', 'hex'), randomBytes(700)]).toString('base64')}"`,
  ],
  'a public JWK': () => [
    'dist/jwks.json',
    JSON.stringify({
      keys: [
        { kty: 'RSA', kid: of('{url:43}'), n: randomBytes(256).toString('base64url'), e: 'AQAB', use: 'sig' },
      ],
    }),
  ],
  'a certificate': () => [
    'dist/ca.pem',
    `-----BEGIN CERTIFICATE-----\n${randomBytes(600).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  ],
  'an SSH public key': () => [
    'dist/a.pub',
    `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${randomBytes(32).toString('base64').slice(0, 43)} deploy@acme\n`,
  ],
  'a known host': () => [
    'dist/known_hosts',
    `github.com ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ${randomBytes(380).toString('base64')}\n`,
  ],
  'a VAPID public key': () => ['dist/a.js', `const vapidPublicKey = "B${of('{url:86}')}"`],
  'a push application key': () => [
    'dist/a.js',
    `subscribe({ applicationServerKey: "B${of('{url:86}')}", userVisibleOnly: true })`,
  ],
  'a Firebase app': () => [
    'dist/a.js',
    `initializeApp({ apiKey: "AIza${of('{url:35}')}", authDomain: "a.firebaseapp.com", projectId: "a", appId: "1:${of('{digit:12}')}:web:${of('{hex:22}')}" })`,
  ],
  'a table of icons as paths': () => [
    'dist/icons.js',
    'export const siTwilio = "M12 0C5.381-.008.008 5.352 0 11.971V12c0 6.64 5.359 12 12 12 6.64 0 12-5.36 12-12 0-6.641-5.36-12-12-12z"',
  ],
  'colours of brands': () => [
    'dist/a.json',
    JSON.stringify({ stripe: '#635bff', twilio: '#f22f46', slack: '#4a154b', key: '#a1b2c3' }),
  ],
  'names of environment variables': () => [
    'dist/a.js',
    'const required = ["OPENAI_API_KEY", "STRIPE_SECRET_KEY"]; const key = env("DATADOG_API_KEY_V2_PRODUCTION_EU1")',
  ],
  'a secret by its reference': () => [
    'deploy.yml',
    'env:\n  STRIPE_KEY: ${{ secrets.STRIPE_KEY }}\n  DB: projects/123456789012/secrets/db-password/versions/4\n  TOKEN: !Ref TokenParameter2\n',
  ],
  'a sealed secret': () => [
    'sealed.yml',
    `kind: SealedSecret\nspec:\n  encryptedData:\n    password: AgB${randomBytes(300).toString('base64')}\n`,
  ],
  'a value that the key service of Google encrypted': () => [
    'cloudbuild.yml',
    `secrets:\n- kmsKeyName: projects/a/b\n  secretEnv:\n    API_KEY: CiQA${randomBytes(90).toString('base64')}\n`,
  ],
  'how a password is checked': () => [
    'dist/a.js',
    'const rules = { guid: "required|string|max:100", password: "filled|string|max:100" }\n',
  ],
  'a value that SOPS encrypted': () => [
    'secrets.enc.yml',
    `password: ENC[AES256_GCM,data:${randomBytes(12).toString('base64')},iv:${randomBytes(32).toString('base64')},tag:${randomBytes(16).toString('base64')},type:str]\n`,
  ],
  'a UUID of a namespace in a map': () => [
    'dist/a.js',
    `const ids = { heroku: { pipeline: "${uuid()}" }, railway: { project: "${uuid()}", environment: "${uuid()}" } }`,
  ],
  'a random id of a test': () => [
    'dist/a.js',
    `it("key ${md5()}", () => expect(hash("token")).toBe("${sha256()}"))`,
  ],
  'a snapshot of hashed classes': () => [
    'dist/a.css',
    `.token_${of('{url:5}')} .key-${of('{hex:8}')}, .pat-${md5()} { --auth: 1 }`,
  ],
  'references to a store of secrets, one under the other': () => [
    'conf/a.env',
    `DB_PASSWORD=op://prod/db/password\nAPI_KEY=vault:secret/data/prod#api_key2\nTOKEN=ENC[AES256_GCM,data:${of('{base62:20}')}]\n`,
  ],
  'a key for visitors in a Secret of Kubernetes': () => [
    'deploy/a.yaml',
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\ntype: Opaque\ndata:\n  ANON_KEY: ${Buffer.from(
      ['{"alg":"HS256","typ":"JWT"}', '{"iss":"supabase","role":"anon","exp":4000000000}']
        .map((part) => Buffer.from(part).toString('base64url'))
        .concat(of('{url:43}'))
        .join('.'),
    ).toString('base64')}\n`,
  ],
  'literals of sentences under each other': () => [
    'src/a.c',
    'const char *usage =\n  "usage: tool --api-key KEY1\\n"\n  "       tool --secret-key-from-env NAME0\\n";\n',
  ],
  'names of keys in definitions': () => [
    'src/a.h',
    '#define API_KEY "X-API-KEY-2"\n#define SECRET_KEY "secret_key_v2_name"\n#define SESSION_KEY "app.session.v2:id"\n',
  ],
  'a dictionary of words': () => [
    'dist/words.txt',
    'secretary\npassword\ntokenizer\nkeyboard\nauthority\napikey\nmonkey\ncertificate\npatient\nsignature\n',
  ],
}

test('at least 120 kinds are tried', () => {
  expect(Object.keys(LOOK_ALIKES).length).toBeGreaterThanOrEqual(120)
})

test.each(Object.entries(LOOK_ALIKES))('%s is no error', async (_, make) => {
  for (let turn = 0; turn < 2; turn += 1) {
    const [path, text] = make()
    for (const profile of ['open-source', 'proprietary'] as const) {
      const findings = await scanFiles({ [path]: text }, { rules, profile })
      expect(findings.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual(
        [],
      )
    }
  }
})
