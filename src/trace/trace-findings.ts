import { readArchive } from '../archive/read-archive.ts'
import { PositionTracer } from '../layers/maps/trace-position.ts'
import type { Entry } from '../model/entry.ts'
import type { Limits } from '../model/limits.ts'
import type { PackageFacts } from '../model/package-facts.ts'
import type { ScanFinding, ScanPlace } from '../model/scan-finding.ts'
import type { SourceMapDocument } from '../model/source-map-document.ts'
import {
  type Address,
  findBaseOfSources,
  formatAddressKey,
  makeAddress,
  makeParentAddress,
  readOwnName,
} from './address.ts'
import { readMapOnDisk, readMapsOfEntry } from './map-readers.ts'
import { MapsOfPackage } from './maps-of-package.ts'
import { OriginalFiles } from './original-file.ts'

/** A place whose line and column are known. */
interface TracedPlace extends ScanPlace {
  readonly line: number
  readonly column: number
}

/** A file or layer of generated code and the findings' places in it. */
interface Code {
  readonly address: Address
  readonly places: TracedPlace[]
}

/** A map that is to be read, and the code that it may be of. */
interface Use {
  readonly code: Code
  /** 0 is the one to believe. */
  readonly rank: number
  /** Path that the map's sources are relative to. */
  readonly stand: string
}

/** Bytes of maps that are read again for one package. What is beyond stays where it was found. */
const MOST_MAP_BYTES = 256 * 1024 ** 2

/** What tracing needs to know of a package. */
export type TracedFacts = Pick<PackageFacts, 'maps' | 'references' | 'byPath'>

export interface TraceOptions {
  /** The tarball that was scanned. */
  readonly file: string
  /** The directory that it was packed from, or null. */
  readonly directory: string | null
  readonly limits: Limits
}

/**
 * Fills in `findOriginal` wherever a finding lies in an original source or in code whose source map is in the tarball or,
 * if it was packed from a directory, beside the code on disk. The tarball is read once more, and only if that can help.
 * Never throws: what cannot be traced stays as it is.
 */
export async function traceFindings(
  findings: readonly ScanFinding[],
  facts: TracedFacts,
  options: TraceOptions,
): Promise<void> {
  const places = findings.filter(isAboutCode).flatMap((finding) => finding.places.filter(hasPosition))
  if (places.length === 0) return
  try {
    await new Tracing(facts, options).run(places)
  } catch {
    // Nobody's verdict hangs on where a finding came from.
  }
}

/** Findings about maps stand at the comment that names the map, which comes from nowhere. */
function isAboutCode({ rule }: ScanFinding): boolean {
  return rule.meta.traits.subject !== 'source-map'
}

function hasPosition(place: ScanPlace): place is TracedPlace {
  return place.original === null && place.line !== null && place.column !== null
}

class Tracing {
  readonly #maps: MapsOfPackage
  readonly #byPath: PackageFacts['byPath']
  readonly #files: OriginalFiles
  readonly #options: TraceOptions
  /** How likely the map was that a place has its original from. */
  readonly #ranks = new Map<ScanPlace, number>()
  /** By entry, then by address: the maps that are wanted. */
  readonly #uses = new Map<string, Map<string, Use[]>>()
  #bytesLeft = MOST_MAP_BYTES

  constructor(facts: TracedFacts, options: TraceOptions) {
    this.#maps = new MapsOfPackage(facts)
    this.#byPath = facts.byPath
    this.#files = new OriginalFiles(options.directory)
    this.#options = options
  }

  async run(places: readonly TracedPlace[]): Promise<void> {
    const codes = groupByCode(places.filter((place) => !this.#isInOriginal(place)))
    for (const code of codes)
      for (const [rank, map] of this.#maps.listCandidatesFor(code.address).entries())
        this.#rememberUse(map, { code, rank, stand: findBaseOfSources(map) })
    if (this.#uses.size > 0)
      await readArchive(this.#options.file, this.#options.limits, (entry) => this.#read(entry))
    for (const code of codes)
      if (code.places.some(({ original }) => original === null)) await this.#traceByDisk(code)
  }

  /** A place inside a text of a map is at its original already. */
  #isInOriginal(place: TracedPlace): boolean {
    const address = makeAddress(place)
    const around = makeParentAddress(address)
    const map = around === null ? undefined : this.#maps.at(around)
    const source = map?.document.sources.find(({ path }) => path === readOwnName(address))
    if (map === undefined || around === null || source === undefined) return false
    const path = this.#files.locate(source, findBaseOfSources(around), map.document.sourceRoot)
    place.original = { path, line: place.line, column: place.column }
    return true
  }

  #rememberUse(map: Address, use: Use): void {
    const [path] = map
    const maps = this.#uses.get(path) ?? new Map<string, Use[]>()
    if (!this.#uses.has(path)) {
      const size = this.#byPath.get(path)?.size ?? 0
      if (size > this.#bytesLeft) return
      this.#bytesLeft -= size
      this.#uses.set(path, maps)
    }
    const key = formatAddressKey(map)
    maps.set(key, [...(maps.get(key) ?? []), use])
  }

  async #read(entry: Entry): Promise<void> {
    const uses = this.#uses.get(entry.path)
    if (uses === undefined || entry.type !== 'file') return
    for (const { key, document } of readMapsOfEntry(entry, new Set(uses.keys()), this.#options.limits))
      await this.#trace(document, uses.get(key) ?? [])
  }

  async #traceByDisk(code: Code): Promise<void> {
    const { directory, limits } = this.#options
    if (directory === null || code.address.length > 1) return
    for (const file of new Set([this.#maps.findReference(code.address), `${code.address[0]}.map`])) {
      const map = file === null ? null : readMapOnDisk(directory, file, limits)
      if (map !== null && file !== null) await this.#trace(map, [{ code, rank: Infinity, stand: file }])
    }
  }

  async #trace(map: SourceMapDocument, uses: readonly Use[]): Promise<void> {
    const tracer = await PositionTracer.open(map)
    if (tracer === null) return
    for (const { code, rank, stand } of uses)
      for (const place of code.places) {
        if (place.original !== null && (this.#ranks.get(place) ?? 0) <= rank) continue
        const found = tracer.findOriginal(place)
        if (found === null || found.origin === 'bundler') continue
        const path = this.#files.locate(found, stand, map.sourceRoot)
        place.original = { path, line: found.line, column: found.column }
        this.#ranks.set(place, rank)
      }
    tracer.close()
  }
}

function groupByCode(places: readonly TracedPlace[]): Code[] {
  const byAddress = new Map<string, Code>()
  for (const place of places) {
    const address = makeAddress(place)
    const key = formatAddressKey(address)
    const code = byAddress.get(key) ?? { address, places: [] }
    code.places.push(place)
    byAddress.set(key, code)
  }
  return [...byAddress.values()]
}
