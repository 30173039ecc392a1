import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { findManifestPlace } from '../manifest/content/manifest-place.ts'
import { isBreakingRelease } from './content/breaking-release.ts'
import { nameRelease } from './content/release-label.ts'

export default defineRule({
  meta: {
    id: 'change/entry-point',
    title: 'Removed entry points',
    why: 'An import that worked fails after an ordinary update. Bundlers and type checkers of users stop at once; what is loaded late fails in production.',
    fix: 'Keep the entry point, or make it a major release.',
    severity: 'warning',
    traits: { of: ['npm'], harm: 'installation' },
    since: '0.1.0',
  },
  options: z.strictObject({}),
  messages: {
    removed: {
      what: 'What could be imported from {release} cannot any more: {subpaths}.',
      why: 'Imports of it fail after an update that does not say so in its version.',
      fix: 'Keep it in `exports` of package.json, or make it a major release.',
    },
    closed: {
      what: 'package.json has `exports` now, and had none in {release}: only {subpaths} can be imported, where every file could.',
      why: 'Imports of other files fail after an update that does not say so in its version.',
      fix: 'Add the files that users import, or make it a major release.',
    },
  },
  package(facts, context) {
    if (facts.comparison === undefined || isBreakingRelease(facts.comparison)) return
    const { before, after } = facts.comparison
    if (after.entryPoints === null) return
    const at = findManifestPlace(facts, ['exports'])
    const label = nameRelease(before)
    if (before.entryPoints === null) {
      const subpaths = [...after.entryPoints]
      context.report({ message: 'closed', data: { subpaths, release: label }, at })
      return
    }
    const now = new Set(after.entryPoints)
    const gone = before.entryPoints.filter((subpath) => !now.has(subpath))
    if (gone.length > 0) context.report({ message: 'removed', data: { subpaths: gone, release: label }, at })
  },
})
