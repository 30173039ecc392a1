import type { SourceMapDocument } from '../../model/source-map-document.ts'
import type { ScanBudget } from '../scan-budget.ts'
import { type EnclosedText, findEnclosingText } from './enclosing-text.ts'
import { findJsonObjectExtent } from './json-extent.ts'
import { readLiteral } from './literal-reader.ts'
import { readPackedTexts, readXmlTexts } from './other-texts.ts'
import { isSourceMap, readDocument } from './source-map-json.ts'
import { MAP_MEMBERS, mayHaveMember } from './top-level-members.ts'
import { readYamlTexts } from './yaml-texts.ts'

/** A member that hardly anything but a map with texts has, with and without quotes, prefixes and endings. */
export const MAP_MEMBER = 'sourcescontent'

/** How an object with a map's members begins, by the tools that write the other ones before it. */
const BEGINNINGS = ['"version"', '"mappings"', '"file"', '"sources"', '"names"', '"sourcesContent"']

/** Encodings inside each other. */
const DEEPEST = 4
/** Braces before the member that are tried as the map's own. */
const MOST_BRACES = 24
/** Characters from which a text is more than an example. */
const SHORTEST_TEXT = 24

/** A map and where it lies. */
export interface EmbeddedMap {
  readonly offset: number
  readonly end: number
  readonly document: SourceMapDocument
}

/**
 * Finds source maps that lie as plain JSON inside something larger: a build cache, a bundle that carries its map as
 * an object, the files inside a native executable.
 */
export class EmbeddedMaps {
  readonly #bytes: Buffer
  readonly #budget: ScanBudget
  /** Texts inside texts. */
  readonly #depth: number
  readonly #beginnings: Beginning[]
  readonly #nearest: { objectBefore(offset: number): number }
  /** Ends of objects by their start, so that none is walked through twice. */
  readonly #ends = new Map<number, number>()
  /** Starts of objects that are no maps, so that none is parsed twice. */
  readonly #notMaps = new Set<number>()
  /** Braces that begin no literal of a map, so that none is read twice. */
  readonly #notLiterals = new Set<number>()

  constructor(bytes: Buffer, budget: ScanBudget, depth = 0) {
    this.#bytes = bytes
    this.#budget = budget
    this.#depth = depth
    this.#beginnings = BEGINNINGS.map((member) => new Beginning(bytes, member))
    this.#nearest = {
      objectBefore: (offset) =>
        Math.max(...this.#beginnings.map((beginning) => beginning.findObjectBefore(offset))),
    }
  }

  /**
   * The maps around a `MAP_MEMBER` hit, in whatever form: JSON, a literal of a programming language, either of them in a
   * string, an attribute or an address, or only what is left of one whose beginning is missing. Offsets must not
   * decrease from call to call.
   * @param readsCode Whether literals of programming languages count: in prose they are examples.
   */
  findAround(offset: number, readsCode: boolean): readonly EmbeddedMap[] {
    // To find what it is a member of, all that is before it is looked through: not for a word in a text.
    const isMember = isNameOfMember(this.#bytes, offset + MAP_MEMBER.length)
    const quoted = isMember ? this.#readInQuotes(offset) : []
    if (quoted.length > 0) return quoted
    const json = isMember ? this.#readJson(offset) : null
    // A line or two in a comment show what a map looks like.
    if (json !== null) return holdsText(json.document) || !isInComment(this.#bytes, json.offset) ? [json] : []
    const enclosed = findEnclosingText(this.#bytes, offset, MAP_MEMBER.length)
    if (enclosed !== null) return this.#readWithin(enclosed)
    if (!readsCode || isInComment(this.#bytes, offset)) return []
    const literal = this.#readLiteral(offset) ?? this.#readRest(offset)
    return literal === null ? [] : [literal]
  }

  #readJson(offset: number): EmbeddedMap | null {
    const starts = new Set(this.#beginnings.map((beginning) => beginning.findObjectBefore(offset)))
    for (const start of [...starts].filter((at) => at !== -1).toSorted((a, b) => b - a)) {
      const end = this.#findEnd(start)
      if (end <= offset || this.#notMaps.has(start)) continue
      const document = this.#readDocumentAt(start, end)
      if (document !== null) return { offset: start, end, document }
    }
    return null
  }

  /** JSON in single quotes or backticks keeps its own quotes, and has its backslashes doubled: `JSON.parse('{"a":"\\n"}')`. */
  #readInQuotes(offset: number): EmbeddedMap[] {
    const start = this.#nearest.objectBefore(offset)
    const quote = this.#bytes[start - 1]
    if (start < 1 || (quote !== 0x27 && quote !== 0x60) || this.#budget.isSpent) return []
    const read = readLiteral(this.#bytes, start - 1)
    if (read === null || typeof read.value !== 'string' || read.end <= offset) return []
    const text = Buffer.from(read.value)
    return this.#readWithin({ start: start - 1, end: read.end, text })
  }

  #readDocumentAt(start: number, end: number): SourceMapDocument | null {
    const mayBe = mayHaveMember(this.#bytes, start, MAP_MEMBERS)
    const document = mayBe ? readMapDocument(parse(this.#bytes.subarray(start, end))) : null
    if (document === null) this.#notMaps.add(start)
    return document
  }

  /** Maps in a text that lies encoded in this one, all at its place. */
  #readWithin({ start, end, text }: EnclosedText): EmbeddedMap[] {
    if (this.#depth >= DEEPEST || this.#budget.isSpent) return []
    this.#budget.spend(end - start)
    const inner = new EmbeddedMaps(text, this.#budget, this.#depth + 1)
    const found: EmbeddedMap[] = []
    let readTo = 0
    for (const at of findOccurrences(text)) {
      if (at < readTo) continue
      for (const map of inner.findAround(at, true)) {
        found.push({ offset: start, end, document: map.document })
        readTo = Math.max(readTo, map.end)
      }
    }
    return found
  }

  /** An object as code has it, whose nearest brace that holds the member is looked for. */
  #readLiteral(offset: number): EmbeddedMap | null {
    let brace = offset
    for (let turn = 0; turn < MOST_BRACES && !this.#budget.isSpent; turn += 1) {
      brace = brace === 0 ? -1 : this.#bytes.lastIndexOf(0x7b, brace - 1)
      if (brace === -1) return null
      if (this.#notLiterals.has(brace)) continue
      const read = readLiteral(this.#bytes, brace)
      this.#budget.spend((read?.end ?? brace) - brace)
      const document = read === null || read.end <= offset ? null : readMapDocument(read.value)
      if (read !== null && document !== null && holdsText(document))
        return { offset: brace, end: read.end, document }
      this.#notLiterals.add(brace)
    }
    return null
  }

  /** The texts alone, where the rest is missing or no literal. */
  #readRest(offset: number): EmbeddedMap | null {
    const after = this.#bytes.toString('latin1', offset, offset + 64)
    const value = /^\w+["']?\s*(?:=>|[:=])\s*(?=["'`[{])/.exec(after)
    if (value === null) return this.#readOtherForm(offset)
    const start = offset + value[0].length
    const read = readLiteral(this.#bytes, start)
    this.#budget.spend((read?.end ?? start) - start)
    if (read === null) return null
    const document = readDocument({ version: 3, sourcesContent: read.value })
    return holdsText(document) ? { offset, end: read.end, document } : null
  }

  /** The same in YAML (a list of texts, each a block of lines or in quotes), in XML, and in forms that count bytes. */
  #readOtherForm(offset: number): EmbeddedMap | null {
    const start = offset + MAP_MEMBER.length
    const read =
      readYamlTexts(this.#bytes, start) ??
      readXmlTexts(this.#bytes, start) ??
      readPackedTexts(this.#bytes, start)
    if (read === null) return null
    this.#budget.spend(read.end - offset)
    const document = readDocument({ version: 3, sourcesContent: read.texts })
    return holdsText(document) ? { offset, end: read.end, document } : null
  }

  #findEnd(start: number): number {
    const known = this.#ends.get(start)
    if (known !== undefined) return known
    if (this.#budget.isSpent) return -1
    const { end, read } = findJsonObjectExtent(this.#bytes, start)
    this.#budget.spend(read - start)
    this.#ends.set(start, end)
    return end
  }
}

/** Whether what ends here is the name of a member of JSON. */
function isNameOfMember(bytes: Buffer, end: number): boolean {
  if (bytes[end] !== 0x22) return false
  let at = end + 1
  while ((bytes[at] ?? 0x3a) <= 32) at += 1
  return bytes[at] === 0x3a
}

/** Occurrences of one member name, walked through once from front to back. */
class Beginning {
  readonly #bytes: Buffer
  readonly #member: string
  #last = -1
  /** From here on nothing was looked for yet. */
  #from = 0

  constructor(bytes: Buffer, member: string) {
    this.#bytes = bytes
    this.#member = member
  }

  /** Offset of the brace right before the last occurrence that is not behind `offset`, or -1. */
  findObjectBefore(offset: number): number {
    // No further than asked: what follows may be hundreds of megabytes without a map.
    const part = this.#bytes.subarray(0, offset + this.#member.length)
    for (
      let at = part.indexOf(this.#member, this.#from);
      at !== -1;
      at = part.indexOf(this.#member, at + 1)
    ) {
      const brace = this.#findBraceBefore(at)
      if (brace !== -1) this.#last = brace
    }
    this.#from = Math.max(this.#from, offset + 1)
    return this.#last
  }

  #findBraceBefore(at: number): number {
    let brace = at - 1
    while (brace >= 0 && (this.#bytes[brace] ?? 0) <= 32) brace -= 1
    return this.#bytes[brace] === 0x7b ? brace : -1
  }
}

function readMapDocument(json: unknown): SourceMapDocument | null {
  return isSourceMap(json) ? readDocument(json) : null
}

function holdsText({ sources }: SourceMapDocument): boolean {
  return sources.some(({ content }) => content !== null && content.length >= SHORTEST_TEXT)
}

function* findOccurrences(text: Buffer): Generator<number> {
  const lower = Buffer.from(text.toString('latin1').toLowerCase(), 'latin1')
  for (let at = lower.indexOf(MAP_MEMBER); at !== -1; at = lower.indexOf(MAP_MEMBER, at + 1)) yield at
}

/** Whether the line is, as far as its beginning tells, a comment. */
function isInComment(bytes: Buffer, offset: number): boolean {
  const before = bytes.toString('latin1', Math.max(0, offset - 200), offset)
  return /^\s*(?:\*|\/\/|#)/.test(before.slice(before.lastIndexOf('\n') + 1))
}

function parse(json: Buffer): unknown {
  try {
    return JSON.parse(json.toString('utf8'))
  } catch {
    return null
  }
}
