import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { Header } from 'tar'
import { buildTarball } from '../support/build-tarball.ts'
import { scanBytes } from '../support/scan-files.ts'

const KEY = ['AKIA', 'Z7QK3MWB', 'X5LD2PRT'].join('')
const LINE = `aws_access_key_id = "${KEY}"\n`
const MANIFEST = '{"name":"example","version":"1.0.0","license":"MIT"}'

function entry(
  path: string,
  body: string,
  edit: (block: Buffer, padding: Buffer) => void = () => {},
): Buffer {
  const header = new Header({ path, mode: 0o644, size: body.length, type: 'File', mtime: new Date(0) })
  header.encode()
  const block = Buffer.from(header.block ?? Buffer.alloc(512))
  const padding = Buffer.alloc((512 - (body.length % 512)) % 512)
  edit(block, padding)
  return Buffer.concat([block, Buffer.from(body), padding])
}
function pax(type: 'ExtendedHeader' | 'GlobalExtendedHeader', value: string): Buffer {
  const record = ` comment=${value}\n`
  const body = Buffer.from(`${record.length + 2 + (record.length > 96 ? 1 : 0)}${record}`)
  const header = new Header({ path: 'pax', mode: 0o644, size: body.length, type })
  header.encode()
  return Buffer.concat([
    header.block ?? Buffer.alloc(512),
    body,
    Buffer.alloc((512 - (body.length % 512)) % 512),
  ])
}
const END = Buffer.alloc(1024)
const PACKAGE = entry('package/package.json', MANIFEST)

const HIDING: Readonly<Record<string, () => Buffer>> = {
  'in a second archive behind the end': () =>
    gzipSync(Buffer.concat([PACKAGE, END, entry('package/a.js', LINE), END])),
  'as text behind the end': () => gzipSync(Buffer.concat([PACKAGE, END, Buffer.from(LINE)])),
  'in the padding of an entry': () =>
    gzipSync(
      Buffer.concat([PACKAGE, entry('package/a.js', 'a', (_, padding) => void padding.write(LINE)), END]),
    ),
  'in a pax comment': () =>
    gzipSync(Buffer.concat([PACKAGE, pax('ExtendedHeader', LINE.trim()), entry('package/a.js', 'a'), END])),
  'in a global pax comment': () =>
    gzipSync(Buffer.concat([pax('GlobalExtendedHeader', LINE.trim()), PACKAGE, END])),
  'in the name of the gzip header': () => {
    const plain = buildTarball({})
    const head = Buffer.from(plain.subarray(0, 10))
    head[3] = 8
    return Buffer.concat([head, Buffer.from(`${LINE}\0`), plain.subarray(10)])
  },
}

describe('a key that is hidden in the tarball itself', () => {
  test.each(Object.entries(HIDING))('%s is found', async (_, make) => {
    const { findings } = await scanBytes(make())
    expect(findings.map(({ rule }) => rule)).toContain('secret/provider-token')
  })
})

test('what comes behind the end does not stand in for the package: npm installs the manifest before it', async () => {
  const other = entry('package/package.json', '{"name":"other","version":"9.0.0"}')
  const { scan } = await scanBytes(gzipSync(Buffer.concat([PACKAGE, END, other, END])))
  expect(scan.facts.manifest?.name).toBe('example')
  expect(scan.facts.tarball.fileCount).toBe(1)
})

test('of two manifests in the archive the last is judged, as npm installs it', async () => {
  const other = entry('package/package.json', '{"name":"other","version":"9.0.0"}')
  const { scan } = await scanBytes(gzipSync(Buffer.concat([PACKAGE, other, END])))
  expect(scan.facts.manifest?.name).toBe('other')
})
