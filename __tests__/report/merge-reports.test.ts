import { describe, expect, test } from '@jest/globals'
import type { PackageReport, Report } from '../../src/model/report.ts'
import { mergeReports } from '../../src/report/merge-reports.ts'
import { makeFinding, makePackageReport, reportOf } from '../support/reports.ts'

const ALL = ['packages/a', 'packages/b', 'packages/c']
const tarballOf = (digit: string) => ({
  path: null,
  filename: 'a.tgz',
  integrity: `sha512-${digit}`,
  shasum: '',
  sha256: '',
  size: 1,
  unpackedSize: 1,
  fileCount: 1,
})
const passing = (target: string, given: Partial<PackageReport> = {}) =>
  makePackageReport({
    name: target,
    target,
    verdict: 'pass',
    findings: [],
    tarball: tarballOf('0'),
    ...given,
  })
const shard = (index: number, targets: readonly string[], given: Partial<Report> = {}) => ({
  name: `report-${index}.json`,
  report: reportOf(
    targets.map((target) => passing(target)),
    { verdict: 'pass', shard: { index, count: 2, targets: ALL }, ...given },
  ),
})

describe('the reports of one run as one', () => {
  test('all parts that pass are a pass', () => {
    const merged = mergeReports([shard(1, ['packages/a', 'packages/c']), shard(2, ['packages/b'])])
    expect(merged).toMatchObject({ verdict: 'pass', errors: [], shard: null })
    expect(merged.packages.map(({ target }) => target)).toEqual(['packages/a', 'packages/c', 'packages/b'])
  })

  test('a lost shard is an error that names what nobody has looked at', () => {
    const merged = mergeReports([shard(1, ['packages/a', 'packages/c'])])
    expect(merged.verdict).toBe('error')
    expect(merged.errors).toEqual([
      'Shard 2 of 2 is missing: nobody has looked at packages/b. Run the jobs again whose reports are missing.',
    ])
  })

  test('a shard that looked at less than its part is an error', () => {
    const merged = mergeReports([shard(1, ['packages/a']), shard(2, ['packages/b'])])
    expect(merged.errors.join()).toContain('not all of their packages: nobody has looked at packages/c')
  })

  test('a shard given twice, or of another run, is an error', () => {
    expect(mergeReports([shard(1, ALL), shard(1, [])]).errors.join()).toContain('are both shard 1 of 2')
    const at = (index: number, commit: string | null) => ({
      shard: { index, count: 2, targets: ALL, commit },
    })
    const [first, second] = [at(1, 'aaa'), at(2, 'bbb')]
    const one = shard(1, ['packages/a', 'packages/c'], first)
    expect(mergeReports([one, shard(2, ['packages/b'], second)]).errors).toEqual([
      expect.stringMatching(/the commit aaa and \S+ about bbb: together they are no release/),
    ])
    expect(mergeReports([one, shard(2, ['packages/b'], at(2, null))]).verdict).toBe('pass')
    const other = shard(2, ['packages/b'], { shard: { index: 2, count: 3, targets: ALL } })
    expect(mergeReports([shard(1, ['packages/a']), other]).errors.join()).toContain(
      'shards of different runs',
    )
  })

  describe('shards that were not judged alike', () => {
    const policy = (digit: string) => ({ source: 'acme/policy/sea.yml@v1', digest: digit.repeat(64) })
    const at = (index: number, policyDigit: string | null, configuration?: string) => {
      const targets = index === 1 ? ['packages/a', 'packages/c'] : ['packages/b']
      const dealt = { index, count: 2, targets: ALL, configuration }
      return shard(index, targets, {
        policy: policyDigit === null ? null : policy(policyDigit),
        shard: dealt,
      })
    }

    test.each([
      [
        at(1, 'a', 'c'),
        at(2, null, 'c'),
        /report-1.json was .* policy acme\S+ .* report-2.json under no policy/,
      ],
      [at(1, 'a', 'c'), at(2, 'b', 'c'), /Give every job the same policy/],
      [at(1, null, 'c'), at(2, null, 'd'), /report-1.json and report-2.json .* different configurations/],
      [at(1, 'a', 'c'), at(2, 'a'), /report-2.json does not say under which configuration/],
      [at(1, 'a'), at(2, 'a'), /report-1.json does not say under which configuration/],
    ])('are an error: %#', (one, two, said) => {
      expect(mergeReports([one, two])).toMatchObject({
        verdict: 'error',
        errors: [expect.stringMatching(said)],
      })
    })

    test.each([
      [at(1, 'a', 'c'), at(2, 'a', 'c')],
      [at(1, null, 'c'), at(2, null)],
      [at(1, null), at(2, null)],
    ])('are a pass where they were, or nobody asked for it: %#', (one, two) => {
      expect(mergeReports([one, two])).toMatchObject({ verdict: 'pass', errors: [] })
    })

    test('packages of one run may each have a configuration of their own', () => {
      const own = { packages: [passing('packages/b', { configuration: 'e' })] }
      const two = at(2, 'a', 'c')
      const merged = mergeReports([at(1, 'a', 'c'), { ...two, report: { ...two.report, ...own } }])
      expect(merged.verdict).toBe('pass')
    })
  })

  test('a package that no list names is an error; the report of another whole run is none', () => {
    const parts = [shard(1, ['packages/a', 'packages/c']), shard(2, ['packages/b', 'packages/x'])]
    expect(mergeReports(parts)).toMatchObject({
      verdict: 'error',
      errors: [expect.stringMatching(/^report-2.json is about packages\/x, which no shard's list/)],
    })
    const whole = { name: 'docs.json', report: reportOf([passing('docs')], { verdict: 'pass' }) }
    expect(
      mergeReports([shard(1, ['packages/a', 'packages/c']), shard(2, ['packages/b']), whole]).verdict,
    ).toBe('pass')
  })

  test.each([
    [1, 1e9],
    [1, 1001],
    [3, 2],
  ])('a shard %i of %i is none, and takes no time', (index, count) => {
    const given = { shard: { index, count, targets: ALL } }
    const merged = mergeReports([shard(1, ALL, given), shard(2, [], given)])
    expect(merged.errors.join()).toContain(`shard ${index} of ${count}, and there is no such shard`)
  })

  test('a package of which no tarball was looked at is no pass, whatever its report says', () => {
    const empty = { name: 'a.json', report: reportOf([passing('a', { tarball: null })], { verdict: 'pass' }) }
    expect(mergeReports([empty])).toMatchObject({
      verdict: 'error',
      packages: [{ verdict: 'error', errors: ['No tarball of a was looked at. Run its job again.'] }],
    })
  })

  test('a report that blocks and does not say why is no pass', () => {
    const odd = { name: 'a.json', report: reportOf([passing('a')], { verdict: 'block' }) }
    expect(mergeReports([odd])).toMatchObject({
      verdict: 'error',
      errors: ['a.json says block, and nothing in it does. Run its job again.'],
    })
  })

  test('no report at all is an error', () => {
    expect(mergeReports([]).verdict).toBe('error')
  })

  test('one block blocks, and the strictest level is told', () => {
    const blocking = { name: 'b.json', report: reportOf([makePackageReport()], { failOn: 'warning' }) }
    const passed = { name: 'a.json', report: reportOf([passing('packages/a')], { verdict: 'pass' }) }
    expect(mergeReports([passed, blocking])).toMatchObject({ verdict: 'block', failOn: 'warning' })
  })

  test('a report whose verdict contradicts its findings is not believed', () => {
    const lying = {
      name: 'a.json',
      report: reportOf([makePackageReport({ verdict: 'pass', findings: [makeFinding()] })], {
        verdict: 'pass',
      }),
    }
    expect(mergeReports([lying])).toMatchObject({ verdict: 'block', packages: [{ verdict: 'block' }] })
  })

  test('different tarballs of one release contradict each other', () => {
    const report = (digit: string) => ({
      name: `${digit}.json`,
      report: reportOf([passing('.', { tarball: tarballOf(digit) })], { verdict: 'pass' }),
    })
    expect(mergeReports([report('1'), report('2')]).errors.join()).toContain(
      '1.json and 2.json judged different tarballs of .@1.0.0',
    )
    expect(mergeReports([report('1'), report('1')]).verdict).toBe('pass')
  })
})
