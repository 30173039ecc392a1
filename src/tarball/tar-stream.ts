import { Parser } from 'tar/parse'
import type { ReadEntry } from 'tar/read-entry'
import type { AnomalyLog } from './anomaly-log.ts'
import { BehindEnd } from './behind-end.ts'
import { hasGzipMagic } from './gzip-header.ts'
import { PendingPax } from './pending-pax.ts'
import { PlainFile, readPlainHeader, type TarMember } from './plain-header.ts'
import {
  BLOCK_BYTES,
  isMetaHeader,
  isZero,
  META_BYTES_MAX,
  readMetaSize,
  readTypeFlag,
} from './tar-blocks.ts'
import type { TarEvents } from './tar-events.ts'
import { TarFaults } from './tar-faults.ts'

/**
 * Drives node-tar's Parser, the one npm installs with, over unpacked bytes. Blocks are handed to it one header at a
 * time, so that each of its events can be tied to the raw header and its position, which the parser itself does not
 * tell: that is how bytes after the end of the archive and headers that other tools read differently are noticed.
 * `strict` turns everything the parser would pass over into an `error` event; it goes on reading all the same.
 * Ordinary files between its entries do not concern the parser: `readPlainHeader` reads those, and the parser never hears
 * of them.
 */
export class TarStream {
  readonly #events: TarEvents
  readonly #log: AnomalyLog
  readonly #pax: PendingPax
  readonly #parser = new Parser({
    strict: true,
    brotli: false,
    zstd: false,
    maxMetaEntrySize: META_BYTES_MAX,
  })
  #partial: Buffer = Buffer.alloc(0)
  #meta: { blocks: Buffer[]; missing: number; bodyBytes: number } | null = null
  #header: Buffer = Buffer.alloc(0)
  #current: TarMember | null = null
  /** Whether `events.begin` was called for the current entry and `events.end` not yet. */
  #begun = false
  #sink: ((bytes: Buffer) => void) | null = null
  #zeroBlock = false
  #ended = false
  /** Whether a header came that says something of the next entry, or of all that follow. */
  #isDescribed: 'no' | 'next' | 'all' = 'no'
  readonly #faults: TarFaults
  readonly #behindEnd: BehindEnd
  readonly #isSecond: boolean

  constructor(log: AnomalyLog, events: TarEvents, isSecond = false) {
    this.#log = log
    this.#isSecond = isSecond
    this.#pax = new PendingPax(log)
    this.#events = events
    this.#faults = new TarFaults(log)
    this.#behindEnd = new BehindEnd(log, {
      archive: () => new TarStream(log, events, true),
      rest: (bytes) => events.behindEnd(bytes),
    })
    this.#parser.on('entry', (entry: ReadEntry) => this.#beginParsed(entry))
    this.#parser.on('ignoredEntry', (entry: ReadEntry) => this.#handleIgnored(entry))
    this.#parser.on('nullBlock', () => {
      this.#zeroBlock = true
    })
    this.#parser.on('eof', () => {
      this.#ended = true
    })
    this.#parser.on('error', (error: Error) => this.#faults.add(error, this.#header))
  }

  /** True when the archive makes so little sense that it is not read on. */
  get failed(): boolean {
    return this.#faults.failed
  }

  /** Takes any number of bytes; resolves when every entry that ended in them has been dealt with. */
  async write(piece: Buffer): Promise<void> {
    let bytes = piece
    if (this.#partial.length > 0) {
      const missing = BLOCK_BYTES - this.#partial.length
      const block = Buffer.concat([this.#partial, bytes.subarray(0, missing)])
      bytes = bytes.subarray(missing)
      this.#partial = block
      if (block.length < BLOCK_BYTES) return
      this.#partial = Buffer.alloc(0)
      await this.#writeBlocks(block)
    }
    const whole = bytes.length - (bytes.length % BLOCK_BYTES)
    await this.#writeBlocks(bytes.subarray(0, whole))
    // A copy, so that half a block does not keep a whole piece in memory.
    if (whole < bytes.length) this.#partial = Buffer.from(bytes.subarray(whole))
  }

  /** Says that no more bytes come. `cutShort`: the reason is known already, so a missing end is no news. */
  async finish(cutShort: boolean): Promise<void> {
    if (this.#ended) {
      await this.#behindEnd.finish(this.#partial, cutShort)
      if (this.#faults.isAllFaults && !this.#behindEnd.isArchive) this.#faults.sayNoTar(this.#partial)
      return
    }
    const inside = this.#bodyLeft > 0 || this.#meta !== null || this.#partial.length > 0
    const path = this.#begun ? (this.#current?.path ?? null) : null
    if (this.#begun) {
      this.#sink?.(this.#partial.subarray(0, this.#current?.remain))
      await this.#endEntry()
    }
    if (cutShort || this.#faults.failed) return
    if (!this.#faults.headersSeen) this.#faults.sayNoTar(this.#partial)
    else if (inside)
      this.#log.add('corrupt', 'truncated-archive', path, 'the archive ends in the middle of an entry')
    else if (!this.#isSecond) this.#faults.sayNoEnd()
  }

  async #writeBlocks(blocks: Buffer): Promise<void> {
    let at = 0
    while (at < blocks.length && !this.#faults.failed) {
      if (this.#ended) {
        await this.#behindEnd.write(blocks.subarray(at))
        return
      }
      const wanted = this.#meta?.missing ?? (this.#bodyLeft > 0 ? this.#bodyLeft : BLOCK_BYTES)
      const part = blocks.subarray(at, at + wanted)
      at += part.length
      if (this.#meta !== null) this.#continueMeta(part)
      else if (this.#bodyLeft > 0) this.#writeBody(part)
      else this.#takeHeader(part)
      if (!this.#begun || this.#bodyLeft > 0) continue
      // Most visitors are done at once: to wait for each of thousands would cost more than many a file.
      const ending = this.#endEntry()
      if (ending !== undefined) await ending
    }
  }

  /** Bytes, padding included, that the parser still counts to the current entry. */
  get #bodyLeft(): number {
    return this.#current?.blockRemain ?? 0
  }

  #writeBody(part: Buffer): void {
    const remain = this.#current?.remain ?? 0
    if (part.length > remain && !isZero(part.subarray(remain))) this.#events.padding(part.subarray(remain))
    if (this.#current instanceof PlainFile) this.#sink?.(this.#current.take(part))
    else this.#parse(part)
  }

  #takeHeader(block: Buffer): void {
    this.#current = null
    this.#header = block
    const plain = this.#isExpectingPlain ? readPlainHeader(block) : null
    if (plain !== null) {
      this.#begin(plain)
      return
    }
    if (isMetaHeader(block) && this.#isDescribed !== 'all')
      this.#isDescribed = readTypeFlag(block) === 'g' ? 'all' : 'next'
    const size = readMetaSize(block)
    if (!this.#faults.headersSeen && hasGzipMagic(block)) {
      // The parser would unpack it, and without any limit.
      this.#faults.sayNoTar(block)
    } else if (size === 0) {
      this.#parse(block)
    } else {
      // Kept whole: the parser decodes each chunk on its own and would break a character that lies across two.
      this.#meta = { blocks: [block], missing: Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES, bodyBytes: size }
    }
  }

  /** The parser has to see the first header, and those that follow something it has to remember. */
  get #isExpectingPlain(): boolean {
    return this.#faults.headersSeen && this.#isDescribed === 'no' && !this.#zeroBlock
  }

  #continueMeta(part: Buffer): void {
    const meta = this.#meta
    if (meta === null) return
    meta.blocks.push(part)
    meta.missing -= part.length
    if (meta.missing > 0) return
    this.#meta = null
    this.#faults.noteHeader()
    const bytes = Buffer.concat(meta.blocks)
    this.#events.meta()
    this.#pax.take(readTypeFlag(bytes), bytes.subarray(BLOCK_BYTES, BLOCK_BYTES + meta.bodyBytes))
    const padding = bytes.subarray(BLOCK_BYTES + meta.bodyBytes)
    if (!isZero(padding)) this.#log.loose.push({ name: '(tar padding)', content: padding })
    this.#parse(bytes)
  }

  #parse(blocks: Buffer): void {
    try {
      this.#parser.write(blocks)
    } catch (error) {
      this.#faults.giveUp(
        'header-unreadable',
        `a header cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      )
    }
  }

  #beginParsed(entry: ReadEntry): void {
    if (this.#isDescribed === 'next') this.#isDescribed = 'no'
    this.#begin(entry)
    if (this.#sink === null) entry.resume()
    else entry.on('data', this.#sink)
  }

  #begin(entry: TarMember): void {
    if (this.#zeroBlock) {
      this.#zeroBlock = false
      this.#faults.sayLoneZeroBlock(entry.path)
    }
    this.#faults.noteHeader()
    this.#current = entry
    this.#begun = true
    this.#sink = this.#events.begin({
      entry,
      header: this.#header,
      pax: this.#pax.claim(),
      behindEnd: this.#isSecond,
    })
  }

  #handleIgnored(entry: ReadEntry): void {
    if (!entry.meta) {
      // Types that npm does not install are looked at all the same.
      entry.ignore = false
      this.#beginParsed(entry)
      return
    }
    this.#current = entry
    this.#log.unseen.add({
      path: null,
      layer: null,
      reason: 'limit',
      detail: `a header that describes the next entry has ${entry.size} bytes, and npm and we stop at ${META_BYTES_MAX}`,
      bytes: entry.size,
      digest: null,
    })
  }

  #endEntry(): void | Promise<void> {
    this.#begun = false
    return this.#events.end()
  }
}
