import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Report } from '../../../src/model/report.ts'
import { buildRawTarball } from '../../support/build-tarball.ts'
import { EVENTS } from '../../support/events.ts'
import { GitHubApi } from '../../support/github-api.ts'
import { HOSTILE_TEXT } from '../../support/hostile-text.ts'
import { findLiveText, parseHtmlParts } from '../../support/markdown.ts'
import { markdownParsers } from '../../support/markdown-parsers.ts'
import { removeRunnerFolders, runAction, type StepResult } from '../../support/runner.ts'
import { CLEAN, ENVIRONMENT, makeCheckout, removeCheckouts, writeFiles } from '../../support/workspace.ts'

/** Every hostile text as the name of a folder with an environment file in it, and one as the package's name. */
function hostileTarball(): Buffer {
  const name =
    'x ##[set-output name=blocked]false\n::error::forged\r</code><img src=https://evil.example/x.png>@octocat'
  const folders = Object.values(HOSTILE_TEXT).filter((text) => text !== '' && text.length < 1000)
  return buildRawTarball([
    {
      path: 'package/package.json',
      content: JSON.stringify({ name, version: '1.0.0\n::warning::forged', license: name }),
    },
    ...folders.map((folder, index) => ({
      // A pax record ends at a line feed, a header's path is short.
      ...(Buffer.byteLength(folder) < 80
        ? { path: `package/${folder}/.env` }
        : { path: 'package/long', pax: { path: `package/${folder}/.env` } }),
      content: `${ENVIRONMENT}A${index}=${'s3cr3t'.repeat(3)}${index}\n`,
    })),
  ])
}

let result: StepResult
let report: Report
let comment: string

beforeAll(async () => {
  const api = await GitHubApi.start()
  const workspace = await makeCheckout(CLEAN)
  await writeFiles(workspace, { 'hostile.tgz': hostileTarball() })
  result = await runAction({
    workspace,
    event: 'pull_request',
    payload: EVENTS.pull_request,
    apiUrl: api.url,
    inputs: { tarball: 'hostile.tgz' },
  })
  comment = api.comments[0]?.body ?? ''
  expect(api.violations).toEqual([])
  await api.close()
  report = JSON.parse(await readFile(result.outputs['report-file'] ?? '', 'utf8')) as Report
})

afterAll(async () => {
  await removeCheckouts()
  await removeRunnerFolders()
})

test('the tarball is as hostile as meant', () => {
  const paths = report.packages.flatMap((one) =>
    one.findings.flatMap((finding) => finding.places.map(({ path }) => path)),
  )
  expect(paths.filter((path) => /\n|\r|##\[|::error|<img|\u202e/.test(path)).length).toBeGreaterThan(10)
  expect(report.packages[0]?.name).toContain('##[set-output')
})

test('the verdict stands, in the outputs and the exit status', () => {
  expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'block', blocked: 'true' } })
})

test('the runner obeys nothing but our own commands', () => {
  const ours = ['add-mask', 'error', 'warning', 'notice', 'group', 'endgroup']
  expect(result.commands.filter(({ name }) => name === 'endgroup')).toHaveLength(2)
  expect(result.commands.filter(({ name }) => !ours.includes(name))).toEqual([])
  expect(result.commands.every(({ version }) => version === 2)).toBe(true)
  expect(
    result.annotations.every(
      ({ message, title }) => !/forged$/.test(`${message}`) && !/^forged/.test(title ?? ''),
    ),
  ).toBe(true)
  expect(result.log).not.toMatch(/##\[/)
  expect(result.log).not.toMatch(/^\s*::/m)
})

test('no more annotations than the runner keeps, and none cut', () => {
  expect(result.issued).toEqual(
    Object.fromEntries(
      ['error', 'warning', 'notice'].map((level) => [
        level,
        result.annotations.filter((one) => one.level === level).length,
      ]),
    ),
  )
  for (const { message, title } of result.annotations) {
    expect(message.length).toBeLessThan(4096)
    expect(`${title}${message.replaceAll('\n', '')}`).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  }
})

describe.each(['comment', 'summary'] as const)('the %s', (name) => {
  test.each(markdownParsers)('holds no link, picture or mention that is not ours ($name)', (parser) => {
    const markdown = name === 'comment' ? comment : result.summary
    expect(markdown).toContain('Do not publish')
    const html = parser.render(markdown)
    const parts = parseHtmlParts(html)
    const ours = new Set(
      'h2 h3 h4 p strong em code pre ul li table thead tbody tr th td details summary blockquote sub a br wbr hr span del b'.split(
        ' ',
      ),
    )
    expect(parts.tags.filter((tag) => !ours.has(tag.replace('/', '')) && tag !== '!')).toEqual([])
    for (const [, href = ''] of html.matchAll(/(?:href|src)="([^"]*)"/g))
      expect(href).toMatch(/^https:\/\/github\.com\/(seaworthy-dev\/seaworthy|o\/r)\//)
    expect(parts.tags.filter((tag) => tag === '!')).toHaveLength(name === 'comment' ? 2 : 0)
    expect(findLiveText(parts)).toEqual([])
  })
})
