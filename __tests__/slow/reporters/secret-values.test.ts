import { generateKeyPairSync } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { FORMAT_NAMES } from '../../../src/library/formats.ts'
import { render } from '../../../src/library/render.ts'
import type { Finding, Report } from '../../../src/model/report.ts'
import { renderAnnotations } from '../../../src/reporters/annotations.ts'
import { renderComment } from '../../../src/reporters/comment.ts'
import { renderSummary } from '../../../src/reporters/summary.ts'
import { PROVIDERS } from '../../../src/secrets/providers/index.ts'
import { readTokenFormat } from '../../../src/secrets/token-format.ts'
import { makePackageReport, reportOf } from '../../support/reports.ts'
import { scanFiles } from '../../support/scan-files.ts'

/** Characters of a secret that may be read anywhere, in whatever encoding. */
const MOST_SHOWN = 5

const of = (format: string) => readTokenFormat(format).example()
const known = (id: string) => PROVIDERS.find((provider) => provider.id === id)?.example() ?? ''
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64')
const hex = (text: string) => Buffer.from(text).toString('hex')
const password = () => of('{lower:4}{digit:3}{upper:4}{digit:2}{lower:5}')
const pem = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString()

/** By the file it stands in: a secret, and how it is written there. */
const LEAKS: Readonly<Record<string, readonly [secret: string, text: (secret: string) => string]>> = {
  'dist/token.js': [known('github/personal-access-token'), (it) => `const a = "${it}"`],
  'dist/near.js': [known('mistral/api-key'), (it) => `const mistralApiKey: string = '${it}'`],
  'dist/possible.js': [`${'sk-'}${of('{hex:32}')}`, (it) => `send('${it}')`],
  'dist/base64.js': [known('npm/access-token'), (it) => `const a = atob("${base64(it)}")`],
  'dist/gzip.js': [known('slack/bot-token'), (it) => `load("${base64(gzipSync(`const a = "${it}"`))}")`],
  'dist/hex.js': [known('stripe/secret-key'), (it) => `const a = Buffer.from("${hex(it)}", "hex")`],
  'dist/escapes.js': [
    known('sendgrid/api-key'),
    (it) => `const a = "${[...it].map((one) => `\\x${hex(one)}`).join('')}"`,
  ],
  'dist/codes.js': [
    of('glpat-{url:20}'),
    (it) => `const a = String.fromCharCode(${[...Buffer.from(it)].join(',')})`,
  ],
  'dist/parts.js': [
    known('digitalocean/token'),
    (it) => `const A = "${it.slice(0, 7)}", B = "${it.slice(7)}"; use(A + B)`,
  ],
  'dist/key.js': [pem.split('\n').slice(1, -2).join(''), () => JSON.stringify({ key: pem })],
  'dist/url.js': [password(), (it) => `connect("postgres://app:${it}@db.acme-prod.net:5432/app")`],
  'dist/header.js': [
    password(),
    (it) =>
      `fetch("https://api.acme-prod.net", { headers: { Authorization: "Basic ${base64(`ci:${it}`)}" } })`,
  ],
  'dist/named.js': [of('{base62:40}'), (it) => `const JWT_SECRET = "${it}"`],
  'dist/generic.js': [of('{base62:30}'), (it) => `const accessKey = "${it}"`],
  'config/production.yml': [
    password(),
    (it) => `db:\n  host: db.acme-prod.net\n  user: app\n  password: ${it}\n`,
  ],
  'config/.npmrc': [of('{uuid}'), (it) => `//registry.npmjs.org/:_authToken=${it}\n`],
  'dist/a.js.map': [
    known('openai/project-key') || known('anthropic/api-key'),
    (it) =>
      JSON.stringify({
        ...{ version: 3, names: [], mappings: 'AAAA', sources: ['../src/a.ts'] },
        sourcesContent: [`export const key: string = '${it}'\n`],
      }),
  ],
}

let findings: Finding[]
let report: Report

describe('secrets in reports', () => {
  beforeAll(async () => {
    const files = Object.entries(LEAKS).map(([path, [secret, write]]) => [path, write(secret)])
    findings = await scanFiles(Object.fromEntries(files), { profile: 'proprietary' })
    const [one] = findings
    const aside = one === undefined ? [] : [{ finding: one, reason: 'r', expires: '2999-01-01', by: 'b' }]
    report = reportOf([makePackageReport({ findings, suppressed: aside as never })])
  })

  /** Every piece of a text that is longer than what may be shown, as it reads in each encoding. */
  function pieces(secret: string): Set<string> {
    const found = new Set<string>()
    // Hexadecimal digits in a row come about by chance in digests; base64 begins at one of three places.
    const size = /^[0-9a-f-]+$/.test(secret) ? 12 : MOST_SHOWN + 1
    for (let at = 0; at + size <= secret.length; at += 1) {
      const piece = secret.slice(at, at + size)
      if (size < 12 && /^[0-9a-f]+$/.test(piece)) continue
      found
        .add(piece)
        .add([...piece].reverse().join(''))
        .add(hex(piece))
      found.add([...piece].map((one) => `%${hex(one)}`).join(''))
      found.add([...piece].map((one) => `\\u00${hex(one)}`).join(''))
      for (const before of ['', 'x', 'xx']) {
        const encoded = base64(before + piece).replace(/=+$/, '')
        found.add(
          encoded.slice(Math.ceil((before.length * 8) / 6), Math.floor(((before.length + size) * 8) / 6)),
        )
      }
    }
    return found
  }

  test('every one of them is found', () => {
    const paths = new Set(findings.filter(({ rule }) => rule.startsWith('secret/')).map(({ path }) => path))
    expect(Object.keys(LEAKS).filter((path) => !paths.has(path))).toEqual([])
  })

  test('the pieces are seen where they stand', () => {
    const [secret] = LEAKS['dist/token.js'] ?? ['']
    for (const text of [secret, base64(`..${secret}`), hex(secret)])
      expect([...pieces(secret)].some((piece) => text.includes(piece))).toBe(true)
  })

  const places = { tracked: new Set<string>(), folders: new Map<string, string>() }
  const run = { id: '1', attempt: 1, number: 1, commit: 'a'.repeat(40), url: null }
  const CHANNELS: Readonly<Record<string, () => string | Promise<string>>> = {
    comment: () =>
      renderComment(report, {
        ...{ marker: 'm', runUrl: null, run: run as never, previous: null, limit: 1_000_000 },
      }),
    summary: () => renderSummary(report, { runUrl: null }),
    annotations: () => JSON.stringify(renderAnnotations(report, places)),
    ...Object.fromEntries(FORMAT_NAMES.map((name) => [name, () => render(report, name, { color: true })])),
  }

  test.each(Object.entries(CHANNELS))('%s shows at most five characters of any secret', async (_, render) => {
    const text = await render()
    expect(text.length).toBeGreaterThan(100)
    for (const [path, [secret]] of Object.entries(LEAKS))
      for (const piece of pieces(secret)) if (text.includes(piece)) expect([path, piece]).toEqual([path, ''])
  })

  test('how sure a finding is stands in the report, in SARIF and in the comment', async () => {
    const sure = (path: string) => findings.find((one) => one.path === path)?.confidence
    expect([sure('dist/token.js'), sure('dist/near.js'), sure('dist/possible.js')]).toEqual([
      'sure',
      'likely',
      'possible',
    ])
    const log = JSON.parse(await render(report, 'sarif'))
    const results: { properties?: { confidence?: string }; rank?: number }[] = log.runs[0].results
    expect(results.filter(({ properties }) => properties?.confidence === 'sure').length).toBeGreaterThan(3)
    expect(await CHANNELS.comment?.()).toContain('**Likely:**')
  })

  test('to revoke something now is said of what is sure only', () => {
    const urgent = findings.filter(({ fix }) => /\b(?:revoke|roll) (?:it|.{1,30}) now\b/i.test(fix))
    expect(urgent.length).toBeGreaterThan(0)
    expect(urgent.filter(({ confidence }) => confidence !== 'sure')).toEqual([])
  })
})
