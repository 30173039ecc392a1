import { describe, expect, test } from '@jest/globals'
import type { Finding, Level } from '../../src/model/report.ts'
import { type Annotation, renderAnnotations } from '../../src/reporters/annotations.ts'
import { makeFinding, makePackageReport, place, reportOf } from '../support/reports.ts'

/** Annotations of one package that lies in `folder`. */
function annotate(findings: Finding[], tracked: string[] = [], folder: string | null = ''): Annotation[] {
  return renderAnnotations(reportOf([makePackageReport({ findings })]), {
    tracked: new Set(tracked),
    folders: new Map(folder === null ? [] : [['.', folder]]),
  })
}

const at = ({ file, line, column }: Annotation): unknown[] => [file, line, column]
const original = { path: 'src/auth.ts', line: 12, column: 5 }
const traced = place({ path: 'dist/index.js', line: 1, column: 48211, original })
const cause = { path: 'package.json', line: 7, reason: '`files` names "dist"' }

describe('an annotation stands where one can act', () => {
  test.each<[string, Partial<Finding>, string[], unknown[]]>([
    [
      'the original source, if it is tracked',
      { places: [traced], cause },
      ['src/auth.ts', 'dist/index.js'],
      ['src/auth.ts', 12, 5],
    ],
    [
      'the packed file, if it is tracked',
      { places: [traced], cause },
      ['dist/index.js'],
      ['dist/index.js', 1, 48211],
    ],
    ['the cause, if neither is', { places: [traced], cause }, ['package.json'], ['package.json', 7, null]],
    ['package.json, if there is no cause', { places: [traced] }, [], ['package.json', null, null]],
    [
      'a later place, if the first is not tracked',
      { places: [place(), traced], cause },
      ['src/auth.ts'],
      ['src/auth.ts', 12, 5],
    ],
    [
      'the file, not a line of a layer in it',
      { places: [place({ path: 'a.map', layer: 'src/x.ts', line: 9 })] },
      ['a.map'],
      ['a.map', null, null],
    ],
    ['package.json, for a finding about the whole', { places: [] }, [], ['package.json', null, null]],
  ])('%s', (_title, given, tracked, expected) => {
    expect(annotate([makeFinding(given)], tracked).map(at)).toEqual([expected])
  })

  test.each<[string, Partial<Finding>, string[], unknown[]]>([
    [
      'the original source',
      { places: [traced] },
      ['packages/a/src/auth.ts'],
      ['packages/a/src/auth.ts', 12, 5],
    ],
    [
      'an original that is named from the root',
      { places: [traced] },
      ['src/auth.ts'],
      ['src/auth.ts', 12, 5],
    ],
    ['the cause', { cause }, [], ['packages/a/package.json', 7, null]],
    [
      'a cause above the package',
      { cause: { path: '../../tsconfig.json', line: 3, reason: 'x' } },
      [],
      ['tsconfig.json', 3, null],
    ],
    ['package.json', {}, ['dist/index.js'], ['packages/a/package.json', null, null]],
  ])('in a sub-folder: %s', (_title, given, tracked, expected) => {
    expect(annotate([makeFinding(given)], tracked, 'packages/a').map(at)).toEqual([expected])
  })

  test('where the package lies nowhere, no file is claimed', () => {
    expect(annotate([makeFinding({ cause })], ['dist/index.js'], null).map(at)).toEqual([[null, null, null]])
  })
})

describe('the message', () => {
  test('says what, why, where in the tarball, the cause, the remedy, and where to read on', () => {
    const places = [
      place({
        path: 'dist/a.map',
        layer: 'src/b.ts',
        line: 3,
        column: 2,
        evidence: 'TOKEN=… (9 characters)',
      }),
    ]
    const [annotation] = annotate([makeFinding({ places, count: 1003, cause })])
    expect(annotation?.title).toBe('Example file')
    expect(annotation?.message.split('\n')).toEqual([
      'The file dist/index.js ships. It should not.',
      'In the tarball: dist/a.map!src/b.ts:3:2 (TOKEN=… (9 characters)), and 1,002 more',
      'Why it is in the tarball: `files` names "dist"',
      'What to change: Leave dist/index.js out.',
      'file/example: https://github.com/seaworthy-dev/seaworthy/blob/main/docs/rules/file/example.md',
    ])
  })

  test('stays whole below 4,096 characters, remedy included, however long the values', () => {
    const long = 'x'.repeat(10_000)
    const places = Array.from({ length: 3 }, () => place({ path: long, layer: long, evidence: long }))
    const [annotation] = annotate([
      makeFinding({ data: { file: long }, places, cause: { ...cause, reason: long } }),
    ])
    expect(annotation?.message.length).toBeLessThan(4096)
    expect(annotation?.message).toMatch(
      /\nWhat to change: Leave x+ … \(9,\d+ more characters\) … x+ out\.\nfile\/example: https/,
    )
  })

  test('names the package where there are several', () => {
    const report = reportOf([
      makePackageReport({ target: 'a' }),
      makePackageReport({ name: '@x/b', target: 'b' }),
    ])
    const folders = new Map([
      ['a', 'a'],
      ['b', 'b'],
    ])
    const annotations = renderAnnotations(report, { tracked: new Set(), folders })
    expect(annotations.map(({ title, file }) => [title, file])).toEqual([
      ['Example file in example@1.0.0', 'a/package.json'],
      ['Example file in @x/b@1.0.0', 'b/package.json'],
    ])
  })
})

describe('what GitHub shows is not exceeded', () => {
  test.each<[number, number]>([
    [0, 0],
    [1, 1],
    [9, 9],
    [10, 10],
    [11, 10],
    [1000, 10],
  ])('%d errors become %d', (many, shown) => {
    const levels: Level[] = ['error', 'notice']
    const annotations = annotate(
      levels.flatMap((severity) => Array.from({ length: many }, () => makeFinding({ severity }))),
    )
    for (const level of levels) expect(annotations.filter((one) => one.level === level)).toHaveLength(shown)
  })

  test('the last one counts the rest', () => {
    const annotations = annotate(
      Array.from({ length: 21 }, (_, n) => makeFinding({ severity: 'warning', title: `Kind ${n % 12}` })),
    )
    expect(annotations.at(-1)).toMatchObject({ level: 'warning', title: '12 more warnings', file: null })
    expect(annotations.at(-1)?.message).toContain('Kind 9; Kind 10; Kind 11; Kind 0')
  })
})

test('what kept us from looking is an error, before any finding', () => {
  const report = reportOf([makePackageReport({ errors: ['npm pack failed\nnpm said:\n::error::x'] })], {
    errors: ['No config.'],
  })
  const annotations = renderAnnotations(report, { tracked: new Set(), folders: new Map([['.', '']]) })
  expect(annotations.map(({ title, message, file }) => [title, message, file])).toEqual([
    ['Seaworthy could not look', 'No config.', null],
    ['Seaworthy could not look', 'npm pack failed\nnpm said:\n::error::x', 'package.json'],
    ['Example file', expect.any(String), 'package.json'],
  ])
})
