import * as z from 'zod'
import { compareMembers } from '../../inventory/compare-releases.ts'
import { defineRule } from '../../model/rule.ts'
import { findManifestPlace } from '../manifest/content/manifest-place.ts'
import { isBreakingRelease } from './content/breaking-release.ts'
import { nameRelease } from './content/release-label.ts'

export default defineRule({
  meta: {
    id: 'change/bin',
    title: 'New or removed command',
    why: 'A command is put on the PATH of everybody who installs the package: a new one can hide another program of the same name, and one that is gone breaks scripts.',
    fix: 'Check the `bin` field of package.json. Take a command away only in a major release.',
    severity: 'warning',
    traits: { of: ['npm'], harm: 'installation', binds: 'said' },
    since: '0.1.0',
  },
  options: z.strictObject({}),
  messages: {
    added: {
      what: 'The command {command} ({file}) is new since {release}.',
      why: 'It is put on the PATH of everybody who installs the package.',
      fix: 'Make sure that it is intended, and that no other program has the name.',
    },
    removed: {
      what: 'The command {command}, which {release} had, is gone.',
      why: 'Scripts that call it break with a release that does not say so in its version.',
      fix: 'Keep the command, or make it a major release.',
    },
  },
  package(facts, context) {
    if (facts.comparison === undefined) return
    const { before, after } = facts.comparison
    const label = nameRelease(before)
    for (const { name: command, before: old, after: file } of compareMembers(before.bins, after.bins)) {
      const at = findManifestPlace(facts, ['bin', command])
      if (file !== null && old === null)
        context.report({ message: 'added', data: { command, file, release: label }, at })
      if (file === null && !isBreakingRelease(facts.comparison))
        context.report({ message: 'removed', data: { command, release: label }, at })
    }
  },
})
