import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { examine } from '../../exposure/examine.ts'
import { buildRawTarball } from '../../support/build-tarball.ts'
import { buildZip } from '../../support/build-zip.ts'
import { damaged, damages, FUZZ_TIMEOUT, fuzz } from './fuzz.ts'
import { layerRegressions } from './regressions.ts'

const json = fc.jsonValue({ maxDepth: 4 })
/** Objects with the members of a map, each with a value that fits or any other. */
const maps = fc.record(
  {
    version: fc.oneof(fc.constant(3), json),
    file: fc.oneof(fc.string(), json),
    sourceRoot: fc.oneof(fc.string(), fc.webUrl(), json),
    sources: fc.oneof(fc.array(fc.oneof(fc.string(), fc.webPath(), fc.constant(null))), json),
    sourcesContent: fc.oneof(fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant(null))), json),
    names: fc.oneof(fc.array(fc.string()), json),
    mappings: fc.oneof(fc.stringMatching(/^[A-Za-z0-9+/,;]*$/), json),
    sections: fc.oneof(
      fc.array(fc.record({ offset: json, map: json, url: json }, { requiredKeys: [] })),
      json,
    ),
  },
  { requiredKeys: [] },
)
const INDENT = [undefined, 1, '\t'] as const

function isWhole(name: string, content: string | Uint8Array): void {
  const { layers } = examine({ [name]: content })
  for (const layer of layers) {
    for (const { offset, keyword } of layer.hits) {
      expect(offset).toBeGreaterThanOrEqual(0)
      expect(offset + keyword.length).toBeLessThanOrEqual(layer.bytes.length)
    }
    if (layer.parent !== null && layer.parentOffset !== null)
      expect(layer.parentOffset).toBeLessThanOrEqual(layer.parent.bytes.length)
  }
}

describe('the map reader', () => {
  test(
    'anything with the members of a map: never fails, and every text of a real one becomes a layer',
    () =>
      fuzz(
        fc.property(maps, fc.constantFrom(...INDENT), (map, indent) => {
          const { layers } = examine({ 'a.js.map': JSON.stringify(map, null, indent) })
          const { sources, sourcesContent, sections } = map
          if (!Array.isArray(sourcesContent) || Array.isArray(sections)) return
          // An empty text says nothing, and is none.
          const texts = sourcesContent.flatMap((text) =>
            typeof text === 'string' && text !== '' ? [text] : [],
          )
          // Many texts of one source may be its lines, which are one text.
          const mayBeLines = Array.isArray(sources) && sources.length === 1 && sourcesContent.length > 1
          const read = layers.filter(({ kind }) => kind === 'original-source').map(({ text }) => text)
          for (const text of texts)
            if (mayBeLines) expect(read.some((whole) => whole.includes(text))).toBe(true)
            else expect(read).toContain(text)
        }),
        { runs: 500 },
      ),
    FUZZ_TIMEOUT,
  )

  test(
    'a map in any text, in any form: found, and nothing fails',
    () =>
      fuzz(
        fc.property(fc.string(), fc.string({ unit: 'grapheme', minLength: 1 }), (around, text) => {
          fc.pre(!/["'`\\{}\n\r]|data:|sourcesContent/i.test(around))
          const map = JSON.stringify({ version: 3, sources: ['a.ts'], sourcesContent: [text], mappings: '' })
          for (const url of [
            `data:application/json;base64,${Buffer.from(map).toString('base64')}`,
            `data:application/json;charset=utf-8,${encodeURIComponent(map)}`,
          ]) {
            const { layers } = examine({ 'a.js': `${around}\n//# sourceMappingURL=${url}\n` })
            expect(
              layers.filter(({ kind }) => kind === 'original-source').map((layer) => layer.text),
            ).toEqual([text])
          }
        }),
        { runs: 200, regressions: [...layerRegressions] },
      ),
    FUZZ_TIMEOUT,
  )

  test(
    'any bytes under any name',
    () =>
      fuzz(
        fc.property(
          fc.constantFrom(
            'a.js',
            'a.js.map',
            'a.json',
            'a.wasm',
            'a.map.br',
            'a.gz',
            'a.zip',
            'a.css',
            'x',
            '_headers',
          ),
          fc.oneof(
            fc.uint8Array({ maxLength: 3000 }),
            fc.string({ unit: 'binary', maxLength: 500 }).map((text) => Buffer.from(text)),
            fc.string({ unit: 'binary', maxLength: 500 }).map((text) => Buffer.from(text, 'utf16le')),
          ),
          (name, content) => isWhole(name, content),
        ),
        { runs: 500 },
      ),
    FUZZ_TIMEOUT,
  )

  const MAP = JSON.stringify({
    version: 3,
    sources: ['a.ts', '../b.ts'],
    sourcesContent: ['const plan = 1\n'.repeat(20), 'x'],
    names: ['n'],
    mappings: 'AAAA,CAAC;',
  })
  const files = [{ name: 'a.js.map', content: Buffer.from(MAP) }]
  const seeds: [string, Buffer][] = [
    ['a.js.map', Buffer.from(MAP)],
    [
      'a.js',
      Buffer.from(
        `a\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(MAP).toString('base64')}\n`,
      ),
    ],
    ['a.zip', buildZip(files)],
    ['a.tgz', buildRawTarball([{ path: 'package/a.js.map', content: MAP }])],
    ['a.js.map.gz', gzipSync(MAP)],
    ['a.js.map.br', brotliCompressSync(MAP)],
  ]
  test.each(seeds)(
    'a spoilt %s',
    (name, honest) =>
      fuzz(
        fc.property(damages, (all) => isWhole(name, damaged(honest, all))),
        { runs: 200 },
      ),
    FUZZ_TIMEOUT,
  )
})
