import type { ChosenPacker } from './choose-packer.ts'

/** What is asked of a package: which folder is published for it. */
export interface Question {
  /** As the user would call the package. */
  readonly label: string
  /** Absolute. */
  readonly folder: string
  readonly manifest: Readonly<Record<string, unknown>>
  readonly chosen: ChosenPacker
}

/** A folder as something says it. */
export interface Answer {
  readonly written: string
  /** Absolute; what it is told from. */
  readonly from: string
  /** A clause. */
  readonly reason: string
}

/** An answer, where a folder is written there. */
export function answer(written: unknown, from: string, reason: string): Answer | null {
  return typeof written === 'string' && written !== '' ? { written, from, reason } : null
}
