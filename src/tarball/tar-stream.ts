import { Parser, type ReadEntry } from 'tar'
import type { AnomalyLog } from './anomaly-log.ts'
import { hasGzipMagic } from './gzip-header.ts'
import type { PaxRecords } from './pax-records.ts'
import { PendingPax } from './pending-pax.ts'
import {
  BLOCK_BYTES,
  headerFault,
  isHeader,
  isZero,
  META_BYTES_MAX,
  metaSize,
  typeFlag,
} from './tar-blocks.ts'

/** Header blocks that make no sense before the archive is given up. */
const BAD_HEADERS_MAX = 100

/** An entry as node-tar understood it, with the header block and pax records it came from. */
export interface TarEntry {
  readonly entry: ReadEntry
  readonly header: Buffer
  readonly pax: PaxRecords | null
  /** Whether it comes behind the end mark of the archive, where npm does not look. */
  readonly behindEnd: boolean
}

export interface TarEvents {
  /** An entry begins; returns where its bytes go, or null if they are not wanted. */
  begin(found: TarEntry): ((bytes: Buffer) => void) | null
  /** The entry that began last is complete, or the archive ended inside it. */
  end(): void | Promise<void>
  /** A pax or GNU header came by. */
  meta(): void
  /** Bytes between an entry's body and the next header that are not the zeros they should be. */
  padding(bytes: Buffer): void
  /** Bytes behind the end mark that are no archive. */
  behindEnd(bytes: Buffer): void
}

/**
 * Drives node-tar's Parser, the one npm installs with, over unpacked bytes. Blocks are handed to it one header at a
 * time, so that each of its events can be tied to the raw header and its position, which the parser itself does not
 * tell: that is how bytes after the end of the archive and headers that other tools read differently are noticed.
 * `strict` turns everything the parser would pass over into an `error` event; it goes on reading all the same.
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
  /** Whose body the next bytes belong to. */
  #current: ReadEntry | null = null
  /** Whether `events.begin` was called for it and `events.end` not yet. */
  #begun = false
  #sink: ((bytes: Buffer) => void) | null = null
  #headersSeen = false
  #zeroBlock = false
  #ended = false
  #bytesAfterEnd = false
  #badHeaders = 0
  #earlyFault: Error | null = null
  #failed = false
  /** Reads the archive that follows the end of this one. */
  #second: TarStream | null = null
  #restBegun = false
  readonly #isSecond: boolean

  constructor(log: AnomalyLog, events: TarEvents, isSecond = false) {
    this.#log = log
    this.#isSecond = isSecond
    this.#pax = new PendingPax(log)
    this.#events = events
    this.#parser.on('entry', (entry: ReadEntry) => this.#begin(entry))
    this.#parser.on('ignoredEntry', (entry: ReadEntry) => this.#ignored(entry))
    this.#parser.on('nullBlock', () => {
      this.#zeroBlock = true
    })
    this.#parser.on('eof', () => {
      this.#ended = true
    })
    this.#parser.on('error', (error: Error) => this.#fault(error))
  }

  /** True when the archive makes so little sense that it is not read on. */
  get failed(): boolean {
    return this.#failed
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
      await this.#blocks(block)
    }
    const whole = bytes.length - (bytes.length % BLOCK_BYTES)
    await this.#blocks(bytes.subarray(0, whole))
    // A copy, so that half a block does not keep a whole piece in memory.
    if (whole < bytes.length) this.#partial = Buffer.from(bytes.subarray(whole))
  }

  /** Says that no more bytes come. `cutShort`: the reason is known already, so a missing end is no news. */
  async finish(cutShort: boolean): Promise<void> {
    if (this.#second !== null) {
      await this.#second.write(this.#partial)
      await this.#second.finish(cutShort)
      return
    }
    if (this.#ended) {
      if (!isZero(this.#partial)) this.#behindEnd(this.#partial)
      if (this.#earlyFault !== null) this.#sayNoTar(this.#partial)
      return
    }
    const inside = this.#bodyLeft > 0 || this.#meta !== null || this.#partial.length > 0
    const path = this.#begun ? (this.#current?.path ?? null) : null
    if (this.#begun) {
      this.#sink?.(this.#partial.subarray(0, this.#current?.remain))
      await this.#endEntry()
    }
    if (cutShort || this.#failed) return
    if (!this.#headersSeen) this.#sayNoTar(this.#partial)
    else if (inside)
      this.#log.add('corrupt', 'truncated-archive', path, 'the archive ends in the middle of an entry')
    else if (!this.#isSecond)
      this.#log.add(
        'corrupt',
        'missing-end-of-archive',
        null,
        'the archive has no end mark (two blocks of zeros), so its last part may be missing',
      )
  }

  async #blocks(blocks: Buffer): Promise<void> {
    let at = 0
    while (at < blocks.length && !this.#failed) {
      if (this.#ended) {
        await this.#afterEnd(blocks.subarray(at))
        return
      }
      const wanted = this.#meta?.missing ?? (this.#bodyLeft > 0 ? this.#bodyLeft : BLOCK_BYTES)
      const part = blocks.subarray(at, at + wanted)
      at += part.length
      if (this.#meta !== null) this.#continueMeta(part)
      else if (this.#bodyLeft > 0) this.#body(part)
      else this.#takeHeader(part)
      if (this.#begun && this.#bodyLeft === 0) await this.#endEntry()
    }
  }

  /** Bytes, padding included, that the parser still counts to the current entry. */
  get #bodyLeft(): number {
    return this.#current?.blockRemain ?? 0
  }

  #body(part: Buffer): void {
    const remain = this.#current?.remain ?? 0
    if (part.length > remain && !isZero(part.subarray(remain))) this.#events.padding(part.subarray(remain))
    this.#parse(part)
  }

  /** What follows the end mark: zeros are nothing, a header that makes sense begins another archive. */
  async #afterEnd(blocks: Buffer): Promise<void> {
    let at = 0
    while (
      this.#second === null &&
      !this.#restBegun &&
      at < blocks.length &&
      isZero(blocks.subarray(at, at + BLOCK_BYTES))
    )
      at += BLOCK_BYTES
    if (at >= blocks.length) return
    const rest = blocks.subarray(at)
    if (this.#second === null && !this.#restBegun && isHeader(rest.subarray(0, BLOCK_BYTES))) {
      this.#sayBytesAfterEnd()
      this.#second = new TarStream(this.#log, this.#events, true)
    }
    if (this.#second === null) this.#behindEnd(rest)
    else await this.#second.write(rest)
  }

  #behindEnd(bytes: Buffer): void {
    this.#sayBytesAfterEnd()
    this.#restBegun = true
    this.#events.behindEnd(bytes)
  }

  #takeHeader(block: Buffer): void {
    this.#current = null
    this.#header = block
    const size = metaSize(block)
    if (!this.#headersSeen && hasGzipMagic(block)) {
      // The parser would unpack it, and without any limit.
      this.#sayNoTar(block)
    } else if (size === 0) {
      this.#parse(block)
    } else {
      // Kept whole: the parser decodes each chunk on its own and would break a character that lies across two.
      this.#meta = { blocks: [block], missing: Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES, bodyBytes: size }
    }
  }

  #continueMeta(part: Buffer): void {
    const meta = this.#meta
    if (meta === null) return
    meta.blocks.push(part)
    meta.missing -= part.length
    if (meta.missing > 0) return
    this.#meta = null
    this.#headerSeen()
    const bytes = Buffer.concat(meta.blocks)
    this.#events.meta()
    this.#pax.take(typeFlag(bytes), bytes.subarray(BLOCK_BYTES, BLOCK_BYTES + meta.bodyBytes))
    const padding = bytes.subarray(BLOCK_BYTES + meta.bodyBytes)
    if (!isZero(padding)) this.#log.loose.push({ name: '(tar padding)', content: padding })
    this.#parse(bytes)
  }

  #parse(blocks: Buffer): void {
    try {
      this.#parser.write(blocks)
    } catch (error) {
      this.#giveUp(
        'header-unreadable',
        `a header cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      )
    }
  }

  #begin(entry: ReadEntry): void {
    if (this.#zeroBlock) {
      this.#zeroBlock = false
      this.#log.add(
        'unsafe',
        'lone-zero-block',
        entry.path,
        'a block of zeros comes before it, at which some tools stop reading the archive',
      )
    }
    this.#headerSeen()
    this.#current = entry
    this.#begun = true
    this.#sink = this.#events.begin({
      entry,
      header: this.#header,
      pax: this.#pax.claim(),
      behindEnd: this.#isSecond,
    })
    if (this.#sink === null) entry.resume()
    else entry.on('data', this.#sink)
  }

  #ignored(entry: ReadEntry): void {
    if (!entry.meta) {
      // Types that npm does not install are looked at all the same.
      entry.ignore = false
      this.#begin(entry)
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

  async #endEntry(): Promise<void> {
    this.#begun = false
    await this.#events.end()
  }

  #fault(error: Error): void {
    this.#badHeaders += 1
    if (this.#badHeaders > BAD_HEADERS_MAX) this.#failed = true
    if (this.#headersSeen) this.#sayFault(error)
    else if (this.#failed) this.#sayNoTar(this.#header)
    // npm goes on to look for a header that makes sense, so we do; if none comes, this is no tar at all.
    else this.#earlyFault ??= error
  }

  #sayFault(error: Error): void {
    const { code, detail } = headerFault(error.message)
    if (this.#log.count(code) === 0) this.#log.add('corrupt', code, null, detail)
  }

  #headerSeen(): void {
    this.#headersSeen = true
    if (this.#earlyFault !== null) this.#sayFault(this.#earlyFault)
    this.#earlyFault = null
  }

  #sayNoTar(beginning: Buffer): void {
    if (hasGzipMagic(beginning)) this.#giveUp('gzip-in-gzip', 'the file was compressed with gzip twice')
    else this.#giveUp('not-a-tar', 'the gzip data holds no tar archive that can be read')
  }

  #giveUp(code: string, detail: string): void {
    this.#failed = true
    this.#log.add('corrupt', code, null, detail)
  }

  #sayBytesAfterEnd(): void {
    if (this.#bytesAfterEnd) return
    this.#bytesAfterEnd = true
    this.#log.add(
      'unsafe',
      'after-end-of-archive',
      null,
      'the archive goes on after its end mark, and npm does not install what follows',
    )
  }
}
