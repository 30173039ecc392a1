import { describe, expect, test } from '@jest/globals'
import type { Finding } from '../../../src/model/report.ts'
import { scanFiles } from '../../support/scan-files.ts'

type Files = Record<string, string>

const manifest = (version: string, more: object = {}): string =>
  `${JSON.stringify({ name: 'popular', version, license: 'MIT', main: 'index.js', files: ['index.js'], ...more })}\n`

const release = (version: string, more: object = {}, files: Files = {}): Files => ({
  'package.json': manifest(version, more),
  'index.js': 'export const add = (a, b) => a + b\n'.repeat(40),
  'readme.md': '# popular\n',
  ...files,
})

/** The rules of this category that fire when `after` follows `before`, with their severities. */
async function changes(before: Files, after: Files): Promise<Map<string, Finding>> {
  const findings = await scanFiles(after, { before, profile: 'open-source' })
  return new Map(
    findings
      .filter(({ rule }) => rule.startsWith('change/'))
      .map((finding) => [`${finding.severity} ${finding.rule}`, finding]),
  )
}

describe('releases that made the news', () => {
  test('a bundle that ships its source map all at once: text, size and the file itself', async () => {
    // The incident was 17 MB of bundle and 59 MB of map; a fiftieth of it has its shape.
    const bundle = Array.from({ length: 4000 }, (_, index) => `var v${index}=f(${index * 7919});`).join('\n')
    const sources = Array.from({ length: 190 }, (_, index) => `src/part-${index}.ts`)
    const text = (index: number): string =>
      Array.from(
        { length: 60 },
        (_, line) => `export const x${index * 1000 + line} = ${index * line * 31}`,
      ).join('\n')
    const map = JSON.stringify({
      version: 3,
      sources,
      sourcesContent: sources.map((_, index) => `${text(index)}\n`),
      names: [],
      mappings: 'AAAA',
    })
    const before = release('2.1.87', {}, { 'cli.js': bundle })
    const after = release(
      '2.1.88',
      {},
      { 'cli.js': `${bundle}\n//# sourceMappingURL=cli.js.map\n`, 'cli.js.map': map },
    )
    const found = await changes(before, after)
    expect([...found.keys()]).toContain('error change/map-text')
    expect([...found.keys()]).toContain('warning change/new-file')
    expect(found.get('error change/map-text')?.message).toMatch(
      /^Source maps hold 190 original files \(11,400 lines, .*\) found nowhere else\. In 2\.1\.87 they held none\.$/,
    )
    expect(found.get('error change/map-text')?.path).toBe('cli.js.map')
  })

  test('a folder of data beside the code: the size', async () => {
    const noise = Array.from({ length: 60_000 }, (_, index) => `${(index * 2654435761) % 4294967296}`).join(
      '\n',
    )
    const found = await changes(release('1.0.0'), release('1.0.1', {}, { 'index.json': noise }))
    expect(found.get('error change/size')?.message).toMatch(
      /grew from 1\.5 kB to \d+ kB unpacked since 1\.0\.0\. New or larger: index\.json/,
    )
  })

  test('a worm in a postinstall script that reads tokens and starts processes', async () => {
    const worm =
      "const { execSync } = require('child_process')\nconst https = require('https')\nconst token = process.env.GITHUB_TOKEN\nhttps.request('https://api.github.com/user/repos', { token })\n"
    const after = release(
      '21.5.0',
      { scripts: { postinstall: 'node telemetry.js' } },
      { 'telemetry.js': worm },
    )
    const found = await changes(release('21.4.0'), after)
    expect(found.get('error change/install-script')?.message).toBe(
      'The script postinstall (node telemetry.js) is new since 21.4.0, and runs wherever the package is installed.',
    )
    const said = (await scanFiles(after, { before: release('21.4.0') }))
      .filter(({ rule }) => rule === 'change/capability')
      .map(({ message }) => message)
    expect(said).toEqual([
      'The code names 1 host that 21.4.0 did not: api.github.com.',
      'The code reads 1 environment variable that 21.4.0 did not: GITHUB_TOKEN.',
      'The code uses modules of node that 21.4.0 did not: child_process and https.',
    ])
  })

  test('an optional dependency from a repository, whose prepare script would run', async () => {
    const optionalDependencies = {
      '@popular/setup': 'github:popular/router#79ac49eedf774dd4b0cfa308722bc463cfe5885c',
    }
    const after = release('1.169.5', { optionalDependencies })
    const findings = await scanFiles(after, { before: release('1.169.4') })
    expect(findings.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual(
      expect.arrayContaining(['warning manifest/dependency-spec', 'warning change/dependency']),
    )
    expect(findings.find(({ rule }) => rule === 'change/dependency')?.message).toMatch(
      /^1 optional dependency is new since 1\.169\.4: @popular\/setup \(github:popular\/router#79ac.*\)\.$/,
    )
  })

  test('one obfuscated line in a file that people can read', async () => {
    const before = release('5.6.0')
    const line = `const _0x112fa8=_0x180f;(function(_0x13c8b9,_0_35f660){${'_0x4ee7a3[_0x2f(0x1b)](0x1f2e),'.repeat(300)}})();\n`
    const after = { ...release('5.6.1'), 'index.js': `${line}${before['index.js']}` }
    const found = await changes(before, after)
    expect([...found.keys()]).toEqual(['warning change/minified-line'])
    expect(found.get('warning change/minified-line')).toMatchObject({ path: 'index.js' })
  })

  test('a dependency that nothing imports', async () => {
    const found = await changes(
      release('1.14.0'),
      release('1.14.1', { dependencies: { 'plain-crypto-js': '^4.2.1' } }),
    )
    expect([...found.keys()]).toEqual(['warning change/dependency'])
  })
})

describe('what honest releases do is no error', () => {
  test('a new module, a newer dependency, a longer readme: nothing at all', async () => {
    const before = release('1.0.0', { dependencies: { ms: '^2.1.2' } }, { 'lib/a.js': 'exports.a = 1\n' })
    const after = release(
      '1.1.0',
      { dependencies: { ms: '^2.1.3' } },
      {
        'lib/a.js': 'exports.a = 2\n',
        'lib/b.js': 'exports.b = 1\n',
        'readme.md': '# popular\n'.repeat(500),
      },
    )
    expect([...(await changes(before, after)).keys()]).toEqual([])
  })

  test('names with hashes that change with every build are the same files', async () => {
    const big = 'exports.a = 1\n'.repeat(90_000)
    const before = release('1.0.0', {}, { 'dist/chunk-WE2CIJTT.js': big, 'dist/index-B7x9Qk2a.js': big })
    const after = release('1.0.1', {}, { 'dist/chunk-SXMNIXTP.js': big, 'dist/index-Zk81mQpa.js': big })
    expect([...(await changes(before, after)).keys()]).toEqual([])
  })

  test('a minifier that came in for the whole file', async () => {
    const before = release('1.0.0', {}, { 'dist/all.js': 'export const a = 1\n'.repeat(300) })
    const after = release('1.0.1', {}, { 'dist/all.js': `export const a=1;${'a+1;'.repeat(1000)}` })
    expect([...(await changes(before, after)).keys()]).toEqual([])
  })

  test('maps that had text before have it still', async () => {
    const map = (text: string): string =>
      JSON.stringify({
        version: 3,
        sources: ['../src/a.ts'],
        sourcesContent: [text],
        names: [],
        mappings: 'AAAA',
      })
    const before = release('1.0.0', {}, { 'index.js.map': map('export const a = 1\n') })
    const after = release('1.0.1', {}, { 'index.js.map': map('export const a = 2\nexport const b = 3\n') })
    expect([...(await changes(before, after)).keys()]).toEqual([])
  })

  test('a major release may drop an engine and an entry point', async () => {
    const before = release('1.9.0', {
      engines: { node: '>=18' },
      exports: { '.': './index.js', './x': './index.js' },
    })
    const after = { engines: { node: '>=22' }, exports: { '.': './index.js' } }
    expect([...(await changes(before, release('2.0.0', after))).keys()]).toEqual([])
    expect([...(await changes(before, release('1.9.1', after))).keys()]).toEqual([
      'warning change/engines',
      'warning change/entry-point',
    ])
  })
})
