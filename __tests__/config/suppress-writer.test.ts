import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { addSuppressions } from '../../src/config/files/exception-writer.ts'
import { formatFirstConfig } from '../../src/config/files/first-config.ts'
import { loadConfig } from '../../src/config/files/load-config.ts'
import { SAMPLE_RULES } from './sample-rules.ts'
import { temporaryFolder } from './temporary-repository.ts'

const NEW = { rule: 'internal/host', path: 'dist/**', reason: 'documented: "yes"', expires: '2027-01-31' }
const NEW_LINES = [
  '  - rule: internal/host',
  '    path: dist/**',
  '    reason: \'documented: "yes"\'',
  '    expires: 2027-01-31',
]

describe('a suppression is added and nothing else moves', () => {
  test.each<[string, string[], string[]]>([
    [
      'to a list with comments, odd spacing and something after it',
      [
        '# Ours.',
        'fail-on:    warning   # for now',
        '',
        'suppressions:',
        '',
        '  # Agreed in March.',
        '  - rule: secret/private-key',
        '    path: "test/key.pem"   # a demo key',
        '    reason: demo # really',
        '',
        '# Last words.',
        'profile: auto',
      ],
      [
        '# Ours.',
        'fail-on:    warning   # for now',
        '',
        'suppressions:',
        '',
        '  # Agreed in March.',
        '  - rule: secret/private-key',
        '    path: "test/key.pem"   # a demo key',
        '    reason: demo # really',
        ...NEW_LINES,
        '',
        '# Last words.',
        'profile: auto',
      ],
    ],
    [
      'to a list that is not indented',
      ['suppressions:', '- rule: a/b', '  reason: >-', '    long', '    words', 'profile: auto'],
      [
        'suppressions:',
        '- rule: a/b',
        '  reason: >-',
        '    long',
        '    words',
        ...NEW_LINES.map((line) => line.slice(2)),
        'profile: auto',
      ],
    ],
    [
      'to a file without a list',
      ['# Ours.', 'profile: auto'],
      ['# Ours.', 'profile: auto', '', 'suppressions:', ...NEW_LINES],
    ],
    ['to an empty file', [], ['suppressions:', ...NEW_LINES]],
  ])('%s', (_, before, after) => {
    expect(addSuppressions(before.map((line) => `${line}\n`).join(''), 'seaworthy.yml', [NEW])).toBe(
      after.map((line) => `${line}\n`).join(''),
    )
  })

  test.each([
    ['a list in flow form', '# c\nsuppressions: [{rule: a/b, reason: r}]\n'],
    ['an empty list', '# c\nsuppressions: []\nprofile: auto\n'],
    ['a list that is not written yet', '# c\nsuppressions:\nprofile: auto\n'],
    ['an end marker', '# c\nprofile: auto\n...\n'],
    ['a map in flow form', '# c\n{profile: auto}\n'],
    ['no newline at the end', '# c\nprofile: auto'],
    ['a list that ends the file without newline', '# c\nsuppressions:\n  - rule: a/b\n    reason: r'],
  ])('%s is written so that it says the same and more', (_, before) => {
    const data = parse(before) as { suppressions?: unknown[] }
    const after = addSuppressions(before, 'seaworthy.yml', [NEW])
    expect(parse(after)).toEqual({ ...data, suppressions: [...(data.suppressions ?? []), NEW] })
    expect(after).toContain('# c')
  })

  test('line ends of Windows stay', () => {
    const after = addSuppressions(
      'profile: auto\r\nsuppressions:\r\n  - rule: a/b\r\n    reason: r\r\n',
      's.yml',
      [NEW],
    )
    expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(after.split('\r\n').slice(4, 8)).toEqual(NEW_LINES)
  })

  test('in package.json the rest of the file stays as it is, tabs too', () => {
    const before = '{\n\t"name": "x",\n\t"seaworthy": {\n\t\t"profile": "auto"\n\t},\n\t"license": "MIT"\n}\n'
    const after = addSuppressions(before, 'package.json', [{ rule: 'a/b', path: 'c', reason: 'r' }])
    expect(after).toBe(
      before.replace(
        '"profile": "auto"\n',
        '"profile": "auto",\n\t\t"suppressions": [\n\t\t\t{\n\t\t\t\t"rule": "a/b",\n\t\t\t\t"path": "c",\n\t\t\t\t"reason": "r"\n\t\t\t}\n\t\t]\n',
      ),
    )
  })

  test.each([
    ['s.yml', 'a: [', /not valid YAML/],
    ['s.yml', '- a', /must hold a map/],
    ['s.yml', 'suppressions: x', /must be a list/],
    ['s.json', '{', /not a JSON object/],
    ['package.json', '{"seaworthy": []}', /must be a map/],
  ])('%s with %j is left alone', (file, text, message) => {
    expect(() => addSuppressions(text, file, [NEW])).toThrow(message)
  })
})

describe('the first configuration', () => {
  const profile = { profile: 'open-source' as const, reason: 'the licence is MIT, an open one' }

  async function loads(text: string) {
    const root = temporaryFolder({ 'seaworthy.yml': text })
    return loadConfig({ directory: root, repositoryRoot: root, configFile: null, rules: SAMPLE_RULES })
  }

  test('of a clean repository is short and right', async () => {
    const text = formatFirstConfig({
      profile,
      known: [],
      today: '2026-11-21',
      expires: '2027-02-19',
      reason: null,
    })
    expect(text.split('\n').length).toBeLessThan(12)
    expect(text).toContain('# Found: the licence is MIT, an open one, so the open-source profile applies.')
    expect(await loads(text)).toMatchObject({ ok: true, config: { failOn: 'error', suppressions: [] } })
  })

  test('sets aside what is known, one by one and until a day', async () => {
    const text = formatFirstConfig({
      profile,
      known: [
        {
          scope: { rule: 'internal/host', fingerprint: '0123456789abcdef' },
          title: 'An internal host',
          path: 'dist/a.js',
        },
      ],
      today: '2026-11-21',
      expires: '2027-02-19',
      reason: null,
    })
    expect(await loads(text)).toMatchObject({
      ok: true,
      config: {
        suppressions: [
          {
            rule: 'internal/host',
            fingerprint: '0123456789abcdef',
            expires: '2027-02-19',
            reason: 'Known when Seaworthy was set up on 2026-11-21: An internal host in dist/a.js',
          },
        ],
      },
    })
  })

  test('takes no line from a manifest or a tarball', async () => {
    const text = formatFirstConfig({
      profile: { profile: 'proprietary', reason: 'the licence "x\nfail-on: never\n" is not an open one' },
      known: [
        {
          scope: { rule: 'internal/host', fingerprint: '0123456789abcdef' },
          title: 't',
          path: 'a\nfail-on: never\r\u2028b',
        },
      ],
      today: '2026-11-21',
      expires: '2026-11-22',
      reason: 'x\nfail-on: never',
    })
    expect(await loads(text)).toMatchObject({ ok: true, config: { failOn: 'error' } })
    expect(text).not.toMatch(/^fail-on: never/m)
  })
})
