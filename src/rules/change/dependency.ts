import * as z from 'zod'
import { compareMembers } from '../../inventory/compare-releases.ts'
import { defineRule } from '../../model/rule.ts'
import { findManifestPlace } from '../manifest/content/manifest-place.ts'
import { nameRelease } from './content/release-label.ts'

const FIELDS = ['dependencies', 'optionalDependencies'] as const

export default defineRule({
  meta: {
    id: 'change/dependency',
    title: 'New dependency',
    why: 'A new dependency is installed by everybody who updates, with all that it brings along, and runs with the same rights. Hijacked releases have carried their payload in one: added in package.json, called by nothing.',
    fix: 'Check that the code uses it, that its name is spelt right, and who publishes it.',
    severity: 'warning',
    traits: { of: ['npm'], harm: 'installation', binds: 'said' },
    since: '0.1.0',
  },
  options: z.strictObject({}),
  messages: {
    dependency: {
      what: '{count|dependency is|dependencies are} new since {release}: {names}.',
      why: 'Everybody who updates installs every new dependency, with all that it depends on.',
      fix: 'Make sure that each is the intended package, and that the code uses it.',
    },
    optional: {
      what: '{count|optional dependency is|optional dependencies are} new since {release}: {names}.',
      why: 'Optional dependencies are installed wherever possible; where that fails, nobody is told.',
      fix: 'Make sure that each is the intended package, and that the code uses it.',
    },
    elsewhere: {
      what: 'The dependency {name} was {before} from the registry in {release}. Now it is {spec}, from elsewhere.',
      why: 'What lies there can change after the release, and nobody has published it.',
      fix: 'Depend on a published version.',
    },
  },
  package(facts, context) {
    if (facts.comparison === undefined) return
    const { before, after } = facts.comparison
    const known = { ...before.peerDependencies, ...before.dependencies, ...before.optionalDependencies }
    const label = nameRelease(before)
    for (const field of FIELDS) {
      const changes = compareMembers(before[field], after[field]).flatMap(({ name, after: spec }) =>
        spec === null ? [] : [{ name, spec, old: Object.hasOwn(known, name) ? known[name] : undefined }],
      )
      for (const { name, spec, old } of changes)
        if (old !== undefined && isElsewhere(spec) && !isElsewhere(old))
          context.report({
            message: 'elsewhere',
            data: { name, spec, before: old, release: label },
            at: findManifestPlace(facts, [field, name]),
          })
      const fresh = changes.filter(({ old }) => old === undefined)
      if (fresh.length === 0) continue
      const names = fresh.map(({ name, spec }) => `${name} (${spec})`)
      context.report({
        message: field === 'dependencies' ? 'dependency' : 'optional',
        data: { count: fresh.length, names, release: label },
        at: fresh.map(({ name }) => findManifestPlace(facts, [field, name])),
        group: field,
      })
    }
  },
})

/** A repository, URL or folder instead of a range (https://docs.npmjs.com/cli/configuring-npm/package-json#dependencies). */
function isElsewhere(spec: string): boolean {
  return /^(?!npm:)[a-z][a-z+.-]*:|^[\w.-]+\/|^[.~]*\//i.test(spec)
}
