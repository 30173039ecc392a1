import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import { build } from 'esbuild'
import { mappingsWasmPlugin } from '../../../scripts/mappings-wasm-plugin.js'
import { PositionTracer, traceOriginal } from '../../../src/layers/maps/trace-position.ts'
import { PositionCursor } from '../../../src/layers/positions.ts'
import type { Position } from '../../../src/model/layer.ts'
import { examine } from '../../exposure/examine.ts'
import { makeTemporaryFolder } from '../../support/temporary-folder.ts'

const SOURCE = `import { twice } from './math.ts'

/* grüße */ const label: string = 'ünïcödé'
export const answer = twice(21, 'the-planted-word') + label
`
const MATH = `export function twice(value: number, word: string): number {
  console.log(word)
  return value * 2
}
`

interface Bundle {
  readonly code: Buffer
  readonly map: string
  /** Of the planted word's quote in the bundle. */
  readonly at: Position
}

async function bundle(): Promise<Bundle> {
  const folder = makeTemporaryFolder('trace')
  mkdirSync(join(folder, 'src'))
  writeFileSync(join(folder, 'src/main.ts'), SOURCE)
  writeFileSync(join(folder, 'src/math.ts'), MATH)
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'src/main.ts')],
    outfile: join(folder, 'dist/main.js'),
    bundle: true,
    minify: true,
    sourcemap: 'external',
    write: false,
  })
  const code = Buffer.from(outputFiles.find(({ path }) => path.endsWith('.js'))?.contents ?? [])
  const map = outputFiles.find(({ path }) => path.endsWith('.map'))?.text ?? ''
  return { code, map, at: new PositionCursor(code).at(code.indexOf('the-planted-word') - 1) }
}

const PLANTED = {
  path: 'src/main.ts',
  name: '../src/main.ts',
  origin: 'first-party',
  line: 4,
  column: 33,
}

describe('tracing a position in a bundle to its original', () => {
  test('finds file, line and column', async () => {
    const { map, at } = await bundle()
    expect(await traceOriginal(map, at)).toEqual(PLANTED)
  })

  test.each<[string, (map: Record<string, unknown>) => string]>([
    ['no version', ({ version: _, ...map }) => JSON.stringify(map)],
    ['version 2', (map) => JSON.stringify({ ...map, version: 2 })],
    ['a mark', (map) => `\ufeff${JSON.stringify(map)}`],
    ['the guard', (map) => `)]}'\n${JSON.stringify(map)}`],
    [
      'a section',
      (map) => JSON.stringify({ version: 3, sections: [{ offset: { line: 0, column: 0 }, map }] }),
    ],
    [
      'a section that lies elsewhere',
      (map) =>
        JSON.stringify({
          version: 3,
          sections: [
            { offset: { line: 0, column: 0 }, map },
            { offset: { line: 90, column: 0 }, url: 'https://example.com/a.map' },
          ],
        }),
    ],
  ])('through a map with %s', async (_, change) => {
    const { map, at } = await bundle()
    expect(await traceOriginal(change(JSON.parse(map)), at)).toEqual(PLANTED)
  })

  test('sources keep their place behind those of an earlier section', async () => {
    const { map, at } = await bundle()
    const before = {
      version: 3,
      sources: ['x.ts', 'y.ts'],
      sourcesContent: ['x', 'y'],
      names: [],
      mappings: '',
    }
    const sections = [
      { offset: { line: 0, column: 0 }, map: before },
      { offset: { line: 10, column: 0 }, map: JSON.parse(map) },
    ]
    const shifted = { line: at.line + 10, column: at.column }
    expect(await traceOriginal(JSON.stringify({ version: 3, sections }), shifted)).toEqual(PLANTED)
  })

  test.each([
    ['no mappings', '{"sources":["a.ts"],"sourcesContent":["text"]}'],
    ['bad mappings', '{"version":3,"sources":["a.ts"],"names":[],"mappings":"!!!"}'],
    ['a source that is not there', '{"version":3,"sources":[],"names":[],"mappings":"AAAA"}'],
    ['no map at all', '{"a":1}'],
    ['no JSON', 'nothing'],
  ])('%s: no answer, and no harm', async (_, map) => {
    expect(await traceOriginal(map, { line: 1, column: 1 })).toBeNull()
  })

  test('many positions of one map, as the layers have it', async () => {
    const { map, at } = await bundle()
    const [layer] = examine({ 'dist/main.js.map': map }).layers
    const tracer = layer?.map ? await PositionTracer.open(layer.map) : null
    expect(tracer?.findOriginal(at)).toEqual(PLANTED)
    expect(tracer?.findOriginal({ line: 5000, column: 1 })).toBeNull()
    expect(tracer?.findOriginal({ line: 0, column: 0 })).toBeNull()
    tracer?.close()
  })

  test('works from a bundle, away from any installed package', async () => {
    const { map, at } = await bundle()
    const folder = makeTemporaryFolder('bundled')
    const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))
    await build({
      stdin: {
        contents: `import { readFileSync } from 'node:fs'
import { traceOriginal } from './src/layers/maps/trace-position.ts'
const { map, at } = JSON.parse(readFileSync(0, 'utf8'))
console.log(JSON.stringify(await traceOriginal(map, at)))`,
        resolveDir: root,
      },
      outfile: join(folder, 'trace.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      plugins: [mappingsWasmPlugin],
      banner: { js: "import{createRequire as c}from'node:module';const require=c(import.meta.url);" },
    })
    const input = JSON.stringify({ map, at })
    const output = execFileSync(process.execPath, ['trace.mjs'], { cwd: folder, input, encoding: 'utf8' })
    expect(JSON.parse(output)).toEqual(PLANTED)
  })
})
