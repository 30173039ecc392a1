import { describe, expect, test } from '@jest/globals'
import type { Example } from '../../src/model/example.ts'
import type { Profile } from '../../src/model/report.ts'
import { loadAllExamples } from '../../src/rules/load-examples.ts'
import { buildExample } from '../support/build-tarball.ts'
import { scanBytes } from '../support/scan-files.ts'

const PROFILES: readonly Profile[] = ['open-source', 'proprietary']

async function scanExample(rule: string, example: Example, profile: Profile) {
  const options = example.options === undefined ? {} : { options: { [rule]: example.options } }
  const release = example.release === undefined ? {} : { release: example.release }
  const packing = example.packing === undefined ? {} : { packing: example.packing }
  const { before } = example
  const baseline = before === undefined ? {} : { before: typeof before === 'function' ? before() : before }
  const settings = { profile: example.profile ?? profile, ...options, ...release, ...packing, ...baseline }
  return scanBytes(buildExample(example), settings)
}

const rules = await loadAllExamples()

describe.each(rules.map(({ rule, examples }) => [rule.meta.id, rule, examples] as const))(
  '%s',
  (id, rule, examples) => {
    const shown = PROFILES.find((profile) => rule.meta.severity[profile] !== 'off') ?? 'proprietary'

    test('has a good example', () => {
      expect(examples.good.length).toBeGreaterThan(0)
    })

    test('shows every message in a bad example', () => {
      const missing = Object.keys(rule.messages).filter(
        (message) => !examples.bad.some((example) => example.message === message),
      )
      expect(missing).toEqual([])
    })

    test.each(examples.bad.map((example) => [example.title, example] as const))(
      'finds: %s',
      async (_, example) => {
        const { findings, scan } = await scanExample(id, example, shown)
        const own = findings.filter((finding) => finding.rule === id)
        const found = scan.findings.filter((one) => one.rule.meta.id === id)
        expect(found.map((one) => one.message)).toContain(example.message)
        // An exception from it can say what it holds for.
        const { binds } = rule.meta.traits
        for (const place of found.flatMap(({ places }) => places))
          if (binds !== undefined) expect(place).toHaveProperty(binds === 'amount' ? 'amount' : 'bound')
        expect(own.length).toBeGreaterThan(0)
        for (const finding of own) {
          // Every placeholder has its value, and the three parts are sentences.
          expect(finding.message).not.toMatch(/\{\w+[}:|]/)
          expect(finding.fix).not.toMatch(/\{\w+[}:|]/)
          expect(finding.message).toMatch(/[.!?]$/)
          expect(finding.fix).toMatch(/[.!?]$/)
        }
      },
    )

    test.each(examples.good.map((example) => [example.title, example] as const))(
      'is silent under every rule: %s',
      async (_, example) => {
        const { findings } = await scanExample(id, example, 'open-source')
        expect(findings.map((finding) => `${finding.rule}: ${finding.message}`)).toEqual([])
      },
    )
  },
)
