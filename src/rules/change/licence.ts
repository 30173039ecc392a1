import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { findManifestPlace } from '../manifest/content/manifest-place.ts'
import { nameRelease } from './content/release-label.ts'

export default defineRule({
  meta: {
    id: 'change/licence',
    title: 'Changed licence',
    why: 'Users have chosen the package under the terms it had. Many may not use it under others, and learn of the change, if at all, from a scan long after the update.',
    fix: 'Check the `license` field. If the change is intended, say so where users look, in a major release.',
    severity: 'warning',
    traits: { harm: 'tidiness' },
    since: '0.1.0',
  },
  options: z.strictObject({}),
  messages: {
    changed: {
      what: 'The licence is {after}. In {release} it was {before}.',
      why: 'Users who may not accept the new terms update without knowing.',
      fix: 'Put the field back, or announce the change.',
    },
  },
  package(facts, context) {
    if (facts.comparison === undefined) return
    const { before, after } = facts.comparison
    if (before.licence === after.licence) return
    const describeLicence = (licence: string | null): string => licence ?? 'none'
    context.report({
      message: 'changed',
      data: {
        before: describeLicence(before.licence),
        after: describeLicence(after.licence),
        release: nameRelease(before),
      },
      at: findManifestPlace(facts, ['license']),
    })
  },
})
