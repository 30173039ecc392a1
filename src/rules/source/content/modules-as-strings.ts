import { readLiteral } from '../../../layers/maps/literal-reader.ts'
import type { Layer } from '../../../model/layer.ts'
import type { CarriedSource } from './carried/carried-texts.ts'
import { hasGaps } from './carried/source-language.ts'
import { isModuleSource, isSource } from './source-text.ts'
import { findEnd, LONGEST } from './string-in-code.ts'

/** A file that is nothing but one string with code in it, as `raw-loader` and `?raw` write it. */
export function isRawModule(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, 400)
  const lead =
    /^\s*(?:"use strict";\s*)?(?:\/\*[\s\S]{0,200}?\*\/\s*)?(?:module\.exports\s*=|exports\.default\s*=|export\s+default|(?:const|var|let)\s+[\w$]+\s*=)\s*\(?\s*(?=["'`])/.exec(
      head,
    )
  if (lead === null) return false
  const read = readLiteral(bytes, lead[0].length)
  if (read === null || typeof read.value !== 'string') return false
  const rest = bytes.toString('latin1', read.end, read.end + 200)
  return (
    /^[\s);]*(?:export\s*(?:default|\{)[^\n]{0,80})?\s*(?:\/\/[^\n]*\s*)?$/.test(rest) &&
    isModuleSource(read.value)
  )
}

/** What to search for so that no module is missed that is nothing but a string, nor the source of a story. */
export const RAW_KEYWORDS: readonly string[] = [
  'storysource',
  'originalsource',
  'module.exports = "',
  'export default "',
  'export default `',
  '= "import ',
  '="import ',
  "= 'import ",
  '= `import ',
  '="export ',
  "='export ",
  '=`export ',
  '= "export ',
  '= `export ',
  ...['="// ', '= "// ', "='// ", '=`// ', '="/**', '= "/**', "='/**", '=`/**'],
]

const RAW = new Set(RAW_KEYWORDS)
/** Strings that are read in one layer. */
const MOST_STRINGS = 40
/** Lines of a file; snippets are shorter. */
const FEWEST_LINES = 12

/**
 * A module that lies in a bundle as a string, as `asset/source` and `?raw` leave it. Code for workers and for pages
 * imports nothing from beside itself and exports nothing.
 */
export function findModuleInCode({ bytes }: Layer, hits: Layer['hits']): CarriedSource | null {
  let [done, looked] = [0, 0]
  for (const { keyword, offset } of hits) {
    const quote = RAW.has(keyword) ? keyword.search(/["'`]/) : -1
    if (quote === -1 || offset < done) continue
    looked += 1
    if (looked > MOST_STRINGS) return null
    const read = readLiteral(bytes, offset + quote)
    if (typeof read?.value !== 'string') continue
    done = read.end
    if (isWholeModule(read.value))
      return {
        ...{ text: read.value, offset: offset + quote, end: read.end },
        ...{ language: 'JavaScript or TypeScript', isAsWritten: keyword[quote] === '`' },
      }
  }
  return null
}

/** Whether a text is a whole module, which nothing is put into. */
function isWholeModule(text: string): boolean {
  const isLong = text.split('\n', FEWEST_LINES).length === FEWEST_LINES
  return isLong && isModuleSource(text) && !hasGaps(text)
}

/** Story sources, as Storybook keeps them for its pages. */
export function countStorySources(text: string): number {
  let count = 0
  for (const match of text.matchAll(
    /(?:storySource|originalSource|locationsMap)["']?\s*:\s*(?:\{\s*["']?source["']?\s*:\s*)?(["'`])/g,
  )) {
    const start = match.index + match[0].length
    const value = text.slice(start, start + LONGEST)
    const body = value.slice(0, findEnd(value, match[1] ?? '"', 0)).replace(/\\+r?\\*n/g, '\n')
    if (isSource(body)) count += 1
  }
  return count
}
