import type { PaxRecords } from './pax-records.ts'
import type { TarMember } from './plain-header.ts'

/** An entry as node-tar understands it, with the header block and pax records it came from. */
export interface TarEntry {
  readonly entry: TarMember
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
