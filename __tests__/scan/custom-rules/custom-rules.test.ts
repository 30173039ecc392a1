import { describe, expect, test } from '@jest/globals'
import { parseConfigDocument } from '../../../src/config/files/config-document.ts'
import { customRulesSchema } from '../../../src/config/files/custom-rule-schema.ts'
import { parseAgainst } from '../../../src/config/files/schema-errors.ts'
import type { CustomRule } from '../../../src/model/custom-rule.ts'
import type { Finding } from '../../../src/model/report.ts'
import { buildCustomRule } from '../../../src/scan/custom-rules/build-custom-rule.ts'
import { findRequiredLiteral } from '../../../src/scan/custom-rules/required-literal.ts'
import { tryExamples } from '../../../src/scan/custom-rules/try-examples.ts'
import { scanFiles } from '../../support/scan-files.ts'

const HEAD = '  title: Internal flags\n  why: They tell what comes.\n  fix: Strip them.\n  severity: error\n'

async function parse(yaml: string) {
  const opened = parseConfigDocument('rules.yml', Buffer.from(yaml))
  if (!opened.ok) throw new Error('no YAML')
  return parseAgainst(customRulesSchema, opened.document)
}

async function ruleOf(body: string): Promise<CustomRule> {
  const result = await parse(`acme/flags:\n${HEAD}${body}`)
  if (!result.ok) throw new Error(result.errors.map(({ message }) => message).join('\n'))
  const [rule] = result.value
  if (rule === undefined) throw new Error('no rule')
  return rule
}

async function found(body: string, files: Record<string, string>): Promise<Finding[]> {
  return scanFiles(files, { rules: [buildCustomRule(await ruleOf(body))], profile: 'open-source' })
}

const told = (findings: readonly Finding[]) =>
  findings.map(({ message, path, line, column }) => [message, path, line, column])

describe('what a rule finds', () => {
  test('a pattern, with its place, in the files it names', async () => {
    const body = "  find:\n    - pattern: 'FLAG_INTERNAL_[A-Z]+'\n      files: ['dist/**', '!dist/**/*.md']\n"
    const files = {
      'dist/a.js': 'a()\nb(FLAG_INTERNAL_BETA)\n',
      'dist/a.md': 'FLAG_INTERNAL_BETA',
      'src/a.js': 'FLAG_INTERNAL_BETA',
    }
    expect(told(await found(body, files))).toEqual([
      ['Internal flags: a text matches FLAG_INTERNAL_[A-Z]+.', 'dist/a.js', 2, 3],
    ])
  })

  test('a pattern in an original source inside a map', async () => {
    const map = JSON.stringify({
      version: 3,
      sources: ['../src/a.ts'],
      sourcesContent: ['FLAG_INTERNAL_X'],
      names: [],
      mappings: 'AAAA',
    })
    const findings = await found("  find:\n    - pattern: 'FLAG_INTERNAL_[A-Z]+'\n", { 'dist/a.js.map': map })
    expect(findings.map(({ layer }) => layer)).toEqual(['src/a.ts'])
  })

  test('a text that may stand in one place only', async () => {
    const body = "  find:\n    - pattern: 'acme-trace'\n      only-in: ['lib/trace.js']\n"
    const files = { 'lib/trace.js': 'acme-trace', 'lib/b.js': 'acme-trace' }
    expect((await found(body, files)).map(({ path }) => path)).toEqual(['lib/b.js'])
  })

  test('files that must not ship, as one finding', async () => {
    const findings = await found("  find:\n    - files: ['**/*.psd']\n", { 'a.psd': 'x', 'b/c.psd': 'x' })
    expect(findings.map(({ message, count }) => [message, count])).toEqual([
      ['Internal flags: 2 files ship that must not.', 2],
    ])
  })

  test.each([
    ['count: 1', 'Internal flags: 2 files match, and at most 1 files may ship.'],
    ['largest: 10', 'Internal flags: a file has 20 B, and at most 10 B may ship.'],
    ['total: 25', 'Internal flags: the files have 30 B, and at most 25 B may ship.'],
  ])('an amount: %s', async (limit, message) => {
    const files = { 'a.wasm': 'x'.repeat(10), 'b.wasm': 'x'.repeat(20) }
    const findings = await found(`  find:\n    - files: '*.wasm'\n      ${limit}\n`, files)
    expect(findings.map((one) => one.message)).toEqual([message])
  })

  test('a member of package.json, with its place', async () => {
    const manifest =
      '{\n  "name": "a",\n  "version": "1.0.0",\n  "publishConfig": { "registry": "https://x.dev" }\n}\n'
    const body = "  find:\n    - manifest: publishConfig.registry\n      pattern: 'x\\.dev'\n"
    expect(told(await found(body, { 'package.json': manifest }))).toEqual([
      ['Internal flags: package.json sets publishConfig.registry.', 'package.json', 4, 22],
    ])
  })

  test('what is required and is not there', async () => {
    const body = [
      '  require:',
      "    - files: ['LICENSE']",
      "      contains: 'Copyright \\(c\\) \\d{4} Acme'",
      "    - files: ['NOTICE']",
      '    - manifest: publishConfig.access',
      '      value: restricted',
      '',
    ].join('\n')
    expect((await found(body, { LICENSE: 'MIT' })).map(({ message }) => message)).toEqual([
      'Internal flags: LICENSE does not hold Copyright \\(c\\) \\d{4} Acme.',
      'Internal flags: no file matches NOTICE.',
      'Internal flags: publishConfig.access in package.json is not as required.',
    ])
    const good = {
      LICENSE: 'Copyright (c) 2026 Acme',
      NOTICE: '',
      'package.json': '{"name":"a","version":"1.0.0","publishConfig":{"access":"restricted"}}',
    }
    expect(await found(body, good)).toEqual([])
  })
})

describe('where files may lie, and members whose names have dots', () => {
  const manifest = JSON.stringify({
    name: 'a',
    version: '1.0.0',
    dependencies: { 'lodash.isequal': '^4.0.0' },
    exports: { './feature': './a.js' },
  })
  test.each([
    ["  find: [{ files: '**/*.pem', only-in: ['certs/**'] }]\n", ['keys/a.pem']],
    ["  find: [{ files: '**/*.pem', only-in: ['certs/**', 'keys/**'] }]\n", []],
    ['  find: [{ manifest: dependencies.lodash.isequal }]\n', ['package.json']],
    ['  find: [{ manifest: [exports, "./feature"] }]\n', ['package.json']],
    ['  find: [{ manifest: dependencies.lodash }]\n', []],
    ['  require: [{ manifest: dependencies.lodash.isequal, pattern: "^.4" }]\n', []],
  ])('%#', async (body, paths) => {
    const files = { 'package.json': manifest, 'certs/a.pem': 'a', 'keys/a.pem': 'a' }
    expect((await found(body, files)).flatMap(({ places }) => places.map(({ path }) => path))).toEqual(paths)
  })
})

describe('what a rule cannot say is an error with its place', () => {
  test.each([
    [`vscode/mine:\n${HEAD}  find: [{ files: 'a' }]\n`, /begin with "vscode\/"/],
    [`acme/a:\n${HEAD.replace('  severity: error\n', '')}  find: [{ files: 'a' }]\n`, /lacks "severity"/],
    [`acme/a:\n${HEAD}  find: [{ files: 'a', layers: [text] }]\n`, /"layers" says where to look/],
    [`acme/a:\n${HEAD}  find: [{ manifest: main, files: 'a' }]\n`, /"files" is not/],
    [`acme/a:\n${HEAD}  find: [{ manifest: main, value: a, pattern: a }]\n`, /Say one of them/],
    [`acme/a:\n${HEAD}  find: [{ files: a, count: 1, only-in: b }]\n`, /Split it/],
    [`acme/a:\n${HEAD}  require: [{ files: a, pattern: b }]\n`, /"contains"/],
    [`acme/a:\n${HEAD}  require: [{ manifest: main, contains: b }]\n`, /Split it/],
    [`secret/mine:\n${HEAD}  find: [{ files: 'a' }]\n`, /begin with "secret\/"/],
    [`Acme:\n${HEAD}  find: [{ files: 'a' }]\n`, /"team\/name"/],
    [`acme/a:\n${HEAD}`, /needs "find" or "require"/],
    [`acme/a:\n${HEAD}  find: [{ layers: [text] }]\n`, /Say what to find/],
    [`acme/a:\n${HEAD}  find: [{ pattern: '(?=x)' }]\n`, /lookaround/],
    [`acme/a:\n${HEAD}  find: [{ files: '[' }]\n`, /path pattern/],
    [`acme/a:\n${HEAD}  find: [{ files: 'a', largest: lots }]\n`, /size/],
    [`acme/a:\n${HEAD.replace('Internal flags', '<b>')}  find: [{ files: 'a' }]\n`, /A title is/],
  ])('%#', async (yaml, message) => {
    const result = await parse(yaml)
    if (result.ok) throw new Error('it was taken')
    expect(result.errors.map((error) => error.message).join('\n')).toMatch(message)
    expect(result.errors[0]?.line).toBeGreaterThan(0)
  })
})

test('examples are tried', async () => {
  const examples =
    "  examples:\n    bad: [{ 'a.js': 'x = FLAG_INTERNAL_B' }, { 'a.js': 'nothing' }]\n    good: { 'a.js': 'FLAG_INTERNAL_Z' }\n"
  const rule = await ruleOf(`  find: [{ pattern: 'FLAG_INTERNAL_[A-Z]+' }]\n${examples}`)
  expect(await tryExamples([rule])).toEqual([
    {
      rule: 'acme/flags',
      index: 1,
      isBad: true,
      message: 'The rule acme/flags does not find this bad example.',
    },
    {
      rule: 'acme/flags',
      index: 0,
      isBad: false,
      message: 'The rule acme/flags finds something in this good example, in a.js.',
    },
  ])
})

test.each([
  ['FLAG_INTERNAL_[A-Z]+', 'flag_internal_'],
  ['acme\\.corp', 'acme.corp'],
  ['\\bproject-\\w+', 'project-'],
  ['abcd?efgh', 'efgh'],
  ['(?i)falcon', 'falcon'],
  ['alpha|beta', null],
  ['\\x41bcdefg', null],
  ['[a-z]+', null],
  ['(abcdef)', null],
  ['ab{2,3}cdefg', 'cdefg'],
  ['fo[|x]obar+s', 'obar'],
])('every match of %s holds %s', (pattern, literal) => {
  expect(findRequiredLiteral(pattern)).toBe(literal)
})
