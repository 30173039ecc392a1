import { isDeepStrictEqual } from 'node:util'
import type { Severity } from '../../model/report.ts'
import type { AnyRule } from '../../model/rule.ts'
import { ESCAPE_KEY } from '../files/config-keys.ts'
import type { Source } from '../files/config-source.ts'
import { describeAcceptance } from './acceptance.ts'
import { stricterAdoption } from './adoption.ts'
import {
  defaultSeverity,
  type EffectiveConfig,
  type RuleSetting,
  type SeverityLayer,
} from './effective-config.ts'
import { stricterOptions } from './option-direction.ts'
import { contradicted, overlayRules, withOwnRules } from './own-rules.ts'
import {
  compareSeverity,
  LIMIT_NAMES,
  limitKey,
  PROFILES,
  stricterFailOn,
  stricterProfile,
} from './strictness.ts'
import { describeSource, type Suppression } from './suppression.ts'

export interface RestrictedConfig {
  readonly config: EffectiveConfig
  /** What the head loosens, each as a whole sentence: it takes effect after the merge. Also in `config.pending`. */
  readonly pending: readonly string[]
}

/**
 * The configuration that a pull request is judged by: what its head tightens holds at once, what it loosens waits for
 * the merge, so that no pull request can open its own gate.
 * @param head the configuration of the pull request's own commit
 * @param base the configuration of the commit it is to be merged into; the defaults where that has none
 * @param escapeAllowed false where a policy forbids the escape, see `ESCAPE_KEY`
 */
export function restrictToBase(
  head: EffectiveConfig,
  base: EffectiveConfig,
  rules: readonly AnyRule[],
  escapeAllowed = true,
): RestrictedConfig {
  // Only the base's word counts: otherwise a pull request could take the escape for itself.
  if (base.pullRequestsMayLoosen && escapeAllowed) {
    const note = `The configuration of this pull request holds as it is, loosened parts too: the base commit sets ${ESCAPE_KEY}.`
    return { config: { ...head, notes: [...head.notes, note] }, pending: [] }
  }
  const pending: string[] = []
  const sources = new Map(head.sources)
  const wait = (name: string, from: string | number, to: string | number) => {
    pending.push(`${name}: ${from} → ${to}${place(head.sources.get(name))} takes effect after the merge.`)
    sources.set(name, baseSource(base, name))
  }

  const profile = stricterProfile(head.profile, base.profile)
  if (profile !== head.profile) wait('profile', base.profile, head.profile)
  // No packer is stricter than another: a change of it holds what was, until the merge.
  if (head.packer !== base.packer) wait('packer', base.packer, head.packer)
  const baseline = base.baseline === 'required' ? 'required' : head.baseline
  if (baseline !== head.baseline) wait('baseline', base.baseline, head.baseline)
  const adoption = stricterAdoption(head.adoption, base.adoption)
  if (head.adoption !== null && !isDeepStrictEqual(adoption, head.adoption))
    pending.push(`adopt${place(head.sources.get('adopt'))} takes effect after the merge.`)
  const failOn = stricterFailOn(head.failOn, base.failOn)
  if (failOn !== head.failOn) wait('fail-on', base.failOn, head.failOn)
  const limits = { ...head.limits }
  for (const name of LIMIT_NAMES) {
    if (head.limits[name] <= base.limits[name]) continue
    wait(`limits.${limitKey(name)}`, base.limits[name], head.limits[name])
    limits[name] = base.limits[name]
  }
  if (head.pullRequestsMayLoosen && !base.pullRequestsMayLoosen)
    pending.push(`${ESCAPE_KEY}: false → true takes effect after the merge.`)

  const settings = new Map(head.rules)
  const own = overlayRules(head.customRules, base.customRules)
  for (const one of contradicted(head.customRules, base.customRules))
    pending.push(
      `The new definition of ${one.definition.id}${place(one.source)} takes effect after the merge.`,
    )
  for (const one of base.customRules)
    if (!head.customRules.some(({ definition }) => definition.id === one.definition.id))
      pending.push(`${one.definition.id} holds until the merge, which removes it.`)
  for (const rule of withOwnRules(rules, own)) {
    const { id } = rule.meta
    const set = head.rules.get(id)
    const other = base.rules.get(id)
    pending.push(...milderSeverity(rule, head, base))
    const { options, refused, extended } = stricterOptions(rule, other, whole(rule, set))
    for (const name of [...refused, ...extended]) {
      pending.push(
        `The option "${name}" of ${id}${place(head.sources.get(`rules.${id}.${name}`))} takes effect after the merge.`,
      )
      sources.set(`rules.${id}.${name}`, baseSource(base, `rules.${id}.${name}`))
    }
    if (set || other) settings.set(id, { severity: set?.severity ?? null, ...written(options, set, other) })
  }

  const suppressions = head.suppressions.flatMap((one) => {
    const what = `The suppression of ${one.rule} for ${one.path?.pattern ?? one.fingerprint}${place(one.source)}`
    const known = standingFor(one, base.suppressions)
    if (!known) {
      pending.push(`${what} takes effect after the merge.`)
      return []
    }
    const expires = earlier(known.expires, one.expires)
    if (expires !== one.expires)
      pending.push(
        `${what} holds until ${expires}; its new life, ${one.expires ?? 'without an end'}, takes effect after the merge.`,
      )
    return [{ ...one, reason: known.reason, approvedBy: known.approvedBy, expires }]
  })

  const acceptances = acceptancesAtBase(head, base, pending)
  const config: EffectiveConfig = {
    ...head,
    acceptances,
    customRules: own,
    profile,
    packer: base.packer,
    baseline,
    adoption,
    failOn,
    limits,
    rules: settings,
    suppressions,
    floors: [...head.floors, { kind: 'base', layer: { rules: base.rules, overrides: base.overrides } }],
    pullRequestsMayLoosen: base.pullRequestsMayLoosen && head.pullRequestsMayLoosen,
    sources,
    pending: [...head.pending, ...pending],
  }
  return { config, pending }
}

/** The acceptances that the base has too, for no longer than there; of the others a sentence goes to `pending`. */
function acceptancesAtBase(
  head: EffectiveConfig,
  base: EffectiveConfig,
  pending: string[],
): EffectiveConfig['acceptances'] {
  return head.acceptances.flatMap((one) => {
    const known = base.acceptances.filter(({ digest }) => digest === one.digest)
    const longest = known
      .map(({ expires }) => expires)
      .toSorted()
      .at(-1)
    if (longest === undefined) {
      pending.push(`${describeAcceptance(one)} takes effect after the merge.`)
      return []
    }
    if (longest >= one.expires) return [one]
    pending.push(
      `${describeAcceptance(one)} holds until ${longest}; its new life, ${one.expires}, takes effect after the merge.`,
    )
    return [{ ...one, expires: longest }]
  })
}

/** Options with every default written down: leaving an option out undoes what the base says as much as setting it. */
function whole(rule: AnyRule, setting: RuleSetting | undefined): RuleSetting {
  const options = setting?.options ?? rule.options.parse({})
  return { severity: setting?.severity ?? null, options, given: options }
}

/** Options, with those that either side wrote down marked as given. */
function written(
  options: RuleSetting['options'],
  own: RuleSetting | undefined,
  other: RuleSetting | undefined,
): Pick<RuleSetting, 'options' | 'given'> {
  const names = Object.keys({ ...own?.given, ...other?.given })
  if (names.length === 0) return { options: null, given: null }
  return { options, given: Object.fromEntries(names.map((name) => [name, options?.[name]])) }
}

/** A sentence if some message of the rule can come out milder under the head than under the base. */
function milderSeverity(rule: AnyRule, head: EffectiveConfig, base: EffectiveConfig): string[] {
  const { id } = rule.meta
  const loosened = PROFILES.some((profile) =>
    Object.keys(rule.messages).some((message) =>
      canBeMilder(head, base, id, defaultSeverity(rule, message, profile)),
    ),
  )
  if (!loosened) return []
  const change = `${described(base, id)} → ${described(head, id)}${place(head.sources.get(`rules.${id}`))}`
  return [`${id}: ${change} takes effect after the merge.`]
}

/**
 * Whether there can be a path for which the head says less. Which paths two patterns share is not worked out: an
 * override that is new must be as strict as anything it could cover, one that is gone as mild as anything that is left.
 */
function canBeMilder(head: SeverityLayer, base: SeverityLayer, id: string, byDefault: Severity): boolean {
  const own = head.rules.get(id)?.severity ?? byDefault
  const other = base.rules.get(id)?.severity ?? byDefault
  if (compareSeverity(own, other) < 0) return true
  const now = overridesOf(head, id)
  const before = overridesOf(base, id)
  const keys = { now: now.map(({ key }) => key), before: before.map(({ key }) => key) }
  const shared = keys.now.filter((key) => keys.before.includes(key)).join('\n')
  if (shared !== keys.before.filter((key) => keys.now.includes(key)).join('\n')) return true
  const most = gravest([other, ...before.map(({ severity }) => severity)])
  const least = mildest([own, ...now.map(({ severity }) => severity)])
  return (
    now.some((one) => !keys.before.includes(one.key) && compareSeverity(one.severity, most) < 0) ||
    before.some((one) => !keys.now.includes(one.key) && compareSeverity(one.severity, least) > 0)
  )
}

function overridesOf(layer: SeverityLayer, id: string): { key: string; severity: Severity }[] {
  return layer.overrides.flatMap((override) => {
    const severity = override.severities.get(id)
    if (severity === undefined) return []
    return [{ key: `${severity} for ${override.paths.map((glob) => glob.pattern).join(', ')}`, severity }]
  })
}

const mildest = (severities: readonly Severity[]) =>
  severities.reduce((a, b) => (compareSeverity(a, b) <= 0 ? a : b))
const gravest = (severities: readonly Severity[]) =>
  severities.reduce((a, b) => (compareSeverity(a, b) >= 0 ? a : b))

/** All that a configuration says of a rule's severity. */
function described(layer: SeverityLayer, id: string): string {
  return [layer.rules.get(id)?.severity ?? 'default', ...overridesOf(layer, id).map(({ key }) => key)].join(
    ', ',
  )
}

/** What the base has for a suppression: the very same, or else the one around it that lasts longest. */
function standingFor(one: Suppression, before: readonly Suppression[]): Suppression | undefined {
  const around = before.filter((other) => isWithin(one, other))
  const same = around.find((other) => other.expires === one.expires && other.approvedBy === one.approvedBy)
  return (
    same ??
    around.find((other) => around.every((rest) => earlier(other.expires, rest.expires) === rest.expires))
  )
}

/** Whether everything that one suppression covers, the other covers too, as far as their texts show it. */
function isWithin(one: Suppression, other: Suppression): boolean {
  return (
    one.rule === other.rule &&
    (other.fingerprint === null || other.fingerprint === one.fingerprint) &&
    (other.path === null || other.path.pattern === '**' || other.path.pattern === one.path?.pattern) &&
    (other.layer === null || other.layer.pattern === one.layer?.pattern) &&
    isNoMore(one, other)
  )
}

/** Whether an exception names no value and no amount that the other does not. */
function isNoMore(one: Suppression, other: Suppression): boolean {
  const values = one.values?.every((value) => other.values?.includes(value)) ?? other.values === null
  const most = other.upTo
  if (one.upTo === null || most === null) return values && one.upTo === most
  return values && one.upTo.files <= most.files && one.upTo.lines <= most.lines
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null) return b
  return b === null || a < b ? a : b
}

function place(source: Source | undefined): string {
  return source && source.name !== null ? ` (${describeSource(source)})` : ''
}

function baseSource(base: EffectiveConfig, name: string): Source {
  const source = base.sources.get(name)
  return source
    ? { ...source, kind: 'base' }
    : { kind: 'base', name: 'the default at the base commit', line: null, column: null }
}
