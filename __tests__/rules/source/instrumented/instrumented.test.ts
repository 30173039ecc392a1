import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/source/instrumented.ts'
import { whatRuleSays } from '../../../exposure/examine.ts'

describe('source/instrumented', () => {
  test.each([
    [
      'istanbul',
      'code()\nfunction cov_2bqv8k1z9() {\n  var path = "/home/ada/a.js";\n  var gcv = "__coverage__";\n}',
    ],
    [
      'istanbul minified',
      '1;\nvar cov_2bqv8k1z9=function(){var n="/home/ada/a.js",e="__coverage__"}();cov_2bqv8k1z9.s[0]++',
    ],
    ['older istanbul', '1;\nvar __cov_Yk3x9zQv1BpAAb = (Function("return this"))();\nx.__coverage__ = {}'],
    ['jscoverage', '1;\n_$jscoverage["lib/a.js"] = [];'],
  ])('%s', async (_, code) => {
    const said = await whatRuleSays(rule, { 'lib/a.js': code })
    expect(said.map(({ what }) => what)).toEqual(['The code in lib/a.js counts its lines for test coverage.'])
    expect(said[0]?.places[0]?.line).toBe(2)
  })

  test.each([
    ['a reporter', 'const coverage = global.__coverage__; if (coverage) report(coverage)'],
    [
      'an instrumenter',
      'const gcv = "__coverage__"; const name = "cov_" + hash; emit("function " + name + "() {}")',
    ],
  ])('%s is none', async (_, code) => {
    expect(await whatRuleSays(rule, { 'lib/a.js': code })).toEqual([])
  })

  test('prose is none', async () => {
    const files = { 'README.md': 'function cov_2bqv8k1z9() {} // __coverage__' }
    expect(await whatRuleSays(rule, files)).toEqual([])
  })
})
