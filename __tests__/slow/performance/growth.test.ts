import { describe, expect, test } from '@jest/globals'
import { PositionTracer } from '../../../src/layers/maps/trace-position.ts'
import credentials from '../../../src/rules/file/credentials.ts'
import diagnostic from '../../../src/rules/file/diagnostic.ts'
import environment from '../../../src/rules/file/environment.ts'
import versionControl from '../../../src/rules/file/version-control.ts'
import host from '../../../src/rules/internal/host.ts'
import marker from '../../../src/rules/internal/marker.ts'
import entryPoint from '../../../src/rules/manifest/entry-point.ts'
import { matchesGlob, parseGlob } from '../../../src/text/glob.ts'
import { compilePattern } from '../../../src/text/user-pattern.ts'
import { examine } from '../../exposure/examine.ts'
import { runRule } from '../../rules/file/run-rule.ts'
import { buildTarball } from '../../support/build-tarball.ts'
import { expectLinear } from '../../support/growth.ts'
import { scanBytes } from '../../support/scan-files.ts'

/** What is fed to a rule, by its path; `times` makes it so many times as long. */
type Hostile = (times: number) => Readonly<Record<string, string>>

const FED: readonly (readonly [title: string, rule: Parameters<typeof runRule>[0], files: Hostile])[] = [
  [
    'openings of keys',
    credentials,
    (times) => ({
      a: '-----BEGIN RSA PRIVATE KEY-----\n'.repeat(8000 * times),
      b: 'PuTTY-User-Key-File-3: a\n'.repeat(10_000 * times),
    }),
  ],
  [
    'blank lines, and lines that are almost logins',
    credentials,
    (times) => ({
      a: '\n'.repeat(250_000 * times),
      b: '  \t'.repeat(75_000 * times),
      c: 'a:b:'.repeat(62_500 * times),
      d: 'machine a\n'.repeat(22_500 * times),
    }),
  ],
  ['unclosed quotes', environment, (times) => ({ '.env': 'A="\n'.repeat(62_500 * times) })],
  [
    'folders that are almost repositories',
    versionControl,
    (times) =>
      Object.fromEntries(Array.from({ length: 5000 * times }, (_, at) => [`a/${at % 50}/${at}/HEAD`, ''])),
  ],
  [
    'records without an end',
    diagnostic,
    (times) => ({
      a: `{"${'\\"'.repeat(125_000 * times)}`,
      b: `{"log":{${'"x":1,'.repeat(25_000 * times)}`,
      c: '\n'.repeat(250_000 * times),
    }),
  ],
  [
    'almost hosts',
    host,
    (times) => ({
      'a.js': '.local'.repeat(50_000 * times),
      'b.js': '//10.'.repeat(50_000 * times),
      'c.js': 'a.'.repeat(75_000 * times),
    }),
  ],
]

describe('a rule costs no more than in proportion to what it reads', () => {
  test.each(FED)('%s', async (_title, rule, files) => {
    await expectLinear((times) => runRule(rule, files(times)))
  })

  test('terms of one’s own', async () => {
    const options = { terms: ['aaa*'] }
    await expectLinear((times) =>
      runRule(
        marker,
        { 'a.js': 'confidential '.repeat(20_000 * times), 'b.js': 'a'.repeat(50_000 * times) },
        { options },
      ),
    )
  })

  test('thousands of entry points', async () => {
    await expectLinear((times) => {
      const names = Array.from({ length: 1200 * times }, (_, at) => `lib/f${at}.js`)
      const exports = Object.fromEntries(
        names.map((name) => [`./${name}`, { types: `./${name}`, default: `./${name}` }]),
      )
      const manifest = JSON.stringify({ name: 'a', version: '1.0.0', exports }, null, 2)
      const files = Object.fromEntries(names.map((name) => [name, '1\n']))
      return runRule(entryPoint, { 'package.json': manifest, ...files })
    })
  })
})

describe('so do the engines below the rules', () => {
  test('a pattern that takes a backtracking engine for ever', async () => {
    const compiled = await compilePattern('(a+)+$|(b|bb)*c')
    if (!compiled.ok) throw new Error(compiled.problem)
    await expectLinear((times) => {
      const text = `${'a'.repeat(12_000 * times)}!${'b'.repeat(12_000 * times)}`
      expect([...compiled.pattern.find(text)]).toEqual([])
    })
  })

  test('a glob of many stars', async () => {
    const glob = parseGlob('**/*a*a*a*a*a*a*a*a*b/**/*c')
    await expectLinear((times) => {
      expect(matchesGlob(glob, `${'a'.repeat(2000)}/`.repeat(10 * times))).toBe(false)
    })
  })

  test('capabilities of a file that is nothing but hits', async () => {
    await expectLinear(async (times) => {
      const code = 'process.env.A1;'.repeat(60_000 * times)
      const { scan } = await scanBytes(buildTarball({ 'index.js': code }), { rules: [] })
      expect(scan.inventory.capabilities.environment.map(({ name }) => name)).toEqual(['A1'])
    })
  })

  test('mappings that break late, with a position for each line', async () => {
    await expectLinear(async (times) => {
      const mappings = `${'AACA,'.repeat(100_000 * times)}!`
      const map = JSON.stringify({ version: 3, sources: ['a.ts'], names: [], mappings })
      const [layer] = examine({ 'a.js.map': map }).layers
      const tracer = layer?.map ? await PositionTracer.open(layer.map) : null
      // Parsed anew for each of them, they would cost their number times their length.
      for (let count = 0; count < 100 * times; count += 1)
        expect(tracer?.findOriginal({ line: 1, column: 1 })).toBeNull()
      tracer?.close()
    })
  })

  test.each([
    ['in code', '{"version":3,"x":"sourcesContent", y["sourcesContent"] '],
    ['in JSON', '{"version":3,"sourcesContent":['],
    ['in URLs', 'data:application/json,{"a":["'],
    ['in URLs inside strings', 'data:application/json,{\\"a '],
    ['in encoded URLs', 'data:application/json,%7B%22a'],
  ])('openings of maps without an end %s', async (_, opening) => {
    await expectLinear((times) => examine({ 'a.js': opening.repeat(10_000 * times) }))
  })
})
