import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { list } from 'tar'
import {
  buildRawTarball,
  buildTar,
  buildTarball,
  END_OF_ARCHIVE,
  encodeEntry,
  encodeMetaHeader,
} from '../../support/build-tarball.ts'
import { readBytes } from '../../support/read-bytes.ts'

interface Packed {
  readonly filename: string
  readonly integrity: string
  readonly shasum: string
  readonly size: number
  readonly unpackedSize: number
  readonly files: readonly { path: string; size: number; mode: number }[]
}

describe('tarballs that npm pack writes', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'seaworthy-honest-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test.each(['picomatch', 'zod', 'yaml', 'tar', 'micromark', 'source-map', '@actions/core'])(
    '%s: as npm describes it, as node-tar lists it, nothing odd',
    async (name) => {
      const { packed, bytes } = await pack(resolve('node_modules', name), folder)
      const { facts, entries } = await readBytes(bytes)
      expect(facts).toEqual({
        integrity: packed.integrity,
        shasum: packed.shasum,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        size: packed.size,
        unpackedSize: packed.unpackedSize,
        fileCount: packed.files.length,
        anomalies: [],
        unseen: [],
      })
      const described = entries.map(({ path, size, mode }) => ({ path, size, mode }))
      expect(described.sort(byPath)).toEqual([...packed.files].sort(byPath))
      expect(entries.map(({ rawPath, content }) => [rawPath, sha1(content)])).toEqual(
        await listed(bytes, folder),
      )
    },
  )
})

describe('honest tarballs of other make', () => {
  test('long names, names beyond ASCII and empty files', async () => {
    const files = {
      [`lib/${'long/'.repeat(60)}index.js`]: 'a',
      [`${'n'.repeat(180)}.js`]: 'b',
      'docs/čeština/日本語-🎉.md': 'c',
      'empty.js': '',
      'index.js': 'd',
    }
    const { facts, entries } = await readBytes(buildTarball(files))
    expect(facts.anomalies).toEqual([])
    expect(contents(entries).slice(1)).toEqual(Object.entries(files))
  })

  test('names in GNU long-name headers', async () => {
    const name = `package/${'gnu/'.repeat(40)}é.js`
    const tar = Buffer.concat([
      encodeEntry({ path: 'package/package.json', content: '{}' }),
      encodeMetaHeader('NextFileHasLongPath', Buffer.from(`${name}\0`)),
      encodeEntry({ path: 'package/short', content: 'x' }),
      END_OF_ARCHIVE,
    ])
    const { facts, entries } = await readBytes(gzipSync(tar))
    expect(facts.anomalies).toEqual([])
    expect(entries[1]?.path).toBe(name.slice('package/'.length))
  })

  test.each([
    ['another root folder', 'example/', ''],
    ['a root of @ and version', '@scope-example-1.0.0/', ''],
    ['./ inside', 'package/', './'],
    ['doubled slashes', 'package//', ''],
  ])('%s', async (_, root, inside) => {
    const { facts, entries } = await readBytes(
      buildRawTarball([
        { path: root, type: 'Directory' },
        { path: `${root}${inside}package.json`, content: '{}' },
        { path: `${root}lib/${inside}a.js`, content: 'a' },
      ]),
    )
    expect(facts.anomalies).toEqual([])
    expect(entries.map(({ path, type }) => [path, type])).toEqual([
      ['.', 'directory'],
      ['package.json', 'file'],
      ['lib/a.js', 'file'],
    ])
  })

  test('the same file twice, byte for byte, is visited twice and no anomaly', async () => {
    const { facts, entries } = await readBytes(
      buildRawTarball([
        { path: 'package/package.json', content: '{}' },
        { path: 'package/a.js', content: 'same' },
        { path: 'package/./a.js', content: 'same' },
      ]),
    )
    expect(facts.anomalies).toEqual([])
    expect(facts.fileCount).toBe(3)
    expect(entries.map(({ path, index }) => [path, index])).toEqual([
      ['package.json', 0],
      ['a.js', 1],
      ['a.js', 2],
    ])
  })

  test('gzip headers with every optional field, and zero padding at both ends', async () => {
    const plain = gzipSync(
      Buffer.concat([buildTar([{ path: 'package/package.json', content: '{}' }]), Buffer.alloc(9 * 1024)]),
    )
    const extra = Buffer.from('0400abcd0000', 'hex')
    const header = Buffer.concat([
      Buffer.from('1f8b081e000000000003', 'hex'),
      extra,
      Buffer.from('name.tar\0a comment\0'),
      Buffer.from([0x12, 0x34]),
    ])
    const bytes = Buffer.concat([header, plain.subarray(10), Buffer.alloc(700)])
    const { facts, entries, loose } = await readBytes(bytes)
    expect(facts.anomalies).toEqual([])
    expect(contents(entries)).toEqual([['package.json', '{}']])
    expect(loose.map(({ content }) => content.toString())).toEqual([
      expect.stringContaining('name.tar\0a comment'),
    ])
  })

  test('a small file of blanks, however well it packs, is no bomb', async () => {
    const { facts } = await readBytes(buildTarball({ 'blank.txt': ' '.repeat(9_000_000) }))
    expect(facts.size * 200).toBeLessThan(facts.unpackedSize)
    expect(facts.anomalies).toEqual([])
  })

  test('an entry larger than what is set aside at first', async () => {
    const noise = Buffer.alloc(70 * 1024 * 1024, createHash('sha512').update('seed').digest())
    const { facts, entries } = await readBytes(buildTarball({ 'big.bin': noise }), {
      unpackedBytes: 2 ** 31,
      entryBytes: 2 ** 29,
      entries: 10,
      depth: 4,
      ratio: 1e6,
      pathLength: 100,
    })
    expect(facts.anomalies).toEqual([])
    expect(entries[1]?.content.equals(noise)).toBe(true)
  })
})

async function pack(directory: string, destination: string): Promise<{ packed: Packed; bytes: Buffer }> {
  const options = ['pack', directory, '--json', '--ignore-scripts', '--pack-destination', destination]
  const { stdout } = await promisify(execFile)('npm', options, { maxBuffer: 64 * 1024 * 1024 })
  // An array, or since npm 12 an object by name.
  const [packed] = Object.values<Packed>(JSON.parse(stdout))
  if (packed === undefined) throw new Error(`npm pack said nothing of ${directory}`)
  return { packed, bytes: await readFile(join(destination, packed.filename)) }
}

/** Raw paths and digests in order, as node-tar's own reading gives them. */
async function listed(bytes: Buffer, folder: string): Promise<[string, string][]> {
  const file = join(folder, 'plain.tar')
  await writeFile(file, gunzipSync(bytes))
  const all: [string, string][] = []
  await list({
    file,
    onReadEntry: (entry) => {
      const hash = createHash('sha1')
      entry.on('data', (chunk) => hash.update(chunk))
      entry.on('end', () => all.push([entry.path, hash.digest('hex')]))
    },
  })
  return all
}

function sha1(bytes: Buffer): string {
  return createHash('sha1').update(bytes).digest('hex')
}

function byPath(a: { path: string }, b: { path: string }): number {
  return a.path < b.path ? -1 : 1
}

function contents(entries: readonly { path: string; content: Buffer }[]): [string, string][] {
  return entries.map(({ path, content }) => [path, content.toString()])
}
