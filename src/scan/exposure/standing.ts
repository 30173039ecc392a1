import type { MapSource } from '../../model/source-map-document.ts'
import type { Judged } from './exposure-sum.ts'
import type { LineSet } from './line-set.ts'
import type { ComparedLines, KeptLines, OriginalLines, ReadText } from './original-lines.ts'
import type { ReadableLines } from './readable-lines.ts'

/** An original source's text, as far as it is remembered. */
export interface OriginalText extends ReadText {
  /** git's ids of it, with LF line ends and as it is; empty when nobody asks what is public. */
  readonly blobs: readonly string[]
  readonly path: string
  readonly origin: MapSource['origin']
  readonly bytes: number
  /** By which a text of a dependency is known again among the package's own. */
  readonly glance: string
}

/** What is said of a text; `imports-only` until it is known whether anything else is exposed. */
type Standing = Pick<Judged, 'lines' | 'bytes' | 'readable' | 'isRemnant'> & {
  readonly standing: Judged['standing'] | 'imports-only'
}

/** So few lines of so little of a file are a remnant: a build changes a line, and nobody leaks in a tenth of a file. */
const FEW_LINES = 10
const FEW_OF_A_HUNDRED = 10
/** Telling lines below which a file is taken as a whole: short ones are made of lines that many files have. */
const SHORT = 20
/** Unless nearly all its lines are found, and they are more than a few words. */
const FEWEST_TELLING = 6
const FEWEST_BYTES = 200
/** Unless all originals together, of so many telling lines, can be read but for so many of a hundred. */
const ENOUGH_LINES = 100
const HIDDEN_OF_A_HUNDRED = 10

/** What can be read without the maps. */
export interface Readable {
  /** Texts of the tarball. */
  readonly shipped: ReadableLines
  /** Paths of the tarball. */
  readonly paths: ReadonlyMap<string, unknown>
  /** Lines of dependencies' texts in maps. */
  readonly others: LineSet
  /** git's ids of what is public, or null if nothing is known to be. */
  readonly publicBlobs: ReadonlySet<string> | null
}

/** Says of each original whether it can be read elsewhere. */
export class StandingJudge {
  readonly #originals: OriginalLines
  readonly #readable: Readable
  /** Glances at texts that some map calls a dependency's. */
  readonly #dependencies: ReadonlySet<string>
  /** Ids of the package's own texts, by glance. */
  readonly #own: ReadonlyMap<string, string>
  readonly #known = new Map<string, Standing>()
  readonly #compared = new Map<string, ComparedLines>()
  readonly #isReadable: boolean
  readonly #isAnyExposed: boolean

  constructor(originals: OriginalLines, readable: Readable, texts: readonly OriginalText[]) {
    this.#originals = originals
    this.#readable = readable
    this.#dependencies = new Set(
      texts.filter(({ origin }) => origin === 'dependency').map((text) => text.glance),
    )
    const own = texts.filter(({ origin }) => origin === 'first-party')
    this.#own = new Map(own.map((text) => [text.glance, text.id]))
    this.#isReadable = this.#isReadableAsAWhole(own)
    this.#isAnyExposed = own.some((text) => this.#decideStanding(text).standing === 'exposed')
  }

  judge(text: OriginalText): Judged {
    const { id, path, origin, lines, bytes } = text
    const rest = { id, path, origin, lines, bytes, readable: 0, isRemnant: false }
    if (origin !== 'first-party') return { ...rest, id: this.#own.get(text.glance) ?? id, standing: origin }
    const { standing, ...own } = this.#decideStanding(text)
    if (standing !== 'imports-only') return { ...rest, ...own, standing }
    // A file of nothing but imports is told with its company: by itself it gives nothing away.
    return { ...rest, standing: this.#isAnyExposed ? 'exposed' : 'in-tarball' }
  }

  #isReadableAsAWhole(own: readonly OriginalText[]): boolean {
    let [telling, hidden] = [0, 0]
    for (const text of new Map(own.map((one) => [one.id, one])).values()) {
      if (text.kept === null || this.#isPublic(text)) continue
      const found = this.#compareKept(text, text.kept)
      telling += found.telling
      hidden += found.hidden
    }
    return telling >= ENOUGH_LINES && hidden * 100 <= telling * HIDDEN_OF_A_HUNDRED
  }

  #decideStanding(text: OriginalText): Standing {
    const { lines, bytes, kept, id } = text
    const whole = { lines, bytes, readable: 0, isRemnant: false }
    if (this.#isPublic(text)) return { ...whole, standing: 'already-public' }
    const known = this.#known.get(id)
    if (known !== undefined) return known
    const standing = kept === null ? { ...whole, standing: 'exposed' as const } : this.#compare(text, kept)
    this.#known.set(id, standing)
    return standing
  }

  #compare(text: OriginalText, kept: KeptLines): Standing {
    const { id, lines, bytes } = text
    const whole = { lines, bytes, readable: 0, isRemnant: false }
    if (this.#readable.shipped.texts.has(id)) return { ...whole, standing: 'in-tarball' }
    const found = this.#compareKept(text, kept)
    const { telling, hidden } = found
    if (telling === 0) return { ...whole, standing: found.isFound ? 'in-tarball' : 'imports-only' }
    // A file that ships under its own name, and has every line, imports too: nothing is left that only the map shows.
    if (found.isFound && this.#readable.paths.has(text.path)) return { ...whole, standing: 'in-tarball' }
    const isTold =
      hidden * 100 <= telling * HIDDEN_OF_A_HUNDRED && telling >= FEWEST_TELLING && bytes >= FEWEST_BYTES
    if (telling < SHORT && !this.#isReadable && !isTold) return { ...whole, standing: 'exposed' }
    if (hidden === 0) return { ...whole, standing: 'in-tarball' }
    return {
      standing: 'exposed',
      lines: found.lines,
      bytes: found.bytes,
      readable: lines - found.lines,
      isRemnant: hidden <= FEW_LINES && hidden * 100 <= telling * FEW_OF_A_HUNDRED,
    }
  }

  /** A text that a dependency has, too, is not somebody else's for that. */
  #compareKept({ id, glance }: OriginalText, kept: KeptLines): ComparedLines {
    const known = this.#compared.get(id)
    if (known !== undefined) return known
    const { shipped, others } = this.#readable
    const found = this.#originals.compare(kept, shipped.lines, this.#dependencies.has(glance) ? null : others)
    this.#compared.set(id, found)
    return found
  }

  #isPublic({ blobs }: OriginalText): boolean {
    return blobs.some((blob) => this.#readable.publicBlobs?.has(blob))
  }
}
