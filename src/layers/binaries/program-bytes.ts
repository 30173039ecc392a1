import type { ArchiveMember } from '../archives/archive-member.ts'
import { type Compression, unpack } from '../archives/compression/unpack.ts'
import type { ExpansionBudget } from '../archives/expansion-budget.ts'

/** Reads the files of one kind of program; throws a RangeError where it is none. */
export type ProgramReader = (content: Buffer, budget: ExpansionBudget) => ArchiveMember[]

/** How often its own size a program may be cut out of: files lie one behind another, a few may be shared. */
const MOST_TIMES = 4

/**
 * Parts of a content, which have to be there. Together they are bounded: ten thousand names for the same fifty megabytes
 * are no program.
 */
export class Parts {
  readonly #content: Buffer
  #left: number

  constructor(content: Buffer) {
    this.#content = content
    this.#left = MOST_TIMES * content.length
  }

  /** @throws RangeError when the part leads out of the content, or too much was cut out of it already */
  cut(at: number, length: number): Buffer {
    const isThere = at >= 0 && length >= 0 && at + length <= this.#content.length
    if (!isThere || length > this.#left) throw new RangeError('outside of the file')
    // A part of no length was asked for all the same.
    this.#left -= Math.max(1, length)
    return this.#content.subarray(at, at + length)
  }
}

/** What comes out of packed bytes; the bytes themselves where nothing does. */
export function unpackOrKeep(bytes: Buffer, form: Compression, budget: ExpansionBudget): Buffer {
  const result = unpack(bytes, form, budget.measureAllowance(bytes.length))
  if (!('bytes' in result)) return bytes
  budget.spend(result.bytes.length)
  return result.bytes
}
