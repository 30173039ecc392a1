import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { explainChecksumTrouble, explainDigestTrouble } from '../../../src/publish/guard/digest-trouble.ts'
import { KeptBytes } from '../../../src/publish/guard/kept-bytes.ts'
import { type ReadBody, readPublishBody } from '../../../src/publish/guard/publish-body.ts'
import { publishBody } from '../../support/publish-body.ts'

const manifest = { name: '@s/example', version: '1.0.0', description: 'quotes " and \\ slashes' }
const tarball = Buffer.from('any bytes will do: \u0000\u0001\u00ff'.repeat(300), 'latin1')

type Document = Record<string, Record<string, unknown>>

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'publish-body-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Reads a body that comes in pieces of a length. */
async function read(body: Buffer, length = 1000, kept: KeptBytes | null = null): Promise<ReadBody> {
  async function* pieces() {
    for (let at = 0; at < body.length; at += length) yield body.subarray(at, at + length)
  }
  return readPublishBody(pieces(), manifest.name, await mkdtemp(path.join(folder, 'upload-')), kept)
}

async function uploadOf(body: Buffer, length?: number, kept?: KeptBytes) {
  const found = await read(body, length, kept)
  if (found.kind !== 'upload') throw new Error(JSON.stringify(found))
  return found
}

async function sentOf({ body }: Awaited<ReturnType<typeof uploadOf>>): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of body.open()) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

test.each([1, 2, 3, 7, 1000, 1_000_000])(
  'the tarball of a publish is taken out byte for byte, with its digests, and goes on as it came (in pieces of %i)',
  async (length) => {
    const body = publishBody(tarball, manifest)
    const found = await uploadOf(body, length)
    const { upload } = found
    expect((await readFile(upload.tarball.file)).equals(tarball)).toBe(true)
    expect(explainDigestTrouble(upload)).toBeNull()
    expect(explainChecksumTrouble(upload, createHash('sha1').update(tarball).digest('hex'))).toBeNull()
    expect(explainChecksumTrouble(upload, 'another')).toMatch(/has the checksum .* and it has another/)
    expect(upload).toMatchObject({ name: '@s/example', version: '1.0.0' })
    expect(path.basename(upload.tarball.file)).toBe('s-example-1.0.0.tgz')
    expect((await sentOf(found)).equals(body)).toBe(true)
    expect(found.body.size).toBe(body.length)
  },
)

test.each([0, 1, 2, 3, 73_728, 98_303, 98_304, 98_305, 2_000_000, 3_145_728, 7_000_001])(
  'a tarball of %i bytes goes on as it came',
  async (size) => {
    const body = publishBody(Buffer.alloc(size, 'tarball '), manifest)
    const found = await uploadOf(body, 65_536)
    expect((await sentOf(found)).equals(body)).toBe(true)
    expect(found.body.size).toBe(body.length)
    const kept = new KeptBytes()
    const inMemory = await uploadOf(body, 65_536, kept)
    await writeFile(inMemory.upload.tarball.file, 'something else')
    expect((await sentOf(inMemory)).equals(body)).toBe(true)
    kept.close()
  },
)

test('many tarballs at once are kept in memory only as far as there is room, and go on as they came all the same', async () => {
  const all = Array.from({ length: 12 }, () => new KeptBytes())
  const large = Buffer.alloc(30_000_000, 'tarball ')
  for (const kept of all) kept.add(large)
  expect(all.filter(({ pieces }) => pieces !== null).length).toBe(8)
  const body = publishBody(large, manifest)
  const late = new KeptBytes()
  const found = await uploadOf(body, 65_536, late)
  expect(late.pieces).toBeNull()
  expect((await sentOf(found)).equals(body)).toBe(true)
  for (const kept of [...all, late]) kept.close()
})

test('a tarball that is changed on the disk after it was judged does not go out whole', async () => {
  const found = await uploadOf(publishBody(tarball, manifest))
  const other = Buffer.from(tarball)
  other[5] = 0
  await writeFile(found.upload.tarball.file, other)
  await expect(sentOf(found)).rejects.toThrow('changed on the disk')
})

test('a signature beside the tarball is no second tarball', async () => {
  const body = publishBody(tarball, manifest, (document) => ({
    ...document,
    _attachments: {
      ...(document._attachments as object),
      '@s/example-1.0.0.sigstore': { content_type: 'x', data: signatureOf(tarball), length: 3 },
    },
  }))
  for (const length of [1, 1000]) {
    const found = await uploadOf(body, length)
    expect(found.upload.version).toBe('1.0.0')
    expect((await sentOf(found)).equals(body)).toBe(true)
  }
})

test.each([
  ['deprecation, with an empty list of attachments', { _attachments: {} }],
  ['deprecation, without one', { _attachments: undefined }],
  [
    'change of what is out, with attachments that only have names',
    { _attachments: { 'a-1.0.0.tgz': { shasum: 'x' } } },
  ],
])('a %s carries nothing to judge', async (_title, change) => {
  const body = publishBody(tarball, manifest, (document) => ({ ...document, ...change }))
  expect(await read(body)).toEqual({ kind: 'plain', body })
})

describe('what could be read in two ways is refused:', () => {
  const text = publishBody(tarball, manifest).toString()
  test.each([
    ['two tarballs', () => publishBody(tarball, manifest, twoTarballs), /more than one tarball/],
    ['two versions', () => publishBody(tarball, manifest, twoVersions), /2 versions/],
    [
      'attachments twice',
      () => Buffer.from(text.replace('"access":null', '"_attachments":{}')),
      /"_attachments" twice/,
    ],
    [
      'attachments twice, once in disguise',
      () => Buffer.from(text.replace('"access":null', '"\\u005fattachments":{}')),
      /"_attachments" twice/,
    ],
    ['data that is no string', () => publishBody(tarball, manifest, noString), /no form that is known/],
    [
      'a tarball in the place of a signature',
      () => publishBody(tarball, manifest, signedBy(tarball.toString('base64'))),
      /no signature/,
    ],
    [
      'a signature for other bytes',
      () => publishBody(tarball, manifest, signedBy(signatureOf(Buffer.from('other')))),
      /signature beside its tarball is for other bytes/,
    ],
    [
      'a file of another package',
      () => publishBody(tarball, manifest, called('lodash-4.0.0.tgz')),
      /"lodash-4\.0\.0\.tgz", which is no name for one of @s\/example/,
    ],
    [
      'a file that leaves its folder',
      () => publishBody(tarball, manifest, called('../@s/example-1.0.0.tgz')),
      /is no name/,
    ],
    [
      'a tarball outside of the attachments',
      () =>
        publishBody(tarball, manifest, ({ _attachments, ...document }) => ({
          ...document,
          inside: { _attachments, data: gzipSync(tarball).toString('base64') },
        })),
      /outside of its attachments/,
    ],
    ['attachments that are a list', () => publishBody(tarball, manifest, list), /no form that is known/],
    [
      'another name inside',
      () => publishBody(tarball, manifest, (document) => ({ ...document, name: 'other' })),
      /names @s\/example and its content "other"/,
    ],
    [
      'another name in the manifest',
      () =>
        publishBody(tarball, { ...manifest, name: 'other' }, (document) => ({
          ...document,
          name: manifest.name,
        })),
      /another package or version/,
    ],
    ['half a body', () => publishBody(tarball, manifest).subarray(0, 700), /JSON/],
  ])('%s', async (_title, body, why) => {
    for (const length of [1, 1000])
      expect(await read(body(), length)).toEqual({ kind: 'refused', why: expect.stringMatching(why) })
  })
})

test('a body that says one integrity and holds another is told from an honest one', async () => {
  const body = publishBody(tarball, manifest, (document) => {
    const [version] = Object.values(document.versions as Document)
    if (version !== undefined)
      (version.dist as Record<string, unknown>).integrity = `sha512-${'A'.repeat(86)}==`
    return document
  })
  const { upload } = await uploadOf(body)
  expect(explainDigestTrouble(upload)).toMatch(/says that its tarball is sha512-AAAA.*and it is sha512-/)
})

test.each([
  ['other characters', (data: string) => `!!!!${data}`],
  ['letters of another alphabet', (data: string) => `-_-_${data}`],
  ['padding in the middle', (data: string) => `QQ==${data}`],
  ['padding where a piece ends', (data: string) => `${'A'.repeat(96 * 1024 - 4)}QQ==${data}`],
  ['bits that are dropped', () => 'QR=='],
  ['a length that is none', (data: string) => `${data}A`],
  ['slashes that JSON escapes', (data: string) => `\\/\\/\\/\\/${data}`],
])('base64 that decoders may disagree about is refused: %s', async (_title, change) => {
  const before = tarball.toString('base64')
  const body = Buffer.from(publishBody(tarball, manifest).toString().replace(before, change(before)))
  expect(await read(body)).toEqual({ kind: 'refused', why: 'its tarball is not plain base64' })
})

/** As sigstore writes one, as far as the guard looks. */
function signatureOf(bytes: Buffer): string {
  const sha512 = createHash('sha512').update(bytes).digest('hex')
  const statement = JSON.stringify({ subject: [{ name: 'x', digest: { sha512 } }], more: '"\\' })
  return JSON.stringify({ dsseEnvelope: { payload: Buffer.from(statement).toString('base64') }, more: '"\\' })
}

const signedBy = (data: string) => (document: Record<string, unknown>) => ({
  ...document,
  _attachments: { ...(document._attachments as object), '@s/example-1.0.0.sigstore': { data } },
})

const called = (file: string) => (document: Record<string, unknown>) => ({
  ...document,
  _attachments: { [file]: Object.values(document._attachments as Document)[0] },
})

function twoTarballs(document: Record<string, unknown>) {
  const [attachment] = Object.values(document._attachments as Document)
  return { ...document, _attachments: { ...(document._attachments as object), 'b.tgz': attachment } }
}

function twoVersions(document: Record<string, unknown>) {
  return { ...document, versions: { ...(document.versions as object), '2.0.0': {} } }
}

function noString(document: Record<string, unknown>) {
  return { ...document, _attachments: { 'a.tgz': { data: { base64: 'AAAA' } } } }
}

function list(document: Record<string, unknown>) {
  return { ...document, _attachments: [{ data: 'AAAA' }] }
}
