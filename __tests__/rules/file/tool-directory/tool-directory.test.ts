import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/file/tool-directory.ts'
import { scanFiles } from '../../../support/scan-files.ts'
import { reported, runRule } from '../run-rule.ts'

const manifest = (files?: string[]) => JSON.stringify({ name: 'a', version: '1.0.0', license: 'MIT', files })

describe('file/tool-directory', () => {
  // As in selfsigned 5.5.0, node-domexception 1.0.0, pino-abstract-transport 3.0.0, iconv-lite 0.6.3, triple-beam 1.4.1.
  test.each([
    '.claude/settings.local.json',
    '.history/index_20210527203842.js',
    '.nyc_output/1.json',
    '.pi/self-learning-memory/core.md',
  ])('finds %s', async (path) => {
    const folder = path.slice(0, path.indexOf('/'))
    const found = await scanFiles(
      { 'package.json': manifest(), [path]: 'x\n', 'index.js': '1\n' },
      { rules: [rule] },
    )
    expect(found).toMatchObject([
      { severity: 'error', message: `The folder ${folder} ships, with 1 file in it.`, path },
    ])
  })

  test.each([
    ['open-source', 'warning'],
    ['proprietary', 'error'],
  ] as const)('a folder that no known tool has, %s: %s', async (profile, severity) => {
    const files = { 'package.json': manifest(), '.some-tool-of-next-year/state': 'x\n', 'index.js': '1\n' }
    expect(await scanFiles(files, { rules: [rule], profile })).toMatchObject([{ severity }])
  })

  test('warns of the hooks that an open project shows in its repository anyway', async () => {
    const files = { 'package.json': manifest(), '.husky/pre-commit': 'npm test\n', 'index.js': '1\n' }
    expect(await scanFiles(files, { rules: [rule], profile: 'open-source' })).toMatchObject([
      { severity: 'warning', path: '.husky/pre-commit' },
    ])
  })

  test('says it once for a folder of many files', async () => {
    const files = Object.fromEntries(Array.from({ length: 38 }, (_, at) => [`.history/a_${at}.js`, '1\n']))
    expect(await runRule(rule, files)).toMatchObject([{ count: 38, data: { folder: '.history', files: 38 } }])
  })

  test('passes .github, and what `files` names in letters', async () => {
    expect(await reported(rule, { '.github/workflows/ci.yml': 'on: push\n' })).toEqual([])
    for (const name of [
      '.codex-plugin',
      './.codex-plugin/',
      '/.codex-plugin/**',
      '.codex-plugin/plugin.json',
    ])
      expect(
        await reported(rule, { 'package.json': manifest([name]), '.codex-plugin/plugin.json': '{}' }),
      ).toEqual([])
  })

  test('does not pass what a pattern of `files` lets in', async () => {
    for (const name of ['**', '.*', '*'])
      expect(await reported(rule, { 'package.json': manifest([name]), '.pi/a.md': 'x' })).toEqual([
        '.pi/a.md: directory',
      ])
  })

  test('passes a folder that shipped code imports from, whatever comes first in the archive', async () => {
    const code = {
      '.internal/core.js': 'export default 1\n',
      'index.js': 'import a from "./.internal/core.js"\n',
    }
    expect(await reported(rule, code)).toEqual([])
    expect(
      await reported(rule, { 'lib/a.js': 'require("../.internal/core")', '.internal/core.js': '1' }),
    ).toEqual([])
    expect(
      await reported(rule, { '.internal/a.js': 'require("./.internal/b")', '.internal/b.js': '1' }),
    ).toHaveLength(2)
  })

  test('finds folders of editors and agents further down, not in templates', async () => {
    expect(await reported(rule, { 'dist/.claude/settings.local.json': '{}' })).toEqual([
      'dist/.claude/settings.local.json: nested',
    ])
    expect(
      await reported(rule, { 'templates/app/.vscode/settings.json': '{}', 'dist/.well-known/a': '1' }),
    ).toEqual([])
  })

  test('leaves repositories to their own rule', async () => {
    expect(await reported(rule, { '.git_/HEAD': 'ref: a\n', '.git_/objects/a': '1' })).toEqual([])
  })
})
