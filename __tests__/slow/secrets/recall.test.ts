import { expect, test } from '@jest/globals'
import { PROVIDERS } from '../../../src/secrets/providers/index.ts'
import { EMBEDDINGS } from './embeddings.ts'
import { foundIn, TOO_SLIGHT } from './find-planted.ts'

test('every form is found in every embedding', async () => {
  const rows: string[] = []
  const missed: string[] = []
  for (const title of Object.keys(EMBEDDINGS)) {
    const found = await foundIn(title, PROVIDERS)
    for (const provider of PROVIDERS)
      if (!found.has(provider) && !TOO_SLIGHT.has(provider.id)) missed.push(`${provider.id} in ${title}`)
    const own = PROVIDERS.filter(({ near }) => !near)
    const near = PROVIDERS.filter((provider) => provider.near)
    const count = (some: typeof PROVIDERS) => some.filter((provider) => found.has(provider)).length
    rows.push(
      `${title.padEnd(24)} own form ${String(count(own)).padStart(4)} of ${own.length}   by its company ${String(count(near)).padStart(4)} of ${near.length}`,
    )
  }
  process.stdout.write(`${rows.join('\n')}\n`)
  expect(missed).toEqual([])
}, 240_000)
