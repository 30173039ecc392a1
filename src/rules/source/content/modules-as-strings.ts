import { readLiteral } from '../../../layers/maps/literal-reader.ts'
import { isModuleSource, isSource } from './source-text.ts'
import { endOf, LONGEST } from './string-in-code.ts'

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
]

/** Story sources, as Storybook keeps them for its pages. */
export function countStorySources(text: string): number {
  let count = 0
  for (const match of text.matchAll(
    /(?:storySource|originalSource|locationsMap)["']?\s*:\s*(?:\{\s*["']?source["']?\s*:\s*)?(["'`])/g,
  )) {
    const start = match.index + match[0].length
    const value = text.slice(start, start + LONGEST)
    const body = value.slice(0, endOf(value, match[1] ?? '"', 0)).replace(/\\+r?\\*n/g, '\n')
    if (isSource(body)) count += 1
  }
  return count
}
