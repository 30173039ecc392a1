import { READER_KEYWORDS, readLayers } from '../../../src/layers/read-layers.ts'
import { DEFAULT_LIMITS } from '../../../src/model/limits.ts'
import { RULES } from '../../../src/rules/index.ts'
import { listKeywords } from '../../../src/scan/keyword-plan.ts'
import { RuleRun } from '../../../src/scan/run-rules.ts'
import { makeFileEntry } from '../../support/file-entry.ts'

/** What is put around keywords to make patterns try again and again. */
export const FILLS = [
  ' ',
  'a',
  'A1b2',
  '0',
  '=',
  '= "',
  ': ',
  '"',
  "'+'",
  '\\',
  '\\n',
  '\n',
  '/',
  '://',
  '@',
  '.',
  '-----',
  '{"',
  '_key=',
  '%41',
  'eyJ',
]

/** Files in which the baits lie: what is looked for in a text depends on its name. */
export const PATHS = ['lib/a.js', 'lib/.env.x', 'conf/credentials', 'lib/a.json']

const OPTIONS = RULES.map((rule) => ({ rule, options: rule.options.parse({}) }))
const SEARCH = new RuleRun(OPTIONS).search

/** Every literal that any rule or reader waits for. */
export const KEYWORDS: readonly string[] = SEARCH.keywords

/** Keywords of the rules that have few: those of the providers' table are many and share one engine. */
export const FEW_KEYWORDS: readonly string[] = [
  ...new Set([
    ...READER_KEYWORDS,
    ...RULES.flatMap((rule) => {
      const keywords = [...listKeywords({ rule, options: rule.options.parse({}) })]
      return keywords.length > 100 ? keywords.slice(0, 10) : keywords
    }),
  ]),
]

/** Text of about that many characters: the keyword before every fill, or before one long row of them. */
export function bait(keyword: string, fill: string, length: number, isRow: boolean): string {
  if (isRow) return keyword + fill.repeat(Math.ceil(length / fill.length))
  const piece = keyword + fill
  return piece.repeat(Math.ceil(length / piece.length))
}

/** Milliseconds of processor time that all rules together take for one file. */
export function costOf(path: string, text: string): number {
  const run = new RuleRun(OPTIONS)
  const entry = makeFileEntry(path, text)
  const start = process.cpuUsage()
  run.entry(entry)
  readLayers(entry, { search: SEARCH, limits: DEFAULT_LIMITS, unseen: () => undefined }, (layer) =>
    run.layer(layer),
  )
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}
