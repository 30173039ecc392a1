import { describe, expect, test } from '@jest/globals'
import type { Plan } from '../../../src/model/plan.ts'
import type { Finding, TarballReport } from '../../../src/model/report.ts'
import { type CommentOptions, renderComment } from '../../../src/reporters/comment.ts'
import { readState } from '../../../src/reporters/comment-state.ts'
import { renderSummary } from '../../../src/reporters/summary.ts'
import { HOSTILE_TEXT } from '../../support/hostile-text.ts'
import { findLiveText, type MarkdownParser, parseHtmlParts } from '../../support/markdown.ts'
import { markdownParsers } from '../../support/markdown-parsers.ts'
import { makeFinding, makePackageReport, place, planOf, reportOf } from '../../support/reports.ts'

const tarball: TarballReport = {
  path: null,
  filename: 'example-1.0.0.tgz',
  integrity: `sha512-${'aB3/'.repeat(21)}QQ==`,
  shasum: 'a'.repeat(40),
  sha256: 'b'.repeat(64),
  size: 1200,
  unpackedSize: 3400,
  fileCount: 5,
}
const options: CommentOptions = {
  marker: 'seaworthy workflow=x.yml',
  runUrl: 'https://github.com/o/r/actions/runs/1',
  run: { number: 3, attempt: 1, commit: 'c'.repeat(40) },
  previous: null,
  limit: 60_000,
}

/** Findings of every severity, with everything a finding can have. */
function findings(number: number, value = 'dist/module'): Finding[] {
  return Array.from({ length: number }, (_, index) =>
    makeFinding({
      rule: `file/example-${'abcdefghij'.charAt(index % 10)}`,
      severity: index % 10 < 7 ? 'error' : index % 10 < 9 ? 'warning' : 'notice',
      fingerprint: index.toString(16).padStart(16, '0'),
      data: { file: index % 2 ? `${value}-${index}.js` : Array.from({ length: 40 }, () => value) },
      places: Array.from({ length: 8 }, (_, at) =>
        place({ path: `${value}-${at}`, line: 3, evidence: value }),
      ),
      count: 1003,
      cause: { path: 'package.json', line: 12, reason: `\`files\` names ${value}` },
    }),
  )
}

const HOSTILE_PLAN = planOf(['0'.repeat(16)], ['-```', '+```', '+````', '+<!-- -->'])

const comment = (
  of: Finding[],
  given: Partial<CommentOptions> = {},
  plan: Plan | null = of.length > 1 ? HOSTILE_PLAN : null,
): string =>
  renderComment(
    reportOf(
      [makePackageReport({ findings: of, plan, tarball, verdict: of.length > 0 ? 'block' : 'pass' })],
      {
        verdict: of.length > 0 ? 'block' : 'pass',
      },
    ),
    { ...options, ...given },
  )

/** Every block construct that is opened is closed. */
function isWhole(markdown: string): boolean {
  const openDetails = markdown.match(/<details>/g)?.length ?? 0
  const closedDetails = markdown.match(/<\/details>/g)?.length ?? 0
  const fences = [...markdown.matchAll(/^(`{3,})(diff|mermaid)?$/gm)].length
  return openDetails === closedDetails && fences % 2 === 0 && /<sub>.*<\/sub>\n$/.test(markdown)
}

describe.each([0, 1, 20, 1000])('with %d findings', (number) => {
  const text = comment(findings(number))

  test('the comment fits, is whole, and begins with the verdict', () => {
    expect(text.length).toBeLessThanOrEqual(60_000)
    expect(isWhole(text)).toBe(true)
    const [marker, state, verdict] = text.split('\n')
    expect(marker).toBe('<!-- seaworthy workflow=x.yml -->')
    expect(readState(state ?? '')?.run.number).toBe(3)
    expect(verdict).toMatch(number === 0 ? /^## ✅ .* may be published$/ : /^## ⛔ Do not publish /)
    expect(text).toContain(tarball.integrity)
  })

  test('it says how many findings it leaves out, rule by rule', () => {
    const left = Number(/> ([\d,]+) findings? left out/.exec(text)?.[1]?.replace(',', '') ?? 0)
    const opened = [...text.matchAll(/^(### Example|<details><summary><b>Example)/gm)].length
    const listed = [...text.matchAll(/^- The file/gm)].length
    expect(left + opened + listed).toBe(number)
    if (number === 1000) expect(text).toMatch(/^\| <a href="[^"]+">file\/example-\w<\/a> \| \d+ \w+/m)
    else expect(left).toBe(0)
  })

  test('the summary fits what the runner takes', () => {
    const report = reportOf([makePackageReport({ findings: findings(number, 'ünïcödé-名前'), tarball })])
    const summary = renderSummary(report, { runUrl: null })
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024)
    expect(isWhole(summary)).toBe(true)
  })
})

test('a finding says what, where, why it is in the tarball, and the change', () => {
  const one = makeFinding({ cause: { path: 'package.json', line: 12, reason: '`files` names "dist"' } })
  const text = comment(
    [one],
    {},
    planOf([one.fingerprint], ['-  "files": ["dist"]', '+  "files": []'], { tried: [] }),
  )
  const [parser] = markdownParsers
  const shown = parseHtmlParts(parser?.render(text) ?? '').text
  expect(shown).toMatch(
    /Example file\s+The file dist\/index\.js ships\. It should not\. \(file\/example 0123456789abcdef\)\s+Where: dist\/index\.js\s+Why it is in the tarball: package\.json:12: files names "dist"\s+What to change: Leave dist\/index\.js out\.\s+This edit settles the only error\s+@@ package\.json @@\n- {2}"files": \["dist"\]\n\+ {2}"files": \[\]/,
  )
})

test('a long list is named in part, never as one run of code', () => {
  const names = Array.from({ length: 40 }, (_, index) => `NAME_${index}`)
  const text = comment([makeFinding({ data: { file: names } })])
  expect(text).toContain('`NAME_4`, `NAME_5` and 34 more')
  expect(comment([makeFinding({ data: { file: 'a.js, b.js and 3 more' } })])).toContain(
    'The file a.js, b.js and 3 more ships.',
  )
})

test('several packages: a table first, the gravest at its head', () => {
  const packages = [
    makePackageReport({ name: 'good', verdict: 'pass', findings: [], tarball }),
    makePackageReport({ name: 'bad', tarball }),
    makePackageReport({
      name: 'unseen',
      verdict: 'error',
      findings: [],
      errors: ['npm failed.\nnpm error `x`'],
    }),
  ]
  const text = renderComment(reportOf(packages, { verdict: 'error' }), options)
  expect(text).toMatch(
    /\| 🚫 \| `unseen@1\.0\.0` \|.*\n\| ⛔ \| `bad@1\.0\.0` \|.*\n\n✅ Nothing to change in 1 package: `good@1\.0\.0`/,
  )
  expect(text).toContain('<summary>What was scanned</summary>')
})

test('a report that could not look is no pass and mends nothing', () => {
  const previous = readState(comment(findings(2)))
  const report = reportOf(
    [makePackageReport({ verdict: 'error', findings: [], errors: ['npm is missing.'] })],
    {
      verdict: 'error',
    },
  )
  const text = renderComment(report, { ...options, run: { ...options.run, number: 4 }, previous })
  expect(text).toContain('## 🚫 Not judged')
  expect(text).not.toMatch(/✅|Fixed/)
  expect(readState(text)?.earlier).toHaveLength(2)
})

test('a cause is a link to its file at the commit, where that is a file of the repository', () => {
  const linked = (path: string): string[] => {
    const text = comment([makeFinding({ cause: { path, line: 12, reason: 'it is named' } })])
    return parseHtmlParts(parser.render(text)).links.filter((link) => link.includes('/blob/ccc'))
  }
  for (const path of ['package.json', 'packages/a b/"x"&<#?%.json', '..config/名前.json'])
    expect(linked(path)).toEqual(linksTo(path))
  const outside = ['../x', 'a/../../../../../x', 'a/./x', '/etc/x', '//evil.example/x', '.', '..', '']
  for (const path of [...outside, 'a\u202eb', '\ud800', 'a/'.repeat(200)]) expect(linked(path)).toEqual([])
})

describe('what takes room, in the summary', () => {
  const contents = {
    folders: [
      { path: 'dist', files: 3, bytes: 9000 },
      { path: '', files: 2, bytes: 1000 },
    ],
    files: [{ path: 'dist/index.js', bytes: 8000 }],
  }
  const summary = (of: typeof contents): string =>
    renderSummary(reportOf([makePackageReport({ contents: of })]), { runUrl: null })

  test('a chart and a table', () => {
    const text = summary(contents)
    expect(text).toContain('```mermaid\npie title Bytes unpacked\n  "dist/" : 9000\n  "the root" : 1000\n```')
    expect(text).toContain('| `dist/` | 3 | 9 kB | 90 % |')
    expect(text).toContain('| `dist/index.js` | 8 kB |')
    expect(comment([])).not.toContain('mermaid')
  })

  test('no name breaks out of the chart', () => {
    for (const value of Object.values(HOSTILE_TEXT).filter((text) => text !== '')) {
      const text = summary({
        ...contents,
        folders: [...contents.folders, { path: value, files: 1, bytes: 500 }],
      })
      const lines = /```mermaid\n([\s\S]*?)\n```/.exec(text)?.[1]?.split('\n') ?? []
      expect(lines).toHaveLength(4)
      for (const line of lines.slice(1)) expect(line).toMatch(/^ {2}"[^"#;<>`]+" : \d+$/)
    }
  })
})

const RUN = 'https://github.com/o/r/actions/runs/1'
const README = 'https://github.com/seaworthy-dev/seaworthy/blob/main/README.md'
const RULE = 'https://github.com/seaworthy-dev/seaworthy/blob/main/docs/rules/file/example.md'

/** Where a cause in a file of the repository may lead: to that file at the commit, or nowhere. */
function linksTo(path: string): string[] {
  if (path === '' || /\p{Cs}/u.test(path)) return []
  const segments = path.split('/').map(encodeURIComponent)
  return [`https://github.com/o/r/blob/${'c'.repeat(40)}/${segments.join('/')}#L12`]
}

/** GitHub's own where it is installed. */
const parser = markdownParsers.at(-1) as MarkdownParser

describe.each(Object.entries(HOSTILE_TEXT))('%s', (_title, value) => {
  test('is dead everywhere in the comment', () => {
    const hostile = makePackageReport({
      name: value,
      tarball: { ...tarball, filename: value },
      findings: findings(8, value).map((one, index) =>
        index % 2 === 0 ? one : { ...one, cause: { path: value, line: 12, reason: value } },
      ),
      notes: [value, `a ${value} b`],
      errors: [value],
      profileReason: value,
      suppressed: findings(2, value).map((one) => ({
        finding: one,
        reason: value,
        expires: value,
        by: value,
      })),
    })
    const text = renderComment(reportOf([hostile, hostile], { errors: [value] }), options)
    const parts = parseHtmlParts(parser.render(text))
    expect(findLiveText(parts)).toEqual([])
    for (const tag of parts.tags) expect(tag).not.toMatch(/^\/?(img|script|style|h1|input|del|sup|hr)$/)
    expect(parts.tags.filter((tag) => tag === '!')).toHaveLength(2)
    const own = [RUN, README, RULE, ...linksTo('package.json'), ...linksTo(value)]
    expect(parts.links).toEqual(expect.arrayContaining([RUN, RULE]))
    expect(parts.links.filter((link) => !own.includes(link))).toEqual([])
    // None of them is read as another one.
    for (const link of parts.links) expect(new URL(link).href).toBe(link)
  })
})

describe('sixty packages', () => {
  const shared = ['Pack scripts were not run.']
  const packages = Array.from({ length: 60 }, (_, at) => {
    const one = makeFinding({
      title: at % 3 === 0 ? 'A map' : 'A log',
      fingerprint: at.toString(16).padStart(16, '0'),
      template: {
        what: at % 3 === 0 ? '{lines} lines ship.' : 'A log ships.',
        why: 'It should not.',
        fix: 'Leave it out.',
      },
      data: { lines: at },
      places: [place({ path: at % 3 === 0 ? 'dist/index.js.map' : `logs/${at}.log` })],
    })
    const held = at % 2 === 0
    return makePackageReport({
      name: `@acme/pkg-${at}`,
      target: `packages/pkg-${at}`,
      tarball,
      notes: shared,
      findings: held ? [one] : [],
      verdict: held ? 'block' : 'pass',
      plan: held ? planOf([one.fingerprint], [`-  "dist"`, `+  "lib-${at % 10}"`]) : null,
    })
  })
  const report = reportOf(packages)
  const text = renderComment(report, options)

  test('are told by what differs', () => {
    expect(text.length).toBeLessThan(30_000)
    expect(isWhole(text)).toBe(true)
    expect(text).toMatch(
      /\| ⛔ \| \*\*20 packages:\*\* `@acme\/pkg-2`.* and 15 more \| A log \|\n\| ⛔ \| \*\*10 packages:\*\*.* \| A map \|/,
    )
    expect(text).toContain('**In:** 10 packages, each in `dist/index.js.map`: `@acme/pkg-0`, `@acme/pkg-6`,')
    expect(text).toContain('`@acme/pkg-2` (`logs/2.log`)')
    // What is true of the first alone is not said of all.
    expect(text).toContain('In `@acme/pkg-0`, for example: 0 lines ship.')
    expect(text.match(/Pack scripts were not run/g)).toHaveLength(1)
    expect(text).toContain('- **Note:** ')
    for (const { name } of packages) expect(text).toContain(name)
  })

  test('are told in a page that is short until something is unfolded', () => {
    const shown = text.replace(/<details>[\s\S]*?<\/details>/g, '')
    expect(shown.split('\n').length).toBeLessThan(100)
    expect(shown.match(/```diff/g)).toHaveLength(5)
  })

  test('have a summary that folds what is the same for each', () => {
    const summary = renderSummary(report, { runUrl: null })
    expect(isWhole(summary)).toBe(true)
    expect(summary.match(/<details><summary>/g)?.length).toBeLessThan(15)
  })
})
