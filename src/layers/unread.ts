import type { UnseenReason } from '../model/unseen.ts'

/** Why something inside an entry could not be opened. */
export type Failure = 'limit' | 'corrupt' | 'unsupported' | 'sealed'

/** What is said of it, by its failure: the reason of the report and a clause. */
export const WORDS: Readonly<Record<Failure, readonly [UnseenReason, string]>> = {
  limit: ['limit', 'it unpacks to more than the limits allow'],
  corrupt: ['damaged', 'it is an archive or a compressed copy that cannot be unpacked'],
  unsupported: ['no-reader', 'it is packed by a method that cannot be undone here'],
  sealed: ['sealed', 'it is encrypted'],
}
