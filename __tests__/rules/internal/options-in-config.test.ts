import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { loadConfig } from '../../../src/config/files/load-config.ts'
import { formatConfigError } from '../../../src/model/config-error.ts'
import { RULES } from '../../../src/rules/index.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'options-'))

async function errorsOf(rule: string, options: string): Promise<string[]> {
  writeFileSync(path.join(folder, 'seaworthy.yml'), `rules:\n  ${rule}:\n    options:\n      ${options}\n`)
  const loaded = await loadConfig({
    directory: folder,
    repositoryRoot: null,
    configFile: null,
    rules: RULES,
    packageName: null,
  })
  return loaded.ok ? [] : loaded.errors.map(formatConfigError)
}

describe('options of rules in a configuration', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  test.each([
    ['size/package', 'packed: -5', '4:15'],
    ['size/package', 'unpacked: 5 elephants', '4:17'],
    ['size/entry', 'most: 0', '4:13'],
    ['size/count', 'most: 1.5', '4:13'],
    ['internal/host', 'domains: [corp.io, https://wiki.corp.io/x]', '4:26'],
    ['internal/marker', 'terms: [kestrel, ab]', '4:24'],
    ['internal/marker', 'patterns: ["(a"]', '4:18'],
    ['file/unexpected', 'contents: [dist, "!x"]', '4:24'],
    ['file/environment', 'templates: ["*.vorlage"]', '4:19'],
  ])('%s refuses %s and says where', async (rule, options, position) => {
    const errors = await errorsOf(rule, options)
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatch(new RegExp(`^seaworthy\\.yml:${position}: `))
  })

  test('take what they describe', async () => {
    expect(await errorsOf('size/package', '{ packed: 5 MB, unpacked: 20000000 }')).toEqual([])
    expect(
      await errorsOf('internal/marker', '{ terms: [kestrel, zyx-*], patterns: ["PROJ-\\\\d+"] }'),
    ).toEqual([])
    expect(await errorsOf('internal/host', '{ domains: [Corp.io], allow: [status.corp.io] }')).toEqual([])
  })
})
