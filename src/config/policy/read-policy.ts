import { createHash } from 'node:crypto'
import type { ConfigError } from '../../model/config-error.ts'
import type { AnyRule } from '../../model/rule.ts'
import type { Policy } from './policy.ts'

/**
 * Reads a policy. Everything wrong in it, an unknown rule too, is an error: a policy that is half understood would be
 * half enforced.
 */
export async function readPolicy(
  bytes: Uint8Array,
  source: string,
  rules: readonly AnyRule[],
): Promise<{ ok: true; policy: Policy } | { ok: false; errors: readonly ConfigError[] }> {
  // Parser and schema are loaded only by those who have a policy.
  const { parsePolicy } = await import('./parse-policy.ts')
  const digest = createHash('sha256').update(bytes).digest('hex')
  return parsePolicy(bytes, source, digest, rules)
}
