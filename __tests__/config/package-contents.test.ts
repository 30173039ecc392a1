import { describe, expect, test } from '@jest/globals'
import { diskFiles } from '../../src/config/config-files.ts'
import { optionsFor } from '../../src/config/effective-config.ts'
import { resolveConfig } from '../../src/config/resolve-config.ts'
import unexpected from '../../src/rules/file/unexpected.ts'
import { temporaryFolder } from './temporary-repository.ts'

type Files = Readonly<Record<string, string>>

/** What may ship under these files, as the rule is told; undefined if there is no list. */
async function listIn(head: Files, base: Files | null = null, folder = ''): Promise<unknown> {
  const root = temporaryFolder({ 'package.json': '{}', ...head })
  const loaded = await resolveConfig({
    directory: `${root}/${folder}`,
    repositoryRoot: root,
    configFile: null,
    rules: [unexpected],
    inputs: { profile: null, failOn: null },
    base: base === null ? null : diskFiles(temporaryFolder(base)),
    policy: null,
    now: new Date('2026-11-21'),
  })
  if (!loaded.ok) return loaded.errors
  const { contents } = optionsFor(loaded.config, unexpected)
  const patterns = Array.isArray(contents)
    ? contents.map((one: string | { pattern: string }) => (typeof one === 'string' ? one : one.pattern))
    : contents
  return { patterns, pending: loaded.config.pending }
}

const LIST = '# Ours.\npackage.json\ndist/**\n'

describe('a contents list', () => {
  test('lies beside package.json, and speaks for that package alone', async () => {
    const files = { 'seaworthy.contents': LIST, 'packages/a/package.json': '{}' }
    expect(await listIn(files)).toEqual({ patterns: ['package.json', 'dist/**'], pending: [] })
    expect(await listIn(files, null, 'packages/a')).toEqual({ patterns: undefined, pending: [] })
  })

  test('gives way to a list in the configuration', async () => {
    const config = 'rules: { file/unexpected: { options: { contents: [package.json] } } }'
    expect(await listIn({ 'seaworthy.contents': LIST, 'seaworthy.yml': config })).toEqual({
      patterns: ['package.json'],
      pending: [],
    })
  })

  test('keeps the severity that the configuration gives the rule', async () => {
    const root = temporaryFolder({
      'seaworthy.contents': LIST,
      'seaworthy.yml': 'rules: { file/unexpected: warning }',
    })
    const loaded = await resolveConfig({
      directory: root,
      repositoryRoot: root,
      configFile: null,
      rules: [unexpected],
      inputs: { profile: null, failOn: null },
      base: null,
      policy: null,
      now: new Date('2026-11-21'),
    })
    expect(loaded.ok && loaded.config.rules.get('file/unexpected')?.severity).toBe('warning')
  })

  test('that a pull request loosens is taken from the base commit, and said to wait for the merge', async () => {
    expect(
      await listIn({ 'seaworthy.contents': `${LIST}notes/**\n` }, { 'seaworthy.contents': LIST }),
    ).toEqual({
      patterns: ['package.json', 'dist/**'],
      pending: [
        'The option "contents" of file/unexpected (seaworthy.contents) takes effect after the merge.',
      ],
    })
  })

  test('that a pull request deletes still holds', async () => {
    expect(await listIn({}, { 'seaworthy.contents': LIST })).toMatchObject({
      patterns: ['package.json', 'dist/**'],
    })
  })

  test('that is the same in both says nothing', async () => {
    expect(await listIn({ 'seaworthy.contents': LIST }, { 'seaworthy.contents': LIST })).toEqual({
      patterns: ['package.json', 'dist/**'],
      pending: [],
    })
  })

  test('whose comments alone have changed says nothing', async () => {
    const moved = `# One more line.\n${LIST}`
    expect(await listIn({ 'seaworthy.contents': moved }, { 'seaworthy.contents': LIST })).toMatchObject({
      patterns: ['package.json', 'dist/**'],
      pending: [],
    })
  })

  test.each([
    ['a pattern that is none', 'dist/**\n!dist/x\n', { line: 2, column: 1 }],
    ['no pattern at all', '# nothing\n', { line: 1, column: 1 }],
  ])('with %s is an error with its place', async (_title, text, place) => {
    expect(await listIn({ 'seaworthy.contents': text })).toMatchObject([
      { file: 'seaworthy.contents', ...place },
    ])
  })
})
