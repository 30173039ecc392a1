import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Parser, type ReadEntry } from 'tar'
import { buildTar } from '../../support/build-tarball.ts'
import { readBytes } from '../../support/read-bytes.ts'
import { damaged, damages, FUZZ_TIMEOUT, fuzz } from './fuzz.ts'
import { tarRegressions } from './regressions.ts'

const HONEST = buildTar([
  { path: 'package/package.json', content: '{"name":"example","version":"1.0.0"}' },
  { path: 'package/lib', type: 'Directory' },
  { path: 'package/lib/index.js', content: 'export const one = 1\n'.repeat(40) },
  { path: `package/${'long/'.repeat(40)}name.js`, content: 'x'.repeat(700) },
  { path: 'package/empty.txt', content: '' },
  { path: 'package/link.js', type: 'Link', linkTarget: 'package/lib/index.js' },
])

/** Files as npm's own parser hands them on, links and directories left out as npm does (pacote). */
async function filesByNpm(tar: Buffer): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  await new Promise<void>((resolve) => {
    const parser = new Parser({
      onReadEntry: (entry: ReadEntry) => {
        const chunks: Buffer[] = []
        entry.on('data', (chunk: Buffer) => chunks.push(chunk))
        entry.on('end', () => {
          if (entry.type === 'File' || entry.type === 'OldFile' || entry.type === 'ContiguousFile')
            files.set(entry.path, Buffer.concat(chunks).toString('latin1'))
        })
        entry.resume()
      },
    })
    parser.on('end', () => resolve())
    parser.on('error', () => resolve())
    parser.end(tar)
  })
  return files
}

describe('the tarball reader', () => {
  test(
    'a spoilt tar: never fails, and never calls clean what npm would read otherwise',
    () =>
      fuzz(
        fc.asyncProperty(damages, async (all) => {
          const tar = damaged(HONEST, all)
          const { facts, entries } = await readBytes(gzipSync(tar, { level: 1 }))
          for (const entry of entries)
            expect(entry.content.length).toBeLessThanOrEqual(Math.max(entry.size, 0) + 1)
          if (facts.anomalies.length > 0) return
          const byNpm = await filesByNpm(tar)
          const contents = new Set(entries.map(({ content }) => content.toString('latin1')))
          for (const content of byNpm.values()) expect(contents).toContain(content)
        }),
        { runs: 400, regressions: tarRegressions },
      ),
    FUZZ_TIMEOUT,
  )

  test(
    'a spoilt gzip: never fails, and never reads less without saying so',
    () => {
      const honest = gzipSync(HONEST)
      return fuzz(
        fc.asyncProperty(damages, async (all) => {
          const bytes = damaged(honest, all)
          const { facts, entries } = await readBytes(bytes)
          expect(facts.size).toBe(bytes.length)
          if (facts.anomalies.every(({ kind }) => kind === 'unsafe'))
            expect(entries.length).toBeGreaterThanOrEqual(6)
        }),
        { runs: 400 },
      )
    },
    FUZZ_TIMEOUT,
  )
})
