import * as z from 'zod'
import { layerPath } from '../../layers/layer.ts'
import { defineRule } from '../define.ts'
import { baseName, isTestData } from '../file/content/path-words.ts'
import { readTerm, standsAt, term } from './content/terms.ts'

/** What stands in headers of texts that are not for everybody. Each is looked for around its keyword only. */
const MARKERS: readonly (readonly [keyword: string, phrase: RegExp])[] = [
  [
    'confidential',
    /\b(?:strictly|highly|company|proprietary and|proprietary &|proprietary,?|private and|internal and|internal,?)\s+confidential\b/i,
  ],
  ['confidential', /\bconfidential\s+(?:and|&|-)\s+(?:proprietary|internal|privileged)\b/i],
  ['confidential', /^[\s*#/<!-]*(?:COMPANY |STRICTLY )?CONFIDENTIAL[\s*.:!>-]*$/m],
  [
    'internal use only',
    /\b(?:confidential|proprietary|company|employees|corporation|inc\.)[\s\S]{0,120}\binternal use only\b|\binternal use only\b[\s\S]{0,120}\b(?:confidential|proprietary|do not (?:re)?distribute|company|corporation)\b/i,
  ],
  ['trade secret', /\b(?:contains?|constitutes?|embod\w+|is|are)\b[\s\S]{0,80}\btrade secrets?\b/i],
  ['do not distribute', /^[\s*#/<!-]*(?:internal[\s,;:-]+)?do not (?:re)?distribute\b/im],
  [
    'not for distribution',
    /\b(?:confidential|proprietary|internal|unreleased)[\s\S]{0,120}\bnot for (?:public )?distribution\b/i,
  ],
]
const AROUND = 160
/** Licences and terms speak of confidential information and trade secrets by their nature. */
const LEGAL =
  /^(?:licen[cs]e|copying|notice|third|eula|terms|privacy|legal|nda|patents|security|code_of_conduct|changelog|history)/

export default defineRule({
  meta: {
    id: 'internal/marker',
    title: 'A mark that something is not for everybody',
    why: 'A file that says of itself that it is confidential, or that names a product, a customer or a feature nobody is to know of yet, was not meant to be in a public package. Such names are found within hours of a release by people who look for nothing else.',
    fix: 'Leave the file out or remove the text. Name what must not show in the option `terms`.',
    severity: { 'open-source': 'warning', proprietary: 'error' },
    since: '0.1.0',
  },
  options: z.object({
    terms: z
      .array(term)
      .max(1000)
      .default([])
      .describe(
        'Words that must not show: codenames, unreleased features, customers. `*` stands for the rest of a word.',
      ),
  }),
  messages: {
    marker: {
      what: 'A text says that it is confidential: "{phrase}".',
      why: 'Whoever wrote that did not mean it to be published.',
      fix: 'Leave the file out, or remove the mark if it does not hold any more.',
    },
    term: {
      what: 'The term {term} shows.',
      why: 'The configuration names it among the terms that must not.',
      fix: 'Remove or rename it, or leave the file out.',
      severity: { 'open-source': 'error', proprietary: 'error' },
    },
  },
  examples: {
    bad: [
      {
        title: 'A header that says so',
        files: { 'lib/a.js': '/*\n * Proprietary and confidential. Acme Corporation.\n */\nexports.a = 1\n' },
      },
      {
        title: 'A codename',
        files: { 'lib/a.js': 'exports.enableKestrel = false\n' },
        options: { terms: ['kestrel'] },
      },
    ],
    good: [
      {
        title: 'Confidential as a word of protocols',
        files: {
          'lib/a.js':
            "// OAuth 2.0: a confidential client keeps its secret.\nexports.type = 'confidential'\n",
        },
      },
    ],
  },
  keywords: ({ terms }) => [
    ...MARKERS.map(([keyword]) => keyword),
    ...z
      .array(z.string())
      .parse(terms)
      .map((text) => readTerm(text).searched),
  ],
  entry(entry, context) {
    for (const one of context.options.terms.map(readTerm)) {
      const index = entry.path.toLowerCase().indexOf(one.searched)
      if (index !== -1 && standsAt(one, entry.path, index))
        context.report({ message: 'term', data: { term: one.text }, group: one.text, at: entry })
    }
  },
  layer(layer, context) {
    const terms = context.options.terms.map(readTerm)
    const isLegal =
      LEGAL.test(baseName(layerPath(layer))) || isTestData(layerPath(layer)) || layer.kind === 'binary'
    let nextMarker = 0
    for (const { offset, keyword } of context.hits) {
      const start = Math.max(0, offset - AROUND)
      const around = layer.bytes.toString('latin1', start, offset + keyword.length + AROUND)
      for (const one of terms)
        if (one.searched === keyword && standsAt(one, around, offset - start))
          context.report({
            message: 'term',
            data: { term: one.text },
            group: one.text,
            at: { layer, offset },
          })
      if (isLegal || offset < nextMarker) continue
      const phrase = markerIn(keyword, around)
      if (phrase === null) continue
      nextMarker = offset + AROUND
      context.report({
        message: 'marker',
        data: { phrase: shortened(phrase) },
        group: 'marker',
        at: { layer, offset },
      })
    }
  },
})

/** What the text around a keyword says, if it says that something is confidential. */
function markerIn(keyword: string, around: string): string | null {
  for (const [word, phrase] of MARKERS) {
    const found = word === keyword ? phrase.exec(around)?.[0] : undefined
    if (found !== undefined) return found
  }
  return null
}

function shortened(phrase: string): string {
  const line = phrase.replace(/[\s*#/<>-]+/g, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 60)}…` : line
}
