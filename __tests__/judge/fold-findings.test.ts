import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { DEFAULT_CONFIG, decideSeverity } from '../../src/config/merge/effective-config.ts'
import { type Judged, judge } from '../../src/judge/judge.ts'
import type { ExampleFiles } from '../../src/model/example.ts'
import type { Finding } from '../../src/model/report.ts'
import type { AnyRule } from '../../src/model/rule.ts'
import { buildTarball } from '../support/build-tarball.ts'
import { buildZip } from '../support/build-zip.ts'
import { scanBytes, scanFiles } from '../support/scan-files.ts'

const TOKEN = `npm_${'aB3dE5fG7hJ9'.repeat(3)}`
const PASSWORD = `${'kJ8s7dHf'}9Qw2xZ`
const PACKAGE = { 'index.js': 'export {}\n' }
const MAP = (name: string) =>
  JSON.stringify({
    version: 3,
    sources: [`/home/ann/work/src/${name}.ts`],
    sourcesContent: [`// CONFIDENTIAL\nexport const ${name} = 'http://10.0.0.7/x'\n`],
    mappings: 'AAAA',
  })

/** Findings about files, as a report tells them; those about package.json are another matter. */
async function told(files: ExampleFiles): Promise<Finding[]> {
  const findings = await scanFiles({ ...PACKAGE, ...files }, { profile: 'proprietary', folded: true })
  return findings.filter(({ path }) => path !== 'package.json')
}

const others = ({ also }: Finding): string[] => also.map(({ rule }) => rule).sort()

describe('one leak is one finding', () => {
  test('a token in a file of logins, under three rules', async () => {
    const [only, another] = await told({ 'ci/_npmrc': `//registry.npmjs.org/:_authToken=${TOKEN}\n` })
    expect(another).toBeUndefined()
    expect(only).toMatchObject({ severity: 'error', path: 'ci/_npmrc', count: 1, harm: 'credential' })
    expect([only?.rule, ...(only === undefined ? [] : others(only))]).toEqual(
      expect.arrayContaining(['secret/registry-auth', 'file/credentials', 'secret/generic']),
    )
    expect(only?.also.find(({ rule }) => rule === 'file/credentials')?.paths).toEqual(['ci/_npmrc'])
  })

  test('a private key in a file that is called one', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const found = await told({ id_rsa: privateKey.export({ type: 'pkcs8', format: 'pem' }) })
    expect(found.map(({ rule }) => rule)).toEqual(['secret/private-key'])
    expect(found.map(others)).toEqual([['file/credentials']])
  })

  test('a package that was not built, by its list, its entry points and its types', async () => {
    const manifest = { name: 'a', version: '1.0.0', license: 'MIT', main: 'dist/a.js', types: 'dist/a.d.ts' }
    const files = {
      'package.json': JSON.stringify({ ...manifest, files: ['dist'], scripts: { build: 'tsc' } }),
    }
    const found = await scanFiles(
      { 'README.md': '# a\n', ...files },
      { profile: 'proprietary', folded: true },
    )
    const built = found.filter(({ harm }) => harm === 'installation')
    expect(built.map(({ rule }) => rule)).toEqual(['pack/unbuilt'])
    expect(built.map(({ fix }) => fix)).toEqual([
      'Run npm run build before packing, or take the entry out of `files`.',
    ])
    expect(built.map(others)).toEqual([['manifest/entry-point']])
  })

  test('coverage data with the paths of a machine in it', async () => {
    const lcov = 'TN:\nSF:/home/ann/shop/src/a.js\nDA:1,1\nend_of_record\n'
    const found = await told({ 'coverage/lcov.info': lcov })
    expect(found.map(({ rule }) => rule)).toEqual(['file/diagnostic'])
    expect(found.map(others)).toEqual([['internal/home-path']])
  })

  test('a folder of a tool with archives in it; the credential in there stays apart', async () => {
    const zip = (name: string) =>
      buildZip([{ name: `node_modules/${name}/.env`, content: Buffer.from(`DB_PASSWORD=${PASSWORD}\n`) }])
    const found = await told({
      '.yarn/install-state.gz': 'x',
      '.yarn/cache/a-npm-1.0.0.zip': zip('a'),
      '.yarn/cache/b-npm-1.0.0.zip': zip('b'),
    })
    const [folder, other] = found.filter(({ harm }) => harm !== 'credential')
    expect(other).toBeUndefined()
    expect(folder).toMatchObject({ rule: 'file/tool-directory', count: 3 })
    expect(folder && others(folder)).toContain('file/nested-archive')
    const credentials = found.filter(({ harm }) => harm === 'credential')
    expect(credentials.map(({ count }) => count)).toEqual([2])
    expect(credentials.map(others)).toEqual([['file/environment', 'secret/named-value']])
  })

  test('values of one file of settings of which the same is said; what is replaced elsewhere stays apart', async () => {
    const values = [
      `DB_HOST=db.acme.io`,
      `DB_PASSWORD=${PASSWORD}`,
      `SMTP_PASSWORD=${PASSWORD}y`,
      `SENDGRID_API_KEY=SG.${'aB3dE5fG7hJ9kL1mN2pQ4r'}.${'Zx8cV6bN4mQ2'.repeat(4).slice(5)}`,
      `DB_URL=postgres://ann:${PASSWORD}x@db.acme.io/a`,
    ]
    const found = await told({ '.env.production': `${values.join('\n')}\n` })
    expect(found.map(({ rule, places }) => [rule, places.map(({ line }) => line)]).sort()).toEqual([
      ['secret/credential', [2, 3]],
      ['secret/provider-token', [4]],
      ['secret/url-credentials', [5]],
    ])
    expect(found.flatMap(others)).toContain('file/environment')
    const code = await told({
      'a.js': `x('//registry.npmjs.org/:_authToken=${TOKEN}')\ny('postgres://ann:${PASSWORD}x@db.acme.io/a')\n`,
    })
    expect(code.filter(({ severity }) => severity === 'error').length).toBeGreaterThan(1)
  })

  test('a recording and the token in it; the files of one report', async () => {
    const [log, another] = await told({
      'npm-debug.log': `0 verbose cli /usr/bin/node\n1 info using npm@10.5.0\n4 verbose argv "--//registry.npmjs.org/:_authToken=${TOKEN}"\n`,
    })
    expect(another).toBeUndefined()
    expect(log).toMatchObject({ harm: 'credential', line: 3 })
    expect(log && others(log)).toContain('file/diagnostic')
    const report = await told({
      'coverage/lcov.info': 'TN:\nSF:/home/ann/shop/src/a.js\nDA:1,1\nend_of_record\n',
      'coverage/clover.xml':
        '<?xml version="1.0"?><coverage generated="1" clover="3.2.0"><project><file name="a.js" path="/home/ann/a.js"></file></project></coverage>',
    })
    expect(report.map(({ rule, count }) => [rule, count])).toEqual([['file/diagnostic', 2]])
  })

  test('source in a map with the paths and hosts that are in that source', async () => {
    const found = await told({ 'dist/a.js.map': MAP('a'), 'dist/b.js.map': MAP('b') })
    expect(found.map(({ rule, count }) => [rule, count])).toEqual([['source-map/embedded-source', 2]])
    expect(found.map(others)).toEqual([['internal/host', 'internal/marker', 'source-map/build-path']])
  })

  test('what is found in other places too stays, with those places', async () => {
    const found = await told({
      'dist/a.js.map': MAP('a'),
      'dist/a.js': "export const host = 'http://10.0.0.7/x'\n",
    })
    const host = found.find(({ rule }) => rule === 'internal/host')
    expect(host?.places.map(({ path }) => path)).toEqual(['dist/a.js'])
  })

  test('a file that the contents list does not name and another finding asks to take out', async () => {
    const found = await scanFiles(
      { ...PACKAGE, 'dist/a.js.map': MAP('a') },
      {
        profile: 'proprietary',
        folded: true,
        options: { 'file/unexpected': { contents: ['index.js', 'package.json'] } },
      },
    )
    expect(found.filter(({ rule }) => rule === 'file/unexpected')).toEqual([])
    const map = found.find(({ rule }) => rule === 'source-map/embedded-source')
    expect(map).toMatchObject({ severity: 'error' })
    expect(map && others(map)).toContain('file/unexpected')
  })

  test('500 findings that say the same of 500 files are one with 500 places', async () => {
    const folders = Array.from({ length: 500 }, (_, index) => `.tool${index}`)
    const files = Object.fromEntries(folders.map((folder) => [`${folder}/settings.json`, '{}\n']))
    const found = await told(files)
    expect(found.map(({ rule, count, similar }) => ({ rule, count, similar }))).toEqual([
      { rule: 'file/tool-directory', count: 500, similar: 499 },
    ])
    expect(found[0]?.places).toHaveLength(500)
  })

  test('many tokens of two vendors are two findings, each under its own name', async () => {
    const shopify = (index: number) => `shpat_${`${index}9f3c7ab1e8d2046`.repeat(2)}`
    const stripe = (index: number) => ['sk', 'live', `${index}xB3dE5fG7hJ9kL2mN4pQ6r`].join('_')
    const files = Object.fromEntries(
      Array.from({ length: 14 }, (_, index) => {
        const token = index % 2 === 0 ? shopify(index / 2) : stripe(index)
        return [`lib/${index}.js`, `exports.token = '${token}'\n`]
      }),
    )
    const found = await told(files)
    expect(found.map(({ message, count }) => [/Shopify|Stripe/.exec(message)?.[0], count]).sort()).toEqual([
      ['Shopify', 7],
      ['Stripe', 7],
    ])
  })

  test('credentials first, then data of people, then source, whatever the rules are called', async () => {
    const found = await told({
      'dist/a.js.map': MAP('a'),
      'dist/b.js': `const url = 'https://ann:${PASSWORD}@db.corp-internal.net/x'\nexport const auth = '//registry.npmjs.org/:_authToken=${TOKEN}'\n`,
      'coverage/lcov.info': 'TN:\nSF:/srv/a.js\nDA:1,1\nend_of_record\n',
      '.tool/x.json': '{}\n',
    })
    const errors = found.filter(({ severity }) => severity === 'error').map(({ harm }) => harm)
    expect(errors).toEqual([...errors].sort((a, b) => order(a) - order(b)))
    expect(new Set(errors)).toEqual(new Set(['credential', 'people', 'source', 'internals']))
  })
})

const order = (harm: string | undefined): number =>
  ['credential', 'people', 'source', 'internals', 'installation', 'tidiness'].indexOf(harm ?? '')

describe('a suppression', () => {
  const files = {
    ...PACKAGE,
    '.tool/_npmrc': `//registry.npmjs.org/:_authToken=${TOKEN}\n`,
    '.tool/app.js.map': MAP('app'),
    '.tool/old.tgz': buildTarball({ 'a.js': '1\n' }),
  }

  async function judged(rules: readonly string[]): Promise<Judged> {
    const { scan } = await scanBytes(buildTarball(files))
    return judge(scan.findings, {
      packageName: 'example',
      severity: (rule: AnyRule, message, at) =>
        decideSeverity(DEFAULT_CONFIG, rule, message, 'proprietary', at),
      suppression: ({ rule }) =>
        rules.includes(rule) ? { reason: 'on purpose', expires: '2027-03-31', by: null } : null,
    })
  }
  const rulesOf = (findings: readonly Finding[]): string[] =>
    findings.filter(({ path }) => path?.startsWith('.tool')).map(({ rule }) => rule)

  test('sets aside the whole of a leak', async () => {
    const { findings, suppressed } = await judged([
      'secret/registry-auth',
      'file/credentials',
      'file/tool-directory',
    ])
    expect(rulesOf(findings)).not.toContain('file/credentials')
    expect(suppressed.map(({ finding }) => finding.rule)).toEqual(
      expect.arrayContaining(['secret/registry-auth', 'file/credentials']),
    )
  })

  test('of a value does not reach the file around it, which may hold more by tomorrow', async () => {
    const { findings } = await judged(['secret/registry-auth', 'file/tool-directory'])
    expect(rulesOf(findings)).toContain('file/credentials')
  })

  test('of a folder that ships on purpose lets what lies in it speak for itself', async () => {
    const { findings } = await judged(['file/tool-directory'])
    expect(rulesOf(findings)).toEqual(['secret/registry-auth', 'source-map/embedded-source'])
  })

  test('of another rule takes that rule out of the finding', async () => {
    const { findings, suppressed } = await judged(['file/credentials'])
    const token = findings.find(({ rule }) => rule === 'secret/registry-auth')
    expect(token?.also.map(({ rule }) => rule)).not.toContain('file/credentials')
    expect(suppressed.map(({ finding }) => finding.rule)).toEqual(['file/credentials'])
  })
})
