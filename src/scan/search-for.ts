import { INVENTORY_KEYWORDS } from '../inventory/inventory-collector.ts'
import { KeywordSearch } from '../layers/keyword-search.ts'
import { READER_KEYWORDS } from '../layers/read-layers.ts'
import type { RuleRun } from './run-rules.ts'

/** What is looked for whatever the rules are; each hit of it counts. */
const OWN_KEYWORDS: ReadonlySet<string> = new Set(
  [...READER_KEYWORDS, ...INVENTORY_KEYWORDS].map((keyword) => keyword.toLowerCase()),
)

/** The automaton of the last scan: packages of one run mostly have the same rules, and it takes longer than a small one. */
let lastSearch: { readonly of: string; readonly search: KeywordSearch } | null = null

/** The search for all that readers, inventory and the rules of a run wait for. */
export function searchFor(run: RuleRun): KeywordSearch {
  const keywords = [...OWN_KEYWORDS, ...run.keywords]
  const heeds = run.heeds(OWN_KEYWORDS)
  const of = [...keywords, '', ...heeds.keys()].join('\0')
  if (lastSearch?.of !== of) lastSearch = { of, search: new KeywordSearch(keywords, heeds) }
  return lastSearch.search
}
