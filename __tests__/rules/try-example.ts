import { expect } from '@jest/globals'
import type { BadExample, Example } from '../../src/model/example.ts'
import type { Profile } from '../../src/model/report.ts'
import type { AnyRule } from '../../src/model/rule.ts'
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

/** Holds that a rule finds its bad example, and words it in whole sentences. */
export async function expectFound(rule: AnyRule, example: BadExample): Promise<void> {
  const { id, severity, traits } = rule.meta
  const shown = PROFILES.find((profile) => severity[profile] !== 'off') ?? 'proprietary'
  const { findings, scan } = await scanExample(id, example, shown)
  const own = findings.filter((finding) => finding.rule === id)
  const found = scan.findings.filter((one) => one.rule.meta.id === id)
  expect(found.map((one) => one.message)).toContain(example.message)
  // An exception from it can say what it holds for.
  const { binds } = traits
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
}

/** Holds that every rule is silent about the good example of one. */
export async function expectSilent(rule: AnyRule, example: Example): Promise<void> {
  const { findings } = await scanExample(rule.meta.id, example, 'open-source')
  expect(findings.map((finding) => `${finding.rule}: ${finding.message}`)).toEqual([])
}
