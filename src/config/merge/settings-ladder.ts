import { isDeepStrictEqual } from 'node:util'
import { ESCAPE_KEY } from '../files/config-keys.ts'
import { chooseStricterAdoption } from './adoption.ts'
import type { EffectiveConfig } from './effective-config.ts'
import { chooseStricterFailOn, chooseStricterProfile, formatLimitKey, LIMIT_NAMES } from './strictness.ts'

/** The settings of which one value can be stricter than another, beside those of rules and the exceptions. */
export type Settings = Pick<
  EffectiveConfig,
  'profile' | 'packer' | 'baseline' | 'adoption' | 'failOn' | 'limits' | 'pullRequestsMayLoosen'
>

/** What settings must at least be: the base's, or a policy's, which leaves out what it says nothing about. */
export type SettingsFloor = Partial<Omit<Settings, 'limits'>> & {
  readonly limits: Partial<Settings['limits']>
}

/** One setting that was not taken as it is. */
export interface RaisedSetting {
  /** As it is written in a configuration file. */
  readonly name: string
  readonly wanted: string
  readonly held: string
}

interface Setting<T> {
  readonly name: string
  readonly read: (settings: SettingsFloor) => T | undefined
  readonly write: (settings: Settings, value: T) => Settings
  /** The stricter of two; the second is what the floor says. */
  readonly stricter: (own: T, floor: T) => T
  readonly show: (value: T) => string
}

type Row = (settings: Settings, floor: SettingsFloor) => { settings: Settings; raised: RaisedSetting } | null

/** Makes a row: hides the type of its value, so that rows of all types make one table. */
function makeRow<T>({ name, read, write, stricter, show }: Setting<T>): Row {
  return (settings, floor) => {
    const wanted = read(settings)
    const least = read(floor)
    if (wanted === undefined || least === undefined) return null
    const held = stricter(wanted, least)
    if (isDeepStrictEqual(held, wanted)) return null
    return { settings: write(settings, held), raised: { name, wanted: show(wanted), held: show(held) } }
  }
}

/** Every setting with its direction: a new one is one row here, and both a base and a policy hold it. */
const LADDER: readonly Row[] = [
  makeRow({
    name: 'profile',
    read: (from) => from.profile,
    write: (to, profile) => ({ ...to, profile }),
    stricter: chooseStricterProfile,
    show: String,
  }),
  makeRow({
    name: 'packer',
    read: (from) => from.packer,
    write: (to, packer) => ({ ...to, packer }),
    // No packer is stricter than another: what was holds.
    stricter: (_, floor) => floor,
    show: String,
  }),
  makeRow({
    name: 'baseline',
    read: (from) => from.baseline,
    write: (to, baseline) => ({ ...to, baseline }),
    stricter: (own, floor) => (floor === 'required' ? floor : own),
    show: String,
  }),
  makeRow({
    name: 'adopt',
    read: (from) => from.adoption,
    write: (to, adoption) => ({ ...to, adoption }),
    stricter: chooseStricterAdoption,
    show: (adoption) =>
      adoption === null ? 'none' : `rules newer than ${adoption.since} until ${adoption.until}`,
  }),
  makeRow({
    name: 'fail-on',
    read: (from) => from.failOn,
    write: (to, failOn) => ({ ...to, failOn }),
    stricter: chooseStricterFailOn,
    show: String,
  }),
  ...LIMIT_NAMES.map((name) =>
    makeRow({
      name: `limits.${formatLimitKey(name)}`,
      read: (from) => from.limits[name],
      write: (to, value) => ({ ...to, limits: { ...to.limits, [name]: value } }),
      stricter: Math.min,
      show: String,
    }),
  ),
  makeRow({
    name: ESCAPE_KEY,
    read: (from) => from.pullRequestsMayLoosen,
    write: (to, pullRequestsMayLoosen) => ({ ...to, pullRequestsMayLoosen }),
    stricter: (own, floor) => own && floor,
    show: String,
  }),
]

/** The settings, none milder than the floor, and what was raised for it. */
export function raiseSettings(
  settings: Settings,
  floor: SettingsFloor,
): { readonly settings: Settings; readonly raised: readonly RaisedSetting[] } {
  const { profile, packer, baseline, adoption, failOn, limits, pullRequestsMayLoosen } = settings
  let next: Settings = { profile, packer, baseline, adoption, failOn, limits, pullRequestsMayLoosen }
  const raised: RaisedSetting[] = []
  for (const step of LADDER) {
    const result = step(next, floor)
    if (result === null) continue
    next = result.settings
    raised.push(result.raised)
  }
  return { settings: next, raised }
}
