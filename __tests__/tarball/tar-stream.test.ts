import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { DEFAULT_LIMITS } from '../../src/model/limits.ts'
import { AnomalyLog } from '../../src/tarball/anomaly-log.ts'
import { EntryReader } from '../../src/tarball/entry-reader.ts'
import { TarStream } from '../../src/tarball/tar-stream.ts'
import { buildTarball } from '../support/build-tarball.ts'

const files = {
  'index.js': 'x'.repeat(1025),
  [`${'日本語/'.repeat(80)}é.md`]: 'long name beyond ASCII',
  'empty.js': '',
  'exact.bin': 'y'.repeat(1024),
}
const tar = gunzipSync(buildTarball(files))

describe('the tar stream', () => {
  test.each([1, 2, 7, 100, 511, 512, 513, 1000, 1024, 1500, 1_000_000])(
    'reads the same in pieces of %d bytes',
    async (length) => {
      const log = new AnomalyLog()
      const read: [string, string][] = []
      const reader = new EntryReader(DEFAULT_LIMITS, log, ({ path, content }) => {
        read.push([path, content.toString()])
      })
      const stream = new TarStream(log, reader)
      for (let at = 0; at < tar.length; at += length) await stream.write(tar.subarray(at, at + length))
      await stream.finish(false)
      expect(log.all()).toEqual([])
      expect(read.slice(1)).toEqual(Object.entries(files))
    },
  )

  test('waits for a slow visitor before it goes on', async () => {
    const events: string[] = []
    const reader = new EntryReader(DEFAULT_LIMITS, new AnomalyLog(), async ({ path }) => {
      events.push(`begin ${path}`)
      await new Promise((resolve) => setTimeout(resolve, 2))
      events.push(`end ${path}`)
    })
    const stream = new TarStream(new AnomalyLog(), reader)
    await stream.write(tar)
    expect(events.map((event) => event.split(' ')[0])).toEqual(Array(5).fill(['begin', 'end']).flat())
  })
})
