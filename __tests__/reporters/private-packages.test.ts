import { expect, test } from '@jest/globals'
import { renderHtml } from '../../src/reporters/html/render-html.ts'
import { renderJunit } from '../../src/reporters/junit.ts'
import { renderSummary } from '../../src/reporters/summary.ts'
import { renderTerminal } from '../../src/reporters/terminal.ts'
import { makePackageReport, reportOf } from '../support/reports.ts'

const hidden = makePackageReport({ name: 'hidden', verdict: 'pass', findings: [], isPrivate: true })
const open = makePackageReport({ name: 'open', target: 'open', verdict: 'pass', findings: [] })
const inAll = (packages: Parameters<typeof reportOf>[0]): string[] => {
  const report = reportOf(packages, { verdict: 'pass' })
  return [
    renderTerminal(report, { color: false, width: 500, quiet: false }),
    renderSummary(report, { runUrl: null }),
    renderHtml(report).replaceAll('&#34;', '"'),
  ]
}

test('nothing says that a private package may be published', () => {
  for (const text of inAll([hidden])) {
    expect(text).toContain('cannot be published: package.json says "private": true')
    expect(text).not.toContain('may be published')
  }
})

test('neither does a report for test runners', () => {
  const junit = renderJunit(reportOf([hidden, open], { verdict: 'pass' }))
  expect(junit).toContain('name="cannot be published (private)"')
  expect(junit.match(/name="may be published"/g)).toHaveLength(1)
})

test('nor that all packages may be, where one of them is private', () => {
  for (const text of inAll([hidden, open])) {
    expect(text).toContain('nothing blocks, but 1 is private and cannot be published')
    expect(text).not.toMatch(/(?:All )?2 packages may be published/)
  }
})
