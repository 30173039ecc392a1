import type { PackageReport } from '../model/report.ts'

/** Packages in the order in which they can be installed: each after those that it depends on. Circles are cut. */
export function sortForPublishing(packages: readonly PackageReport[]): PackageReport[] {
  const byName = new Map(packages.map((one) => [one.name, one]))
  const ordered = new Set<PackageReport>()
  const visiting = new Set<PackageReport>()
  const visit = (one: PackageReport): void => {
    if (ordered.has(one) || visiting.has(one)) return
    visiting.add(one)
    for (const name of listDependencies(one)) {
      const dependency = byName.get(name)
      if (dependency !== undefined) visit(dependency)
    }
    ordered.add(one)
  }
  packages.forEach(visit)
  return [...ordered]
}

function listDependencies({ inventory }: PackageReport): string[] {
  if (inventory === null) return []
  const { dependencies, optionalDependencies, peerDependencies } = inventory
  return [dependencies, optionalDependencies, peerDependencies].flatMap(Object.keys)
}
