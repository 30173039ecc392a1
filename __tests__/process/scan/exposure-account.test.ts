import { execFileSync } from 'node:child_process'
import { describe, expect, test } from '@jest/globals'
import { computeBlobId } from '../../../src/layers/text-identity.ts'
import { examine, mapOf } from '../../exposure/examine.ts'
import { buildTarball } from '../../support/build-tarball.ts'
import { scanBytes } from '../../support/scan-files.ts'

function map(texts: Record<string, string | null>, more: Record<string, unknown> = {}): string {
  const sources = Object.keys(texts)
  return JSON.stringify({
    version: 3,
    sources,
    sourcesContent: Object.values(texts),
    names: [],
    mappings: '',
    ...more,
  })
}

const NOTHING = { dependency: 0, bundler: 0, inTarball: 0, alreadyPublic: 0 }

describe('the exposure account', () => {
  test('counts files, lines and UTF-8 bytes of first-party text, and says what the rest is', () => {
    const { exposure } = examine({
      'dist/a.js.map': map({
        '../src/a.ts': 'one\ntwo\n',
        '../src/b.ts': 'grüße\nno line end',
        '../src/none.ts': null,
        '../src/empty.ts': '',
        '../src/blank.ts': ' \n\n',
        '../node_modules/x/index.js': 'x()',
        'webpack://acme/webpack/runtime/define': 'r()',
      }),
    })
    expect(exposure).toEqual({
      maps: 1,
      files: 2,
      lines: 4,
      bytes: 8 + Buffer.byteLength('grüße\nno line end'),
      elsewhere: { ...NOTHING, dependency: 1, bundler: 1 },
      folders: [{ path: 'src', files: 2, lines: 4 }],
      sources: [
        { path: 'src/a.ts', lines: 2, bytes: 8 },
        { path: 'src/b.ts', lines: 2, bytes: Buffer.byteLength('grüße\nno line end') },
      ],
    })
  })

  test('a text that lies in the tarball anyway is not exposed: under any name, with any line ends, in any order', () => {
    const { exposure } = examine({
      'lib/renamed.js': 'first\nfile\n',
      'a.js.map': map({ 'a.ts': 'first\r\nfile\r\n', 'b.ts': 'second\nfile\n', 'c.ts': 'third' }),
      'z/last.js': '\ufeffsecond\r\nfile\r\n',
    })
    expect(exposure.elsewhere).toEqual({ ...NOTHING, inTarball: 2 })
    expect(exposure.sources.map(({ path }) => path)).toEqual(['c.ts'])
  })

  test('a text in another map is not in the tarball anyway', () => {
    const { exposure } = examine({ 'a.js.map': map({ 'a.ts': 'same' }), 'b.js.map': map({ 'b.ts': 'same' }) })
    expect(exposure).toMatchObject({ maps: 2, files: 1, elsewhere: NOTHING })
  })

  test('a thousand maps of one text are one file and a thousand places', () => {
    const files = Object.fromEntries(
      Array.from({ length: 1003 }, (_, index) => [`m${index}.js.map`, map({ 'src/a.ts': 'the only text' })]),
    )
    const { exposure, maps } = examine(files)
    expect(exposure).toMatchObject({ maps: 1003, files: 1, lines: 1 })
    expect(maps.filter(({ exposed }) => exposed.files === 1)).toHaveLength(1003)
  })

  test('what is tracked in the public repository is not exposed, whatever its line ends', () => {
    const publicBlobs = new Set([
      computeBlobId(Buffer.from('a\nb\n')),
      computeBlobId(Buffer.from('c\r\nd\r\n')),
    ])
    const files = { 'a.js.map': map({ 'a.ts': 'a\r\nb\r\n', 'b.ts': 'c\r\nd\r\n', 'c.ts': 'e' }) }
    expect(examine(files, { publicBlobs }).exposure).toMatchObject({
      files: 1,
      elsewhere: { ...NOTHING, alreadyPublic: 2 },
    })
    expect(examine(files).exposure.files).toBe(3)
  })

  test('the identity is the one that git gives', () => {
    const text = 'grüße\n'
    const git = execFileSync('git', ['hash-object', '--stdin'], { input: text, encoding: 'utf8' }).trim()
    expect(computeBlobId(Buffer.from(text))).toBe(git)
  })

  test('one map calls it a dependency, another its own: it counts as its own', () => {
    const { exposure } = examine({
      'a.js.map': map({ '../node_modules/@acme/core/a.ts': 'core' }),
      'b.js.map': map({ '../core/a.ts': 'core' }),
    })
    expect(exposure).toMatchObject({ files: 1, elsewhere: NOTHING })
  })

  test('folders: the largest first', () => {
    const names = [
      'src/auth/a.ts',
      'src/auth/b.ts',
      'src/auth/deep/c.ts',
      'src/x.ts',
      'top.ts',
      '/home/ada/p/q.ts',
    ]
    const { exposure } = examine({
      'a.js.map': map(Object.fromEntries(names.map((name) => [name, `// ${name}\n`]))),
    })
    expect(exposure.folders).toEqual([
      { path: 'src/auth', files: 3, lines: 3 },
      { path: '.', files: 1, lines: 1 },
      { path: '/home/ada/p', files: 1, lines: 1 },
      { path: 'src', files: 1, lines: 1 },
    ])
  })

  test('every map is told by itself, without its texts', () => {
    const { maps } = examine({
      'a.js.map': map(
        { 'a.ts': 'a\n', 'b.ts': 'b\n', '../node_modules/x.js': 'x' },
        { file: 'a.js', sourceRoot: 'r' },
      ),
    })
    expect(maps).toEqual([
      {
        path: 'a.js.map',
        trail: [],
        line: null,
        column: null,
        form: 'file',
        texts: 3,
        exposed: { files: 2, lines: 2, bytes: 4, first: ['r/a.ts', 'r/b.ts'] },
        document: {
          file: 'a.js',
          sourceRoot: 'r',
          names: [],
          sectionUrls: [],
          json: {},
          sources: [
            { name: 'a.ts', path: 'r/a.ts', content: null, origin: 'first-party' },
            { name: 'b.ts', path: 'r/b.ts', content: null, origin: 'first-party' },
            {
              name: '../node_modules/x.js',
              path: 'node_modules/x.js',
              content: null,
              origin: 'dependency',
            },
          ],
        },
      },
    ])
  })

  test('no maps, nothing exposed', () => {
    expect(examine({ 'a.js': 'code()' }).exposure).toEqual({
      maps: 0,
      files: 0,
      lines: 0,
      bytes: 0,
      elsewhere: NOTHING,
      folders: [],
      sources: [],
    })
  })

  test('a map in a map counts too', () => {
    const inner = Buffer.from(mapOf('inner text', 'in.ts')).toString('base64')
    const outer = mapOf(`x\n//# sourceMapping${'URL'}=data:application/json;base64,${inner}`, 'out.ts')
    expect(examine({ 'a.js.map': outer }).exposure).toMatchObject({ maps: 2, files: 2 })
  })

  test.each([
    ['@acme/app', 1],
    ['@acme-labs/app', 0],
    ['acme', 0],
    [null, 0],
  ])('a package %s has made %i of the texts from @acme in node_modules', async (name, made) => {
    const { findings, scan } = await scanBytes(
      buildTarball({
        'package.json': JSON.stringify({ ...(name === null ? {} : { name }), version: '1.0.0' }),
        'dist/a.js': 'a()\n',
        'dist/symbols.json': map({
          '../node_modules/.pnpm/@acme+core@1.0.0/node_modules/@acme/core/src/price.ts': 'discount\n',
          '../node_modules/@acme/core/node_modules/left-pad/index.js': 'pad\n',
          '../node_modules/@acme-ui/core/index.js': 'button\n',
          '../not_node_modules/@acme/readme.js': 'ours\n',
        }),
      }),
      { profile: 'proprietary' },
    )
    expect(scan.facts.exposure).toMatchObject({ files: made + 1, elsewhere: { dependency: 3 - made } })
    expect(findings.map(({ rule }) => rule)).toContain('source-map/embedded-source')
  })
})
