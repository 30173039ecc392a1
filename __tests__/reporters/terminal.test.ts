import { describe, expect, test } from '@jest/globals'
import type { Report } from '../../src/model/report.ts'
import { renderTerminal } from '../../src/reporters/terminal.ts'
import { makeFinding, makePackageReport, place, planOf, reportOf } from '../support/reports.ts'

const render = (report: Report, given: { width?: number; color?: boolean; quiet?: boolean } = {}) =>
  renderTerminal(report, { width: 100, color: false, quiet: false, ...given })

const WORDY =
  'A sentence of many words that has to go over several lines wherever the terminal is not very wide. '

const REPORT = reportOf([
  makePackageReport({
    tarball: {
      path: null,
      filename: 'example-1.0.0.tgz',
      integrity: `sha512-${'A'.repeat(86)}==`,
      shasum: 'a'.repeat(40),
      sha256: 'a'.repeat(64),
      size: 1234,
      unpackedSize: 56_789,
      fileCount: 3,
    },
    findings: [
      makeFinding({
        template: { what: `${WORDY}{file} ships.`, why: WORDY, fix: WORDY },
        places: [1, 2, 3, 4, 5].map((line) =>
          place({ line, column: 7, evidence: 'TOKEN=ab12… (40 characters)' }),
        ),
        cause: { path: 'package.json', line: 4, reason: '`files` has "dist", which lets it in' },
      }),
      makeFinding({
        severity: 'notice',
        rule: 'size/example',
        places: [place(), place({ path: 'dist/b.js' })],
      }),
    ],
    suppressed: [
      { finding: makeFinding({ rule: 'file/known' }), reason: WORDY, expires: '2027-01-01', by: 'Ann' },
    ],
    notes: [WORDY],
    target: 'packages/example',
    plan: planOf(['0123456789abcdef'], ['   "files": [', '-  "dist"', '+  "dist",', '+  "!dist/index.js"']),
  }),
])

describe.each([60, 80, 120])('at %d columns', (width) => {
  test.each([false, true])('no line is wider, and none begins askew (colour: %p)', (color) => {
    const plain = stripped(render(REPORT, { width, color }))
    for (const line of plain.split('\n')) {
      if (!line.startsWith('sha512-')) expect(line.length).toBeLessThanOrEqual(width)
      expect(line).toMatch(/^(?: {2}| {4}[-+@ ] *| {11,}| BLOCK {2})?\S|^$/)
    }
  })

  test('wrapping loses no word', () => {
    const words = render(REPORT, { width }).replace(/\s+/g, ' ')
    expect(words).toContain(`${WORDY}dist/index.js ships. ${WORDY}`)
    expect(words).toContain(`suppressed file/known dist/index.js until 2027-01-01, by Ann: ${WORDY.trim()}`)
  })
})

function stripped(text: string): string {
  return text.replace(new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g'), '')
}

describe('a report', () => {
  test('has what is needed to suppress a finding, and to see it: rule, fingerprint, places, cause, edit', () => {
    const text = render(REPORT)
    expect(text).toContain('✖ error Example file  file/example  0123456789abcdef')
    expect(text).toContain('where    dist/index.js:1:7  TOKEN=ab12… (40 characters)')
    expect(text).toContain('and 2 more places')
    expect(text).toContain('why      package.json:4  `files` has "dist", which lets it in')
    expect(text).toContain(
      'This edit settles the only error:\n  packages/example/package.json\n    @@ line 4 @@\n',
    )
    expect(text).toContain('    -  "dist"\n    +  "dist",\n    +  "!dist/index.js"\n')
    expect(text).toContain(
      'Tried with npm 10, npm 11 and npm 12: the tarball then has 2 files instead of 3.\n  Make it: seaworthy fix --write packages/example',
    )
  })

  test('says of a notice, in a line, where it is', () => {
    expect(render(REPORT).replace(/\n/g, ' ')).toContain('dist/index.js and 1 more place  size/example')
  })

  test('gives the integrity in one piece, to be copied', () => {
    expect(render(REPORT, { width: 60 })).toContain(`\nsha512-${'A'.repeat(86)}==\n`)
  })

  test('that is quiet has what blocks and the last line', () => {
    const text = render(REPORT, { quiet: true })
    expect(text).toContain('Example file')
    expect(text).not.toMatch(/size\/example|suppressed|sha512/)
    expect(text.trimEnd().split('\n').at(-1)).toMatch(/^ BLOCK {2}Do not publish: 1 error, 1 notice/)
  })

  test('shows signs that would steer the terminal as text', () => {
    const nasty = reportOf([makePackageReport({ name: 'x\u001b[2Jy', findings: [] })])
    expect(render(nasty)).toContain('x\\u{1b}[2Jy')
  })
})

describe('many packages', () => {
  const blocked = (name: string, findings: Report['packages'][number]['findings']) =>
    makePackageReport({
      name,
      target: `packages/${name}`,
      findings,
      plan: planOf(['0123456789abcdef'], ['   "files": [', '-  "dist"', '+  "dist",', '+  "!dist/.env"']),
    })
  const environment = (fingerprint: string) =>
    makeFinding({ rule: 'file/environment', title: 'Environment file', fingerprint })
  const other = makeFinding({
    title: 'Another',
    rule: 'file/other',
    template: { what: 'O.', why: 'O.', fix: 'O.' },
  })
  const names = Array.from({ length: 20 }, (_, at) => `shop-${at}`)
  const text = render(
    reportOf([
      ...names.map((name, at) => blocked(name, [environment(`${at}`.padStart(16, 'f'))])),
      blocked('both', [environment('e'.repeat(16)), other]),
      makePackageReport({ name: 'good-1', verdict: 'pass', findings: [] }),
      makePackageReport({ name: 'good-2', verdict: 'pass', findings: [] }),
    ]),
  )

  test('that have the same finding are told together, each with its fingerprint', () => {
    expect(text.match(/Environment file/g)).toHaveLength(3)
    expect(text.replace(/\s+/g, ' ')).toMatch(
      / BLOCK 19 packages must not be published: shop-1@1\.0\.0, .* and 11 more ✖ error Environment file dist\/index\.js fffffffffffffff1, .* and 11 more /,
    )
  })

  test('a package with something else, and those that pass, have lines of their own', () => {
    expect(text).toContain(' BLOCK  both@1.0.0 must not be published: 2 errors\n')
    expect(text).toContain(' PASS  2 packages may be published: good-1@1.0.0 and good-2@1.0.0\n')
  })

  test('an edit that all share is shown once, with who needs it', () => {
    expect(text.match(/^ {4}\+ {2}"!dist\/\.env"$/gm)).toHaveLength(1)
    expect(text).toContain('Edits that fix 21 packages:')
    expect(text).toMatch(/The same in packages\/shop-1\//)
  })
})
