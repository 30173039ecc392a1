import { readLayers } from '../../../src/layers/read-layers.ts'
import { DEFAULT_LIMITS } from '../../../src/model/limits.ts'
import providerToken from '../../../src/rules/secret/provider-token.ts'
import { RuleRun } from '../../../src/scan/run-rules.ts'
import type { Provider } from '../../../src/secrets/providers/provider.ts'
import { variableFor } from '../../rules/secret/planted.ts'
import { makeFileEntry } from '../../support/file-entry.ts'
import { EMBEDDINGS } from './embeddings.ts'

const rules = [{ rule: providerToken, options: {} }]

/**
 * Too short for a run of encoded text that is worth decoding, or with spaces, at which sentences are joined as well.
 * In plain text they are found.
 */
export const TOO_SLIGHT: ReadonlySet<string> = new Set([
  'etsy/shared-secret',
  'naver/client-secret',
  'sumo-logic/access-id',
  'wordpress/application-password',
])

/**
 * How often a form is tried anew: one random token in some thousands looks like a word or a name, and of forms of 14 to 16
 * characters the shorter ones are too little for a run of encoded text that is worth decoding.
 */
const TRIES = 5
/** Files of one package: of more findings with one message, those above 500 would be counted together. */
const TOGETHER = 200

/** Those whose tokens are found where they are written in that way. */
export async function foundIn(
  embedding: string,
  providers: readonly Provider[],
): Promise<ReadonlySet<Provider>> {
  const found = new Set<Provider>()
  for (let tries = 0; tries < TRIES; tries += 1) {
    const open = providers.filter((provider) => !found.has(provider))
    for (let at = 0; at < open.length; at += TOGETHER)
      for (const one of await foundTogether(embedding, open.slice(at, at + TOGETHER))) found.add(one)
  }
  return found
}

/** One package in which each has a folder with one file. */
async function foundTogether(embedding: string, providers: readonly Provider[]): Promise<Provider[]> {
  const write = EMBEDDINGS[embedding]
  if (write === undefined) throw new Error(`there is no embedding "${embedding}"`)
  const run = new RuleRun(rules)
  const tools = { search: run.search, limits: DEFAULT_LIMITS, unseen: () => undefined }
  for (const [number, provider] of providers.entries()) {
    const { path, text } = write(variableFor(provider), provider.example())
    readLayers(makeFileEntry(`of${number}/${path}`, text), tools, (layer) => run.layer(layer))
  }
  const findings = await run.finish({} as Parameters<RuleRun['finish']>[0])
  const folders = new Set(findings.flatMap(({ places }) => places.map(({ path }) => path.split('/')[0])))
  return providers.filter((_, number) => folders.has(`of${number}`))
}
