import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { create } from 'tar'
import { writeNpmTarball } from '../../../src/pack/write-tarball.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'npm-bytes-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Bytes that hardly get smaller, the same each time. */
function noise(bytes: number): Buffer {
  const parts = Array.from({ length: Math.ceil(bytes / 64) }, (_, at) =>
    createHash('sha512').update(`${bytes} ${at}`).digest(),
  )
  return Buffer.concat(parts).subarray(0, bytes)
}

const BLOCK = 256 * 1024
test.each<[string, readonly Buffer[]]>([
  ['nothing but an empty file', [Buffer.alloc(0)]],
  ['one small file', [Buffer.from('exports.a = 1\n')]],
  [
    'a thousand small files',
    Array.from({ length: 1000 }, (_, at) => Buffer.from(`exports.a = ${at}\n`.repeat(9))),
  ],
  ['sizes about a block', [-1025, -512, -1, 0, 1, 512].map((more) => noise(BLOCK + more))],
  ['several blocks of noise', [noise(3 * BLOCK + 7), noise(BLOCK / 2)]],
  ['several blocks that repeat', [Buffer.from('abcdefg'.repeat(300_000)), noise(99)]],
])('a tarball of %s is the one that npm writes, to the byte', async (title, contents) => {
  const source = path.join(folder, title.replaceAll(' ', '-'))
  await mkdir(source)
  const names = contents.map((_, at) => `${at}.js`)
  await Promise.all(contents.map((bytes, at) => writeFile(path.join(source, `${at}.js`), bytes)))
  const [own, npms] = [path.join(folder, 'own.tgz'), path.join(folder, 'npm.tgz')]
  await writeNpmTarball({ folder: source, files: names, executables: new Set(), manifest: null }, own)
  // As pacote does (`tarCreateOptions`).
  const options = { cwd: source, prefix: 'package/', portable: true, gzip: { level: 9 } } as const
  await pipeline(
    create({ ...options, mtime: new Date('1985-10-26T08:15:00.000Z') }, names),
    createWriteStream(npms),
  )
  expect((await readFile(own)).equals(await readFile(npms))).toBe(true)
})
