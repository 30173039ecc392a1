import { describe, expect, test } from '@jest/globals'
import empty from '../../../src/rules/tarball/empty.ts'
import limit from '../../../src/rules/tarball/limit.ts'
import unsafeEntry from '../../../src/rules/tarball/unsafe-entry.ts'
import { buildExample } from '../../support/build-tarball.ts'
import { HOSTILE_TARBALLS, limitsOf } from '../../support/hostile-tarballs.ts'
import { judgeTarball } from './judge-tarball.ts'

const RULES = [unsafeEntry, limit, empty]

describe.each(RULES.map((rule) => [rule.meta.id, rule] as const))('%s', (_, rule) => {
  test.each(rule.examples.bad.map((example) => [example.title, example] as const))(
    'finds: %s',
    async (_, example) => {
      expect(await judgeTarball(rule, buildExample(example))).toHaveLength(1)
    },
  )

  test.each(rule.examples.good.map((example) => [example.title, example] as const))(
    'no rule about tarballs minds: %s',
    async (_, example) => {
      for (const each of RULES) expect(await judgeTarball(each, buildExample(example))).toEqual([])
    },
  )
})

describe('every hostile tarball', () => {
  // The largest ones differ from others only in size.
  const hostile = HOSTILE_TARBALLS.filter(({ title }) => !title.includes('hundred thousand'))

  test.each(hostile.map((each) => [each.title, each] as const))(
    'is reported, every blank filled in: %s',
    async (_, each) => {
      const bytes = each.make()
      const reported = []
      for (const rule of RULES) reported.push(...(await judgeTarball(rule, bytes, limitsOf(each))))
      expect(reported.length).toBeGreaterThanOrEqual(each.codes.length)
      for (const { what } of reported) expect(what).not.toMatch(/[{}]|undefined/)
    },
  )
})
