import semver from 'semver'
import type { AnyRule } from '../../model/rule.ts'
import type { Adoption, EffectiveConfig } from './effective-config.ts'

const chooseEarlierDay = (a: string, b: string) => (a.localeCompare(b, 'en') <= 0 ? a : b)

/** What both allow: the later version, the earlier day. */
export function chooseStricterAdoption(a: Adoption | null, b: Adoption | null): Adoption | null {
  if (a === null || b === null) return null
  return {
    since: semver.gte(a.since, b.since) ? a.since : b.since,
    until: chooseEarlierDay(a.until, b.until),
  }
}

/**
 * Lets rules that are newer than the configuration warn at most, as long as it says so.
 * @param today `YYYY-MM-DD`
 */
export function applyAdoption(
  config: EffectiveConfig,
  rules: readonly AnyRule[],
  today: string,
): EffectiveConfig {
  const { adoption } = config
  if (adoption === null) return config
  const newer = rules.filter(({ meta }) => semver.valid(meta.since) && semver.gt(meta.since, adoption.since))
  if (newer.length === 0) return config
  const names = newer.map(({ meta }) => meta.id).join(', ')
  if (adoption.until < today)
    return {
      ...config,
      notes: [
        ...config.notes,
        `"adopt" ran out on ${adoption.until}: ${names} ${newer.length === 1 ? 'holds' : 'hold'} in full. Set "since" to the version that you use and remove "adopt".`,
      ],
    }
  const note = `Newer than ${adoption.since}, so no more than a warning until ${adoption.until} ("adopt"): ${names}.`
  return { ...config, adopted: new Set(newer.map(({ meta }) => meta.id)), notes: [...config.notes, note] }
}
