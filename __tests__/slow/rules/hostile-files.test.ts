import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { RULES } from '../../../src/rules/index.ts'
import { runRule } from '../../rules/file/run-rule.ts'

const OURS = RULES.filter(({ meta }) => /^(?:file|internal|manifest|size)\//.test(meta.id))
/** Those that read entry points. */
const OF_MANIFESTS = OURS.filter(({ meta }) => meta.id.startsWith('manifest/'))

const NAMES = [
  'package.json',
  '.env',
  'id_rsa',
  'a.js',
  'a.json',
  'yarn.lock',
  'x.tgz',
  '.x/y',
  'HEAD',
  'refs/a',
  'core',
  'x.p12',
  'log',
  'binding.gyp',
]
const PIECES = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ':',
  ',',
  '\n',
  '\r',
  '\0',
  '=',
  "'",
  '\\',
  '//',
  '/*',
  '@',
  '#!',
  'A=',
  '-----BEGIN PRIVATE KEY-----',
  '-----END PRIVATE KEY-----',
  '"exports":',
  '"bin":',
  '"files":',
  '"scripts":',
  '"dependencies":',
  '"auths":',
  '"kty":',
  '"log":',
  'machine a login b password c',
  '.internal',
  'http://10.',
  '/Users/a',
  'C:\\Users\\b',
  'confidential',
  'resolved "',
  'kind: Config',
  '\uFEFF',
  '\u202E',
  '😀',
  '\x30\x82',
  '\xfe\xed',
  'PK\x03\x04',
  '\x7fELF',
]

async function everyRule(files: Record<string, string | Uint8Array>, rules = OURS): Promise<void> {
  for (const rule of rules) await runRule(rule, files)
}

describe('hostile files', () => {
  test('no rule stumbles over any of them', async () => {
    const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join(''))
    const content = fc.oneof(
      text,
      fc.uint8Array({ maxLength: 200 }),
      fc.json(),
      text.map((one) => Buffer.from(one, 'latin1')),
    )
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...NAMES), content, { maxKeys: 6 }), (files) =>
        everyRule(files),
      ),
      { numRuns: 150, seed: 6 },
    )
  })

  test('nor over a package.json of any form', async () => {
    const member = fc.constantFrom(
      'name',
      'version',
      'main',
      'bin',
      'exports',
      'imports',
      'files',
      'scripts',
      'dependencies',
      'license',
      'publishConfig',
      'bundleDependencies',
      'repository',
      'types',
      'browser',
      'typesVersions',
    )
    await fc.assert(
      fc.asyncProperty(fc.dictionary(member, fc.jsonValue()), async (manifest) => {
        await everyRule({ 'package.json': JSON.stringify(manifest), 'index.js': '1' })
      }),
      { numRuns: 150, seed: 6 },
    )
  })

  test('nor over entry points of any form', async () => {
    const path = fc.constantFrom(
      './a.js',
      './b/*.js',
      'a',
      '',
      './',
      '.',
      '*',
      './*',
      '../x',
      './a.d.ts',
      './b/',
      '/',
      './index.js',
      './a.ts',
      './a.jsx',
      './a.css',
      './%2e',
      '\0',
    )
    const name = fc.constantFrom(
      '.',
      './a',
      './*',
      './b/',
      'import',
      'require',
      'types',
      'default',
      'browser',
      'node',
      'module',
      '__proto__',
      '',
      'types@>=5',
      '#x',
    )
    const { target } = fc.letrec((tie) => ({
      target: fc.oneof(
        { maxDepth: 3 },
        path,
        fc.constant(null),
        fc.integer(),
        fc.array(tie('target'), { maxLength: 2 }),
        fc.dictionary(name, tie('target'), { maxKeys: 3 }),
      ),
    }))
    const fields = fc.dictionary(
      fc.constantFrom(
        'main',
        'module',
        'types',
        'exports',
        'imports',
        'bin',
        'browser',
        'type',
        'typesVersions',
        'jsnext:main',
      ),
      target,
    )
    await fc.assert(
      fc.asyncProperty(fields, async (manifest) => {
        const files = {
          'package.json': JSON.stringify(manifest),
          'index.js': '1',
          'a.js': '1',
          'b/c.js': '1',
          'a.d.ts': '',
          'b/package.json': '{',
        }
        await everyRule(files, OF_MANIFESTS)
      }),
      { numRuns: 300, seed: 6 },
    )
  })

  test('nor over one that is nested deeply', async () => {
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`
    await everyRule({ 'package.json': `{"name":"a","exports":${deep}}` })
    await everyRule({
      'package.json': `{"name":"a","files":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
      'a.json': deep,
    })
    expect(OURS.length).toBeGreaterThan(20)
  })
})
