import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { findManifestPlace } from '../manifest/content/manifest-place.ts'

export default defineRule({
  meta: {
    id: 'pack/scripts-not-run',
    title: 'Scripts that change the tarball when it is published',
    why: 'Publishing a folder runs its `prepublishOnly`, `prepack` and `prepare` before it packs. Where they build, the package that users get is made then, after this check: a folder that is clean now can be rewritten, source maps and all. Linters, tests and git hooks build nothing and do not count.',
    fix: 'Do one of three things: let the scripts run before the check (`run-scripts: true`), hand over the tarball that you publish, or publish the judged tarball itself with `seaworthy publish`.',
    severity: { 'open-source': 'warning', proprietary: 'error' },
    traits: { of: ['npm'], harm: 'source' },
    since: '0.2.0',
  },
  options: z.strictObject({}),
  messages: {
    scripts: {
      what: 'Publishing runs {scripts} before it packs, and that was not done here.',
      why: 'What is published may differ from what was looked at.',
      fix: 'Let them run with `run-scripts: true`, hand over the tarball that you publish, or publish the judged one with `seaworthy publish`.',
    },
  },
  package(facts, context) {
    const waiting = (facts.packing?.scripts ?? []).filter((script) => script.mayBuild && !script.ran)
    if (waiting.length === 0) return
    context.report({
      message: 'scripts',
      data: { scripts: waiting.map(({ name }) => name) },
      at: waiting.slice(0, 1).map(({ name }) => findManifestPlace(facts, ['scripts', name])),
    })
  },
})
