import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { loadConfigFrom } from '../../../src/config/files/load-config.ts'
import { applyAdoption } from '../../../src/config/merge/adoption.ts'
import {
  decideSeverity,
  type EffectiveConfig,
  readOptions,
} from '../../../src/config/merge/effective-config.ts'
import { applyInputs } from '../../../src/config/merge/resolve-config.ts'
import { restrictToBase } from '../../../src/config/merge/restrict-to-base.ts'
import { findSuppression } from '../../../src/config/merge/suppression.ts'
import { applyPolicy } from '../../../src/config/policy/apply-policy.ts'
import type { Policy } from '../../../src/config/policy/policy.ts'
import { readPolicy } from '../../../src/config/policy/read-policy.ts'
import type { FailOn, Profile } from '../../../src/model/report.ts'
import type { ConfigFiles } from '../../../src/repository/config-files.ts'
import { SAMPLE_RULES } from '../../config/sample-rules.ts'

const TODAY = '2026-11-21'
const PATHS = ['dist/a.js', 'lib/a.js', 'a.map', null]
const SEVERITY = ['off', 'notice', 'warning', 'error'] as const
const FAIL_ON: readonly FailOn[] = ['never', 'error', 'warning', 'notice']
const PROFILE = ['open-source', 'auto', 'proprietary'] as const
const IDS = SAMPLE_RULES.map((rule) => rule.meta.id)

/** Values and amounts that exceptions are granted for. */
const HASHES = ['aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb']
const AMOUNTS = [
  { files: 1, lines: 50 },
  { files: 3, lines: 10 },
  { files: 9, lines: 900 },
]

const severity = fc.constantFrom(...SEVERITY)
const words = fc.subarray(['x', 'y', 'z'])
const glob = fc.constantFrom('**', 'dist/**', 'lib/**', '*.map', 'dist/a.js')
const sparse = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(model, { requiredKeys: [] })

const options: Readonly<Record<string, fc.Arbitrary<object>>> = {
  'source-map/embedded-source': sparse({ allow: words, minimumLines: fc.nat(5) }),
  'internal/host': sparse({ domains: words, shape: fc.constantFrom('plain', 'round') }),
}
const ruleSetting = (id: string) =>
  fc.oneof(severity, sparse({ severity, options: options[id] ?? fc.constant({}) }))
const rulesOf = (setting: (id: string) => fc.Arbitrary<unknown>) =>
  sparse(Object.fromEntries(IDS.map((id) => [id, setting(id)])))
const limits = sparse({
  depth: fc.integer({ min: 1, max: 9 }),
  entries: fc.integer({ min: 1, max: 200_000 }),
})

const suppression = fc.record(
  {
    rule: fc.constantFrom(...IDS),
    path: glob,
    layer: fc.constantFrom('src/**'),
    reason: fc.constant('r'),
    expires: fc.constantFrom('2026-11-01', '2026-11-30', '2027-11-30'),
    'approved-by': fc.constantFrom('security', 'me'),
    fingerprint: fc.constantFrom('0123456789abcdef'),
    values: fc.subarray(HASHES, { minLength: 1 }),
    'up-to': fc.constantFrom(...AMOUNTS),
  },
  { requiredKeys: ['rule', 'path', 'reason'] },
)
const sectionModel = {
  profile: fc.constantFrom(...PROFILE),
  'fail-on': fc.constantFrom(...FAIL_ON),
  limits,
  rules: rulesOf(ruleSetting),
  overrides: fc.array(
    fc.record({ paths: fc.array(glob, { minLength: 1, maxLength: 2 }), rules: rulesOf(() => severity) }),
    { maxLength: 3 },
  ),
  suppressions: fc.array(suppression, { maxLength: 3 }),
}
/** Older than the rules, for which they are then new; or not. */
const adoption = {
  since: fc.constantFrom('0.0.1', '0.1.0'),
  adopt: fc.constantFrom('2026-11-01', '2026-12-31'),
}
const config = sparse({
  ...sectionModel,
  ...adoption,
  packages: fc.dictionary(fc.constantFrom('acme', 'p', '*'), sparse(sectionModel), { maxKeys: 2 }),
  'dangerously-let-pull-requests-loosen-this-gate': fc.boolean(),
})

const policyText = sparse({
  profile: fc.constantFrom(...PROFILE),
  'fail-on': fc.constantFrom(...FAIL_ON),
  limits,
  rules: rulesOf((id) =>
    fc.oneof(
      severity,
      sparse({
        severity,
        options: options[id] ?? fc.constant({}),
        required: fc.boolean(),
        locked: fc.boolean(),
      }),
    ),
  ),
  suppressions: sparse({
    allowed: fc.boolean(),
    'maximum-days': fc.constantFrom(5, 30),
    approvers: fc.constant(['security']),
  }),
})

/** One commit: some file of the repository is written, moved in the way of another, or removed. */
const edit = fc.record({
  file: fc.constantFrom(
    'seaworthy.yml',
    'seaworthy.json',
    '.github/seaworthy.yml',
    'p/seaworthy.yml',
    'p/package.json',
  ),
  content: fc.option(config),
  extended: fc.option(config),
})
type Repository = Map<string, string>

function apply(
  repository: Repository,
  { file, content, extended }: { file: string; content: object | null; extended: object | null },
) {
  if (content === null) repository.delete(file)
  else if (file.endsWith('package.json'))
    repository.set(file, JSON.stringify({ name: 'acme', seaworthy: content }))
  else if (extended === null) repository.set(file, JSON.stringify(content))
  else {
    repository.set('base.json', JSON.stringify(extended))
    const path = file.includes('/') ? '../base.json' : './base.json'
    repository.set(file, JSON.stringify({ extends: path, ...content }))
  }
}

const filesOf = (repository: Repository): ConfigFiles => ({
  read: async (file) => {
    const text = repository.get(file)
    return text === undefined ? null : new TextEncoder().encode(text)
  },
})

async function load(repository: Repository): Promise<EffectiveConfig | null> {
  const loaded = await loadConfigFrom(filesOf(repository), {
    folder: 'p',
    configFile: null,
    rules: SAMPLE_RULES,
  })
  return loaded.ok ? loaded.config : null
}

/** Every message of every rule at every path, under both profiles: [name, severity]. */
function severities(of: EffectiveConfig): [string, number][] {
  return SAMPLE_RULES.flatMap((rule) =>
    Object.keys(rule.messages).flatMap((message) =>
      (['open-source', 'proprietary'] as const).flatMap((profile: Profile) =>
        PATHS.map((path): [string, number] => [
          `${rule.meta.id} ${message} ${profile} ${path}`,
          SEVERITY.indexOf(decideSeverity(of, rule, message, profile, path)),
        ]),
      ),
    ),
  )
}

const place = (rule: string, path: string | null, bound: object = {}) => ({
  rule,
  path,
  layer: 'src/a.ts',
  fingerprint: '0123456789abcdef',
  ...bound,
})
/** What may be found at a place: something of no value, values, amounts. */
const BOUND: readonly object[] = [
  {},
  ...[...HASHES, 'cccccccccccccccc', null].map((hash) => ({ valueHash: () => hash })),
  ...AMOUNTS.map((amount) => ({ amount })),
  { amount: { files: 10, lines: 901 } },
]

function suppressed(of: EffectiveConfig): string[] {
  return IDS.flatMap((id) =>
    PATHS.flatMap((path) =>
      [...BOUND.entries()]
        .filter(([, bound]) => findSuppression(of, place(id, path, bound), TODAY) !== null)
        .map(([index]) => `${id} ${path} ${index}`),
    ),
  )
}

function optionsOf(of: EffectiveConfig, id: string): Record<string, unknown> {
  const rule = SAMPLE_RULES.find((one) => one.meta.id === id)
  return rule ? { ...readOptions(of, rule) } : {}
}

const includes = (all: unknown, some: unknown) =>
  Array.isArray(all) && Array.isArray(some) && some.every((one) => all.includes(one))

function expectOptionsNoLaxer(of: EffectiveConfig, bound: (id: string, name: string) => unknown) {
  const maps = optionsOf(of, 'source-map/embedded-source')
  const hosts = optionsOf(of, 'internal/host')
  expect(includes(bound('source-map/embedded-source', 'allow'), maps.allow)).toBe(true)
  expect(maps.minimumLines).toBeLessThanOrEqual(bound('source-map/embedded-source', 'minimumLines') as number)
  expect(includes(hosts.domains, bound('internal/host', 'domains'))).toBe(true)
  expect(hosts.shape).toBe(bound('internal/host', 'shape'))
}

function expectExceptionWithin(of: EffectiveConfig, policy: Policy, id: string, path: string | null) {
  const found = findSuppression(of, place(id, path), TODAY)
  if (!found) return
  expect(policy.suppressions.allowed).toBe(true)
  expect(policy.rules.get(id)?.locked ?? false).toBe(false)
  if (policy.suppressions.approvers) expect(found.approvedBy).toBe('security')
  const days = policy.suppressions.maximumDays
  if (days === null) return
  const life = Date.parse(found.expires ?? '9999-01-01') - Date.parse(TODAY)
  expect(life).toBeLessThanOrEqual(days * 864e5)
}

/** The policy's own words, held against what came out: written without the code that is tested. */
function expectNoLaxer(of: EffectiveConfig, policy: Policy, given: Record<string, unknown>) {
  for (const [name, result] of severities(of)) {
    const [id = '', message = '', profile = ''] = name.split(' ')
    const demand = policy.rules.get(id)
    const rule = SAMPLE_RULES.find((one) => one.meta.id === id)
    if (!demand || !rule) continue
    expect([name, result]).toEqual([name, Math.max(result, SEVERITY.indexOf(demand.severity ?? 'off'))])
    if (!demand.required && !demand.locked) continue
    const byDefault = (rule.messages[message]?.severity ?? rule.meta.severity)[profile as Profile]
    expect(result).toBeGreaterThanOrEqual(Math.max(1, SEVERITY.indexOf(byDefault)))
  }
  if (policy.failOn) expect(FAIL_ON.indexOf(of.failOn)).toBeGreaterThanOrEqual(FAIL_ON.indexOf(policy.failOn))
  if (policy.profile)
    expect(PROFILE.indexOf(of.profile)).toBeGreaterThanOrEqual(PROFILE.indexOf(policy.profile))
  for (const [name, most] of Object.entries(policy.limits))
    expect(of.limits[name as keyof typeof of.limits]).toBeLessThanOrEqual(most)
  for (const id of IDS) for (const path of PATHS) expectExceptionWithin(of, policy, id, path)
  const rules = (given.rules ?? {}) as Record<string, { options?: Record<string, unknown> } | string>
  const defaults: Record<string, unknown> = { allow: [], minimumLines: 0, domains: [], shape: 'plain' }
  for (const id of ['source-map/embedded-source', 'internal/host']) {
    const demand = rules[id]
    if (demand === undefined) continue
    expectOptionsNoLaxer(of, (ruleId, name) => {
      if (ruleId !== id) return optionsOf(of, ruleId)[name]
      const own = typeof demand === 'string' ? undefined : demand.options?.[name]
      return own ?? defaults[name]
    })
  }
}

test('no sequence of edits of a repository makes a run laxer than the policy', async () => {
  const inputs = fc.record({
    profile: fc.option(fc.constantFrom(...PROFILE)),
    failOn: fc.option(fc.constantFrom(...FAIL_ON)),
  })
  let checked = 0
  await fc.assert(
    fc.asyncProperty(
      policyText,
      fc.array(edit, { minLength: 1, maxLength: 5 }),
      inputs,
      async (text, edits, given) => {
        const read = await readPolicy(new TextEncoder().encode(JSON.stringify(text)), 'policy', SAMPLE_RULES)
        if (!read.ok) throw new Error(JSON.stringify(read.errors))
        const repository: Repository = new Map()
        let base: EffectiveConfig | null = null
        for (const one of edits) {
          apply(repository, one)
          const loaded = await load(repository)
          // What cannot be read is no pass; the next edit starts from the last that could.
          if (loaded === null) continue
          const asked = applyInputs(loaded, given)
          expectNoLaxer(applyPolicy(asked, read.policy, SAMPLE_RULES, TODAY), read.policy, text)
          if (base !== null) {
            const restricted = restrictToBase(loaded, base, SAMPLE_RULES, false).config
            expectNoLaxer(applyPolicy(restricted, read.policy, SAMPLE_RULES, TODAY), read.policy, text)
          }
          base = loaded
          checked += 1
        }
      },
    ),
    { numRuns: 150, seed: 6 },
  )
  expect(checked).toBeGreaterThan(100)
}, 60_000)

test('no pull request is judged laxer than by its base, nor laxer than it asks for', async () => {
  let loosened = 0
  await fc.assert(
    fc.asyncProperty(config, config, async (before, after) => {
      const base = await load(
        new Map([
          [
            'seaworthy.json',
            JSON.stringify({ ...before, 'dangerously-let-pull-requests-loosen-this-gate': false }),
          ],
        ]),
      )
      const head = await load(new Map([['seaworthy.json', JSON.stringify(after)]]))
      if (!base || !head) throw new Error('the generated configuration is not sound')
      const { config: judged, pending } = restrictToBase(head, base, SAMPLE_RULES)

      const [own, other, result] = [severities(head), severities(base), severities(judged)]
      expect(result).toEqual(own.map(([name, rank], index) => [name, Math.max(rank, other[index]?.[1] ?? 0)]))
      expect(FAIL_ON.indexOf(judged.failOn)).toBe(
        Math.max(FAIL_ON.indexOf(head.failOn), FAIL_ON.indexOf(base.failOn)),
      )
      expect(judged.limits.depth).toBe(Math.min(head.limits.depth, base.limits.depth))
      expect(PROFILE.indexOf(judged.profile)).toBe(
        Math.max(PROFILE.indexOf(head.profile), PROFILE.indexOf(base.profile)),
      )
      const adopting = [judged, head, base].map((one) => severities(applyAdoption(one, SAMPLE_RULES, TODAY)))
      for (const [index, [name, rank]] of (adopting[0] ?? []).entries())
        for (const laxer of adopting.slice(1))
          expect([name, rank >= (laxer[index]?.[1] ?? 0)]).toEqual([name, true])
      const exempt = suppressed(judged)
      expect(exempt.filter((one) => !suppressed(base).includes(one))).toEqual([])
      expect(exempt.filter((one) => !suppressed(head).includes(one))).toEqual([])
      expectOptionsNoLaxer(judged, (id, name) => optionsOf(base, id)[name])

      const isLooser =
        own.some(([, rank], index) => rank < (other[index]?.[1] ?? 0)) ||
        suppressed(head).some((one) => !suppressed(base).includes(one))
      if (!isLooser) return
      loosened += 1
      expect(pending.length).toBeGreaterThan(0)
    }),
    { numRuns: 300, seed: 7 },
  )
  expect(loosened).toBeGreaterThan(100)
}, 60_000)

test('an exception holds for the values and the amounts that it names, and where one must be named for no other', async () => {
  const one = await load(
    new Map([
      [
        'seaworthy.json',
        JSON.stringify({
          suppressions: [
            { rule: IDS[0], path: 'dist/**', values: [HASHES[0]], reason: 'r' },
            { rule: IDS[1], path: '**', 'up-to': AMOUNTS[1], reason: 'r' },
            { rule: IDS[2], path: '**', reason: 'r' },
          ],
        }),
      ],
    ]),
  )
  if (one === null) throw new Error('the configuration is not sound')
  expect(suppressed(one)).toEqual([
    `${IDS[0]} dist/a.js 0`,
    `${IDS[0]} dist/a.js 1`,
    ...PATHS.flatMap((path) => [`${IDS[1]} ${path} 0`, `${IDS[1]} ${path} 6`]),
    ...PATHS.map((path) => `${IDS[2]} ${path} 0`),
  ])
})

test('a pull request that leaves the configuration alone has nothing pending', async () => {
  await fc.assert(
    fc.asyncProperty(config, async (same) => {
      const repository: Repository = new Map([['seaworthy.json', JSON.stringify(same)]])
      const [base, head] = [await load(repository), await load(repository)]
      if (!base || !head) throw new Error('the generated configuration is not sound')
      expect(restrictToBase(head, base, SAMPLE_RULES).pending).toEqual([])
    }),
    { numRuns: 100, seed: 8 },
  )
}, 60_000)
