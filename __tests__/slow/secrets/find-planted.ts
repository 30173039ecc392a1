import { readLayers } from '../../../src/layers/read-layers.ts'
import { DEFAULT_LIMITS } from '../../../src/model/limits.ts'
import providerToken from '../../../src/rules/secret/provider-token.ts'
import { RuleRun } from '../../../src/scan/run-rules.ts'
import { searchFor } from '../../../src/scan/search-for.ts'
import type { Provider } from '../../../src/secrets/providers/provider.ts'
import { variableFor } from '../../rules/secret/planted.ts'
import { fileEntry } from '../../support/file-entry.ts'
import { EMBEDDINGS, type Written } from './embeddings.ts'

const rules = [{ rule: providerToken, options: {} }]
const search = searchFor(new RuleRun(rules))

/**
 * Too short for a run of encoded text that is worth decoding, or with spaces, at which sentences are joined as well.
 * In plain text they are found.
 */
export const TOO_SLIGHT: ReadonlySet<string> = new Set([
  'naver/client-secret',
  'sumo-logic/access-id',
  'wordpress/application-password',
])

/** How often a form is tried anew: one random token in some thousands looks like a word or a name. */
const TRIES = 3

/** Whether a token of that form is found where it is written in that way. */
export async function isFoundIn(embedding: string, provider: Provider): Promise<boolean> {
  const write = EMBEDDINGS[embedding]
  if (write === undefined) throw new Error(`there is no embedding "${embedding}"`)
  for (let tries = 0; tries < TRIES; tries += 1)
    if (await isFound(write(variableFor(provider), provider.example()))) return true
  return false
}

async function isFound({ path, text }: Written): Promise<boolean> {
  const run = new RuleRun(rules)
  const entry = fileEntry(path, text)
  const tools = { search, limits: DEFAULT_LIMITS, problem: () => undefined, unseen: () => undefined }
  readLayers(entry, tools as Parameters<typeof readLayers>[1], (layer) => run.layer(layer))
  return (await run.finish({} as Parameters<RuleRun['finish']>[0])).length > 0
}
