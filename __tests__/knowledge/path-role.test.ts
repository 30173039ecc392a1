import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { findSofteningAt, isTemplatePath, type PathRole, pathRole } from '../../src/knowledge/path-role.ts'
import { scanFiles } from '../support/scan-files.ts'

const ROLES: readonly (readonly [path: string, role: PathRole | null])[] = [
  ['dist/index.js', null],
  ['lib/latest/a.js', null],
  ['lib/testing/a.js', 'test'],
  ['test/a.js', 'test'],
  ['packages/x/__tests__/a.js', 'test'],
  ['test-fixtures/key.pem', 'test'],
  ['integration-tests/key.pem', 'test'],
  ['src/a.spec.ts', 'test'],
  ['test-results/junit.xml', null],
  ['.vscode-test/main.log', null],
  ['examples/basic/server.js', 'example'],
  ['demo/app.js', 'example'],
  ['samples/data.db', 'example'],
  ['benchmarks/keys/a.key', 'benchmark'],
  ['bench/a.js', 'benchmark'],
  ['docs/setup.html', 'documentation'],
  ['README.md', 'documentation'],
  ['dist/index.d.ts', 'documentation'],
  ['template-vue/src/a.js', 'template'],
  ['generators/app/templates/_env', 'template'],
  ['config/database.example.json', 'template'],
  ['config/default.json', null],
  ['dist/app.zip!test/key.pem', 'test'],
  ['test/app.zip!lib/a.js', 'test'],
]

describe('what a path says of a file', () => {
  test.each(ROLES)('%s: %s', (path, role) => expect(pathRole(path)).toBe(role))

  test('a file of settings is a template by more words than others', () => {
    expect(['.env.dist', 'env.defaults', '.env.example'].map((path) => isTemplatePath(path))).toEqual([
      true,
      true,
      true,
    ])
    expect(isTemplatePath('.env.production')).toBe(false)
  })

  test('a role lowers some kinds of finding and leaves others', () => {
    expect(findSofteningAt('key', 'examples/server.key')).toBe('warning')
    expect(findSofteningAt('key', 'lib/server.key')).toBeNull()
    expect(findSofteningAt('environment', 'docs/.env')).toBeNull()
  })
})

describe('secrets and files agree on where a key is made for showing', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

  test.each(['examples', 'docs', 'test-fixtures', 'benchmarks', 'test', 'demo', 'template-x'])(
    '%s: warnings only',
    async (folder) => {
      const found = await scanFiles({ [`${folder}/server.key`]: pem, 'index.js': 'module.exports = 1\n' })
      const about = found.filter(({ path }) => path === `${folder}/server.key`)
      expect(about.map(({ severity }) => severity)).toContain('warning')
      expect(about.map(({ severity }) => severity)).not.toContain('error')
    },
  )

  test('lib: errors', async () => {
    const found = await scanFiles({ 'lib/server.key': pem, 'index.js': 'module.exports = 1\n' })
    expect(found.map(({ severity }) => severity)).toContain('error')
  })
})
