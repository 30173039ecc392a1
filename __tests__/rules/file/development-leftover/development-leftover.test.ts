import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/file/development-leftover.ts'
import { scanFiles } from '../../../support/scan-files.ts'
import { runRule } from '../run-rule.ts'

describe('file/development-leftover', () => {
  test('groups them by kind, one place a folder', async () => {
    const found = await runRule(rule, {
      'test/a.test.js': '1',
      'test/deep/b.js': '1',
      'lib/c.spec.ts': '1',
      '.github/workflows/ci.yml': 'on: push',
      '.travis.yml': 'language: node_js',
      'README.md.bak': 'x',
      'index.js~': 'x',
      'package-lock.json': '{}',
      'lib/.DS_Store': 'x',
      '.eslintcache': '[]',
      'tsconfig.json': '{}',
      'index.js': '1',
    })
    expect(found.map(({ message, data }) => [message, data.files, data.places])).toEqual([
      ['tests', 3, 'test, lib/c.spec.ts'],
      ['automation', 2, '.github, .travis.yml'],
      ['backup', 2, 'README.md.bak, index.js~'],
      ['lock', 1, 'package-lock.json'],
      ['system', 1, 'lib/.DS_Store'],
      ['cache', 1, '.eslintcache'],
      ['configuration', 1, 'tsconfig.json'],
    ])
  })

  test('finds editor indexes, swap files and folder settings by their content', async () => {
    const found = await runRule(rule, {
      tags: '!_TAG_FILE_FORMAT\t2\n',
      TAGS: '\f\nsrc/a.c,120\nint main\x7f1,0\n',
      'lib/data': 'b0VIM 8.2\0\0',
      'lib/store': Buffer.from('\0\0\0\x01Bud1\0\0', 'latin1'),
    })
    expect(found.map(({ message, data }) => `${message} ${data.places}`)).toEqual([
      'index tags, TAGS',
      'backup lib/data',
      'system lib/store',
    ])
  })

  test('finds packages inside the package, not those that it declares to bundle', async () => {
    const inside = (folder: string) => ({ [`${folder}/package.json`]: '{}', [`${folder}/index.js`]: '1' })
    expect(
      await runRule(rule, { ...inside('dist/node_modules/@a/b'), ...inside('node_modules/c') }),
    ).toMatchObject([
      { message: 'modules', data: { files: 4, places: 'dist/node_modules/@a/b, node_modules/c' } },
    ])
    const manifest = { 'package.json': '{"bundleDependencies":["c"]}' }
    expect(
      await runRule(rule, { ...manifest, ...inside('node_modules/c'), 'dist/node_modules/d/a.js': '1' }),
    ).toEqual([])
  })

  test('is quiet about tests in an open package and a notice elsewhere', async () => {
    const files = { 'test/a.js': '1\n', 'index.js': '1\n' }
    expect(await scanFiles(files, { rules: [rule], profile: 'open-source' })).toEqual([])
    expect(await scanFiles(files, { rules: [rule], profile: 'proprietary' })).toMatchObject([
      { severity: 'notice' },
    ])
  })

  test('passes what ships, and bundled dependencies', async () => {
    expect(
      await runRule(rule, {
        'lib/testing/index.js': '1',
        'lib/contest.js': '1',
        'dist/rollup.js': '1',
        'lib/tsconfig.json': '{}',
        'node_modules/d/test/a.js': '1',
        'template.tmpl': 'x',
      }),
    ).toEqual([])
  })
})
