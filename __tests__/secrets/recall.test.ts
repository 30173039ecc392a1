import { expect, test } from '@jest/globals'
import { PROVIDERS } from '../../src/secrets/providers/index.ts'
import { EMBEDDINGS } from './embeddings.ts'
import { isFoundIn, TOO_SLIGHT } from './find-planted.ts'

const TITLES = Object.keys(EMBEDDINGS)

/** Embeddings that leave little of a token's keyword or its vendor's name to be seen. */
const HARD = ['base64 of it', 'a joined list', 'joined literals']

/** Forms that leave little to be seen themselves: a short literal, or signs that end a word. */
const isHard = ({ format }: (typeof PROVIDERS)[number]) =>
  Math.max(0, ...format.keywords.map(({ length }) => length)) < 4 || /[|:$!&]/.test(format.source)

test('every form is found in one embedding, and every embedding shows dozens of forms', async () => {
  const missed: string[] = []
  for (const [at, provider] of PROVIDERS.entries()) {
    const title = TITLES[at % TITLES.length] ?? ''
    if (TOO_SLIGHT.has(provider.id) || (await isFoundIn(title, provider))) continue
    missed.push(`${provider.id} in ${title}`)
  }
  expect(missed).toEqual([])
}, 60_000)

test('forms that show little are found where little of them is to be seen', async () => {
  const missed: string[] = []
  for (const provider of PROVIDERS.filter((row) => row.near === null && isHard(row)))
    for (const title of HARD)
      if (!(await isFoundIn(title, provider))) missed.push(`${provider.id} in ${title}`)
  expect(missed).toEqual([])
}, 60_000)
