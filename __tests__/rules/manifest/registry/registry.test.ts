import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/manifest/registry.ts'
import { reported, runRule } from '../../file/run-rule.ts'

describe('manifest/registry', () => {
  test('finds internal registries in lock files of all kinds, each host once', async () => {
    const url = (name: string) => `https://npm.corp.internal/${name}/-/${name}-1.0.0.tgz`
    const found = await runRule(rule, {
      'npm-shrinkwrap.json': JSON.stringify(
        { packages: { a: { resolved: url('a') }, b: { resolved: url('b') } } },
        null,
        2,
      ),
      'lib/yarn.lock': `a@^1:\n  version "1.0.0"\n  resolved "http://10.1.2.3:4873/a/-/a-1.0.0.tgz#00"\n`,
      'x/pnpm-lock.yaml': `packages:\n  /a@1:\n    resolution: {tarball: https://nexus.lan/a.tgz}\n`,
    })
    expect(
      found.map(({ data, places }) => [data.host, places.map(({ path, line }) => `${path}:${line}`)]),
    ).toEqual([
      ['npm.corp.internal', ['npm-shrinkwrap.json:4']],
      ['10.1.2.3', ['lib/yarn.lock:3']],
      ['nexus.lan', ['x/pnpm-lock.yaml:3']],
    ])
  })

  test('finds one in publishConfig', async () => {
    const manifest = '{\n  "publishConfig": {\n    "registry": "http://nexus.corp:8081/"\n  }\n}\n'
    expect(await runRule(rule, { 'package.json': manifest })).toMatchObject([
      { message: 'configured', data: { host: 'nexus.corp' }, places: [{ line: 3, column: 5 }] },
    ])
  })

  test('passes registries that everybody reaches, and code with the same words', async () => {
    expect(
      await reported(rule, {
        'package.json': '{"publishConfig":{"registry":"https://npm.pkg.github.com"}}',
        'package-lock.json': '{"packages":{"a":{"resolved":"https://registry.npmjs.org/a/-/a-1.0.0.tgz"}}}',
        'lib/a.js': 'const x = { resolved: "https://npm.corp.internal/a" }\n',
      }),
    ).toEqual([])
  })
})
