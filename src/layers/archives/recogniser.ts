import type { UnseenReason } from '../../model/unseen.ts'

/** A form that no reader here opens. */
export interface SealedFormat {
  readonly reason: Extract<UnseenReason, 'sealed' | 'no-reader'>
  /** A noun phrase ("a RAR archive"), or what it is ("encrypted by age"). */
  readonly name: string
}

/** How a form is recognised. */
export interface Recogniser extends SealedFormat {
  /** Bytes that it has at `at`, in Latin-1; empty where only `confirms` tells. */
  readonly magic: string
  /** Bytes before `magic`; 0 unless given. */
  readonly at?: number
  /** What else must hold of the form that begins at `start`, for short signatures and those that programs carry too. */
  confirms?(content: Buffer, start: number): boolean
}
