import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'

/** A property whose name is a source file and whose value is a string: `"src/a.ts": "import …\n…"`. */
const PROPERTY = /["'`]((?:[\w@.-]+\/)+[\w@.[\]-]+\.(?:[cm]?tsx?|[cm]?jsx?|vue|svelte))["'`]\s*:\s*(["'`])/g

/** Escaped line ends that make a string a text. */
const LINES = 5

const CODE = /\b(?:import|export|function|const|class|interface|return)\b/

/** Texts that make a table. */
const TABLE = 3

/** Characters of a value that are looked at. */
const LONGEST = 4096

export default defineRule({
  meta: {
    id: 'source/embedded-text',
    title: 'Original source in strings',
    why: 'Some builds put the text of source files into the bundle as strings, by path: playgrounds, template tools, error overlays. Unlike a source map nobody expects it there, and no setting for maps takes it out.',
    fix: 'Find the plugin or import that reads files as text (`?raw`, `import.meta.glob`, `raw-loader`, a virtual file system) and point it at what is meant to be public.',
    severity: { 'open-source': 'notice', proprietary: 'warning' },
    traits: { harm: 'source', remedy: 'explain' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    table: {
      what: '{path} holds {files|file|files} of source as strings, by their paths: {first} and more.',
      why: 'The texts can be read as they were written.',
      fix: 'Look for what reads files as text in the build.',
    },
  },
  keywords: [
    '.ts":',
    '.tsx":',
    '.js":',
    '.jsx":',
    '.mjs":',
    '.vue":',
    '.svelte":',
    ".ts':",
    ".tsx':",
    ".js':",
    ".vue':",
  ],
  layer(layer, context) {
    if (layer.kind !== 'text' || /\.(md|mdx|map|json)$/i.test(layer.entry.path)) return
    const found = [...layer.text.matchAll(PROPERTY)].filter((match) => isSource(layer.text, match))
    const [first] = found
    if (first === undefined || found.length < TABLE) return
    context.report({
      message: 'table',
      data: { path: layer.entry.path, files: found.length, first: first[1] ?? '' },
      at: [{ layer, offset: Buffer.byteLength(layer.text.slice(0, first.index)) }],
    })
  },
})

function isSource(text: string, { index, 0: whole, 2: quote = '"' }: RegExpMatchArray): boolean {
  const start = (index ?? 0) + whole.length
  const value = text.slice(start, start + LONGEST)
  const end = endOf(value, quote)
  const body = value.slice(0, end)
  const breaks = body.split(quote === '`' ? /\\n|\n/ : '\\n').length - 1
  return breaks >= LINES && CODE.test(body)
}

function endOf(value: string, quote: string): number {
  for (let at = 0; at < value.length; at += 1) {
    if (value[at] === '\\') at += 1
    else if (value[at] === quote) return at
  }
  return value.length
}
