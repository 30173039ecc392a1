import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { formatConfigAsJson, showConfig } from '../../src/cli/config-page.ts'
import { loadEffectiveConfig } from '../../src/cli/effective-config.ts'
import { loadPolicy } from '../../src/config/policy/load-policy.ts'
import { RULES } from '../../src/rules/index.ts'

const POLICY = `profile: proprietary
fail-on: error
baseline: required
limits: { depth: 6 }
rules:
  file/environment: { locked: true, reason: 'Revoke it; do not explain it.' }
  source-map/embedded-source: error
  file/agent-instructions: { required: true }
  internal/host: { severity: warning, options: { domains: [corp.example.com] }, free-options: [allow] }
suppressions: { maximum-days: 90, approvers: ['Ann'], reason: Debts are paid within a quarter. }
acceptances: { allowed: false }
`
const digest = createHash('sha256').update(POLICY).digest('hex')
let folder = ''
let file = ''
describe('what a policy demands', () => {
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'seaworthy-demands-'))
    file = path.join(folder, 'policy.yml')
    await writeFile(file, POLICY)
    await writeFile(path.join(folder, 'package.json'), '{ "name": "example", "license": "MIT" }')
    await writeFile(
      path.join(folder, 'seaworthy.yml'),
      'rules: { source-map/embedded-source: off }\nsuppressions:\n  - { rule: file/environment, path: a, reason: r, expires: 2026-12-01 }\n',
    )
  })
  afterAll(() => rm(folder, { recursive: true }))

  const load = (policyFile: string) =>
    loadPolicy({
      policyFile,
      directory: folder,
      checkout: null,
      baseOf: async () => null,
      fetcher: {
        fetch: async ({ path: name }) => {
          expect(name).toBe('npm/policy.yml')
          return Buffer.from(POLICY)
        },
      },
      rules: RULES,
    })

  describe('a policy that is pinned by its digest', () => {
    test.each(['policy.yml', 'acme/policies/npm/policy.yml@v3'])(
      '%s is taken if it is that one',
      async (name) => {
        expect(await load(`${name}#sha256:${digest.toUpperCase()}`)).toMatchObject({
          ok: true,
          policy: { source: name, digest },
        })
      },
    )

    test.each([
      ['0'.repeat(64), new RegExp(`not the one that is pinned: its SHA-256 is ${digest}, not 0{64}`)],
      ['abc', /not a SHA-256\. Write its 64 hexadecimal digits/],
      ['', /not a SHA-256/],
    ])('is refused with %s', async (pin, why) => {
      for (const name of ['policy.yml', 'acme/policies/npm/policy.yml@v3']) {
        const loaded = await load(`${name}#sha256:${pin}`)
        expect(loaded).toMatchObject({ ok: false, errors: [{ message: expect.stringMatching(why) }] })
      }
    })
  })

  describe('seaworthy config --policy', () => {
    const judged = () =>
      loadEffectiveConfig(folder, { configFile: null, policyFile: file, profile: null, failOn: null })

    test('shows what is locked, required and capped, and why', async () => {
      const text = showConfig(
        await judged(),
        { width: 110, color: false, colorForced: false, hyperlinks: false },
        false,
      )
      const page = text.slice(text.indexOf('What the policy')).replace(/\s+/g, ' ')
      for (const line of [
        /profile least proprietary or stricter/,
        /baseline required the earlier release must be available/,
        /limits\.depth capped at most 6/,
        /file\/environment locked not to be turned off, set milder or suppressed Why: Revoke it; do not explain it\./,
        /source-map\/embedded-source least error or stricter/,
        /file\/agent-instructions required not to be turned off or set below its default/,
        /internal\/host least warning or stricter; domains corp\.example\.com, at least; free: allow/,
        /suppressions capped must end within 90 days; approved by Ann Why: Debts are paid within a quarter\./,
        /acceptances locked none are allowed/,
      ])
        expect(page).toMatch(line)
      // The reason is told where it is felt, too.
      expect(page).toMatch(
        /is not honoured: the policy .* locks file\/environment \(Revoke it; do not explain it\)/,
      )
    })

    test('gives programs the same', async () => {
      const { demands } = JSON.parse(formatConfigAsJson(await judged())) as { demands: object[] }
      expect(demands).toContainEqual({
        name: 'file/environment',
        kind: 'locked',
        demand: 'not to be turned off, set milder or suppressed',
        reason: 'Revoke it; do not explain it.',
      })
      const without = await loadEffectiveConfig(folder, {
        configFile: null,
        policyFile: null,
        profile: null,
        failOn: null,
      })
      expect(JSON.parse(formatConfigAsJson(without))).toMatchObject({ demands: [] })
    })
  })
})
