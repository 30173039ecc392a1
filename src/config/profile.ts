import type { Profile } from '../report/report.ts'
export function decideProfile(e: {
  explicit: Profile | null
  visibility: string | null
  manifest: Readonly<Record<string, unknown>> | null
}): { profile: Profile; reason: string } {
  if (e.explicit) return { profile: e.explicit, reason: 'it was set' }
  return e.manifest?.license === 'MIT'
    ? { profile: 'open-source', reason: 'the licence is MIT, an open one' }
    : { profile: 'proprietary', reason: 'no open licence' }
}
