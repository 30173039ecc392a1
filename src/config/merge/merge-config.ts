import { isObject } from '../../model/json-object.ts'
import type { Limits } from '../../model/limits.ts'
import { matchesGlob, parseGlob } from '../../text/glob.ts'
import type { ConfigDocument, ValuePath } from '../files/config-document.ts'
import { ESCAPE_KEY } from '../files/config-keys.ts'
import type { ParsedConfig, ParsedLimits, ParsedSection } from '../files/config-schema.ts'
import type { Source } from '../files/config-source.ts'
import { RETIRED_RULES } from '../files/retired-rules.ts'
import type { Acceptance } from './acceptance.ts'
import type { Adoption, EffectiveConfig, RuleSetting } from './effective-config.ts'
import { buildOwnRules, overlayRules } from './own-rules.ts'
import { formatLimitKey, LIMIT_NAMES } from './strictness.ts'
import { describeSource, type Suppression } from './suppression.ts'

/** A configuration file that has passed its schema. */
export interface ReadConfig {
  readonly document: ConfigDocument
  readonly parsed: ParsedConfig
}

/** What a `packages` key is held against. */
export interface PackageIdentity {
  readonly name: string | null
  /** Relative to the folder of the configuration, '' for that folder itself; null if it lies elsewhere. */
  readonly folder: string | null
}

const PLAIN_SETTINGS = ['profile', 'baseline', 'adopt', 'packer', 'fail-on'] as const

/**
 * Lays one file over a configuration: what it says wins, what it leaves out stays; suppressions add up.
 * @param shared whether the file speaks for other packages too
 */
export function applyFile(
  config: EffectiveConfig,
  { document, parsed }: ReadConfig,
  shared: boolean,
): EffectiveConfig {
  const next = applySection(config, parsed, document, [], shared)
  const own = buildOwnRules(parsed['custom-rules'] ?? [], ({ id }) => {
    const { line, column } = document.positionOf(['custom-rules', id], 'key')
    return { kind: 'config', name: document.file, line, column }
  })
  const customRules = overlayRules(next.customRules, own)
  const pullRequestsMayLoosen = parsed[ESCAPE_KEY]
  if (pullRequestsMayLoosen === undefined) return { ...next, customRules }
  const { line, column } = document.positionOf([ESCAPE_KEY])
  const source: Source = { kind: 'config', name: document.file, line, column }
  return {
    ...next,
    customRules,
    pullRequestsMayLoosen,
    sources: new Map(next.sources).set(ESCAPE_KEY, source),
  }
}

/** Lays the sections of a file that are about this package over a configuration, in their order. */
export function applyPackageSections(
  config: EffectiveConfig,
  { document, parsed }: ReadConfig,
  identity: PackageIdentity,
): EffectiveConfig {
  let next = config
  for (const [key, section] of Object.entries(parsed.packages ?? {}))
    if (isAbout(key, identity))
      next = applySection(
        next,
        section,
        document,
        ['packages', key],
        key !== identity.name && key !== identity.folder,
      )
  return next
}

/** Where a value of a section is written. */
type SourceOf = (...path: ValuePath) => Source

function isAbout(key: string, { name, folder }: PackageIdentity): boolean {
  if (key === name) return true
  const glob = parseGlob(key)
  return (name !== null && matchesGlob(glob, name)) || (folder !== null && matchesGlob(glob, folder))
}

function applySection(
  config: EffectiveConfig,
  section: ParsedSection,
  document: ConfigDocument,
  at: ValuePath,
  shared: boolean,
): EffectiveConfig {
  const sources = new Map(config.sources)
  const findSourceOf: SourceOf = (...path) => {
    const { line, column } = document.positionOf([...at, ...path])
    return { kind: 'config', name: document.file, line, column }
  }
  for (const key of PLAIN_SETTINGS) if (section[key] !== undefined) sources.set(key, findSourceOf(key))
  for (const key of Object.keys(section.limits ?? {}))
    sources.set(`limits.${key}`, findSourceOf('limits', key))
  return {
    ...config,
    profile: section.profile ?? config.profile,
    baseline: section.baseline ?? config.baseline,
    adoption: readAdoption(section) ?? config.adoption,
    packer: section.packer ?? config.packer,
    failOn: section['fail-on'] ?? config.failOn,
    limits: { ...config.limits, ...readNamedLimits(section.limits) },
    rules: mergeRules(config, section, readRawAt(document.data, [...at, 'rules']), sources, findSourceOf),
    overrides: [
      ...config.overrides,
      ...(section.overrides ?? []).map((one, index) => ({
        paths: one.paths,
        severities: new Map(Object.entries(one.rules).flatMap(([id, set]) => (set ? [[id, set]] : []))),
        source: findSourceOf('overrides', index),
      })),
    ],
    suppressions: [...config.suppressions, ...readSuppressions(section, shared, findSourceOf)],
    acceptances: [...config.acceptances, ...readAcceptances(section, shared, findSourceOf)],
    sources,
    notes: [...config.notes, ...noteRetiredRules(section, findSourceOf)],
  }
}

function readSuppressions(section: ParsedSection, shared: boolean, sourceOf: SourceOf): Suppression[] {
  return (section.suppressions ?? []).map((one, index) => ({
    rule: one.rule,
    path: one.path ?? null,
    layer: one.layer ?? null,
    fingerprint: one.fingerprint ?? null,
    values: one.values ?? null,
    upTo: one['up-to'] ?? null,
    reason: one.reason,
    expires: one.expires ?? null,
    approvedBy: one['approved-by'] ?? null,
    shared,
    source: sourceOf('suppressions', index),
  }))
}

function readAcceptances(section: ParsedSection, shared: boolean, sourceOf: SourceOf): Acceptance[] {
  return (section.acceptances ?? []).map((one, index) => ({
    digest: one.digest,
    path: one.path ?? null,
    reason: one.reason,
    expires: one.expires,
    approvedBy: one['approved-by'] ?? null,
    shared,
    source: sourceOf('acceptances', index),
  }))
}

/** What there is to say of rules that are named and are none any more. */
function noteRetiredRules(section: ParsedSection, sourceOf: SourceOf): string[] {
  return Object.entries(RETIRED_RULES).flatMap(([id, why]) => {
    const named = section.rules !== undefined && Object.hasOwn(section.rules, id)
    return named
      ? [`${describeSource(sourceOf('rules', id))} sets ${id}, which is no longer a rule: ${why}.`]
      : []
  })
}

/** `{'entry-bytes': n}` → `{entryBytes: n}`, without what is not set. */
export function readNamedLimits(limits: ParsedLimits | undefined): Partial<Limits> {
  return Object.fromEntries(
    LIMIT_NAMES.flatMap((name) => {
      const value = limits?.[formatLimitKey(name) as keyof ParsedLimits]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function readAdoption({ since, adopt }: ParsedSection): Adoption | null {
  return since === undefined || adopt === undefined ? null : { since, until: adopt }
}

function mergeRules(
  config: EffectiveConfig,
  section: ParsedSection,
  raw: unknown,
  sources: Map<string, Source>,
  sourceOf: SourceOf,
): ReadonlyMap<string, RuleSetting> {
  const rules = new Map(config.rules)
  for (const [id, setting] of Object.entries(section.rules ?? {})) {
    if (setting === undefined || Object.hasOwn(RETIRED_RULES, id)) continue
    const before = rules.get(id) ?? { severity: null, options: null, given: null }
    const { severity, options } =
      typeof setting === 'string' ? { severity: setting, options: undefined } : setting
    const at = typeof setting === 'string' ? ['rules', id] : ['rules', id, 'severity']
    if (severity !== undefined) sources.set(`rules.${id}`, sourceOf(...at))
    const given = readRawAt(raw, [id, 'options'])
    const written = isObject(given) ? given : {}
    for (const key of Object.keys(written))
      sources.set(`rules.${id}.${key}`, sourceOf('rules', id, 'options', key))
    rules.set(id, { severity: severity ?? before.severity, ...mergeOptions(before, options, written) })
  }
  return rules
}

/** Only the options that were written down win; what the schema filled in does not undo an earlier file. */
function mergeOptions(
  before: RuleSetting,
  options: Readonly<Record<string, unknown>> | undefined,
  given: Readonly<Record<string, unknown>>,
): Pick<RuleSetting, 'options' | 'given'> {
  if (options === undefined) return { options: before.options, given: before.given }
  if (before.options === null) return { options, given }
  const written = Object.keys(given).map((key) => [key, options[key]] as const)
  return {
    options: { ...before.options, ...Object.fromEntries(written) },
    given: { ...before.given, ...given },
  }
}

function readRawAt(data: unknown, path: ValuePath): unknown {
  return path.reduce<unknown>((value, step) => (isObject(value) ? value[String(step)] : undefined), data)
}
