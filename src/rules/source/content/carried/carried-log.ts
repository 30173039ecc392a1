import { findLayerPath, type Layer } from '../../../../model/layer.ts'
import type { PackageFacts } from '../../../../model/package-facts.ts'
import type { Place } from '../../../../model/rule.ts'
import type { EmbeddedTexts } from '../embedded-texts.ts'
import type { CarriedSource } from './carried-texts.ts'

/** Bytes of texts that are kept until everything readable is known; further ones count without a comparison. */
const MOST_KEPT = 8 * 1024 ** 2
/** Layers that are told of. */
const MOST_LAYERS = 500
/** Lines that no reader finds elsewhere, of which a file must have so many, and so many of a hundred. */
const FEW_LINES = 4
const FEW_OF_A_HUNDRED = 15

interface Seen {
  readonly place: Place
  readonly language: string
  readonly isNative: boolean
  readonly files: number
  /** Texts to compare; those that stand in the layer as they are would be found in themselves. */
  readonly texts: readonly Buffer[]
}

/** Source files that a layer carries and that can be read nowhere else. */
export interface HiddenSources {
  readonly place: Place
  readonly files: number
  readonly language: string
}

/** Languages that packages with native code are made of, and that are compiled where they are installed. */
const NATIVE = /^(?:C|Java|Kotlin|Swift|Rust|Go)\b/

/** Remembers source files that layers carry until the package was read to its end. */
export class CarriedLog {
  readonly #seen: Seen[] = []
  #kept = 0
  /** Whether the package holds what native code is built by. */
  isNative = false
  /** Layers with the texts of files by their paths. */
  readonly strings: { readonly layer: Layer; readonly embedded: EmbeddedTexts }[] = []

  add(layer: Layer, sources: readonly CarriedSource[]): void {
    const [first] = sources
    if (first === undefined || this.#seen.length >= MOST_LAYERS) return
    const texts: Buffer[] = []
    let files = 0
    for (const { text, isAsWritten } of sources) {
      if (isAsWritten || this.#kept > MOST_KEPT) {
        files += 1
        continue
      }
      const bytes = Buffer.from(text)
      this.#kept += bytes.length
      texts.push(bytes)
    }
    const { language } = first
    const isNative = NATIVE.test(language) && !/\.json$/i.test(findLayerPath(layer))
    this.#seen.push({ place: findPlace(layer, first), language, isNative, files, texts })
  }

  *listHidden({ hiddenLines }: PackageFacts): Generator<HiddenSources> {
    for (const { place, language, isNative, files, texts } of this.#seen) {
      if (isNative && this.isNative) continue
      const hidden = texts.filter((text) => isHidden(text, hiddenLines)).length
      if (files + hidden > 0) yield { place, language, files: files + hidden }
    }
  }
}

function isHidden(text: Buffer, hiddenLines: PackageFacts['hiddenLines']): boolean {
  return hiddenLines === undefined || isMostlyHidden(hiddenLines(text))
}

/** Whether more lines of a text can be read nowhere else than a build or a page changes. */
export function isMostlyHidden({ telling, hidden }: { telling: number; hidden: number }): boolean {
  return hidden > FEW_LINES && hidden * 100 > telling * FEW_OF_A_HUNDRED
}

function findPlace({ kind, entry, trail, bytes }: Layer, { offset }: CarriedSource): Place {
  if (kind !== 'text') return { path: entry.path, trail }
  const before = bytes.subarray(0, offset)
  let line = 1
  for (let at = before.indexOf(10); at !== -1; at = before.indexOf(10, at + 1)) line += 1
  return { path: entry.path, trail, line }
}
