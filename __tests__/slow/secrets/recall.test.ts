import { expect, test } from '@jest/globals'
import { PROVIDERS } from '../../../src/secrets/providers/index.ts'
import { EMBEDDINGS } from './embeddings.ts'
import { isFoundIn, TOO_SLIGHT } from './find-planted.ts'

test('every form is found in every embedding', async () => {
  const rows: string[] = []
  const missed: string[] = []
  for (const title of Object.keys(EMBEDDINGS)) {
    const count = { own: 0, ownFound: 0, near: 0, nearFound: 0 }
    for (const provider of PROVIDERS) {
      const found = await isFoundIn(title, provider)
      if (!found && !TOO_SLIGHT.has(provider.id)) missed.push(`${provider.id} in ${title}`)
      if (provider.near) count.near += 1
      else count.own += 1
      if (found && provider.near) count.nearFound += 1
      else if (found) count.ownFound += 1
    }
    rows.push(
      `${title.padEnd(24)} own form ${String(count.ownFound).padStart(4)} of ${count.own}   by its company ${String(count.nearFound).padStart(4)} of ${count.near}`,
    )
  }
  process.stdout.write(`${rows.join('\n')}\n`)
  expect(missed).toEqual([])
}, 240_000)
