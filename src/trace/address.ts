/** Names from the package inward to a layer: an entry's path, then what lies inside it. */
export type Address = readonly [path: string, ...trail: string[]]

/** The address of something by its path and trail. */
export function makeAddress({ path, trail }: { path: string; trail: readonly string[] }): Address {
  return [path, ...trail]
}

/** Equal for equal addresses only. */
export function formatAddressKey(address: Address): string {
  return address.join('\0')
}

/** What a person would call the thing at the address: its innermost name. */
export function readOwnName(address: Address): string {
  return address.at(-1) ?? address[0]
}

/** The address of what lies beside it under another name, in the same archive. */
export function makeSiblingAddress([path, ...trail]: Address, name: string): Address {
  return trail.length === 0 ? [name] : [path, ...trail.slice(0, -1), name]
}

/** The address of what the thing lies in; null for an entry. */
export function makeParentAddress([path, ...trail]: Address): Address | null {
  return trail.length === 0 ? null : [path, ...trail.slice(0, -1)]
}

/** Path that the sources of the map at the address are relative to (ECMA-426, "Resolve sources"). */
export function findBaseOfSources(map: Address): string {
  const around = makeParentAddress(map)
  return around !== null && /^(?:inline|embedded|recovered)-map(?:-\d+)?$/.test(readOwnName(map))
    ? readOwnName(around)
    : readOwnName(map)
}
