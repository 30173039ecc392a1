import { expect, test } from '@jest/globals'
import { renderHtml } from '../../src/reporters/html/render-html.ts'
import { renderMarkdown } from '../../src/reporters/markdown.ts'
import { renderTerminal } from '../../src/reporters/terminal.ts'
import { makeFinding, makePackageReport, reportOf } from '../support/reports.ts'

const PACKER = {
  packer: 'npm',
  version: null,
  reason: 'nothing says otherwise',
  bytes: 'same',
  folder: '',
  folderReason: null,
  scripts: [],
} as const

const cause = { path: 'package.json', line: 21, reason: '`files` has "dist"' }
const report = reportOf([
  makePackageReport({ target: 'packages/cli', packer: PACKER, findings: [makeFinding({ cause })] }),
])
const COMMIT = 'c0ffee'.repeat(6).slice(0, 40).padEnd(40, '0')

test('the cause is where the repository has it, in every channel', () => {
  const terminal = renderTerminal(report, { color: false, width: 100, quiet: false })
  expect(terminal).toContain('packages/cli/package.json:21')
  expect(renderHtml(report)).toContain('packages/cli/package.json:21')
})

test('the comment links it at the commit', () => {
  const runUrl = 'https://github.com/acme/tools/actions/runs/7'
  const comment = renderMarkdown(report, { limit: 60_000, runUrl, commit: COMMIT })
  expect(comment).toContain(
    `<a href="https://github.com/acme/tools/blob/${COMMIT}/packages/cli/package.json#L21">`,
  )
  expect(renderMarkdown(report, { limit: 60_000, runUrl, commit: COMMIT, untrusted: true })).not.toContain(
    'acme/tools/blob/',
  )
})
