import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/file/nested-archive.ts'
import { buildRawTarball, buildTarball } from '../../../support/build-tarball.ts'
import { reported, runRule } from '../run-rule.ts'

describe('file/nested-archive', () => {
  test('finds an earlier release that lay in the folder, once', async () => {
    expect(
      await reported(rule, { 'a-0.9.0.tgz': buildTarball({ 'index.js': '1\n', 'lib/package.json': '{}' }) }),
    ).toEqual(['a-0.9.0.tgz: archive', 'a-0.9.0.tgz: package'])
  })

  test('finds a packed node_modules under any name', async () => {
    const modules = buildRawTarball([
      { path: 'app/node_modules/a/index.js', content: '1\n' },
      { path: 'app/node_modules/b/index.js', content: '1\n' },
    ])
    const found = await runRule(rule, { 'cache.dat': modules })
    expect(found.map(({ message, count }) => [message, count])).toEqual([
      ['archive', 1],
      ['modules', 1],
    ])
  })

  test('says of what it cannot open that it was not scanned', async () => {
    const sealed = (hex: string) => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(600)])
    const found = await runRule(rule, {
      'a.7z': sealed('377abcaf271c0004'),
      'b.rar': sealed('526172211a0701'),
      'c.tar.xz': sealed('fd377a585a0000'),
    })
    expect(found.map(({ message, data }) => `${message} ${data.format}`)).toEqual([
      'sealed 7-Zip',
      'sealed RAR',
      'sealed xz',
    ])
  })

  // thread-stream 4.2.1 ships test/*.zip; web servers take app.js.gz; maps name node_modules too.
  test('passes test data, compressed copies, office documents and maps', async () => {
    const zip = Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(100)])
    const map = { version: 3, sources: ['../node_modules/a/b.js'], sourcesContent: ['1'], mappings: '' }
    expect(
      await reported(rule, {
        'test/yarn.zip': zip,
        'dist/app.js.gz': gzipSync('1\n'),
        'form.docx': zip,
        'dist/a.js.map': JSON.stringify(map),
        'dist/b.js.map.gz': gzipSync(JSON.stringify(map)),
      }),
    ).toEqual([])
  })
})
