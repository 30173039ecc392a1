import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { Header } from 'tar'
import { address, examine, mapOf } from '../exposure/examine.ts'
import { buildZip as zip } from '../support/build-zip.ts'

const MAP = mapOf('// the plan\n')

function tar(files: Record<string, string>): Buffer {
  const blocks = Object.entries(files).flatMap(([path, content]) => {
    const body = Buffer.from(content)
    const header = new Header({ path, mode: 0o644, size: body.length, type: 'File', mtime: new Date(0) })
    header.encode()
    return [header.block ?? Buffer.alloc(0), body, Buffer.alloc((512 - (body.length % 512)) % 512)]
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

function addresses(path: string, content: Buffer): string[] {
  return examine({ [path]: content }).layers.map(address)
}

describe('archives and compressed copies', () => {
  test.each([
    ['gzip', 'dist/a.js.map.gz', gzipSync(MAP), 'a.js.map'],
    ['gzip under another name', 'dist/blob', gzipSync(MAP), 'blob-content'],
    ['brotli', 'dist/a.js.map.br', brotliCompressSync(MAP), 'a.js.map'],
  ])('a map in a %s copy', (_, path, content, name) => {
    expect(addresses(path, content)).toEqual([path, `${path}!${name}`, `${path}!${name}!src/a.ts`])
  })

  test.each([0, 7, 40_000, 0xffff_ffff])(
    'a gzip file that says it unpacks to %i bytes is read all the same',
    (said) => {
      const content = Buffer.from(gzipSync(MAP))
      content.writeUInt32LE(said, content.length - 4)
      expect(addresses('dist/a.js.map.gz', content)).toContain('dist/a.js.map.gz!a.js.map!src/a.ts')
    },
  )

  test.each([
    ['a gzipped tar', 'old.tgz', gzipSync(tar({ 'package/a.js.map': MAP, 'package/b.js': 'b' }))],
    ['a plain tar', 'old.tar', tar({ 'package/a.js.map': MAP, 'package/b.js': 'b' })],
    ['a tar without a telling name', 'blob', tar({ 'package/a.js.map': MAP, 'package/b.js': 'b' })],
    [
      'a zip',
      'app.vsix',
      zip([
        { name: 'package/a.js.map', content: Buffer.from(MAP) },
        { name: 'package/b.js', content: Buffer.from('b'), stored: true },
      ]),
    ],
    [
      'a zip behind other bytes',
      'app.crx',
      zip(
        [
          { name: 'package/a.js.map', content: Buffer.from(MAP) },
          { name: 'package/b.js', content: Buffer.from('b') },
        ],
        Buffer.from('Cr24\x03\0\0\0\xff\xfe\0\0', 'latin1'),
      ),
    ],
  ])('the files of %s', (_, path, content) => {
    const { layers, unseen, exposure } = examine({ [path]: content })
    expect(layers.map(address)).toEqual([
      path,
      `${path}!package/a.js.map`,
      `${path}!package/a.js.map!src/a.ts`,
      `${path}!package/b.js`,
    ])
    expect(unseen).toEqual([])
    expect(exposure.files).toBe(1)
  })

  test('an archive in an archive in an archive', () => {
    const inner = gzipSync(tar({ 'x/a.js': 'let a' }))
    const content = zip([{ name: 'lib/old.tgz', content: inner }])
    expect(addresses('a.jar', content)).toEqual(['a.jar', 'a.jar!lib/old.tgz', 'a.jar!lib/old.tgz!x/a.js'])
  })

  test('a source that is also a file of an archive in the tarball is not exposed', () => {
    const { exposure } = examine({
      'a.js.map': MAP,
      'src.tgz': gzipSync(tar({ 'src/a.ts': '// the plan\n' })),
    })
    expect(exposure.files).toBe(0)
    expect(exposure.elsewhere.inTarball).toBe(1)
  })
})

describe('archives that cannot be read, or not with reason, are told of', () => {
  const zeros = Buffer.alloc(40 * 1024 ** 2)

  test.each([
    ['a gzip bomb', 'bomb.gz', gzipSync(zeros), 'limit'],
    ['a zip bomb', 'bomb.zip', zip([{ name: 'zeros', content: zeros }]), 'limit'],
    [
      'a zip bomb that claims to be small',
      'bomb.zip',
      zip([{ name: 'zeros', content: zeros, claims: 10 }]),
      'limit',
    ],
    ['an encrypted zip', 'a.zip', zip([{ name: 'a', content: Buffer.from('a'), encrypted: true }]), 'sealed'],
    ['a truncated gzip', 'a.gz', gzipSync('a'.repeat(500)).subarray(0, 20), 'damaged'],
    ['a truncated tar', 'a.tgz', gzipSync(tar({ 'a.js': 'a'.repeat(2000) }).subarray(0, 1100)), 'damaged'],
    ['a map that is no brotli', 'a.js.map.br', Buffer.from([1, 200, 0, 254, 3, 129, 0]), 'damaged'],
  ])('%s', (_, path, content, reason) => {
    const { unseen } = examine({ [path]: content })
    expect(unseen).toEqual([expect.objectContaining({ reason, path })])
  })

  test('archives in archives may not multiply: the budget is one for the entry', () => {
    const bomb = { content: gzipSync(Buffer.alloc(20_000_000)) }
    const content = zip(['a', 'b', 'c', 'd'].map((name) => ({ ...bomb, name: `${name}.gz` })))
    const { layers, unseen } = examine({ 'a.zip': content }, { limits: { ratio: 1 } })
    expect(layers.filter(({ bytes }) => bytes.length === 20_000_000)).toHaveLength(1)
    expect(unseen.length).toBeGreaterThan(0)
    expect(new Set(unseen.map(({ reason }) => reason))).toEqual(new Set(['limit']))
  })

  test('depth', () => {
    let content: Buffer = Buffer.from('core')
    for (let turn = 0; turn < 6; turn += 1) content = gzipSync(content)
    const { layers, unseen } = examine({ 'a.gz': content })
    expect(layers).toHaveLength(5)
    expect(unseen).toEqual([expect.objectContaining({ reason: 'limit' })])
  })

  test('a text with the magic word of tar in its place is a text', () => {
    const { layers, unseen } = examine({ 'headers.js': `${'x'.repeat(257)}ustar${'y'.repeat(300)}` })
    expect(layers.map(({ kind }) => kind)).toEqual(['text'])
    expect(unseen).toEqual([])
  })

  test('a document that only mentions zip is not one', () => {
    expect(examine({ 'a.bin': Buffer.from('\x00\x01PK\x05\x06\xff\xfe\x00\x00', 'latin1') }).unseen).toEqual(
      [],
    )
  })
})
