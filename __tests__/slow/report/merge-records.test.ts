import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { LINE_LIMIT } from '../../../src/report/records/file-lines.ts'
import { mergeRecords } from '../../../src/report/records/merge-records.ts'
import type { OverviewOptions } from '../../../src/report/records/overview.ts'
import type { RunRecord } from '../../../src/report/records/run-record.ts'
import { buildOverviewPage } from '../../../src/reporters/tables/overview-page.ts'
import { readLinkTarget } from '../../../src/reporters/tables/table-page.ts'
import { renderTablePageAsHtml } from '../../../src/reporters/tables/table-page-html.ts'
import { renderTablePageAsMarkdown } from '../../../src/reporters/tables/table-page-markdown.ts'
import { HOSTILE_TEXT } from '../../support/hostile-text.ts'
import { MICROMARK, parseHtmlParts } from '../../support/markdown.ts'

let folder = ''
describe('records of runs, merged', () => {
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'records-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const TODAY = new Date('2031-03-01T12:00:00Z')

  function record(given: Partial<RunRecord> = {}): RunRecord {
    return {
      recordVersion: 1,
      tool: '0.1.0',
      time: '2031-02-28T12:00:00.000Z',
      repository: 'acme/web',
      commit: 'c'.repeat(40),
      ref: 'refs/heads/main',
      run: 'https://github.com/acme/web/actions/runs/7',
      name: '@acme/web',
      version: '1.0.0',
      target: '.',
      published: false,
      verdict: 'pass',
      profile: 'proprietary',
      policy: null,
      tarball: null,
      packer: 'npm',
      findings: [],
      unseen: 0,
      exceptions: [],
      errors: [],
      release: null,
      ...given,
    }
  }

  const ENVIRONMENT = {
    rule: 'file/environment',
    severity: 'error',
    harm: 'credential',
    count: 2,
    path: 'dist/.env',
  } as const
  const SOURCE = { ...ENVIRONMENT, rule: 'source-map/embedded-source', harm: 'source', count: 1 } as const

  async function merged(
    lines: readonly (Partial<RunRecord> | string)[],
    options: Partial<OverviewOptions> = {},
  ) {
    const file = path.join(folder, 'records.ndjson')
    const texts = lines.map((one) => (typeof one === 'string' ? one : JSON.stringify(record(one))))
    await writeFile(file, `${texts.join('\n')}\n`)
    return mergeRecords([file], { today: TODAY, withinDays: 30, expected: null, ...options })
  }

  describe('the last record of each package counts', () => {
    const old: Partial<RunRecord> = {
      time: '2031-01-01T00:00:00.000Z',
      verdict: 'block',
      findings: [ENVIRONMENT],
    }
    const cases: readonly (readonly [string, readonly Partial<RunRecord>[]])[] = [
      ['whatever the order', [{}, old]],
      ['whatever its version', [old, { version: '2.0.0' }]],
      ['however the repository is written', [old, { repository: 'Acme/Web' }]],
      [
        'a change that is not merged does not',
        [{}, { ...old, time: '2031-02-28T13:00:00.000Z', ref: 'refs/pull/1/merge' }],
      ],
      ['a run that failed before any package is over', [{ ...old, name: null, target: null }, {}]],
      ['a package that could not be opened is over', [{ ...old, name: null }, {}]],
      [
        'a tarball that could not be opened is over with the next version',
        [{ ...old, name: null, target: 'out/a-1.0.0.tgz' }, { target: 'out/a-1.1.0-rc.1.tgz' }],
      ],
    ]

    test.each(cases)('%s', async (_title, lines) => {
      expect(await merged(lines)).toMatchObject({ verdict: 'pass', packages: 1, repositories: 1 })
    })

    test('of equal times the later line, and versions that are out each for themselves', async () => {
      expect(await merged([{ verdict: 'block' }, {}])).toMatchObject({ verdict: 'pass', packages: 1 })
      const out = { published: true, target: '@acme/web@1.0.0' }
      const both = [out, { ...out, version: '2.0.0', target: '@acme/web@2.0.0' }]
      expect(await merged(both)).toMatchObject({ packages: 2 })
    })

    test('of packages of one run that could not be opened none is lost', async () => {
      const failed: Partial<RunRecord> = { name: null, verdict: 'error', errors: ['It cannot be packed.'] }
      const overview = await merged([{ ...failed, target: 'a' }, { ...failed, target: 'b' }, { target: 'c' }])
      expect(overview).toMatchObject({ verdict: 'error', verdicts: { pass: 1, error: 2 } })
    })
  })

  test('what blocks stands first that harms most', async () => {
    const overview = await merged([
      { name: 'map', verdict: 'block', findings: [SOURCE] },
      { name: 'env', verdict: 'block', findings: [SOURCE, ENVIRONMENT] },
    ])
    expect(overview.verdict).toBe('block')
    expect(overview.blocking.first.map(({ name }) => name)).toEqual(['env', 'map'])
    expect(overview.rules).toEqual([
      { rule: 'source-map/embedded-source', error: 2, warning: 0, notice: 0, packages: 2 },
      { rule: 'file/environment', error: 2, warning: 0, notice: 0, packages: 1 },
    ])
  })

  test('exceptions that run out are told by the day of the merge, the soonest first', async () => {
    const one = {
      rule: 'file/environment',
      path: 'dist/.env',
      count: 1,
      reason: 'A sample.',
      by: 'Ann',
      daysLeft: 99,
    }
    const ends = ['2031-06-01', '2031-03-31', '2031-02-01', null, '2031-03-02']
    const overview = await merged([{ exceptions: ends.map((expires) => ({ ...one, expires })) }])
    expect(overview.exceptions).toMatchObject({ inForce: 4, endless: 1, ending: { count: 3 } })
    expect(overview.exceptions.ending.first.map(({ daysLeft }) => daysLeft)).toEqual([-28, 1, 30])
    const text = renderTablePageAsMarkdown(buildOverviewPage(overview))
    expect(text).toContain(
      '| `acme/web` | `@acme/web` | `file/environment` in `dist/.env` | **2031-03-02, 1 day left** | Ann | A sample. |',
    )
    expect(text).toContain('**2031-02-01, has run out**')
  })

  test('a repository that left no line is no pass, and is named', async () => {
    const overview = await merged([{}], { expected: ['Acme/Web', 'acme/api'] })
    expect(overview).toMatchObject({ verdict: 'error', uncovered: { count: 1, first: ['acme/api'] } })
    expect(buildOverviewPage(overview).title).toBe('1 repository not covered')
  })

  test('a package that nobody looked at for long is named', async () => {
    const overview = await merged([{ time: '2030-11-01T00:00:00.000Z' }])
    expect(overview.stale.packages.first.map(({ name }) => name)).toEqual(['@acme/web'])
  })

  describe('lines that come from elsewhere', () => {
    test.each([
      ['no JSON', '{"recordVersion":1', 'it is not JSON'],
      ['a JSON report', '{"schemaVersion":2}', 'it is not a record'],
      ['a member that nobody knows', JSON.stringify({ ...record(), more: 1 }), 'it is not a record'],
      ['a prototype', '{"__proto__":{"verdict":"pass"}}', 'it is not a record'],
      ['a later version', JSON.stringify({ ...record(), recordVersion: 2 }), 'recordVersion'],
      ['a text without end', `"${'a'.repeat(LINE_LIMIT + 1)}"`, 'longer than 1,048,576 bytes'],
      ['a name without end', JSON.stringify(record({ name: 'a'.repeat(5000) })), 'name: '],
      ['zeros', '\0\0\0', 'it is not JSON'],
    ])('%s is a problem of that line, and never a pass', async (_title, line, problem) => {
      const overview = await merged([{}, line, {}])
      expect(overview).toMatchObject({ verdict: 'error', lines: 3, packages: 1, problems: { count: 1 } })
      expect(overview.problems.first[0]).toContain('records.ndjson, line 2: ')
      expect(overview.problems.first[0]).toContain(problem)
    })

    test('nothing at all is no pass', async () => {
      expect(await merged([])).toMatchObject({ verdict: 'error', packages: 0 })
    })

    test('a record that claims to pass with errors or unseen parts is not believed', async () => {
      expect(await merged([{ errors: ['It cannot be packed.'] }])).toMatchObject({ verdict: 'error' })
      expect(await merged([{ unseen: 1 }])).toMatchObject({ verdict: 'block' })
    })

    test('rules without end are told apart up to a number', async () => {
      const findings = Array.from({ length: 3000 }, (_, index) => ({
        ...SOURCE,
        rule: `a/b${index}`,
        path: null,
      }))
      const { rules } = await merged([{ findings }])
      expect(rules).toHaveLength(1001)
      expect(rules[0]).toMatchObject({ rule: null, error: 2000, packages: 1 })
    })
  })

  /** A page on which a text stands wherever one can stand. */
  async function pageOf(text: string) {
    const exception = { rule: text, path: text, count: 1, reason: text, by: text, daysLeft: 1 }
    const blocked: Partial<RunRecord> = {
      repository: text,
      commit: text,
      run: null,
      name: text,
      version: text,
      target: text,
      verdict: 'block',
      findings: [{ ...SOURCE, rule: text, path: text }],
      exceptions: [{ ...exception, expires: '2031-03-02' }],
    }
    const failed: Partial<RunRecord> = { name: 'other', verdict: 'error', errors: [text], run: null }
    return buildOverviewPage(await merged([blocked, failed]))
  }

  const tagsIn = (html: string) =>
    parseHtmlParts(html).tags.filter((tag) => !/^\/?(?:code|span|wbr)$/.test(tag))

  describe.each(Object.entries(HOSTILE_TEXT))('%s', (_title, value) => {
    test('stays text on the page and in the issue', async () => {
      const [page, harmless] = [await pageOf(value.slice(0, 1500)), await pageOf('harmless')]
      expect(tagsIn(renderTablePageAsHtml(page))).toEqual(tagsIn(renderTablePageAsHtml(harmless)))
      const shown = (markdown: string) => tagsIn(MICROMARK.render(markdown))
      expect(shown(renderTablePageAsMarkdown(page))).toEqual(shown(renderTablePageAsMarkdown(harmless)))
    })
  })

  test.each([
    ['https://github.com/acme/web/actions/runs/7', 'https://github.com/acme/web/actions/runs/7'],
    ['https://github.com/a b|c>d', 'https://github.com/a%20b|c%3Ed'],
    ['javascript:alert(1)', null],
    ['https://github.com@evil.example/', null],
    ['file:///etc/passwd', null],
    ['no address', null],
  ])('the address of a run %s leads to %s', (given, target) => {
    expect(readLinkTarget(given)).toBe(target)
  })
})
