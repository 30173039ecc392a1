import type { PackageFacts } from '../../../model/package-facts.ts'
import { listEntryPaths } from './entry-paths.ts'

/** Files that something is loaded from. */
const CODE = /\.(?:[cm]?[jt]sx?|node|wasm|json5?|css)$(?<!(?:^|\/)package\.json)/

/**
 * Entry points in folders without any code, where publishing runs a script that may build and was not run: that is what
 * it writes. Elsewhere a name that leads nowhere is a slip.
 */
export function findLostEntries({ manifest, byPath, packing }: PackageFacts): string[] {
  if (manifest === null || !packing?.scripts.some(({ mayBuild, ran }) => mayBuild && !ran)) return []
  const withCode = new Set(
    [...byPath.keys()].filter((path) => CODE.test(path)).map((path) => path.split('/')[0]),
  )
  return [...new Set(listEntryPaths(manifest))].filter((target) => {
    const [top = '', ...rest] = target.split('/')
    return (
      rest.length > 0 && top !== 'src' && !target.includes('*') && !withCode.has(top) && !byPath.has(target)
    )
  })
}
