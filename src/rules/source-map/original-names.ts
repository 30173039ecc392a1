import * as z from 'zod'
import { resolveReferenceTarget } from '../../layers/maps/reference-target.ts'
import type { FoundMap, PackageFacts } from '../../model/package-facts.ts'
import { defineRule } from '../../model/rule.ts'
import { pickMostTelling } from './content/telling-names.ts'

/** Names in the message. */
const NAMED = 5

export default defineRule({
  meta: {
    id: 'source-map/original-names',
    title: 'Names of original files in a source map',
    why: 'A map without texts still names every file that the code was made from, and the names in it. They tell how a product is built and what has not been announced yet: `src/experiments/offline-mode.ts`.',
    fix: 'Leave the maps out of the package, or do not write any for the release. Nobody can use a map whose sources are not there.',
    severity: { 'open-source': 'notice', proprietary: 'warning' },
    traits: { harm: 'internals', subject: 'source-map', remedy: 'map' },
    since: '0.1.0',
  },
  options: z.strictObject({}),
  messages: {
    names: {
      what: '{maps|source map names|source maps name} {files|original file|original files} that the package does not contain, such as {named}.',
      why: 'The names show how the product is built, and nobody can use a map without its sources.',
      fix: 'Leave the maps out of the package, or write none for the release.',
    },
  },
  package(facts, context) {
    const maps = facts.maps.filter((map) => map.texts === 0 && !isDeclaration(map))
    const names = new Set<string>()
    const naming = maps.filter((map) => {
      const absent = listAbsentNames(map, facts)
      for (const name of absent) names.add(name)
      return absent.length > 0
    })
    if (naming.length === 0) return
    context.report({
      message: 'names',
      data: { maps: naming.length, files: names.size, named: pickMostTelling([...names], NAMED) },
      at: naming.map(({ path, trail, line, column }) => ({
        path,
        trail,
        ...(line === null ? {} : { line }),
        ...(column === null ? {} : { column }),
      })),
      group: 'names',
    })
  },
})

/** What declaration maps lead to is said by another rule. */
function isDeclaration({ path }: FoundMap): boolean {
  return /\.d\.[cm]?ts\.map$/i.test(path)
}

function listAbsentNames({ path, document }: FoundMap, { byPath }: PackageFacts): string[] {
  const root = document.sourceRoot ? `${document.sourceRoot.replace(/\/+$/, '')}/` : ''
  return document.sources
    .filter(({ name, origin }) => name !== null && origin === 'first-party')
    .filter(
      (source) =>
        ![root + source.name, source.name ?? ''].some((name) =>
          byPath.has(resolveReferenceTarget(name, path) ?? ''),
        ),
    )
    .filter((source) => !byPath.has(source.path))
    .map((source) => source.path)
}
