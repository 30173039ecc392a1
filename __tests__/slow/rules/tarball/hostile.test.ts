import { describe, expect, test } from '@jest/globals'
import { RULES } from '../../../../src/rules/index.ts'
import { HOSTILE_TARBALLS } from '../../../support/hostile-tarballs.ts'
import { scanBytes } from '../../../support/scan-files.ts'

const rules = RULES.filter(({ meta }) => meta.id.startsWith('tarball/'))

describe('every hostile tarball is reported in whole sentences', () => {
  // The largest ones differ from others only in size.
  const hostile = HOSTILE_TARBALLS.filter(({ title }) => !title.includes('hundred thousand'))

  test.each(hostile.map((each) => [each.title, each] as const))('%s', async (_, each) => {
    const { findings, scan } = await scanBytes(each.make(), { rules, limits: each.limits ?? {} })
    // What keeps the tarball from being read to its end is told by the package's errors.
    const damages = scan.facts.anomalies.filter(({ kind }) => kind === 'corrupt')
    const told = findings.length + scan.facts.unseen.length + damages.length
    expect(told).toBeGreaterThanOrEqual(each.codes.length)
    for (const { message } of findings) {
      expect(message).toMatch(/^[A-Z].*[^.]\.$/s)
      expect(message).not.toMatch(/[{}]|undefined|null/)
    }
  })
})
