import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import type { PackageReport } from '../../../src/model/report.ts'
import { listRuleDescriptions } from '../../../src/report/rule-descriptions.ts'
import { renderSarif } from '../../../src/reporters/sarif.ts'
import { HOSTILE_TEXT } from '../../support/hostile-text.ts'
import { makeFinding, makePackageReport, place, reportOf } from '../../support/reports.ts'

interface Location {
  physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number; startColumn?: number } }
}
interface Log {
  runs: {
    tool: {
      driver: { rules: { id: string; help: { text: string }; defaultConfiguration: { level: string } }[] }
    }
    invocations: {
      executionSuccessful: boolean
      toolExecutionNotifications: { message: { text: string } }[]
    }[]
    results: {
      ruleId: string
      ruleIndex: number
      level: string
      message: { text: string }
      locations: Location[]
      relatedLocations?: Location[]
      partialFingerprints: Record<string, string>
    }[]
  }[]
}

const schemaFile = path.join(
  path.dirname(fileURLToPath(import.meta.url)),
  '../../fixtures/sarif/sarif-2.1.0.schema.json',
)
const schema = readFileSync(schemaFile, 'utf8')
const validateFully = compileSchema(JSON.parse(schema))
/** Whether any two things are the same is asked by comparing each with each, which takes longer than all else together. */
const validate = compileSchema(
  JSON.parse(schema, (key, value) => (key === 'uniqueItems' ? undefined : value)),
)

function compileSchema(value: object): ValidateFunction {
  const ajv = new Ajv({ strict: false, unicodeRegExp: false })
  addFormats.default(ajv)
  return ajv.compile(value)
}

function renderLog(packages: PackageReport[], tracked: string[] = ['package.json', 'src/auth.ts']) {
  const text = renderSarif(reportOf(packages), {
    rules: listRuleDescriptions(),
    tracked: new Set(tracked),
    folders: new Map([['.', '']]),
  })
  const log = JSON.parse(text) as Log
  expect(validate(log) ? [] : validate.errors).toEqual([])
  const [run] = log.runs
  if (run === undefined) throw new Error('no run')
  return { text, run }
}

test('the schema sees a mistake', () => {
  expect(validate({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).toBe(false)
})

test('every rule, with help and its default severity', () => {
  const { run } = renderLog([])
  expect(validateFully({ version: '2.1.0', runs: [run] }) ? [] : validateFully.errors).toEqual([])
  expect(run.tool.driver.rules).toHaveLength(listRuleDescriptions().length + 1)
  expect(run.tool.driver.rules.at(-1)?.id).toBe('unseen')
  const rule = run.tool.driver.rules.find(({ id }) => id === 'file/environment')
  expect(rule?.defaultConfiguration.level).toBe('error')
  expect(rule?.help.text).toContain('docs/rules/file/environment.md')
})

test('a result names its rule, the original source, the places in the tarball, and its fingerprint', () => {
  const original = { path: 'src/auth.ts', line: 12, column: 5 }
  const { run } = renderLog([
    makePackageReport({
      findings: [
        makeFinding({
          rule: 'file/environment',
          fingerprint: 'f'.repeat(16),
          places: [place({ path: 'dist/index.js', line: 1, column: 48211, original })],
        }),
      ],
    }),
  ])
  const [result] = run.results
  expect(run.tool.driver.rules[result?.ruleIndex ?? -1]?.id).toBe('file/environment')
  expect(result).toMatchObject({
    ruleId: 'file/environment',
    level: 'error',
    message: {
      text: 'The file dist/index.js ships. It should not. In the tarball: dist/index.js:1:48211. What to change: Leave dist/index.js out.',
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'src/auth.ts', uriBaseId: '%SRCROOT%' },
          region: { startLine: 12, startColumn: 5 },
        },
      },
    ],
    partialFingerprints: { primaryLocationLineHash: `${'f'.repeat(16)}:1` },
  })
  expect(result?.relatedLocations).toHaveLength(1)
})

test('a run that could not look is no successful one', () => {
  const { run } = renderLog([
    makePackageReport({ verdict: 'error', findings: [], errors: ['npm is missing.'] }),
  ])
  const report = reportOf([makePackageReport({ errors: ['npm is missing.'] })], { verdict: 'error' })
  const log = JSON.parse(renderSarif(report, { rules: [], tracked: new Set(), folders: new Map() })) as Log
  expect(log.runs[0]?.invocations[0]).toMatchObject({
    executionSuccessful: false,
    toolExecutionNotifications: [{ message: { text: 'npm is missing.' } }],
  })
  expect(run.results).toEqual([])
})

describe.each(Object.entries(HOSTILE_TEXT).filter(([, value]) => value !== ''))('%s', (_title, value) => {
  test('is no link and no way out of the repository', () => {
    const { run } = renderLog(
      [
        makePackageReport({
          name: value,
          findings: [
            makeFinding({
              data: { file: value },
              places: [place({ path: value }), place({ path: `../../${value}` })],
            }),
          ],
        }),
      ],
      [],
    )
    const [result] = run.results
    expect(result?.message.text).not.toMatch(/\]\(/)
    for (const { physicalLocation } of [...(result?.locations ?? []), ...(result?.relatedLocations ?? [])]) {
      const { uri } = physicalLocation.artifactLocation
      expect(new URL(uri, 'file:///repository/').href).toMatch(/^file:\/\/\/repository\/./)
      expect(uri).not.toMatch(/^[/.]|:|\\/)
    }
  })
})

test('more than GitHub takes is left out, and said', () => {
  const long = Array.from({ length: 300 }, (_, index) => place({ path: `dist/${index}.js`, line: 1 }))
  const findings = Array.from({ length: 26_000 }, (_, index) =>
    makeFinding({ data: { file: `dist/${index}` }, places: index === 0 ? long : [place()], count: 300 }),
  )
  const { text, run } = renderLog([makePackageReport({ findings })])
  // The same twice would be one too many.
  expect(new Set(run.results.map((result) => JSON.stringify(result))).size).toBe(run.results.length)
  expect(run.results).toHaveLength(25_000)
  expect(run.results[0]?.relatedLocations?.length).toBeLessThanOrEqual(1000)
  expect(run.invocations[0]?.toolExecutionNotifications[0]?.message.text).toContain(
    '1000 results are left out',
  )
  expect(gzipSync(text).length).toBeLessThan(10_000_000)
})
