import * as z from 'zod'
import { resolveReferenceTarget } from '../../layers/maps/reference-target.ts'
import type { FoundMap, MapReference, PackageFacts } from '../../model/package-facts.ts'
import { defineRule } from '../../model/rule.ts'
import { makeLeftOutTest, makePickedTest } from '../manifest/content/left-out-by-list.ts'

export default defineRule({
  meta: {
    id: 'source-map/dangling-reference',
    title: 'Source map reference that leads nowhere',
    why: 'A comment that names a map which is not in the package makes debuggers and bundlers show warnings to everybody who uses it. A declaration map whose sources are not there sends editors to files that do not exist. Both show that the package does not hold what its build made.',
    fix: 'Either ship what is named, or have the build not name it: no `sourceMappingURL` comment without its map (hidden source maps), no `declarationMap` without the sources.',
    severity: { 'open-source': 'notice', proprietary: 'warning' },
    traits: { harm: 'tidiness', subject: 'source-map', remedy: 'map-reference' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    map: {
      what: 'The code names source maps that the package does not hold.',
      why: 'Debuggers and bundlers look for them and warn.',
      fix: 'Build the release without the comment, or ship the maps on purpose.',
    },
    'declaration-source': {
      what: 'Declaration maps point to sources that the package does not hold.',
      why: 'Editors follow them to files that are not there.',
      fix: 'Turn `declarationMap` off for the release, or ship the sources.',
    },
  },
  package(facts, context) {
    const isListed = makeLeftOutTest(facts.manifest)
    const isPicked = makePickedTest(facts.manifest)
    // An ignore file of the root has no say beside `files`; what it names is left out on purpose all the same.
    const isLeftOut = (path: string | null): boolean =>
      isListed(path) || (path !== null && facts.isIgnored?.(path) === true)
    const missing = facts.references.filter(
      (reference) =>
        isMissing(reference) &&
        !isPicked(reference.path) &&
        !isLeftOut(resolveReferenceTarget(reference.url, reference.path)),
    )
    if (missing.length > 0) {
      context.report({
        message: 'map',
        at: missing.map(({ path, line, column, url }) => ({ path, line, column, evidence: url })),
      })
    }
    const declarations = facts.maps.filter((map) => isDeclaration(map) && !hasSource(map, facts))
    if (declarations.length > 0) {
      context.report({
        message: 'declaration-source',
        at: declarations.map(({ path, document }) => ({ path, evidence: document.sources[0]?.name ?? '' })),
      })
    }
  },
})

/** What leads to another host or to the build machine is the business of other rules. */
function isMissing({ url, trail, resolved }: MapReference): boolean {
  return resolved === null && trail.length === 0 && !/^([a-z][a-z0-9+.-]*:|\/\/|\\\\)/i.test(url)
}

function isDeclaration({ path, trail, texts }: FoundMap): boolean {
  return trail.length === 0 && texts === 0 && /\.d\.[cm]?ts\.map$/i.test(path)
}

function hasSource({ path, document }: FoundMap, { byPath }: PackageFacts): boolean {
  const names = document.sources.map(({ name }) => name).filter((name) => name !== null)
  const root = document.sourceRoot ? `${document.sourceRoot.replace(/\/+$/, '')}/` : ''
  return (
    names.length === 0 || names.some((name) => byPath.has(resolveReferenceTarget(root + name, path) ?? ''))
  )
}
