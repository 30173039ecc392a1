import type { AnomalyLog } from './anomaly-log.ts'
import { hasGzipMagic } from './gzip-header.ts'
import { explainHeaderFault } from './tar-blocks.ts'

/** Header blocks that make no sense before the archive is given up. */
const BAD_HEADERS_MAX = 100

/** What is wrong with the headers of an archive, and whether it is one at all. */
export class TarFaults {
  readonly #log: AnomalyLog
  #headersSeen = false
  #badHeaders = 0
  #early: Error | null = null
  #failed = false

  constructor(log: AnomalyLog) {
    this.#log = log
  }

  /** True when the archive makes so little sense that it is not read on. */
  get failed(): boolean {
    return this.#failed
  }

  /** Whether a header came that makes sense. */
  get headersSeen(): boolean {
    return this.#headersSeen
  }

  /** Whether nothing but faults has come so far. */
  get isAllFaults(): boolean {
    return this.#early !== null
  }

  /** Takes note of what the parser says of `header`. */
  add(error: Error, header: Buffer): void {
    this.#badHeaders += 1
    if (this.#badHeaders > BAD_HEADERS_MAX) this.#failed = true
    if (this.#headersSeen) this.#say(error)
    else if (this.#failed) this.sayNoTar(header)
    // npm goes on to look for a header that makes sense, so we do; if none comes, this is no tar at all.
    else this.#early ??= error
  }

  /** A header makes sense, so it is an archive, and what came before it was a fault in one. */
  noteHeader(): void {
    this.#headersSeen = true
    if (this.#early !== null) this.#say(this.#early)
    this.#early = null
  }

  sayNoTar(beginning: Buffer): void {
    if (hasGzipMagic(beginning)) this.giveUp('gzip-in-gzip', 'the file was compressed with gzip twice')
    else this.giveUp('not-a-tar', 'the gzip data holds no tar archive that can be read')
  }

  giveUp(code: string, detail: string): void {
    this.#failed = true
    this.#log.add('corrupt', code, null, detail)
  }

  #say(error: Error): void {
    const { code, detail } = explainHeaderFault(error.message)
    if (this.#log.count(code) === 0) this.#log.add('corrupt', code, null, detail)
  }

  sayNoEnd(): void {
    this.#log.add(
      'corrupt',
      'missing-end-of-archive',
      null,
      'the archive has no end mark (two blocks of zeros), so its last part may be missing',
    )
  }

  sayLoneZeroBlock(path: string): void {
    this.#log.add(
      'unsafe',
      'lone-zero-block',
      path,
      'a block of zeros comes before it, at which some tools stop reading the archive',
    )
  }
}
