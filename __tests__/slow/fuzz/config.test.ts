import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { loadConfigFrom } from '../../../src/config/files/load-config.ts'
import { RULES } from '../../../src/rules/index.ts'
import { damaged, damages, FUZZ_TIMEOUT, fuzz } from './fuzz.ts'
import { configRegressions } from './regressions.ts'

const KEYS =
  'profile fail-on limits rules overrides suppressions packages extends options severity paths reason expires rule path'.split(
    ' ',
  )
const ids = RULES.map(({ meta }) => meta.id)
const { value: anything } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<unknown[]>('error', 'warning', 'off', 'open-source', '**', '10 MB', '2027-01-01', ...ids),
    fc.string({ unit: 'grapheme' }),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(fc.constantFrom(...KEYS, ...ids, '__proto__', 'constructor'), fc.string()),
      tie('value'),
      {
        maxKeys: 5,
      },
    ),
  ),
}))

const HONEST = `# The gate
profile: proprietary
fail-on: warning
limits: { entries: 1000 }
rules:
  secret/provider-token: error
  size/package: { severity: warning, options: { packed: 1 MB } }
overrides:
  - paths: ["docs/**"]
    rules: { internal/host: off }
suppressions:
  - rule: file/environment
    path: "examples/.env"
    reason: "an example &anchor *alias"
    expires: 2027-01-01
`

async function holds(file: string, bytes: Uint8Array): Promise<void> {
  const files = { read: async (name: string) => (name === file ? bytes : null) }
  const loaded = await loadConfigFrom(files, {
    folder: '',
    configFile: file,
    rules: RULES,
    packageName: 'example',
  })
  if (loaded.ok) return
  expect(loaded.errors.length).toBeGreaterThan(0)
  for (const { message, line, column } of loaded.errors) {
    expect(message.trim()).toMatch(/[.?)]$/)
    expect(message).not.toMatch(/^\s+at |undefined is not|Cannot read prop|\[object Object\]/m)
    if (line !== null) expect(line).toBeGreaterThan(0)
    if (column !== null) expect(column).toBeGreaterThan(0)
  }
}

describe('the configuration', () => {
  test(
    'any data: accepted, or refused with sentences and places',
    () =>
      fuzz(
        fc.asyncProperty(anything, (value) =>
          holds('seaworthy.json', Buffer.from(JSON.stringify(value) ?? 'null')),
        ),
        { runs: 400 },
      ),
    FUZZ_TIMEOUT,
  )

  test(
    'any text',
    () =>
      fuzz(
        fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), (text) =>
          holds('seaworthy.yml', Buffer.from(text)),
        ),
        { runs: 400, regressions: [...configRegressions] },
      ),
    FUZZ_TIMEOUT,
  )

  test(
    'a spoilt file',
    () =>
      fuzz(
        fc.asyncProperty(damages, (all) => holds('seaworthy.yml', damaged(Buffer.from(HONEST), all))),
        { runs: 400 },
      ),
    FUZZ_TIMEOUT,
  )
})
