import { type Compression, unpack } from '../archives/compression/unpack.ts'
import type { ExpansionBudget } from '../archives/expansion-budget.ts'

/** A file that was packed into a program. */
export interface ProgramFile {
  readonly name: string
  readonly bytes: Buffer
}

/** Reads the files of one kind of program; throws a RangeError where it is none. */
export type ProgramReader = (content: Buffer, budget: ExpansionBudget) => ProgramFile[]

/** Part of the content, which has to be there. */
export function cut(content: Buffer, at: number, length: number): Buffer {
  if (!(at >= 0 && length >= 0 && at + length <= content.length)) throw new RangeError('outside of the file')
  return content.subarray(at, at + length)
}

/** What comes out of packed bytes; the bytes themselves where nothing does. */
export function unpacked(bytes: Buffer, form: Compression, budget: ExpansionBudget): Buffer {
  const result = unpack(bytes, form, budget.allowance(bytes.length))
  if (!('bytes' in result)) return bytes
  budget.spend(result.bytes.length)
  return result.bytes
}
