import type { KeywordHits } from '../model/layer.ts'

/** UTF-16 units of texts that are remembered. Bundles of one package hold the same originals again and again. */
const MOST_KEPT = 12 * 1024 * 1024
/** Units of which a longer text is not remembered: there is seldom another one, and it would push out hundreds. */
const LONGEST = 1024 * 1024
/** Places at which a text is looked at to know it again. */
const LOOKS = 24

/** A text that was met, and what was found in it. */
export interface KnownText {
  readonly text: string
  /** The same object for the same text: who keeps something by a layer's bytes knows it again. */
  readonly bytes: Buffer
  readonly hits: KeywordHits
}

/**
 * Remembers the last texts that were read, so that one that comes again is neither encoded nor searched again. A text
 * is looked up by its length and a few of its characters, and then compared: one comparison, whatever the text.
 */
export class KnownTexts {
  readonly #search: (bytes: Buffer) => KeywordHits
  /** In the order in which they came. */
  readonly #known = new Map<string, KnownText>()
  #kept = 0

  constructor(search: (bytes: Buffer) => KeywordHits) {
    this.#search = search
  }

  read(text: string): KnownText {
    if (text.length > LONGEST) return this.#read(text)
    const key = sampleSum(text)
    const before = this.#known.get(key)
    if (before?.text === text) return before
    if (before !== undefined) this.#forget(key, before)
    const read = this.#read(text)
    this.#known.set(key, read)
    this.#kept += text.length
    this.#makeRoom()
    return read
  }

  #read(text: string): KnownText {
    const bytes = Buffer.from(text, 'utf8')
    return { text, bytes, hits: this.#search(bytes) }
  }

  #makeRoom(): void {
    for (const [key, oldest] of this.#known) {
      if (this.#kept <= MOST_KEPT) return
      this.#forget(key, oldest)
    }
  }

  #forget(key: string, { text }: KnownText): void {
    this.#known.delete(key)
    this.#kept -= text.length
  }
}

function sampleSum(text: string): string {
  const step = Math.max(1, Math.floor(text.length / LOOKS))
  let sum = 0
  for (let at = step >> 1; at < text.length; at += step) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) | 0
  return `${text.length}:${sum}`
}
