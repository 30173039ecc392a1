import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { rules as preset } from '@secretlint/secretlint-rule-preset-recommend'
import privateKey from '../../../src/rules/secret/private-key.ts'
import providerToken from '../../../src/rules/secret/provider-token.ts'
import registryAuth from '../../../src/rules/secret/registry-auth.ts'
import urlCredentials from '../../../src/rules/secret/url-credentials.ts'
import { PROVIDERS } from '../../../src/secrets/providers/index.ts'
import { readTokenFormat } from '../../../src/secrets/token-format.ts'
import { scanFiles } from '../../support/scan-files.ts'

/** What the library finds that is no secret, and why. */
const LEFT_OUT = {
  AWSAccountID: 'the number of an account opens nothing',
  IGNORE_MESSAGE: 'a comment that switches the library off',
  PrivateKeyP12: 'looks at the name of the file alone; the content is what private-key reads',
}

const pem = generateKeyPairSync('rsa', { modulusLength: 1024 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString()
const password = readTokenFormat('{lower:3}{digit:3}{lower:3}{digit:3}{lower:3}').example()

const formOf = (source: string) => `const value = "${readTokenFormat(source).example()}"`
const knownAs = (id: string) =>
  `const value = "${PROVIDERS.find((provider) => provider.id === id)?.example() ?? ''}"`

/** For every message of the library's recommended preset, a text that makes it speak. */
const EXAMPLES: Readonly<Record<string, () => string>> = {
  AWSAccessKeyID: () => formOf('AKIA{base32:16}'),
  AWSSecretAccessKey: () => `AWS_SECRET_ACCESS_KEY = "${readTokenFormat('{base62:40}').example()}"`,
  PrivateKeyJSON: () =>
    JSON.stringify({ type: 'service_account', private_key_id: 'k', private_key: pem, client_id: 'x' }),
  PrivateKey: () => pem,
  PackageJSON_xOauthToken: () =>
    `https://${knownAs('github/oauth-access-token').slice(15, -1)}:x-oauth-basic@github.com/a/b`,
  Npmrc_authToken: () => `//registry.npmjs.org/:_authToken=${readTokenFormat('{uuid}').example()}`,
  NPM_ACCESS_TOKEN: () => knownAs('npm/access-token'),
  BasicAuth: () => `https://ci:${password}@git.acme.dev/x`,
  SLACK_TOKEN: () => knownAs('slack/bot-token'),
  IncomingWebhook: () =>
    formOf('https://hooks.slack.com/services/T{upperdigit:8}/B{upperdigit:8}/{base62:24}'),
  SENDGRID_KEY: () => formOf('SG.{base62:22}.{base62:43}'),
  // The library knows four of the six prefixes.
  SHOPIFY_KEY: () => formOf('shpat_{hex:32}'),
  STRIPE_SECRET_KEY_LIVE: () => formOf('sk_live_{base62:24}'),
  STRIPE_SECRET_KEY_TEST: () => formOf('sk_test_{base62:24}'),
  STRIPE_RESTRICTED_KEY_LIVE: () => formOf('rk_live_{base62:24}'),
  STRIPE_RESTRICTED_KEY_TEST: () => formOf('rk_test_{base62:24}'),
  GITHUB_TOKEN: () => knownAs('github/personal-access-token'),
  GITLAB_PERSONAL_ACCESS_TOKEN: () => knownAs('gitlab/personal-access-token'),
  GRAFANA_CLOUD_API_TOKEN: () =>
    `const value = "glc_${Buffer.from(JSON.stringify({ o: '1', n: 'ci', k: readTokenFormat('{base62:24}').example(), m: { r: 'us' } })).toString('base64')}"`,
  GRAFANA_SERVICE_ACCOUNT_TOKEN: () => knownAs('grafana/service-account-token'),
  OPENAI_TOKEN: () => formOf('sk-proj-{url:74}T3BlbkFJ{url:73}{base62:1}'),
  ANTHROPIC_API_KEY: () => formOf('sk-ant-api03-{url:93}AA'),
  GROQ_API_KEY: () => knownAs('groq/api-key'),
  HUGGINGFACE_USER_ACCESS_TOKEN: () => formOf('hf_{upper:4}{letter:30}'),
  LINEAR_API_TOKEN: () => knownAs('linear/api-key'),
  NOTION_INTEGRATION_TOKEN: () => knownAs('notion/integration-token'),
  OPS_TOKEN: () =>
    `const value = "ops_${Buffer.from(JSON.stringify({ signInAddress: 'x.1password.com', secretKey: readTokenFormat('{upperdigit:40}').example(), userAuth: { method: 'SRPg-4096' }, email: 'a@b.c', srpX: readTokenFormat('{hex:64}').example() })).toString('base64')}"`,
  MongoDBConnection: () => `mongodb+srv://app:${password}@prod.ab1cd.mongodb.net/app`,
  MySQLConnection: () => `mysql://app:${password}@db.acme.dev/app`,
  PostgreSQLConnection: () => `postgres://app:${password}@db.acme.dev/app`,
  HASHICORP_VAULT_SERVICE_TOKEN: () => formOf('hvs.{url:94}{base62:1}'),
  HASHICORP_VAULT_BATCH_TOKEN: () => formOf('hvb.{url:149}{base62:1}'),
  HASHICORP_VAULT_RECOVERY_TOKEN: () => formOf('hvr.{url:94}{base62:1}'),
  VERCEL_PERSONAL_ACCESS_TOKEN: () => formOf('vcp_{base62:24}'),
  VERCEL_INTEGRATION_TOKEN: () => formOf('vci_{base62:24}'),
  VERCEL_APP_ACCESS_TOKEN: () => formOf('vca_{base62:24}'),
  VERCEL_APP_REFRESH_TOKEN: () => formOf('vcr_{base62:24}'),
  VERCEL_AI_GATEWAY_API_KEY: () => formOf('vck_{base62:24}'),
  DATABRICKS_PERSONAL_ACCESS_TOKEN: () => knownAs('databricks/personal-access-token'),
  DOCKER_PERSONAL_ACCESS_TOKEN: () => knownAs('docker-hub/personal-access-token'),
  FIGMA_PERSONAL_ACCESS_TOKEN: () => formOf('figd_{base62:40}'),
  CLOUDFLARE_GLOBAL_API_KEY: () => formOf('cfk_{base62:40}{hex:8}'),
  CLOUDFLARE_USER_API_TOKEN: () => formOf('cfut_{base62:40}{hex:8}'),
  CLOUDFLARE_ACCOUNT_API_TOKEN: () => formOf('cfat_{base62:40}{hex:8}'),
  TAILSCALE_API_KEY: () => formOf('tskey-api-{base62:12}-{base62:32}'),
  TAILSCALE_AUTH_KEY: () => formOf('tskey-auth-{base62:12}-{base62:32}'),
  TAILSCALE_CLIENT_KEY: () => formOf('tskey-client-{base62:12}-{base62:32}'),
  TAILSCALE_SCIM_KEY: () => formOf('tskey-scim-{base62:12}-{base62:32}'),
  TAILSCALE_WEBHOOK_KEY: () => formOf('tskey-webhook-{base62:12}-{base62:32}'),
}

const kinds = preset.flatMap((rule) => Object.keys(rule.messages).map((kind) => [kind, rule] as const))
const secrets = kinds.filter(([kind]) => !(kind in LEFT_OUT) && kind !== 'TAILSCALE_KEY')

/** What the library says about a text. */
async function librarySays(rule: (typeof preset)[number], content: string): Promise<string[]> {
  const said: string[] = []
  const context = {
    createTranslator: () => (messageId: string) => ({ messageId, message: messageId }),
    report: ({ message }: { message: { messageId: string } }) => said.push(message.messageId),
    ignore: () => undefined,
  }
  const handler = rule.create(context as never, { enableIDScanRule: true } as never)
  for (const filePath of ['/a/key.json', '/a/.npmrc', '/a/package.json'])
    await handler.file?.({ content, filePath, ext: '.json', contentType: 'text', hasBOM: false } as never)
  return said
}

test('every message of the preset has an example here: a new one in the library fails this', () => {
  expect(secrets.filter(([kind]) => EXAMPLES[kind] === undefined).map(([kind]) => kind)).toEqual([])
})

describe.each(secrets)('%s', (kind, rule) => {
  test('what secretlint finds, Seaworthy finds', async () => {
    const text = EXAMPLES[kind]?.() ?? ''
    expect(await librarySays(rule, text)).toContain(kind)
    const rules = [providerToken, privateKey, registryAuth, urlCredentials]
    expect((await scanFiles({ 'dist/a.js': text }, { rules })).length).toBeGreaterThan(0)
  })
})
