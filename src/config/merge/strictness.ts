import type { Limits } from '../../model/limits.ts'
import type { FailOn, Profile, Severity } from '../../model/report.ts'

const SEVERITIES: readonly Severity[] = ['off', 'notice', 'warning', 'error']
/** What fails a run, from hardly anything to everything. */
const FAIL_ON: readonly FailOn[] = ['never', 'error', 'warning', 'notice']
/** What there is to decide between. */
export const PROFILES: readonly Profile[] = ['open-source', 'proprietary']
/** `auto` can come out as either, so it lies between the two. */
const PROFILE_SETTINGS: readonly (Profile | 'auto')[] = ['open-source', 'auto', 'proprietary']

/** Negative when `a` is milder than `b`, 0 when they are equal, positive when `a` is stricter. */
export const compareSeverity = (a: Severity, b: Severity) => SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b)
export const chooseStricterSeverity = (a: Severity, b: Severity): Severity =>
  compareSeverity(a, b) >= 0 ? a : b

export const chooseMilderSeverity = (a: Severity, b: Severity): Severity =>
  compareSeverity(a, b) <= 0 ? a : b

/** The one of two that fails more runs. */
export const chooseStricterFailOn = (a: FailOn, b: FailOn): FailOn =>
  FAIL_ON.indexOf(a) >= FAIL_ON.indexOf(b) ? a : b

/** The one of two under which more counts as exposed. */
export const chooseStricterProfile = (a: Profile | 'auto', b: Profile | 'auto'): Profile | 'auto' =>
  PROFILE_SETTINGS.indexOf(a) >= PROFILE_SETTINGS.indexOf(b) ? a : b

export const LIMIT_NAMES = [
  'unpackedBytes',
  'entryBytes',
  'entries',
  'depth',
  'ratio',
  'pathLength',
] as const satisfies readonly (keyof Limits)[]

/** `unpackedBytes` → `unpacked-bytes`, as it is written in a file. */
export const formatLimitKey = (name: keyof Limits) =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
