import { describe, expect, test } from '@jest/globals'
import { listAuditSteps } from '../../src/audit/audit-steps.ts'
import { AuditBuilder } from '../../src/audit/audit-summary.ts'
import type { Harm } from '../../src/model/harm.ts'
import { buildFailedRecord, type RunRecord } from '../../src/report/records/run-record.ts'

const NOW = new Date('2031-03-10T12:00:00Z')
const NPM = 'https://registry.npmjs.org/'

function out(
  version: string,
  publishedAt: string,
  given: Partial<RunRecord> & { harm?: Harm } = {},
): RunRecord {
  const { harm = 'credential', ...rest } = given
  return {
    ...buildFailedRecord({ repository: null, commit: null, ref: null, run: null }, NOW, []),
    name: '@acme/a',
    version,
    target: `@acme/a@${version}`,
    published: true,
    verdict: 'block',
    findings: [{ rule: 'a/b', severity: 'error', harm, count: 1, path: 'dist/.env' }],
    release: { registry: NPM, publishedAt, deprecated: false, tags: [] },
    ...rest,
  }
}

const told = (releases: readonly RunRecord[], goodVersion: string | null = null) =>
  listAuditSteps({ name: '@acme/a', releases, goodVersion }, NOW).map(
    ({ text, command }) => `${text} ${command ?? ''}`,
  )
const commands = (releases: readonly RunRecord[], goodVersion: string | null = null) =>
  listAuditSteps({ name: '@acme/a', releases, goodVersion }, NOW).flatMap(({ command }) => command ?? [])

describe('a release on npm', () => {
  test('that went out two days ago is unpublished while that is allowed', () => {
    const steps = told([out('1.2.0', '2031-03-08T13:00:00.000Z')]).join('\n')
    expect(steps).toContain('Unpublish @acme/a@1.2.0 before 2031-03-11 13:00 UTC')
    expect(steps).toContain('npm unpublish @acme/a@1.2.0')
    expect(steps).not.toContain('npm deprecate')
  })

  test('that has been out for longer is deprecated, in favour of one that passes', () => {
    const given = commands([out('1.2.0', '2031-03-07T11:59:00.000Z')], '1.1.0')
    expect(given).toContain("npm deprecate @acme/a@1.2.0 'Published by mistake. Use 1.1.0.'")
    expect(given.join()).not.toContain('unpublish')
  })

  test('that is deprecated already is for npm to take down', () => {
    const one = out('1.0.0', '2030-01-01T00:00:00.000Z')
    const release = { registry: NPM, publishedAt: '2030-01-01T00:00:00.000Z', deprecated: true, tags: [] }
    expect(told([{ ...one, release }]).join('\n')).toContain('@acme/a@1.0.0 is deprecated already')
  })

  test.each([
    ['1.3.0', 'Publish nothing for this: 1.3.0, which is newer, passes.'],
    ['1.1.0', 'Go on from 1.1.0, which passes'],
    [null, 'Publish a version without it'],
  ])('where %s passes says what is to be published', (good, text) => {
    expect(told([out('1.2.0', '2030-01-01T00:00:00.000Z')], good).join('\n')).toContain(text)
  })

  test('that is installed by default is so no longer, where another one passes', () => {
    const release = { registry: NPM, publishedAt: null, deprecated: false, tags: ['latest', 'beta'] }
    const one = out('2.0.0', '', { release })
    expect(commands([one], '1.9.0')).toContain('npm dist-tag add @acme/a@1.9.0 latest')
    expect(commands([one]).join()).not.toContain('dist-tag')
  })

  test('has its copies elsewhere named by their address', () => {
    const links = listAuditSteps(
      { name: '@acme/a', releases: [out('1.0.0', '2030-01-01T00:00:00.000Z')], goodVersion: null },
      NOW,
    )
      .flatMap((step) => step.links)
      .map(({ url }) => url)
    expect(links).toContain('https://cdn.jsdelivr.net/npm/@acme/a@1.0.0/dist/.env')
    expect(links).toContain('https://www.npmjs.com/package/@acme/a?activeTab=versions')
  })
})

test.each([
  ['credential', /^Revoke the credentials that are in it \(dist\/\.env\) .* since 2030-01-01/],
  ['people', /^Tell whoever is responsible for data protection today/],
  ['source', /^Publish a version without it/],
] as const)('what %s asks for comes first', (harm, first) => {
  expect(told([out('1.0.0', '2030-01-01T00:00:00.000Z', { harm })])[0]).toMatch(first)
})

test('hostile names and paths stay one word of a command, and within an address', () => {
  const hostile = out("1.0.0';id #", '2030-01-01T00:00:00.000Z', {
    findings: [{ rule: 'a/b', severity: 'error', harm: 'source', count: 1, path: 'a b/../"><script>.js' }],
  })
  expect(commands([hostile]).join('\n')).toContain("'@acme/a@1.0.0'\\'';id #'")
  for (const { url } of listAuditSteps(
    { name: '@acme/a', releases: [hostile], goodVersion: null },
    NOW,
  ).flatMap((step) => step.links))
    expect(url).not.toMatch(/[<>" ]/)
})

test('packages stand by what harms most, their releases from the newest', () => {
  const builder = new AuditBuilder()
  const day = '2030-01-01T00:00:00.000Z'
  builder.add(out('1.0.0', day, { name: 'tidy', harm: 'tidiness' }))
  builder.add(out('1.9.0', day, { name: 'key' }))
  builder.add(out('1.10.0', day, { name: 'key' }))
  builder.add(out('1.8.0', day, { name: 'key', verdict: 'pass' }))
  builder.add(out('2.0.0-rc.1', day, { name: 'key', verdict: 'pass' }))
  const audit = builder.finish([], NOW)
  expect(audit).toMatchObject({ verdict: 'block', packages: 2, releases: 5 })
  expect(audit.harmful.map(({ name, releases }) => [name, releases.map(({ version }) => version)])).toEqual([
    ['key', ['1.10.0', '1.9.0']],
    ['tidy', ['1.0.0']],
  ])
  expect(audit.harmful[0]?.steps.map(({ command }) => command).join()).toContain('Use 1.8.0.')
})

test('an audit that could not look at everything is no pass', () => {
  expect(new AuditBuilder().finish([], NOW).verdict).toBe('error')
  const builder = new AuditBuilder()
  builder.add(out('1.0.0', '', { verdict: 'pass' }))
  expect(builder.finish(['The registry shows 1 of 2.'], NOW).verdict).toBe('error')
})
