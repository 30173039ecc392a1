import { createHash } from 'node:crypto'
import { ValueHashes } from '../../src/config/merge/value-hash.ts'

/** What an exception names from a finding that is bound to the content of a file, as `seaworthy suppress` writes it. */
export function computeContentHash(rule: string, content: string): string {
  const digest = createHash('sha512').update(content).digest('base64')
  return new ValueHashes().hash(rule, digest) ?? ''
}
