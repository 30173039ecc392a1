import type { BaselineOutcome } from '../../model/baseline-outcome.ts'
import { BoundValue } from '../../model/bound-value.ts'
import type { CustomRule } from '../../model/custom-rule.ts'
import type { AnyRule } from '../../model/rule.ts'
import type { ScanFinding, ScanPlace } from '../../model/scan-finding.ts'
import { type Glob, parseGlob } from '../../text/glob.ts'
import { compilePattern } from '../../text/user-pattern.ts'
import type { Look, LookRequest } from './look.ts'

/** A request as it goes to a thread: no function, no object of a class. */
export interface SentRequest
  extends Pick<LookRequest, 'file' | 'directory' | 'limits' | 'packing' | 'release'> {
  /** By the id of a built-in rule, or a team's own as it is written; the options as `portable` makes them. */
  readonly rules: readonly { readonly id: string; readonly own: unknown; readonly options: unknown }[]
  /** The workflow's own values: they stay in the process. */
  readonly values: readonly { readonly name: string; readonly value: string }[]
  /** Left out where the thread has them from the request before. */
  readonly publicBlobs?: LookRequest['publicBlobs']
}

interface SentFinding extends Omit<ScanFinding, 'rule' | 'places'> {
  readonly rule: string
  readonly places: readonly (Omit<ScanPlace, 'bound'> & { readonly bound?: string })[]
}

/** A look as it comes back from a thread. */
export interface SentLook extends Omit<Look, 'findings' | 'facts' | 'baseline'> {
  readonly findings: readonly SentFinding[]
  readonly facts: Look['facts']
}

export type ToThread =
  | { readonly kind: 'look'; readonly request: SentRequest }
  | { readonly kind: 'baseline'; readonly outcome: BaselineOutcome }

export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'baseline' }
  | { readonly kind: 'seen'; readonly look: SentLook }
  | { readonly kind: 'failed'; readonly cannotLook: boolean; readonly message: string }

/** A value holds something that no message can carry; then its package is looked at in the main thread. */
export class NotPortable extends Error {}

type Carried = { readonly $seaworthy: 'pattern' | 'glob'; readonly source: string }

/**
 * A value of a configuration as a message can carry it: patterns by their source.
 * @throws NotPortable
 */
export function makePortable(value: unknown): unknown {
  if (typeof value === 'function') throw new NotPortable()
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(makePortable)
  if ('find' in value && 'source' in value && typeof value.find === 'function')
    return { $seaworthy: 'pattern', source: value.source }
  if ('alternatives' in value && 'pattern' in value) return { $seaworthy: 'glob', source: value.pattern }
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw new NotPortable()
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, makePortable(one)]))
}

/** The value that `portable` was given. */
export async function restoreValue(value: unknown): Promise<unknown> {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return Promise.all(value.map(restoreValue))
  if (isCarried(value)) return value.$seaworthy === 'glob' ? restoreGlob(value) : restorePattern(value)
  const pairs = Object.entries(value).map(async ([key, one]) => [key, await restoreValue(one)] as const)
  return Object.fromEntries(await Promise.all(pairs))
}

function isCarried(value: object): value is Carried {
  return '$seaworthy' in value
}

const restoreGlob = ({ source }: Carried): Glob => parseGlob(source)

async function restorePattern({ source }: Carried) {
  const compiled = await compilePattern(source)
  if (!compiled.ok) throw new NotPortable()
  return compiled.pattern
}

/** A team's own rule as a message can carry it. */
export const makePortableRule = (definition: CustomRule): unknown => makePortable(definition)

export const restoreRule = async (sent: unknown): Promise<CustomRule> =>
  (await restoreValue(sent)) as CustomRule

/** What a thread saw, as it goes back: rules by their id, values that exceptions are bound to laid open. */
export function packLook({ findings, facts, inventory, milliseconds }: Look): SentLook {
  const { manifest, neighbour, licenceFile, tarball, anomalies, unseen, byPath, exposure } = facts
  return {
    facts: {
      manifest,
      tarball,
      anomalies,
      unseen,
      byPath,
      exposure,
      ...(neighbour === undefined ? {} : { neighbour }),
      ...(licenceFile === undefined ? {} : { licenceFile }),
    },
    findings: findings.map(({ rule, places, ...rest }) => ({
      ...rest,
      rule: rule.meta.id,
      places: places.map(({ bound, ...place }) => ({
        ...place,
        ...(bound === undefined ? {} : { bound: bound.reveal() }),
      })),
    })),
    inventory,
    milliseconds,
  }
}

/** @param rules those that the look was asked for with */
export function unpackLook(
  sent: SentLook,
  rules: ReadonlyMap<string, AnyRule>,
  baseline: BaselineOutcome,
): Look {
  const findings = sent.findings.map(({ rule: id, places, ...rest }): ScanFinding => {
    const rule = rules.get(id)
    if (rule === undefined) throw new Error(`A thread spoke of the rule ${id}, which it was not given.`)
    return {
      ...rest,
      rule,
      places: places.map(({ bound, ...place }) => ({
        ...place,
        ...(bound === undefined ? {} : { bound: new BoundValue(bound) }),
      })),
    }
  })
  return { ...sent, findings, baseline }
}
