import { describe, expect, test } from '@jest/globals'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'
import { buildConfigJsonSchema, buildPolicyJsonSchema } from '../../../src/config/files/json-schema.ts'
import { RULES } from '../../../src/rules/index.ts'
import { SAMPLE_RULES } from '../../config/sample-rules.ts'

function validator(schema: object) {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true })
  addFormats.default(ajv)
  return ajv.compile(schema)
}

describe('what an editor is told about a configuration', () => {
  const validate = validator(buildConfigJsonSchema(SAMPLE_RULES))

  test.each([
    ['an empty one', '{}'],
    ['severities in both forms', 'rules: { internal/host: error, secret/private-key: { severity: off } }'],
    ['options', 'rules: { internal/host: { options: { domains: [a] } } }'],
    ['suppressions', 'suppressions: [{ rule: internal/host, path: "a/**", reason: r, expires: 2027-01-01 }]'],
    ['packages', 'packages: { "packages/*": { fail-on: warning } }'],
    ['limits as number and text', 'limits: { entry-bytes: 5, unpacked-bytes: 1 GiB }'],
    ['overrides', 'overrides: [{ paths: [a], rules: { internal/host: off } }]'],
  ])('%s is right', (_, text) => {
    expect([validate(parse(text)), validate.errors]).toEqual([true, null])
  })

  test.each([
    ['an unknown key', 'fail_on: error'],
    ['an unknown rule', 'rules: { internal/hosts: error }'],
    ['an unknown severity', 'rules: { internal/host: fatal }'],
    ['an unknown option', 'rules: { internal/host: { options: { domain: [a] } } }'],
    ['a suppression without a reason', 'suppressions: [{ rule: internal/host, path: a }]'],
  ])('%s is wrong', (_, text) => {
    expect(validate(parse(text))).toBe(false)
  })
})

test('the schemas for the real rules are sound', () => {
  expect(validator(buildConfigJsonSchema(RULES))({})).toBe(true)
  const validate = validator(buildPolicyJsonSchema(RULES))
  expect(
    validate({ rules: { 'file/environment': { locked: true } }, suppressions: { 'maximum-days': 9 } }),
  ).toBe(true)
  expect(validate({ suppressions: { 'maximum-days': 0 } })).toBe(false)
})

test('nothing but JSON Schema is in it', () => {
  expect(JSON.stringify(buildConfigJsonSchema(SAMPLE_RULES))).not.toContain('stricter')
})
