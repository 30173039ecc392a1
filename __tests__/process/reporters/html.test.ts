import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { renderHtml } from '../../../src/reporters/html.ts'
import { HOSTILE_TEXT } from '../../support/hostile-text.ts'
import { htmlParts } from '../../support/markdown.ts'
import { finding, packageOf, place, reportOf } from '../../support/reports.ts'

test('the page says the verdict, each finding with its cause and change, and needs nothing else', () => {
  const cause = { path: 'package.json', line: 4, reason: '`files` names "dist"' }
  const change = { path: 'package.json', line: 4, remove: ['"files": ["dist"]'], add: ['"files": []'] }
  const page = renderHtml(reportOf([packageOf({ findings: [finding({ cause, change })] })]))
  const { text, tags } = htmlParts(page.replace(/<style>[\s\S]*<\/style>/, ''))
  expect(text).toContain('Do not publish example@1.0.0')
  expect(text).toContain('The file dist/index.js ships. It should not.')
  expect(text).toContain('package.json:4: files names "dist"')
  expect(text).toContain('- "files": ["dist"]+ "files": []')
  for (const tag of tags) expect(['script', 'img', 'link', 'iframe', 'object', 'form']).not.toContain(tag)
})

test('the policy lets the page load nothing but its own style sheet', () => {
  const page = renderHtml(reportOf([]))
  const style = /<style>([\s\S]*)<\/style>/.exec(page)?.[1] ?? ''
  const hash = createHash('sha256').update(style).digest('base64')
  expect(page).toContain(`default-src 'none'; style-src 'sha256-${hash}';`)
  expect(style).not.toMatch(/url\(|@import/)
  expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<title>'))
})

describe.each(Object.entries(HOSTILE_TEXT).filter(([, value]) => value !== ''))('%s', (_title, value) => {
  test('stays text', () => {
    const report = (text: string) =>
      reportOf(
        [
          packageOf({
            name: text,
            errors: [text],
            notes: [text],
            findings: [
              finding({
                data: { file: text },
                places: [place({ path: text, evidence: text })],
                cause: { path: text, line: 1, reason: text },
                change: { path: text, line: 1, remove: [text], add: [text] },
              }),
            ],
            contents: { folders: [{ path: text, files: 1, bytes: 1 }], files: [] },
          }),
        ],
        { errors: [text] },
      )
    const tags = (text: string): string[] =>
      htmlParts(renderHtml(report(text))).tags.filter((tag) => !/^(br|\/?code)$/.test(tag))
    expect(tags(value)).toEqual(tags('harmless'))
  })
})
