import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Parser } from 'tar'
import { BLOCK, buildTarball } from '../../support/build-tarball.ts'
import { readBytes } from '../../support/read-bytes.ts'

const files = {
  'index.js': 'export {}\n',
  [`lib/${'deep/'.repeat(40)}a.js`]: 'x'.repeat(1500),
  'data.json': JSON.stringify(Array.from({ length: 200 }, (_, at) => at * at)),
  'empty.js': '',
}
const whole = buildTarball(files)
const tar = gunzipSync(whole)

describe('a tarball that ends too early is never clean', () => {
  test('at every block of the tar, packed again without a flaw', async () => {
    const clean: number[] = []
    for (let length = 0; length < tar.length; length += BLOCK) {
      const { facts } = await readBytes(gzipSync(tar.subarray(0, length)))
      if (facts.anomalies.length === 0) clean.push(length)
    }
    expect(clean).toEqual([])
    expect((await readBytes(gzipSync(tar))).facts.anomalies).toEqual([])
  })

  test('at every byte around the headers and ends of the tar', async () => {
    const lengths = [
      0,
      1,
      511,
      513,
      1023,
      1025,
      tar.length - 1025,
      tar.length - 1023,
      tar.length - 513,
      tar.length - 1,
    ]
    for (const length of lengths) {
      const { facts } = await readBytes(gzipSync(tar.subarray(0, length)))
      expect([length, facts.anomalies.map(({ kind }) => kind)]).toEqual([length, ['corrupt']])
    }
  })

  test('at every byte of the gzip', async () => {
    const small = buildTarball({ 'index.js': 'export {}\n' })
    const clean: number[] = []
    for (let length = 0; length < small.length; length += 1) {
      const { facts } = await readBytes(small.subarray(0, length))
      if (!facts.anomalies.some(({ kind }) => kind === 'corrupt')) clean.push(length)
    }
    expect(clean).toEqual([])
  })

  test('what was there of the last file is still looked at', async () => {
    const at = tar.indexOf('export {}') + 6
    const { entries, codes } = await readBytes(gzipSync(tar.subarray(0, at)))
    expect(codes).toEqual(['truncated-archive'])
    expect(entries.at(-1)).toMatchObject({ path: 'index.js', size: 10 })
    expect(entries.at(-1)?.content.toString()).toBe('export')
  })
})

describe('a tarball that was changed', () => {
  test('in one byte of the gzip data says so, or reads as before', async () => {
    const before = await readBytes(whole)
    const told = before.entries.map(({ path, content }) => [path, content.toString('hex')])
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bytes = Buffer.from(whole)
        bytes[at] = (bytes[at] ?? 0) ^ change
        const { facts, entries } = await readBytes(bytes)
        if (facts.anomalies.length > 0) return
        expect(entries.map(({ path, content }) => [path, content.toString('hex')])).toEqual(told)
      }),
      { numRuns: 400, seed: 6 },
    )
  })

  test('in any bytes of the tar: whatever npm would still install was looked at', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(tar.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        async (changes) => {
          const bytes = Buffer.from(tar)
          for (const [at, byte] of changes) bytes[at] = byte
          const { facts, entries } = await readBytes(gzipSync(bytes))
          expect(facts.fileCount).toBe(entries.filter(({ type }) => type === 'file').length)
          for (const { size, content } of entries) expect(content.length).toBeLessThanOrEqual(size)
          const looked = new Set(
            entries.map(({ rawPath, content }) => `${rawPath}\0${content.toString('latin1')}`),
          )
          expect(installed(bytes).filter((file) => !looked.has(file))).toEqual([])
        },
      ),
      { numRuns: 400, seed: 6 },
    )
  })

  test('into nothing but noise ends in a result, not in an exception', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (noise) => {
        expect((await readBytes(gzipSync(noise))).facts.anomalies).not.toEqual([])
        expect((await readBytes(noise)).facts.anomalies).not.toEqual([])
      }),
      { numRuns: 100, seed: 6 },
    )
  })
})

/** Path and content of every file that node-tar reads when it passes over damage, as npm lets it. */
function installed(bytes: Buffer): string[] {
  const files: string[] = []
  const parser = new Parser({ brotli: false, zstd: false })
  parser.on('entry', (entry) => {
    const chunks: Buffer[] = []
    entry.on('data', (chunk: Buffer) => chunks.push(chunk))
    entry.on('end', () => {
      if (/File$/.test(entry.type)) files.push(`${entry.path}\0${Buffer.concat(chunks).toString('latin1')}`)
    })
  })
  parser.end(bytes)
  return files
}
