import { describe, expect, test } from '@jest/globals'
import type { Finding, Profile } from '../../src/model/report.ts'
import type { Example } from '../../src/model/rule.ts'
import { RULES } from '../../src/rules/index.ts'
import { buildExample } from '../support/build-tarball.ts'
import { scanBytes } from '../support/scan-files.ts'

const PROFILES: readonly Profile[] = ['open-source', 'proprietary']

async function findingsOf(rule: string, example: Example, profile: Profile): Promise<Finding[]> {
  const options = example.options === undefined ? {} : { options: { [rule]: example.options } }
  const release = example.release === undefined ? {} : { release: example.release }
  const { before } = example
  const baseline = before === undefined ? {} : { before: typeof before === 'function' ? before() : before }
  const settings = { profile: example.profile ?? profile, ...options, ...release, ...baseline }
  return (await scanBytes(buildExample(example), settings)).findings
}

describe.each(RULES.map((rule) => [rule.meta.id, rule] as const))('%s', (id, rule) => {
  const shown = PROFILES.find((profile) => rule.meta.severity[profile] !== 'off') ?? 'proprietary'

  test('has examples of both kinds', () => {
    expect(rule.examples.bad.length).toBeGreaterThan(0)
    expect(rule.examples.good.length).toBeGreaterThan(0)
  })

  test.each(rule.examples.bad.map((example) => [example.title, example] as const))(
    'finds: %s',
    async (_, example) => {
      const findings = (await findingsOf(id, example, shown)).filter((finding) => finding.rule === id)
      expect(findings.length).toBeGreaterThan(0)
      for (const finding of findings) {
        // Every placeholder has its value, and the three parts are sentences.
        expect(finding.message).not.toMatch(/\{\w+[}:|]/)
        expect(finding.fix).not.toMatch(/\{\w+[}:|]/)
        expect(finding.message).toMatch(/[.!?]$/)
        expect(finding.fix).toMatch(/[.!?]$/)
      }
    },
  )

  test.each(rule.examples.good.map((example) => [example.title, example] as const))(
    'is silent under every rule: %s',
    async (_, example) => {
      const findings = await findingsOf(id, example, 'open-source')
      expect(findings.map((finding) => `${finding.rule}: ${finding.message}`)).toEqual([])
    },
  )
})
