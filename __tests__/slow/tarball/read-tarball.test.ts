import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { DEFAULT_LIMITS } from '../../../src/model/limits.ts'
import { readTarball } from '../../../src/tarball/read-tarball.ts'
import { buildRawTarball, buildTarball } from '../../support/build-tarball.ts'
import { HOSTILE_TARBALLS, readLimits } from '../../support/hostile-tarballs.ts'
import { readBytes } from '../../support/read-bytes.ts'

describe('a file that cannot be read', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'seaworthy-unreadable-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('that is not there: which, why, what to do', async () => {
    const file = join(folder, 'none.tgz')
    await expect(readTarball(file, DEFAULT_LIMITS, () => {})).rejects.toThrow(
      `Cannot read the tarball ${file}: there is no such file. Check the path, or whether the step that packs it has run.`,
    )
  })

  test('that is a directory: which, why, what to do', async () => {
    await expect(readTarball(folder, DEFAULT_LIMITS, () => {})).rejects.toThrow(
      `Cannot read the tarball ${folder}: it is a directory. Name the .tgz file itself.`,
    )
  })
})

describe('what an anomaly says', () => {
  test('a limit names itself, its value and the place', async () => {
    const packageJson = '{"name":"example","version":"1.0.0"}'
    const bytes = buildTarball({ 'package.json': packageJson, 'big.js': 'x'.repeat(2000), 'index.js': '' })
    const { facts } = await readBytes(bytes, { ...DEFAULT_LIMITS, entryBytes: 1000 })
    expect(facts.anomalies).toEqual([])
    expect(facts.unseen).toEqual([
      {
        path: 'big.js',
        layer: null,
        reason: 'limit',
        detail: 'it has 2000 bytes, more than 1000 (limit `entry-bytes`)',
        bytes: 2000,
        digest: `sha256:${createHash('sha256').update('x'.repeat(2000)).digest('hex')}`,
      },
    ])
    expect(facts).toMatchObject({ fileCount: 3, unpackedSize: 2000 + packageJson.length })
  })

  test('a thousand of a kind are listed, the rest counted', async () => {
    const links = Array.from({ length: 1500 }, (_, at) => ({
      path: `package/${at}`,
      type: 'SymbolicLink' as const,
      linkTarget: 'x',
    }))
    const { facts } = await readBytes(buildRawTarball([{ path: 'package/package.json' }, ...links]))
    expect(facts.anomalies).toHaveLength(1001)
    expect(facts.anomalies.at(-1)).toMatchObject({ code: 'symbolic-link', path: null })
    expect(facts.anomalies.at(-1)?.detail).toMatch(/^500 more places/)
  })

  test('every sentence of every hostile tarball is one: no capital, no full stop, no empty name', async () => {
    const quick = HOSTILE_TARBALLS.filter(({ title }) => !/thousand/.test(title))
    for (const hostile of quick) {
      const { facts } = await readBytes(hostile.make(), readLimits(hostile))
      for (const { code, path, detail } of facts.anomalies) {
        expect(code).toMatch(/^[a-z]+(-[a-z0-9]+)*$/)
        expect(path).not.toBe('')
        expect(detail).toMatch(/^[a-z0-9][^\n]*[^.\s]$/)
      }
      for (const { detail } of facts.unseen) expect(detail).toMatch(/^[a-z0-9][^\n]*[^.\s]$/)
    }
  })
})

describe('a visitor that throws', () => {
  test('ends the reading with its own error', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'seaworthy-visitor-'))
    try {
      const file = join(folder, 'a.tgz')
      await writeFile(file, buildTarball({}))
      const reading = readTarball(file, DEFAULT_LIMITS, () => {
        throw new Error('from the visitor')
      })
      await expect(reading).rejects.toThrow('from the visitor')
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

describe('bombs', () => {
  test.each(
    HOSTILE_TARBALLS.filter(({ title }) => title.startsWith('a gigabyte')).map(
      (bomb) => [bomb.title, bomb] as const,
    ),
  )('%s is given up long before it is unpacked', async (_, bomb) => {
    const bytes = bomb.make()
    const before = process.memoryUsage().rss
    const { facts, entries } = await readBytes(bytes)
    expect(facts.size).toBe(bytes.length)
    expect(entries.map(({ path }) => path)).toEqual(['package.json'])
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024)
  })
})
