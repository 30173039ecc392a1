import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { type BuildOptions, build } from 'esbuild'
import rule from '../../../../src/rules/source-map/embedded-source.ts'
import { examine, type Files, mapOf, whatRuleSays } from '../../../exposure/examine.ts'
import { makeTemporaryFolder } from '../../../support/temporary-folder.ts'

describe('source-map/embedded-source', () => {
  test('says exactly what can be read, and where', async () => {
    const said = await whatRuleSays(rule, {
      'dist/a.js.map': mapOf('// the plan\nexport {}\n', '../src/plan.ts'),
      'dist/b.js.map': mapOf('x'.repeat(1999), '../src/x.ts'),
      'dist/c.js.map': mapOf('', '../src/empty.ts'),
    })
    expect(said).toHaveLength(1)
    expect(said[0]?.what).toBe(
      '3 lines of 2 original files (2 kB) can be read in 2 source maps and nowhere else, among them src/plan.ts and src/x.ts.',
    )
    expect(said[0]?.severity).toEqual({ 'open-source': 'notice', proprietary: 'error' })
    expect(said[0]?.places).toEqual([
      expect.objectContaining({
        path: 'dist/a.js.map',
        line: null,
        evidence: '1 file, 2 lines: src/plan.ts',
      }),
      expect.objectContaining({ path: 'dist/b.js.map', line: null, evidence: '1 file, 1 line: src/x.ts' }),
    ])
  })

  test('names the largest folders when there are many files', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 1200 }, (_, n) => [
        `m${n}.js.map`,
        mapOf(`// ${n}\n`, `../src/part${n % 5}/f${n}.ts`),
      ]),
    )
    const [said] = await whatRuleSays(rule, files)
    expect(said?.what).toBe(
      '1,200 lines of 1,200 original files (8.5 kB) can be read in 1,200 source maps and nowhere else, among them src/part0/, src/part1/ and src/part2/.',
    )
    expect(said?.places).toHaveLength(1200)
  })

  test('is silent about maps without text and about text that is not the own', async () => {
    const said = await whatRuleSays(rule, {
      'a.js.map': '{"version":3,"sources":["../src/a.ts"],"names":[],"mappings":"AAAA"}',
      'b.js.map': mapOf('x()', '../node_modules/x/index.js'),
      'dist/node_modules/left-pad/index.js.map': mapOf('pad(left)', 'src/index.ts'),
    })
    expect(said).toEqual([])
  })
})

describe('what esbuild writes', () => {
  const SOURCES = {
    'main.ts': 'import { price } from "./price"\n// the discount nobody must know\nconsole.log(price(12))\n',
    'price.ts': 'export const price = (t: number): number => t * 0.7 // grüße\n',
    'style.css': '@import "./base.css";\n/* internal */\nb { color: red }\n',
    'base.css': 'a { color: blue }\n',
  }

  async function bundle(entry: string, options: BuildOptions): Promise<Files> {
    const folder = makeTemporaryFolder('esbuild')
    for (const [name, text] of Object.entries(SOURCES)) writeFileSync(join(folder, name), text)
    const { outputFiles } = await build({
      entryPoints: [join(folder, entry)],
      outdir: join(folder, 'dist'),
      absWorkingDir: folder,
      bundle: true,
      write: false,
      ...options,
    })
    return Object.fromEntries(
      (outputFiles ?? []).map(({ path, contents }) => [path.slice(folder.length + 1), contents]),
    )
  }

  test.each([
    ['linked', 1, 0],
    ['external', 1, 0],
    ['inline', 1, 1],
    ['both', 2, 1],
  ] as const)('sourcemap: %s', async (sourcemap, maps, inline) => {
    for (const [entry, sources] of [
      ['main.ts', ['main.ts', 'price.ts']],
      ['style.css', ['base.css', 'style.css']],
    ] as const) {
      for (const minify of [true, false]) {
        const files = await bundle(entry, { sourcemap, minify })
        const { exposure, ...found } = examine(files)
        expect(await whatRuleSays(rule, files)).toHaveLength(1)
        expect(found.maps.map(({ form }) => form).filter((form) => form === 'inline')).toHaveLength(inline)
        expect(exposure).toMatchObject({ maps, files: 2 })
        expect(exposure.sources.map(({ path }) => path).toSorted()).toEqual(sources)
        expect(found.layers.flatMap(({ brokenMaps }) => brokenMaps)).toEqual([])
      }
    }
  })

  test.each([
    ['no map', { sourcemap: false }],
    ['a map without texts', { sourcemap: 'linked', sourcesContent: false }],
  ] as const)('%s gives nothing away', async (_, options) => {
    expect(await whatRuleSays(rule, await bundle('main.ts', options))).toEqual([])
  })

  test('a map of a map: esbuild follows inline maps of its input', async () => {
    const files = await bundle('main.ts', { sourcemap: 'inline', bundle: false })
    expect(examine(files).exposure).toMatchObject({ maps: 1, files: 1, lines: 3 })
  })
})
