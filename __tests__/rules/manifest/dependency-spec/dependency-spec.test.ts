import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/manifest/dependency-spec.ts'
import { runRule } from '../../file/run-rule.ts'

async function messageFor(spec: string, field = 'dependencies'): Promise<string | undefined> {
  const found = await runRule(rule, { 'package.json': JSON.stringify({ [field]: { b: spec } }) })
  return found[0]?.message
}

describe('manifest/dependency-spec', () => {
  test.each([
    ['unresolved', ['workspace:*', 'workspace:^1.0.0', 'catalog:', 'catalog:react19']],
    [
      'local',
      ['file:../b', 'link:../b', 'portal:../b', 'patch:b@1#x', '../b', './b.tgz', '/opt/b', '~/b', 'C:\\b'],
    ],
    [
      'remote',
      [
        'git+ssh://git@github.com/a/b.git',
        'git://x/b',
        'git@github.com:a/b.git',
        'github:a/b',
        'a/b',
        'a/b#main',
        'https://git.corp/b.tgz',
        'https://10.1.2.3/b.tgz',
        'https://x.io/b/archive/main.tar.gz',
        'http://x.io/b.tgz',
        'gist:11081aaa281',
      ],
    ],
    [
      'elsewhere',
      [
        'a/b#semver:^1',
        'a/b#v1.2.3',
        'git+https://github.com/a/b.git#0123456789abcdef0123456789abcdef01234567',
        'https://cdn.x.io/b-1.2.0/b-1.2.0.tgz',
      ],
    ],
  ])('%s', async (message, specs) => {
    for (const spec of specs)
      for (const field of ['dependencies', 'optionalDependencies', 'peerDependencies'])
        expect([spec, field, await messageFor(spec, field)]).toEqual([spec, field, message])
  })

  test('passes what every registry resolves, and development dependencies', async () => {
    for (const spec of ['1.2.3', '^1', '>=1 <2 || 3', 'latest', '*', '', 'npm:c@1', '1.0.0-beta.1', 'v1.0.0'])
      expect([spec, await messageFor(spec)]).toEqual([spec, undefined])
    expect(await messageFor('file:../b', 'devDependencies')).toBeUndefined()
  })

  test('passes a bundled dependency that is there, not one that is missing', async () => {
    const manifest = { 'package.json': '{"dependencies":{"b":"file:../b"},"bundleDependencies":["b"]}' }
    expect(await runRule(rule, { ...manifest, 'node_modules/b/package.json': '{}' })).toEqual([])
    expect(await runRule(rule, manifest)).toHaveLength(1)
  })

  test('does not show a login', async () => {
    const found = await runRule(rule, {
      'package.json': '{"dependencies":{"b":"https://me:pass@x.io/b.tgz"}}',
    })
    expect(found).toMatchObject([
      { data: { name: 'b', spec: 'https://…@x.io/b.tgz' }, places: [{ line: 1, column: 18 }] },
    ])
  })
})
