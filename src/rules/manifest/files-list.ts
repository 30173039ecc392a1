import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { findManifestPlace } from './content/manifest-place.ts'

/** Patterns that let everything in; a list with one of them is none. */
const EVERYTHING = /^(?:\.?\/?|\.?\/?\*\*?\/?|\.?\/?\*\*\/\*)$/

export default defineRule({
  meta: {
    id: 'manifest/files-list',
    title: 'No `files` list',
    why: 'Without `files` in package.json, everything ships that no ignore file excludes, and ignore files do not know tomorrow’s tools. Among 1,568 packages that real applications use, 36 percent of those without the list carry tests, editor settings or other leftovers, against 5 percent of those with it.',
    fix: 'Add `files` to package.json and name what users need, such as "dist".',
    severity: { 'open-source': 'notice', proprietary: 'warning' },
    traits: { of: ['npm'], harm: 'tidiness', remedy: 'files-list' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    missing: {
      what: 'package.json has no `files` list, so everything ships that no ignore file excludes.',
      why: 'Packages without the list ship tests, settings and leftovers far more often than others.',
      fix: 'Add `files` and name what users need, such as "dist".',
    },
    everything: {
      what: 'The `files` list of package.json has {pattern}, which lets everything in.',
      why: 'That is no better than having no list, and npm then ignores .npmignore too.',
      fix: 'Name what users need, such as "dist".',
    },
  },
  package(facts, context) {
    if (facts.manifest === null) return
    const { files } = facts.manifest
    if (!Array.isArray(files)) {
      context.report({ message: 'missing', at: { path: 'package.json' } })
      return
    }
    const at = files.findIndex((file) => typeof file === 'string' && EVERYTHING.test(file))
    if (at !== -1)
      context.report({
        message: 'everything',
        data: { pattern: String(files[at]) },
        at: findManifestPlace(facts, ['files', at]),
      })
  },
})
