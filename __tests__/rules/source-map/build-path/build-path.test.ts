import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/source-map/build-path.ts'
import { whatRuleSays } from '../../../exposure/examine.ts'

function map(more: Record<string, unknown>): string {
  return JSON.stringify({ version: 3, sources: ['a.ts'], names: [], mappings: 'AAAA', ...more })
}

describe('source-map/build-path', () => {
  test.each([
    ['/home/ada/acme/src/a.ts', '/home/ada/acme', 'ada'],
    ['/Users/ada/acme/src/a.ts', '/Users/ada/acme', 'ada'],
    ['file:///Users/ada/acme/src/a.ts', '/Users/ada/acme', 'ada'],
    ['file:///C:/Users/ada/acme/a.ts', 'C:/Users', null],
    ['C:\\Users\\ada\\acme\\a.ts', 'C:/Users', null],
    ['webpack:///home/ada/acme/src/a.ts', '/home/ada/acme', 'ada'],
    ['webpack://acme//Users/ada/acme/src/a.ts', '/Users/ada/acme', 'ada'],
    ['../../../../home/ada/acme/src/a.ts', '/home/ada/acme', 'ada'],
    ['\\\\nas\\share\\src\\a.ts', '//nas/share', null],
    ['/acme/monorepo/packages/web/src/a.ts', '/acme/monorepo/packages', null],
  ])('%s gives %s away', async (source, root, user) => {
    for (const files of [{ 'a.js.map': map({ sources: [source] }) }, { 'a.js.map': map({ file: source }) }]) {
      const said = await whatRuleSays(rule, files)
      expect(said).toHaveLength(1)
      expect(said[0]?.what).toContain(root)
      if (user !== null) expect(said[0]?.what).toContain(`user ${user}`)
      expect(said[0]?.places).toEqual([expect.objectContaining({ path: 'a.js.map', evidence: source })])
      expect(said[0]?.severity).toEqual({ 'open-source': 'error', proprietary: 'error' })
    }
  })

  test.each([
    '../src/a.ts',
    './a.ts',
    '/source/',
    '/src/a.ts',
    '/a.ts',
    'webpack://acme/./src/a.ts',
    'webpack:///./src/home/a.ts',
    'turbopack:///[project]/src/a.ts',
    'https://example.com/home/ada/a.ts',
    'src/home/users/a.ts',
    '../home/page/index.ts',
    'node:fs',
  ])('%s gives nothing away', async (source) => {
    expect(await whatRuleSays(rule, { 'a.js.map': map({ sources: [source] }) })).toEqual([])
  })

  test.each([
    '/builds/acme/web/src/a.ts',
    '/__w/acme/acme/src/a.ts',
    'D:/a/acme/acme/src/a.ts',
    '/home/runner/work/acme/acme/src/a.ts',
    '/home/circleci/project/src/a.ts',
  ])('%s is the folder of a build service, which blocks nobody', async (source) => {
    const said = await whatRuleSays(rule, { 'a.js.map': map({ sources: [source] }) })
    expect(said.map(({ severity }) => severity)).toEqual([
      { 'open-source': 'notice', proprietary: 'warning' },
    ])
  })

  test('a comment with a path of the machine', async () => {
    const files = { 'a.js': `//# sourceMapping${'URL'}=file:///home/ada/acme/dist/a.js.map\n` }
    const [said] = await whatRuleSays(rule, files)
    expect(said?.places).toEqual([expect.objectContaining({ path: 'a.js', line: 1 })])
  })

  test('many sources and maps of one machine are one finding with a place a map', async () => {
    const sources = Array.from({ length: 50 }, (_, n) => `/home/ada/acme/src/${n}.ts`)
    const said = await whatRuleSays(rule, { 'a.js.map': map({ sources }), 'b.js.map': map({ sources }) })
    expect(said.map(({ places }) => places.map(({ path }) => path))).toEqual([['a.js.map', 'b.js.map']])
  })
})
