import { describe, expect, test } from '@jest/globals'
import { renderCodeQuality } from '../../src/reporters/gitlab-code-quality.ts'
import { renderJunit } from '../../src/reporters/junit.ts'
import { makeFinding, makePackageReport, place, reportOf } from '../support/reports.ts'

const HOSTILE = '"/></testcase><x a=\'&\u0000\u202e]]>'

describe('JUnit XML', () => {
  test('counts what blocks as failures and lets the rest pass', () => {
    const xml = renderJunit(
      reportOf([
        makePackageReport({
          findings: [makeFinding(), makeFinding({ severity: 'notice', rule: 'file/mild' })],
        }),
      ]),
    )
    expect(xml).toContain('<testsuite name="example@1.0.0" tests="2" failures="1" errors="0">')
    expect(xml).toContain('<failure message="The file dist/index.js ships." type="error file/example">')
    expect(xml).toMatch(/name="file\/mild at dist\/index\.js"><system-out>/)
  })

  test('a clean package is one passing case', () => {
    const xml = renderJunit(reportOf([makePackageReport({ verdict: 'pass', findings: [] })]))
    expect(xml).toContain('<testcase classname="example@1.0.0" name="may be published"/>')
  })

  test('what could not be looked at is an error', () => {
    const xml = renderJunit(
      reportOf([makePackageReport({ verdict: 'error', findings: [], errors: ['No npm.'] })]),
    )
    expect(xml).toContain('errors="1"')
    expect(xml).toContain('<error message="No npm." type="could not look">No npm.</error>')
  })

  test('a hostile name ends no tag and holds no character that XML cannot', () => {
    const hostile = makeFinding({ message: HOSTILE, fix: HOSTILE, places: [place({ path: HOSTILE })] })
    const xml = renderJunit(reportOf([makePackageReport({ name: HOSTILE, findings: [hostile] })]))
    expect(xml.match(/<\/?testcase/g)).toHaveLength(2)
    expect(xml).not.toContain('<x')
    expect(xml).not.toMatch(/[\0\u202e]/)
    expect(xml).toContain('\\u{0}\\u{202e}')
  })
})

describe('GitLab code quality', () => {
  const places = { tracked: new Set(['packages/a/dist/index.js']), folders: new Map([['.', 'packages/a']]) }
  const issues = (...given: Parameters<typeof makePackageReport>) =>
    JSON.parse(renderCodeQuality(reportOf([makePackageReport(...given)]), places))

  test('stands where the repository has the file', () => {
    const findings = [makeFinding({ places: [place({ line: 7, column: 1 })] })]
    expect(issues({ findings })).toEqual([
      {
        description: 'example@1.0.0: The file dist/index.js ships. Leave dist/index.js out.',
        check_name: 'file/example',
        fingerprint: '0123456789abcdef',
        severity: 'critical',
        location: { path: 'packages/a/dist/index.js', lines: { begin: 7 } },
      },
    ])
  })

  test.each([
    ['warning', 'minor'],
    ['notice', 'info'],
  ] as const)('a %s that does not block is %s', (severity, told) => {
    expect(issues({ findings: [makeFinding({ severity })] })).toMatchObject([{ severity: told }])
  })
})
