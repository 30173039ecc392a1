import { ManifestPositions } from '../../../manifest/manifest-positions.ts'
import type { PackageFacts } from '../../../model/package-facts.ts'
import type { Place } from '../../../model/rule.ts'

const positions = new WeakMap<PackageFacts, ManifestPositions>()

/** Where a member of package.json stands; the file as a whole where that cannot be told. */
export function findManifestPlace(facts: PackageFacts, path: readonly (string | number)[]): Place {
  let known = positions.get(facts)
  if (known === undefined) {
    known = new ManifestPositions(facts.manifestText ?? '')
    positions.set(facts, known)
  }
  for (let length = path.length; length > 0; length--) {
    const range = known.findRange(path.slice(0, length), 'key') ?? known.findRange(path.slice(0, length))
    if (range !== null) return { path: 'package.json', line: range.line, column: range.column }
  }
  return { path: 'package.json' }
}
