import { describe, expect, test } from '@jest/globals'
import { showConfig } from '../../src/cli/config-page.ts'
import { explainRule, listRules } from '../../src/cli/rule-pages.ts'
import { DEFAULT_CONFIG } from '../../src/config/merge/effective-config.ts'
import { RULES } from '../../src/rules/index.ts'

const JUDGED = {
  config: DEFAULT_CONFIG,
  file: null,
  files: [],
  folders: [],
  name: 'example',
  profile: { profile: 'proprietary', reason: 'package.json names no licence' },
} as const

const screen = (width: number, color = false) => ({ width, color, colorForced: false, hyperlinks: false })

/** The longest line that is no address to copy. */
function widest(text: string): number {
  const lines = text.split('\n').filter((line) => !line.includes('https://'))
  return Math.max(...lines.map((line) => line.length))
}

describe.each([60, 80, 120])('at %d columns', (width) => {
  test('the list of rules keeps within them and loses nothing', () => {
    const text = listRules(RULES, screen(width))
    expect(widest(text)).toBeLessThanOrEqual(width)
    const words = text.replace(/\s+/g, ' ')
    for (const { meta } of RULES) expect(words).toContain(meta.id)
  })

  test.each(RULES.map((rule) => [rule.meta.id, rule] as const))(
    '%s is explained within them',
    (_id, rule) => {
      const text = explainRule(rule, JUDGED, screen(width))
      expect(widest(text)).toBeLessThanOrEqual(width)
      const words = text.replace(/\s+/g, ' ')
      expect(words).toContain(rule.meta.why)
      expect(words).toContain(rule.meta.fix)
    },
  )

  test('the configuration keeps within them', () => {
    const text = showConfig(JUDGED, screen(width), true)
    expect(widest(text)).toBeLessThanOrEqual(width)
    expect(text).toContain('profile  proprietary: package.json names no licence')
  })
})

test('severities have colours where there are any', () => {
  expect(listRules(RULES, screen(100, true))).toContain('\u001b[31merror')
  expect(showConfig(JUDGED, screen(100, true), false)).toContain('\u001b[31merror')
})
