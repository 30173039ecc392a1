import { describe, expect, test } from '@jest/globals'
import { classifyRemoteUrl, readGithubRepository } from '../../../../src/knowledge/remote-url.ts'
import rule from '../../../../src/rules/source-map/remote-reference.ts'
import { type Files, whatRuleSays } from '../../../exposure/examine.ts'

const COMMENT = `//# sourceMapping${'URL'}=`
const COMMIT = '0123456789abcdef0123456789abcdef01234567'

function map(more: Record<string, unknown>): string {
  return JSON.stringify({ version: 3, sources: ['a.ts'], names: [], mappings: 'AAAA', ...more })
}

describe('source-map/remote-reference', () => {
  test.each<[string, Files, string]>([
    ['a map in a bucket', { 'a.js': `${COMMENT}https://acme.s3.amazonaws.com/a.map` }, 'map'],
    ['a map of another protocol', { 'a.js': `${COMMENT}s3://acme/a.map` }, 'map'],
    ['a map without a protocol', { 'a.js': `${COMMENT}//cdn.acme.io/a.map` }, 'map'],
    ['an archive', { 'a.js': `${COMMENT}https://pub-1.r2.dev/src.zip` }, 'archive'],
    [
      'an archive as the root',
      { 'a.js.map': map({ sourceRoot: 'https://pub-1.r2.dev/src.tar.gz' }) },
      'archive',
    ],
    ['a root', { 'a.js.map': map({ sourceRoot: 'https://cdn.acme.io/src/' }) }, 'source-root'],
    ['sources', { 'a.js.map': map({ sources: ['https://cdn.acme.io/a.ts', 'b.ts'] }) }, 'source'],
    [
      'a section',
      { 'a.js.map': map({ sections: [{ offset: {}, url: 'https://cdn.acme.io/a.map' }] }) },
      'map',
    ],
    ['a header', { _headers: '/a\n  SourceMap: https://cdn.acme.io/a.map' }, 'map'],
  ])('%s', async (_, files, message) => {
    const said = await whatRuleSays(rule, files)
    expect(said.map((one) => one.message)).toEqual([message])
    expect(said[0]?.severity).toEqual({ 'open-source': 'warning', proprietary: 'error' })
  })

  test.each([
    'http://localhost:3000/a.map',
    'http://127.0.0.1/a.map',
    'http://10.1.2.3/a.map',
    'http://172.20.0.1/a.map',
    'http://192.168.1.1/a.map',
    'http://[::1]:8080/a.map',
    'http://[fd00::1]/a.map',
    'http://0x7f000001/a.map',
    'https://builds.acme.internal/a.map',
    'https://ci.corp/a.map',
    'https://nas.local./a.map',
    'http://build-7/a.map',
    'https://maps.acme.internal/src.zip',
  ])('%s is an error in both profiles', async (url) => {
    const said = await whatRuleSays(rule, { 'a.js': COMMENT + url })
    expect(said.map(({ message, severity }) => [message, severity])).toEqual([
      ['internal', { 'open-source': 'error', proprietary: 'error' }],
    ])
    expect(said[0]?.places).toEqual([expect.objectContaining({ path: 'a.js', line: 1, evidence: url })])
  })

  test('the own repository at a commit is a notice, a branch or another repository is not', async () => {
    const manifest = JSON.stringify({ name: 'x', repository: 'git+https://github.com/acme/widget.git' })
    const roots = [
      `acme/widget/${COMMIT}`,
      `Acme/Widget/${COMMIT}`,
      'acme/widget/main',
      `acme/other/${COMMIT}`,
    ]
    const said = roots.map(async (path) => {
      const files = {
        'package.json': manifest,
        'a.js.map': map({ sourceRoot: `https://raw.githubusercontent.com/${path}/src/` }),
      }
      return (await whatRuleSays(rule, files)).map(({ message }) => message)
    })
    expect(await Promise.all(said)).toEqual([
      ['own-repository'],
      ['own-repository'],
      ['source-root'],
      ['public-commit'],
    ])
  })

  test.each<[string, Files]>([
    ['paths', { 'a.js': `${COMMENT}../maps/a.js.map`, 'a.js.map': map({ sourceRoot: '/src' }) }],
    [
      'schemes of bundlers',
      {
        'a.js.map': map({
          sources: ['webpack://acme/./a.ts', 'turbopack:///[project]/a.ts', 'ng:///a.ts', 'node:fs'],
        }),
      },
    ],
    [
      'files of the machine, which another rule reports',
      { 'a.js.map': map({ sources: ['file:///home/ada/a.ts'] }) },
    ],
  ])('%s are no remote references', async (_, files) => {
    expect(await whatRuleSays(rule, files)).toEqual([])
  })

  test('a thousand sources on one host are one place of their map', async () => {
    const sources = Array.from({ length: 1000 }, (_, n) => `https://cdn.acme.io/${n}.ts`)
    const said = await whatRuleSays(rule, { 'a.js.map': map({ sources }) })
    expect(said).toHaveLength(1)
  })

  test('hosts can be allowed', async () => {
    const files = { 'a.js': `${COMMENT}https://maps.acme.io/a.map\n` }
    const allowed = async (host: string) => (await whatRuleSays(rule, files, { allowedHosts: [host] })).length
    expect([await allowed('maps.acme.io'), await allowed('*.acme.io'), await allowed('acme.io')]).toEqual([
      0, 0, 1,
    ])
  })
})

describe('the parts of a URL that matter', () => {
  test.each([
    ['acme/widget', 'acme/widget'],
    ['github:acme/widget', 'acme/widget'],
    ['git@github.com:acme/widget.git', 'acme/widget'],
    ['git+ssh://git@github.com/acme/widget.git', 'acme/widget'],
    ['https://github.com/acme/widget#readme', 'acme/widget'],
    ['https://github.com/acme/widget/tree/main/packages/a', 'acme/widget'],
    ['https://gitlab.com/acme/widget', null],
    [{ type: 'git', url: 'https://github.com/acme/widget.js.git' }, 'acme/widget.js'],
    [undefined, null],
    [12, null],
  ])('repository %j is %j', (repository, expected) => {
    expect(readGithubRepository({ repository })).toBe(expected)
  })

  test('hostile URLs do not throw', () => {
    for (const url of ['http://', 'http://[', 'http://%', '//', 'https:', '\0', 'data:,x', 'http://a b/'])
      expect(() => classifyRemoteUrl(url, null)).not.toThrow()
  })
})
