import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { ExampleFiles } from '../../../src/model/example.ts'
import { buildRawTarball } from '../../support/build-tarball.ts'
import { buildZip } from '../../support/build-zip.ts'

/** Files that were written to fell a reader, in a package that is otherwise honest. */
export interface HostileContents {
  readonly title: string
  readonly files: () => ExampleFiles
  /** What the report must say beside the planted leak; left out where nothing is wrong but the effort. */
  readonly says?: RegExp
}

const MEBIBYTE = 1024 ** 2

/** Words that do not compress away: an archive that shrinks 200 times is refused for that alone. */
function noise(bytes: number): string {
  let state = 1
  const words: string[] = []
  for (let length = 0; length < bytes; length += 12) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    words.push(state.toString(36).padEnd(11, 'x'))
  }
  return words.join(' ').slice(0, bytes)
}

const nested = (depth: number, open = '[', close = ']'): string => open.repeat(depth) + close.repeat(depth)
const manifest = (member: string): string =>
  `{"name":"example","version":"1.0.0","license":"MIT","files":["lib"],${member}}`
const mapWith = (members: string): string => `{"version":3,${members}}`
const list = (count: number, item: (index: number) => string): string =>
  `[${Array.from({ length: count }, (_, index) => item(index)).join(',')}]`

const json: HostileContents[] = [
  {
    title: 'a package.json nested 200,000 deep in a member nobody knows',
    files: () => ({ 'package.json': manifest(`"x":${nested(200_000)}`) }),
    says: /it nests lists and objects/,
  },
  {
    title: 'a package.json nested 200,000 deep where conditions are expected',
    files: () => ({
      'package.json': manifest(
        `"exports":${nested(200_000, '{"a":', '}').replace('}', '1}')},"main":"lib/a.js"`,
      ),
      'lib/a.js': '',
    }),
    says: /it nests lists and objects/,
  },
  {
    title: 'lists 200,000 deep as bin, files, dependencies and scripts',
    files: () => ({
      'package.json': manifest(
        ['bin', 'dependencies', 'scripts', 'publishConfig', 'repository', 'workspaces']
          .map((name) => `"${name}":${nested(200_000)}`)
          .join(','),
      ),
    }),
    says: /it nests lists and objects/,
  },
  {
    title: 'numbers with a million digits',
    files: () => ({
      'package.json': `{"name":"example","version":${'9'.repeat(1e6)},"size":1e${'9'.repeat(1e6)}}`,
      'lib/a.js.map': mapWith(`"sources":["a"],"mappings":"","x":${'9'.repeat(1e6)}`),
    }),
  },
  {
    title: 'a manifest with 100,000 entry points and as many dependencies',
    files: () => ({
      'package.json': manifest(
        `"exports":{${Array.from({ length: 100_000 }, (_, at) => `"./${at}":"./lib/${at}.js"`).join(',')}},` +
          `"dependencies":{${Array.from({ length: 100_000 }, (_, at) => `"d${at}":"git+ssh://h/${at}"`).join(',')}}`,
      ),
    }),
  },
  {
    title: 'lone surrogates in names and texts',
    files: () => ({
      'package.json': manifest('"description":"\\ud800","main":"\\udfff.js","bin":{"\\ud83d":"\\ude00"}'),
      'lib/a.js.map': mapWith('"sources":["\\ud800.ts"],"sourcesContent":["\\udc00"],"mappings":""'),
      'lib/wide.txt': Buffer.from(`\ufeff${'\ud800'.repeat(100_000)}`, 'utf16le'),
    }),
  },
]

const maps: HostileContents[] = [
  {
    title: 'a map with a million sources',
    files: () => ({
      'lib/a.js.map': mapWith(`"sources":${list(1e6, (at) => `"s${at}.ts"`)},"mappings":""`),
    }),
  },
  {
    title: 'a map with 100,000 texts of one character',
    files: () => ({
      'lib/a.js.map': mapWith(
        `"sources":${list(1e5, (at) => `"s${at}.ts"`)},"sourcesContent":${list(1e5, () => '"x"')},"mappings":""`,
      ),
    }),
  },
  {
    title: 'a map with a million sections',
    files: () => ({
      'lib/a.js.map': mapWith(
        `"sections":${list(1e6, (at) => `{"offset":{"line":${at},"column":0},"url":"${at % 977}.map"}`)}`,
      ),
    }),
  },
  {
    title: 'sections in sections, 100,000 deep',
    files: () => ({
      'lib/a.js.map': `${'{"version":3,"sections":[{"offset":{"line":0,"column":0},"map":'.repeat(100_000)}{}${'}]}'.repeat(100_000)}`,
    }),
  },
  {
    title: 'maps that name each other as sections',
    files: () => ({
      'lib/a.js.map': mapWith('"sections":[{"offset":{"line":0,"column":0},"url":"b.js.map"}]'),
      'lib/b.js.map': mapWith('"sections":[{"offset":{"line":0,"column":0},"url":"a.js.map"}]'),
    }),
  },
  {
    title: 'mappings of twenty million lines',
    files: () => ({
      'lib/a.js': 'a\n//# sourceMappingURL=a.js.map\n',
      'lib/a.js.map': mapWith(`"sources":["a.ts"],"names":[],"mappings":"${';'.repeat(2e7)}"`),
      'lib/ballast.txt': noise(MEBIBYTE),
    }),
  },
  {
    title: 'mappings whose numbers never end',
    files: () => ({
      'lib/a.js': `${'a'.repeat(1000)}\n//# sourceMappingURL=a.js.map\n`,
      'lib/a.js.map': mapWith(`"sources":["a.ts"],"names":[],"mappings":"${'g'.repeat(1e7)}"`),
    }),
  },
  {
    title: 'unknown members of a map nested 200,000 deep',
    files: () => ({
      'lib/a.js.map': mapWith(
        `"sources":["a.ts"],"sourcesContent":["x"],"mappings":"","x":${nested(200_000)}`,
      ),
    }),
  },
  {
    title: 'a map in a data URL in the text of a map, forty times over',
    files: () => ({ 'lib/a.js': mapInMap(40) }),
    says: /deeper than/,
  },
]

function mapInMap(depth: number): string {
  let text = 'secret plan\n'
  for (let turn = 0; turn < depth; turn += 1) {
    const map = JSON.stringify({ version: 3, sources: ['a.ts'], sourcesContent: [text], mappings: '' })
    // Base64 of base64 grows by a third each time: percent-encoding only what it must keeps the case small.
    text = `x\n//# sourceMappingURL=data:application/json,${map.replace(/[%"\s\\]/g, (sign) => encodeURIComponent(sign))}\n`
    if (text.length > 4 * MEBIBYTE) break
  }
  return text
}

const text: HostileContents[] = [
  {
    title: 'a single line of 50 MB',
    files: () => ({ 'lib/a.js': `var a="${noise(50 * MEBIBYTE)}";` }),
  },
  {
    title: 'a hundred thousand map comments in one line',
    files: () => ({ 'lib/a.js': '/*# sourceMappingURL=a.js.map */a;'.repeat(100_000) }),
  },
  {
    title: 'a hundred thousand beginnings of data URLs',
    files: () => ({ 'lib/a.js': '//# sourceMappingURL=data:application/json;base64,eyJ'.repeat(100_000) }),
  },
  {
    title: 'a hundred thousand beginnings of maps',
    files: () => ({ 'lib/a.js': '{"version":3,"sources":[],"sourcesContent":["'.repeat(100_000) }),
  },
  {
    title: 'fifty thousand beginnings of private keys',
    files: () => ({ 'lib/a.js': `-----BEGIN ${'RSA PRIVATE'} KEY-----\\n`.repeat(50_000) }),
  },
  {
    title: 'fifty thousand beginnings of packed bytes as lists of numbers, none of which ends',
    files: () => ({
      'lib/a.js': Array.from({ length: 50_000 }, (_, at) => `x${at} = Buffer.from([31,139,\n`).join(''),
    }),
  },
  {
    title: 'strings joined a hundred thousand times',
    files: () => ({ 'lib/a.js': `x=${'"npm_"+"a"+'.repeat(100_000)}""` }),
  },
  {
    title: 'an environment file of 300,000 lines',
    files: () => ({
      'lib/settings.env': Array.from({ length: 300_000 }, (_, at) => `K${at}=${at * 7919}\n`).join(''),
    }),
  },
  {
    title: 'fifty thousand findings',
    files: () => ({
      'lib/a.js': Array.from(
        { length: 50_000 },
        (_, at) => `"postgres://u:${at}kW9z@db${at}.corp.io/x";`,
      ).join(''),
    }),
  },
]

const archives: HostileContents[] = [
  {
    title: 'gigabytes in a gzip file',
    files: () => ({ 'lib/a.gz': gzipSync(Buffer.alloc(300 * MEBIBYTE), { level: 6 }) }),
    says: /unpack|limit|ratio/i,
  },
  {
    title: 'gigabytes in a brotli file',
    files: () => ({
      'lib/a.map.br': brotliCompressSync(Buffer.alloc(200 * MEBIBYTE, 'a'), {
        params: { [constants.BROTLI_PARAM_QUALITY]: 1 },
      }),
    }),
    says: /unpack|limit|ratio/i,
  },
  {
    title: 'zips in zips, thirty deep',
    files: () => ({ 'lib/a.zip': wrapped(30, (content) => buildZip([{ name: 'a.zip', content }])) }),
    says: /deeper than/,
  },
  {
    title: 'tarballs in tarballs, thirty deep',
    files: () => ({
      'lib/a.tgz': wrapped(30, (content) => buildRawTarball([{ path: 'package/a.tgz', content }])),
    }),
    says: /deeper than/,
  },
  {
    title: 'ten zips in each of ten zips in each of ten zips, full of zeros',
    files: () => {
      const zeros = buildZip([{ name: 'zeros', content: Buffer.alloc(20 * MEBIBYTE) }])
      const ten = (content: Buffer): Buffer =>
        buildZip(Array.from({ length: 10 }, (_, at) => ({ name: `${at}.zip`, content })))
      return { 'lib/a.zip': ten(ten(ten(zeros))) }
    },
    says: /unpack|limit|ratio/i,
  },
  {
    title: 'a zip of thirty thousand files',
    files: () => ({
      'lib/a.zip': buildZip(
        Array.from({ length: 30_000 }, (_, at) => ({ name: `${at}.txt`, content: Buffer.from('x') })),
      ),
    }),
  },
]

function wrapped(times: number, wrap: (content: Buffer) => Buffer): Buffer {
  let content: Buffer = Buffer.from('at the bottom')
  for (let turn = 0; turn < times; turn += 1) content = wrap(content)
  return content
}

export const HOSTILE_CONTENTS: readonly HostileContents[] = [...json, ...maps, ...text, ...archives]
