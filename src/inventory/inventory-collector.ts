import { computeBlobId } from '../layers/text-identity.ts'
import type { Entry, TarballFacts } from '../model/entry.ts'
import type { Exposure } from '../model/exposure.ts'
import type { Inventory, InventoryFile } from '../model/inventory.ts'
import type { Layer } from '../model/layer.ts'
import { recogniseBinary } from './binary-kind.ts'
import { CAPABILITY_KEYWORDS, CapabilityCollector } from './capability-collector.ts'
import { findLongLines } from './long-lines.ts'
import { readManifestInventory } from './manifest-inventory.ts'

/** Files in which a long line says something: code that people are supposed to be able to read. */
const JAVASCRIPT = /\.[cm]?jsx?$/i

/** What the collector wants searched for in every layer. */
export const INVENTORY_KEYWORDS: readonly string[] = CAPABILITY_KEYWORDS

/** Takes down what is in a release while it is read; keeps no bytes. */
export class InventoryCollector {
  readonly #files = new Map<string, InventoryFile>()
  readonly #capabilities = new CapabilityCollector()

  entry(entry: Entry): void {
    if (entry.type !== 'file' && entry.type !== 'hard-link') return
    const { path, size, content } = entry
    const binary = recogniseBinary(content)
    const long = binary === null && JAVASCRIPT.test(path) ? findLongLines(content) : null
    this.#files.set(path, {
      path,
      size,
      digest: computeBlobId(content),
      ...(binary === null ? {} : { binary }),
      ...(long === null ? {} : { longLines: long }),
    })
  }

  layer(layer: Layer): void {
    this.#capabilities.add(layer)
  }

  finish(
    manifest: Readonly<Record<string, unknown>> | null,
    tarball: TarballFacts,
    exposure: Exposure,
  ): Inventory {
    const { maps, files, lines, bytes } = exposure
    return {
      ...readManifestInventory(manifest, this.#files.has('binding.gyp')),
      integrity: tarball.integrity,
      size: tarball.size,
      unpackedSize: tarball.unpackedSize,
      files: [...this.#files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
      mapText: { maps, files, lines, bytes },
      capabilities: this.#capabilities.finish(),
    }
  }
}
