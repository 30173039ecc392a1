import type { AnomalyLog } from './anomaly-log.ts'
import { BLOCK_BYTES, isHeader, isZero } from './tar-blocks.ts'

/** What reads an archive. */
interface ArchiveReader {
  write(piece: Buffer): Promise<void>
  finish(cutShort: boolean): Promise<void>
}

interface Readers {
  /** Begins to read another archive. */
  archive(): ArchiveReader
  /** Takes bytes that are no archive. */
  rest(bytes: Buffer): void
}

/** What follows the end mark of an archive: zeros are nothing, a header that makes sense begins another archive. */
export class BehindEnd {
  readonly #log: AnomalyLog
  readonly #readers: Readers
  #second: ArchiveReader | null = null
  #restBegun = false
  #isSaid = false

  constructor(log: AnomalyLog, readers: Readers) {
    this.#log = log
    this.#readers = readers
  }

  async write(blocks: Buffer): Promise<void> {
    let at = 0
    const isWaiting = this.#second === null && !this.#restBegun
    while (isWaiting && at < blocks.length && isZero(blocks.subarray(at, at + BLOCK_BYTES))) at += BLOCK_BYTES
    if (at >= blocks.length) return
    const rest = blocks.subarray(at)
    if (isWaiting && isHeader(rest.subarray(0, BLOCK_BYTES))) {
      this.#say()
      this.#second = this.#readers.archive()
    }
    if (this.#second === null) this.#passRest(rest)
    else await this.#second.write(rest)
  }

  /** Says that no more bytes come than these, which are no whole block. */
  async finish(partial: Buffer, cutShort: boolean): Promise<void> {
    if (this.#second === null) {
      if (!isZero(partial)) this.#passRest(partial)
      return
    }
    await this.#second.write(partial)
    await this.#second.finish(cutShort)
  }

  /** Whether there is another archive. */
  get isArchive(): boolean {
    return this.#second !== null
  }

  #passRest(bytes: Buffer): void {
    this.#say()
    this.#restBegun = true
    this.#readers.rest(bytes)
  }

  #say(): void {
    if (this.#isSaid) return
    this.#isSaid = true
    this.#log.add(
      'unsafe',
      'after-end-of-archive',
      null,
      'the archive goes on after its end mark, and npm does not install what follows',
    )
  }
}
