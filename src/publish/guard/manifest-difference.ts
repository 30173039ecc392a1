import { readManifestInventory } from '../../inventory/manifest-inventory.ts'
import type { Inventory } from '../../model/inventory.ts'
import { convertVersionForRegistry } from '../version-on-registry.ts'

/**
 * What the manifest in a publish request promises beyond the package.json inside its tarball. npm installs by the
 * first and shows it; whoever reads the package sees the second. Tools add fields of their own, which is no matter;
 * another name or version, and a dependency, command or install script that is not inside, is.
 * @returns A clause, or null where there is no such thing.
 */
export function explainManifestDifference(
  stated: Readonly<Record<string, unknown>>,
  inside: Inventory,
): string | null {
  const outside = readManifestInventory(stated, false)
  for (const field of ['name', 'version'] as const)
    if (normaliseSent(field, outside[field]) !== normaliseSent(field, inside[field]))
      return `the package.json inside has the ${field} ${inside[field] ?? '(none)'}, and the request ${outside[field] ?? '(none)'}`
  const dependencies = { ...inside.dependencies, ...inside.optionalDependencies }
  const promised = { ...outside.dependencies, ...outside.optionalDependencies }
  return (
    explainAdded('the dependency', promised, dependencies) ??
    explainAdded('the peer dependency', outside.peerDependencies, inside.peerDependencies) ??
    explainAdded('the install script', outside.installScripts, inside.installScripts) ??
    explainAddedBin(outside.bins, inside.bins)
  )
}

const normaliseSent = (field: 'name' | 'version', value: string | null): string | null =>
  field === 'name' || value === null ? value : convertVersionForRegistry(value)

type Named = Readonly<Record<string, string>>

function explainAdded(what: string, stated: Named, inside: Named): string | null {
  const found = Object.entries(stated).find(([name, value]) => inside[name]?.trim() !== value.trim())
  return found === undefined
    ? null
    : `the request names ${what} ${found[0]} (${found[1]}), and the package.json inside does not`
}

/** Tools take `./` off and put it on. */
function explainAddedBin(stated: Named, inside: Named): string | null {
  const removeDots = (bins: Named): Named =>
    Object.fromEntries(
      Object.entries(bins).map(([name, file]) => [
        name.slice(name.lastIndexOf('/') + 1),
        file.replace(/^(\.?\/)+/, ''),
      ]),
    )
  return explainAdded('the command', removeDots(stated), removeDots(inside))
}
