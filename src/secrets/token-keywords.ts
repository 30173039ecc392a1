import { PROVIDERS } from './providers/index.ts'
import type { Provider } from './providers/provider.ts'
import { listSpellings } from './vendor-words.ts'

/** Shorter literals are no keyword: every text is full of them. */
export const SHORTEST_KEYWORD = 3
/** The name of a host is a keyword from this length on. */
const SHORTEST_HOST = 10

/** Forms by a literal that every token of theirs holds. */
export const byBeginning = new Map<string, Provider[]>()
/** Forms by the names of their vendors. */
export const byVendor = new Map<string, Provider[]>()
/** Forms by the literal that the ids before them begin with. */
export const byId = new Map<string, Provider[]>()
/** Forms whose ids have none that is long enough, and are long enough themselves. */
export const BEHIND_LONG_IDS: Provider[] = []
for (const provider of PROVIDERS) {
  if (isFoundByBeginning(provider))
    for (const keyword of new Set(
      provider.format.keywords.map((literal) => chooseKeyword(literal.toLowerCase())),
    ))
      add(byBeginning, keyword, provider)
  const [literal = ''] = provider.behind?.keywords ?? []
  if (isLongEnough(literal)) add(byId, literal.toLowerCase(), provider)
  else if (provider.behind !== null) BEHIND_LONG_IDS.push(provider)
  for (const words of provider.near ?? [])
    for (const word of listSpellings(words)) add(byVendor, word.toLowerCase(), provider)
}

/** Whether its literals are looked for; of one that is known by its vendor's name, only if they tell enough. */
function isFoundByBeginning({ near, alone, weak, format }: Provider): boolean {
  if (near === null && !alone) return true
  return weak && format.keywords.length > 0 && format.keywords.every(isLongEnough)
}

function isLongEnough({ length }: string): boolean {
  return length >= SHORTEST_KEYWORD
}

/** Of an address, its host: the rest may stand in another literal. */
export function chooseKeyword(literal: string): string {
  const host = /^[\w-]*\.[\w.-]{3,}(?=\/)/.exec(literal)?.[0]
  return host !== undefined && host.length >= SHORTEST_HOST ? host : literal
}

for (const keyword of byBeginning.keys())
  if (keyword.length < SHORTEST_KEYWORD) throw new Error(`"${keyword}" is too short for a keyword`)

/** How far before a keyword tokens with it may begin. */
export const distances = new Map<string, readonly number[]>()
for (const [keyword, providers] of byBeginning)
  distances.set(keyword, [
    ...new Set(
      providers.flatMap(({ format: { anchor } }) =>
        Array.from({ length: anchor.most - anchor.least + 1 }, (_, index) => anchor.least + index),
      ),
    ),
  ])

/** Every literal that may lead to a token; a hit of one is a place to look at. */
export const TOKEN_KEYWORDS: readonly string[] = [
  ...new Set([...byBeginning.keys(), ...byVendor.keys(), ...byId.keys()]),
]

function add<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
