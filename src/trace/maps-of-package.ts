import { resolveReferenceTarget } from '../layers/maps/reference-target.ts'
import type { FoundMap, MapReference, PackageFacts } from '../model/package-facts.ts'
import {
  type Address,
  formatAddressKey,
  makeAddress,
  makeParentAddress,
  makeSiblingAddress,
  readOwnName,
} from './address.ts'

/** Tells which maps of a package may be those of a piece of code. */
export class MapsOfPackage {
  readonly #byAddress: ReadonlyMap<string, FoundMap>
  readonly #byCode = new Map<string, Address[]>()
  readonly #references = new Map<string, MapReference>()
  readonly #inline = new Map<string, Address[]>()

  constructor({ maps, references }: Pick<PackageFacts, 'maps' | 'references'>) {
    this.#byAddress = new Map(maps.map((map) => [formatAddressKey(makeAddress(map)), map]))
    // Of several comments the last one counts (ECMA-426, "Extract a source map URL").
    for (const reference of references)
      this.#references.set(formatAddressKey(makeAddress(reference)), reference)
    for (const map of maps) this.#remember(map)
  }

  /** The map at an address, if there is one. */
  at(address: Address): FoundMap | undefined {
    return this.#byAddress.get(formatAddressKey(address))
  }

  /** Maps that may be of the code at the address, the likeliest first: inside it, named by it, beside it, naming it. */
  listCandidatesFor(code: Address): Address[] {
    const key = formatAddressKey(code)
    const named = this.findReference(code)
    return [
      ...(this.#inline.get(key) ?? []).toReversed(),
      ...(named === null ? [] : [makeSiblingAddress(code, named)]),
      makeSiblingAddress(code, `${readOwnName(code)}.map`),
      ...(this.#byCode.get(key) ?? []),
    ].filter((address) => this.at(address) !== undefined)
  }

  /** Path, in the same package or archive, of the map that the code's last comment names; null if there is none. */
  findReference(code: Address): string | null {
    const reference = this.#references.get(formatAddressKey(code))
    return reference === undefined ? null : resolveReferenceTarget(reference.url, readOwnName(code))
  }

  #remember(map: FoundMap): void {
    const address = makeAddress(map)
    const around = makeParentAddress(address)
    if (map.form === 'inline' && around !== null) {
      append(this.#inline, formatAddressKey(around), address)
      return
    }
    const { file } = map.document
    const code = file === null ? null : resolveReferenceTarget(file, readOwnName(address))
    if (code !== null) append(this.#byCode, formatAddressKey(makeSiblingAddress(address, code)), address)
  }
}

function append(lists: Map<string, Address[]>, key: string, address: Address): void {
  const list = lists.get(key)
  if (list) list.push(address)
  else lists.set(key, [address])
}
