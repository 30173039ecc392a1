import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { digestTrouble, readPublishBody, writeTarball } from '../../src/publish/guard/publish-body.ts'
import { publishBody } from '../support/publish-body.ts'

const manifest = { name: '@s/example', version: '1.0.0', description: 'quotes " and \\ slashes' }
const tarball = Buffer.from('any bytes will do: \u0000\u0001\u00ff'.repeat(1000), 'latin1')

type Document = Record<string, Record<string, unknown>>

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'publish-body-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function uploadOf(body: Buffer) {
  const read = readPublishBody(body, manifest.name)
  if (read.kind !== 'upload') throw new Error(JSON.stringify(read))
  return read.upload
}

test('the tarball of a publish is taken out byte for byte, with the digests that npm knows it by', async () => {
  const body = publishBody(tarball, manifest)
  const upload = uploadOf(body)
  const file = path.join(folder, 'whole.tgz')
  const digests = await writeTarball(body, upload.data, file)
  expect((await readFile(file)).equals(tarball)).toBe(true)
  expect(digests && digestTrouble(upload, digests)).toBeNull()
  expect(upload).toMatchObject({ name: '@s/example', version: '1.0.0', filename: 's-example-1.0.0.tgz' })
})

test('a signature beside the tarball is no second tarball', () => {
  const body = publishBody(tarball, manifest, (document) => ({
    ...document,
    _attachments: {
      ...(document._attachments as object),
      '@s/example-1.0.0.sigstore': { content_type: 'x', data: '{"a":"\\"b"}', length: 3 },
    },
  }))
  expect(uploadOf(body).version).toBe('1.0.0')
})

test.each([
  ['deprecation, with an empty list of attachments', { _attachments: {} }],
  ['deprecation, without one', { _attachments: undefined }],
  [
    'change of what is out, with attachments that only have names',
    { _attachments: { 'a-1.0.0.tgz': { shasum: 'x' } } },
  ],
])('a %s carries nothing to judge', (_title, change) => {
  const body = publishBody(tarball, manifest, (document) => ({ ...document, ...change }))
  expect(readPublishBody(body, manifest.name)).toEqual({ kind: 'plain' })
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
  ])('%s', (_title, body, why) => {
    const read = readPublishBody(body(), manifest.name)
    expect(read).toEqual({ kind: 'refused', why: expect.stringMatching(why) })
  })
})

test('a body that says one integrity and holds another is told from an honest one', async () => {
  const body = publishBody(tarball, manifest, (document) => {
    const [version] = Object.values(document.versions as Document)
    if (version !== undefined)
      (version.dist as Record<string, unknown>).integrity = `sha512-${'A'.repeat(86)}==`
    return document
  })
  const upload = uploadOf(body)
  const digests = await writeTarball(body, upload.data, path.join(folder, 'lying.tgz'))
  expect(digests && digestTrouble(upload, digests)).toMatch(
    /says that its tarball is sha512-AAAA.*and it is sha512-/,
  )
})

test('base64 that decoders disagree about is none', async () => {
  const body = publishBody(tarball, manifest, (document) => {
    const [attachment] = Object.values(document._attachments as Document)
    if (attachment !== undefined) attachment.data = `!!!!${attachment.data as string}`
    return document
  })
  expect(await writeTarball(body, uploadOf(body).data, path.join(folder, 'odd.tgz'))).toBeNull()
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
