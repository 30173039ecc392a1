import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { loadConfig } from '../../src/config/files/load-config.ts'
import { decideSeverity, readOptions } from '../../src/config/merge/effective-config.ts'
import { formatConfigError } from '../../src/model/config-error.ts'
import { embeddedSource, internalHost, privateKey, SAMPLE_RULES } from './sample-rules.ts'
import { temporaryFolder } from './temporary-repository.ts'

type Files = Record<string, string | Uint8Array>

const load = (root: string, folder = '.', configFile: string | null = null) =>
  loadConfig({
    directory: path.join(root, folder),
    repositoryRoot: root,
    configFile: configFile === null ? null : path.join(root, configFile),
    rules: SAMPLE_RULES,
  })

async function configOf(files: Files, folder?: string, configFile?: string) {
  const loaded = await load(temporaryFolder(files), folder, configFile)
  if (!loaded.ok) throw new Error(loaded.errors.map(formatConfigError).join('\n'))
  return loaded
}

async function errorsOf(files: Files, folder?: string, configFile?: string): Promise<string[]> {
  const loaded = await load(temporaryFolder(files), folder, configFile)
  return loaded.ok ? [] : loaded.errors.map(formatConfigError)
}

describe('where a configuration is found', () => {
  test.each<[string, Files, string | null]>([
    ['no file at all: the defaults hold', {}, null],
    ['in the package', { 'packages/a/seaworthy.yml': 'fail-on: notice' }, 'packages/a/seaworthy.yml'],
    ['in a folder above', { 'packages/seaworthy.yaml': 'fail-on: notice' }, 'packages/seaworthy.yaml'],
    ['at the root, as JSON', { 'seaworthy.json': '{"fail-on": "notice"}' }, 'seaworthy.json'],
    ['in .github', { '.github/seaworthy.yml': 'fail-on: notice' }, '.github/seaworthy.yml'],
    [
      'in package.json, written with tabs',
      { 'packages/a/package.json': '{\n\t"name": "a",\n\t"seaworthy": {\n\t\t"fail-on": "notice"\n\t}\n}' },
      'packages/a/package.json',
    ],
    [
      'the nearest one counts alone',
      { 'seaworthy.yml': 'fail-on: never', 'packages/a/seaworthy.yml': 'fail-on: notice' },
      'packages/a/seaworthy.yml',
    ],
    ['a package.json without the key is passed over', { 'packages/a/package.json': '{"name":"a"}' }, null],
    ['an invalid package.json is left to the packing', { 'packages/a/package.json': '{"name":' }, null],
  ])('%s', async (_, files, expected) => {
    const { config, file } = await configOf({ 'packages/a/index.js': '', ...files }, 'packages/a')
    expect(file).toBe(expected)
    expect(config.failOn).toBe(expected === null ? 'error' : 'notice')
  })

  test('nothing above the repository root is looked at', async () => {
    const outer = temporaryFolder({ 'seaworthy.yml': 'fail-on: never', 'repository/package.json': '{}' })
    const loaded = await load(path.join(outer, 'repository'))
    expect(loaded).toMatchObject({ ok: true, file: null })
  })

  test('two in one folder are an error, not a guess', async () => {
    expect(await errorsOf({ 'seaworthy.yml': '', 'package.json': '{"seaworthy":{}}' })).toEqual([
      'package.json:1:1: There is a second configuration in seaworthy.yml. Keep one of the two; it can extend the other from another folder.',
    ])
  })

  test('a named file that is not there is an error', async () => {
    expect(await errorsOf({}, '.', 'other.yml')).toEqual([
      'other.yml: There is no such configuration file. Check the path that was given.',
    ])
  })

  test('a link out of the repository is refused without a word of what it points to', async () => {
    const outside = temporaryFolder({ secret: 'hidden-text: x' })
    const root = temporaryFolder()
    symlinkSync(path.join(outside, 'secret'), path.join(root, 'seaworthy.yml'))
    const loaded = await load(root)
    const shown = loaded.ok ? 'passed' : loaded.errors.map(formatConfigError).join()
    expect(shown).toMatch(/leads out of the repository/)
    expect(shown).not.toContain('hidden')
  })

  test('a folder of that name and a file too large are errors', async () => {
    const root = temporaryFolder()
    mkdirSync(path.join(root, 'seaworthy.yml'))
    expect((await load(root)).ok).toBe(false)
    const large = temporaryFolder()
    writeFileSync(path.join(large, 'seaworthy.yml'), '#'.repeat(300_000))
    expect(await load(large)).toMatchObject({
      ok: false,
      errors: [{ message: expect.stringMatching(/300000 bytes/) }],
    })
  })
})

describe('what a configuration says', () => {
  test('a severity for a rule holds for all its messages; without one each message keeps its own', async () => {
    const { config } = await configOf({
      'seaworthy.yml': 'rules:\n  source-map/embedded-source: warning\n',
    })
    expect(decideSeverity(config, embeddedSource, 'exposed', 'proprietary', 'a.map')).toBe('warning')
    expect(decideSeverity(config, privateKey, 'found', 'open-source', 'k')).toBe('error')
    expect(decideSeverity(config, privateKey, 'inTests', 'open-source', 'k')).toBe('warning')
    const raised = await configOf({ 'seaworthy.yml': 'rules:\n  secret/private-key: error\n' })
    expect(decideSeverity(raised.config, privateKey, 'inTests', 'open-source', 'k')).toBe('error')
  })

  test('options are parsed by the rule and filled with its defaults', async () => {
    const { config } = await configOf({
      'seaworthy.yml': 'rules:\n  internal/host:\n    options:\n      domains: [corp.example]\n',
    })
    expect(readOptions(config, internalHost)).toEqual({ domains: ['corp.example'], shape: 'plain' })
    expect(config.rules.get('internal/host')?.severity).toBeNull()
    expect(readOptions(config, embeddedSource)).toEqual({ allow: [], minimumLines: 0 })
  })

  test('an override holds for its paths, and the last one that matches wins', async () => {
    const { config } = await configOf({
      'seaworthy.yml': [
        'overrides:',
        '  - paths: ["vendor/**"]',
        '    rules: { source-map/embedded-source: off }',
        '  - paths: ["vendor/ours/*.map"]',
        '    rules: { source-map/embedded-source: warning }',
      ].join('\n'),
    })
    const at = (file: string) => decideSeverity(config, embeddedSource, 'exposed', 'proprietary', file)
    expect([at('dist/a.map'), at('vendor/a.map'), at('vendor/ours/a.map')]).toEqual([
      'error',
      'off',
      'warning',
    ])
  })

  test('sizes are numbers of bytes or texts', async () => {
    const { config } = await configOf({
      'seaworthy.yml': 'limits:\n  entry-bytes: 64 MiB\n  unpacked-bytes: 1000000\n  depth: 2',
    })
    expect(config.limits).toMatchObject({
      entryBytes: 67_108_864,
      unpackedBytes: 1_000_000,
      depth: 2,
      ratio: 200,
    })
  })

  test('extended files come first, later ones win, options merge by name', async () => {
    const { config } = await configOf({
      'seaworthy.yml': [
        'extends: [./shared/base.yml, ./shared/more.json]',
        'rules:',
        '  internal/host: { options: { shape: round } }',
      ].join('\n'),
      'shared/base.yml':
        'fail-on: warning\nprofile: proprietary\nrules:\n  internal/host: { severity: error, options: { domains: [a.example] } }',
      'shared/more.json': '{"fail-on": "notice"}',
    })
    expect(config).toMatchObject({ failOn: 'notice', profile: 'proprietary' })
    expect(config.rules.get('internal/host')).toMatchObject({
      severity: 'error',
      options: { domains: ['a.example'], shape: 'round' },
    })
    expect(config.sources.get('fail-on')).toMatchObject({ name: 'shared/more.json', line: 1 })
    expect(config.sources.get('rules.internal/host.shape')).toMatchObject({ name: 'seaworthy.yml', line: 3 })
  })

  test('packages of a monorepo have their own settings, by name or by folder', async () => {
    const files = {
      'seaworthy.yml': [
        'fail-on: error',
        'packages:',
        '  "packages/*": { fail-on: warning }',
        '  "@acme/cli": { profile: proprietary }',
      ].join('\n'),
      'packages/cli/package.json': '{"name": "@acme/cli"}',
      'packages/lib/package.json': '{"name": "@acme/lib"}',
      'tools/x/package.json': '{"name": "x"}',
    }
    expect((await configOf(files, 'packages/cli')).config).toMatchObject({
      failOn: 'warning',
      profile: 'proprietary',
    })
    expect((await configOf(files, 'packages/lib')).config).toMatchObject({
      failOn: 'warning',
      profile: 'auto',
    })
    expect((await configOf(files, 'tools/x')).config).toMatchObject({ failOn: 'error', profile: 'auto' })
  })
})

describe('what is wrong is said with its place and the nearest right name', () => {
  test.each<[string, string, string[]]>([
    ['a key', 'fail_on: error', ['seaworthy.yml:1:1: There is no key "fail_on". Did you mean "fail-on"?']],
    [
      'two keys, each with its own place',
      'fial-on: error\nrulez: {}',
      [
        'seaworthy.yml:1:1: There is no key "fial-on". Did you mean "fail-on"?',
        'seaworthy.yml:2:1: There is no key "rulez". Did you mean "rules"?',
      ],
    ],
    [
      'the beginning of a key',
      'suppress: []',
      ['seaworthy.yml:1:1: There is no key "suppress". Did you mean "suppressions"?'],
    ],
    [
      'a key like nothing we know: the escape is not among the proposals',
      'zzz: 1',
      [
        'seaworthy.yml:1:1: There is no key "zzz". Known are: extends, custom-rules, profile, baseline, since, adopt, packer, fail-on, limits, rules, overrides, suppressions, acceptances, packages.',
      ],
    ],
    [
      'a rule',
      'rules:\n  source-map/embeded-source: error',
      [
        'seaworthy.yml:2:3: There is no rule "source-map/embeded-source". Did you mean "source-map/embedded-source"?',
      ],
    ],
    [
      'a rule without its category',
      'rules:\n  private-key: error',
      ['seaworthy.yml:2:3: There is no rule "private-key". Did you mean "secret/private-key"?'],
    ],
    [
      'a severity',
      'rules:\n  internal/host: eror',
      ['seaworthy.yml:2:18: "rules.internal/host" cannot be "eror". Did you mean "error"?'],
    ],
    [
      'false for off',
      'rules:\n  internal/host: false',
      ['seaworthy.yml:2:18: "rules.internal/host" cannot be false. Did you mean "off"?'],
    ],
    [
      'a severity in the long form',
      'rules:\n  internal/host:\n    severity: warn',
      ['seaworthy.yml:3:15: "rules.internal/host.severity" cannot be "warn". Did you mean "warning"?'],
    ],
    [
      'an option',
      'rules:\n  internal/host:\n    options: { domain: [x] }',
      [
        'seaworthy.yml:3:16: There is no option "domain" in "rules.internal/host.options". Did you mean "domains"?',
      ],
    ],
    [
      'the form of an option',
      'rules:\n  internal/host:\n    options:\n      domains: corp.example',
      ['seaworthy.yml:4:16: "rules.internal/host.options.domains" must be a list, not "corp.example".'],
    ],
    [
      'a list for a rule',
      'rules:\n  internal/host: [error]',
      [
        'seaworthy.yml:2:18: "rules.internal/host" cannot be a list. It takes one of error, warning, notice, off or a map.',
      ],
    ],
    [
      'a rule in an override',
      'overrides:\n  - paths: ["a"]\n    rules: { internal/hosts: off }',
      ['seaworthy.yml:3:14: There is no rule "internal/hosts". Did you mean "internal/host"?'],
    ],
    [
      'a suppression without a reason',
      'suppressions:\n  - rule: internal/host\n    path: a',
      ['seaworthy.yml:2:5: "suppressions.0" lacks "reason". Add it.'],
    ],
    [
      'a suppression of everything',
      'suppressions:\n  - rule: internal/host\n    reason: r',
      [
        'seaworthy.yml:2:5: A suppression needs a "path" or a "fingerprint", or it would hide the rule altogether. Write path: "**" to mean the whole package.',
      ],
    ],
    [
      'a day that does not exist',
      'suppressions:\n  - { rule: internal/host, path: a, reason: r, expires: 2027-02-30 }',
      [
        'seaworthy.yml:2:57: "suppressions.0.expires" cannot be "2027-02-30": "expires" is the last day it holds, like 2027-03-31.',
      ],
    ],
    [
      'a pattern that cannot be used',
      'suppressions:\n  - { rule: internal/host, path: "/dist", reason: r }',
      [
        'seaworthy.yml:2:34: This path pattern cannot be used: patterns start at the package root already; leave out the leading "/".',
      ],
    ],
    [
      'a size',
      'limits:\n  entry-bytes: lots',
      ['seaworthy.yml:2:16: A size is a number of bytes or a text like "200 MiB".'],
    ],
    ['a text for a map', 'rules: error', ['seaworthy.yml:1:8: "rules" must be a map, not "error".']],
    ['a list for the whole', '- a', ['seaworthy.yml:1:1: The configuration must be a map, not a list.']],
    [
      'a key that comes twice',
      'rules: {}\nrules: {}',
      ['seaworthy.yml:2:1: This is not valid YAML: this key is there twice. Keep one of the two.'],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await errorsOf({ 'seaworthy.yml': text })).toEqual(expected)
  })

  test('several are told in the order of their lines', async () => {
    const text = 'rules:\n  no/such: error\nprofle: x\nfail-on: all\n'
    const told = await errorsOf({ 'seaworthy.yml': text })
    expect(told.map((one) => one.split(': ')[0])).toEqual([
      'seaworthy.yml:2:3',
      'seaworthy.yml:3:1',
      'seaworthy.yml:4:10',
    ])
  })

  test('in package.json the place is that in the whole file', async () => {
    const text = '{\n  "name": "x",\n  "seaworthy": {\n    "fail-on": "all"\n  }\n}'
    expect(await errorsOf({ 'package.json': text })).toEqual([
      'package.json:4:16: "fail-on" cannot be "all". Known are: error, warning, notice, never.',
    ])
  })

  test.each<[string, Files, RegExp]>([
    [
      'a circle is named in full',
      { 'seaworthy.yml': 'extends: ./a.yml', 'a.yml': 'extends: ./seaworthy.yml' },
      /^a\.yml:1:10: "extends" goes round in a circle: seaworthy\.yml → a\.yml → seaworthy\.yml\.$/,
    ],
    [
      'a file that is missing',
      { 'seaworthy.yml': 'extends: [./a.yml]' },
      /^seaworthy\.yml:1:11: There is no file "a\.yml"/,
    ],
    ['a way out of the repository', { 'seaworthy.yml': 'extends: ../x.yml' }, /leads out of the repository/],
    [
      'what is in node_modules',
      { 'seaworthy.yml': 'extends: ./node_modules/preset/seaworthy.yml' },
      /^seaworthy\.yml:1:10: "extends" takes files that are committed/,
    ],
    [
      'an address',
      { 'seaworthy.yml': 'extends: https://x.example/a.yml' },
      /files of this repository by relative path/,
    ],
    [
      'too long a chain',
      Object.fromEntries(
        Array.from({ length: 12 }, (_, n) => [
          n === 0 ? 'seaworthy.yml' : `${n}.yml`,
          `extends: ./${n + 1}.yml`,
        ]),
      ),
      /more than 8 files deep/,
    ],
    [
      'an anchor bomb',
      { 'seaworthy.yml': `a: &a [x]\n${'b: &b'} [${'*a,'.repeat(60)}]\n` },
      /anchors too often/,
    ],
    ['depth', { 'seaworthy.yml': `a: ${'['.repeat(5000)}` }, /nested more than 32 deep/],
    ['depth in block form', { 'seaworthy.yml': `${'- '.repeat(60_000)}x` }, /^seaworthy\.yml:1:\d+: /],
    ['bytes that are no text', { 'seaworthy.yml': Uint8Array.of(0xff, 0xfe, 0x41) }, /not UTF-8/],
    [
      'YAML in a file called JSON',
      { 'seaworthy.json': 'fail-on: error' },
      /^seaworthy\.json:1:1: This is YAML, not JSON/,
    ],
    [
      'a tag',
      { 'seaworthy.yml': 'profile: !!js/function x' },
      /^seaworthy\.yml:1:10: This is not valid YAML/,
    ],
  ])('%s', async (_, files, expected) => {
    const errors = await errorsOf(files)
    expect(errors.join('\n')).toMatch(expected)
  })
})
