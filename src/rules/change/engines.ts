import semver from 'semver'
import * as z from 'zod'
import { compareMembers } from '../../inventory/compare-releases.ts'
import { defineRule } from '../../model/rule.ts'
import { findManifestPlace } from '../manifest/content/manifest-place.ts'
import { isBreakingRelease } from './content/breaking-release.ts'
import { nameRelease } from './content/release-label.ts'

export default defineRule({
  meta: {
    id: 'change/engines',
    title: 'Narrower engines',
    why: 'Users on a version of node that the last release supported get a package that does not, by an ordinary update: some package managers refuse it, with others it fails when it runs.',
    fix: 'Keep the range of `engines` until the next major release.',
    severity: 'warning',
    traits: { of: ['npm'], harm: 'installation' },
    since: '0.1.0',
  },
  options: z.strictObject({}),
  messages: {
    narrowed: {
      what: '{engine} {before} was supported in {release}. Now it is {after}.',
      why: 'Users of the versions in between are left behind by an update that does not say so in its version.',
      fix: 'Keep the range, or make it a major release.',
    },
  },
  package(facts, context) {
    if (facts.comparison === undefined || isBreakingRelease(facts.comparison)) return
    const { before, after } = facts.comparison
    for (const { name: engine, before: old, after: now } of compareMembers(before.engines, after.engines))
      if (now !== null && isNarrower(old ?? '*', now))
        context.report({
          message: 'narrowed',
          data: { engine, before: old ?? 'of any version', after: now, release: nameRelease(before) },
          at: findManifestPlace(facts, ['engines', engine]),
        })
  },
})

/** Whether some version fits the old range and not the new one; false where a range cannot be read. */
function isNarrower(old: string, now: string): boolean {
  if (semver.validRange(old) === null || semver.validRange(now) === null) return false
  return !semver.subset(old, now)
}
