import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { renderHtml } from '../../../src/reporters/html/render-html.ts'
import { HOSTILE_TEXT } from '../../support/hostile-text.ts'
import { parseHtmlParts } from '../../support/markdown.ts'
import { makeFinding, makeInventory, makePackageReport, place, reportOf } from '../../support/reports.ts'

/** The page without its own style and script; the data that it embeds stays. */
function withoutCode(page: string): string {
  return page
    .replace(/<style>[\s\S]*<\/style>/, '')
    .replace(/<script>[\s\S]*<\/script>/, '')
    .replace(/<script type="application\/json" id="data">([^<]*)<\/script>/, '$1')
}

test('the page says the verdict, each finding with its cause and change, and needs nothing else', () => {
  const cause = { path: 'package.json', line: 4, reason: '`files` names "dist"' }
  const change = { path: 'package.json', line: 4, remove: ['"files": ["dist"]'], add: ['"files": []'] }
  const page = renderHtml(reportOf([makePackageReport({ findings: [makeFinding({ cause, change })] })]))
  const { text, tags } = parseHtmlParts(withoutCode(page))
  expect(text).toContain('Do not publish example@1.0.0')
  expect(text).toContain('The file dist/index.js ships. It should not.')
  expect(text).toContain('package.json:4: files names "dist"')
  expect(text).toContain('- "files": ["dist"]+ "files": []')
  for (const tag of tags) expect(['script', 'img', 'link', 'iframe', 'object']).not.toContain(tag)
})

test('the policy lets the page run and use its own script and style, and load nothing', () => {
  const page = renderHtml(reportOf([]))
  const style = /<style>([\s\S]*)<\/style>/.exec(page)?.[1] ?? ''
  const script = /<script>([\s\S]*)<\/script>/.exec(page)?.[1] ?? ''
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  expect(page).toContain(`default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)};`)
  expect(style).not.toMatch(/url\(|@import/)
  expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(/)
  expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<title>'))
})

describe.each(Object.entries(HOSTILE_TEXT).filter(([, value]) => value !== ''))('%s', (_title, value) => {
  test('stays text', () => {
    const report = (text: string) =>
      reportOf(
        [
          makePackageReport({
            name: text,
            errors: [text],
            notes: [text],
            findings: [
              makeFinding({
                data: { file: text },
                places: [place({ path: text, evidence: text })],
                cause: { path: text, line: 1, reason: text },
                change: { path: text, line: 1, remove: [text], add: [text] },
              }),
            ],
            inventory: makeInventory([{ path: text, size: 1, digest: '0'.repeat(40) }]),
            presence: [{ cause: { path: text, line: 1, reason: text }, files: 1, ranges: [[0, 0]] }],
            contents: { folders: [{ path: text, files: 1, bytes: 1 }], files: [] },
          }),
        ],
        { errors: [text] },
      )
    const tags = (text: string): string[] =>
      parseHtmlParts(withoutCode(renderHtml(report(text)))).tags.filter((tag) => !/^(br|\/?code)$/.test(tag))
    expect(tags(value)).toEqual(tags('harmless'))
  })
})
