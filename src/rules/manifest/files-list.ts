import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { manifestPlace } from './content/manifest-place.ts'

/** Patterns that let everything in; a list with one of them is none. */
const EVERYTHING = /^(?:\.?\/?|\.?\/?\*\*?\/?|\.?\/?\*\*\/\*)$/

export default defineRule({
  meta: {
    id: 'manifest/files-list',
    title: 'No list of what ships',
    why: 'Without `files` in package.json everything ships that no ignore file names, and ignore files do not know of tomorrow’s tool. Of 1,568 packages that real applications use, 36 in a hundred without the list carry tests, editor settings or other leftovers, 5 in a hundred with it.',
    fix: 'Add `files` to package.json and name what users need, such as "dist".',
    severity: { 'open-source': 'notice', proprietary: 'warning' },
    traits: { harm: 'tidiness', remedy: 'files-list' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    missing: {
      what: 'package.json has no `files` list, so that everything ships which no ignore file names.',
      why: 'It is the best known sign of a package that ships more than was meant.',
      fix: 'Add `files` and name what users need, such as "dist".',
    },
    everything: {
      what: 'The `files` list of package.json has {pattern} in it, which lets in everything.',
      why: 'It is as good as no list, and it makes npm disregard the ignore file beside it.',
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
        at: manifestPlace(facts, ['files', at]),
      })
  },
})
