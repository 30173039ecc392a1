import * as z from 'zod'
import { isTestData, pathRole } from '../../knowledge/path-role.ts'
import { baseName } from '../../knowledge/path-words.ts'
import { type Layer, layerPath } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { type UserPattern, userPattern } from '../../text/user-pattern.ts'
import { MARKER_KEYWORDS, markerIn, shortened } from './content/confidentiality.ts'
import { confidentialTitle, TITLE_KEYWORDS } from './content/document-title.ts'
import { DOCUMENT_KEYWORDS, insidersDocument } from './content/internal-document.ts'
import { PROMPT_KEYWORDS, promptAt } from './content/prompts.ts'
import { isTermAt, readTerm, term } from './content/terms.ts'

/** Bytes on both sides of a keyword that are looked at. */
const AROUND = 160

/** Licences and terms speak of confidential information and trade secrets by their nature. */
const LEGAL =
  /^(?:licen[cs]e|copying|notice|third|eula|terms|privacy|legal|nda|patents|security|code_of_conduct|changelog|history)/

export default defineRule({
  meta: {
    id: 'internal/marker',
    title: 'Confidentiality marker or internal term',
    why: 'A file that calls itself confidential, or that names a product, a customer or a feature that is still secret, was not meant to be in a public package. People who look for nothing else find such names within hours of a release.',
    fix: 'Leave the file out or remove the text. List what must not appear in the option `terms`.',
    severity: { 'open-source': 'warning', proprietary: 'error' },
    traits: { harm: 'internals', binds: 'said' },
    since: '0.1.0',
  },
  options: z.object({
    terms: z
      .array(term)
      .max(1000)
      .default([])
      .describe(
        'Words that must not show: codenames, unreleased features, customers. `*` stands for the rest of a word.',
      )
      .meta({ stricter: 'more' }),
    patterns: z
      .array(userPattern())
      .max(100)
      .default([])
      .describe('What no word describes: regular expressions in RE2 syntax, held against every text.')
      .meta({ stricter: 'more' }),
    prompts: z
      .boolean()
      .default(false)
      .describe('Whether the instructions that language models are given are a secret of the house.')
      .meta({ stricter: 'true' }),
  }),
  messages: {
    marker: {
      what: 'A text says that it is confidential: "{phrase}".',
      why: 'Whoever wrote that did not want it published.',
      fix: 'Leave the file out, or remove the marker if it no longer applies.',
    },
    document: {
      what: 'A document says that it is confidential: "{phrase}".',
      why: 'Whoever wrote that hardly wanted it published.',
      fix: 'Leave the document out, or remove the marker if it no longer applies.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    term: {
      what: 'The term {term} is in the package.',
      why: 'The configuration forbids it.',
      fix: 'Remove or rename it, or leave the file out.',
      severity: 'error',
    },
    title: {
      what: 'A document calls itself "{phrase}" in its title.',
      why: 'Whoever wrote that did not want it published.',
      fix: 'Leave the document out, or change its properties if they no longer apply.',
      severity: { 'open-source': 'off', proprietary: 'notice' },
    },
    prompt: {
      what: 'The instructions for a language model are in the package: "{phrase}".',
      why: 'The configuration says that prompts are not for the public.',
      fix: 'Keep the prompt on a server, or leave the file out.',
      severity: 'error',
    },
    pattern: {
      what: 'Text in the package matches the pattern {pattern}.',
      why: 'The configuration forbids it.',
      fix: 'Remove the text, or leave the file out.',
      severity: 'error',
    },
  },
  keywords: ({ terms, prompts }) => [
    ...MARKER_KEYWORDS,
    ...TITLE_KEYWORDS,
    ...DOCUMENT_KEYWORDS,
    ...(prompts === true ? PROMPT_KEYWORDS : []),
    ...z
      .array(z.string())
      .parse(terms)
      .map((text) => readTerm(text).searched),
  ],
  alwaysFor: ({ patterns }) => (patterns.length > 0 ? ['text', 'original-source', 'source-map'] : []),
  entry(entry, context) {
    for (const one of context.options.terms.map(readTerm)) {
      const index = entry.path.toLowerCase().indexOf(one.searched)
      if (index !== -1 && isTermAt(one, entry.path, index))
        context.report({ message: 'term', data: { term: one.text }, group: one.text, at: entry })
    }
  },
  layer(layer, context) {
    for (const { pattern, offset, text } of patternsIn(layer, context.options.patterns))
      context.report({
        message: 'pattern',
        data: { pattern },
        at: { layer, offset, evidence: text.length > 60 ? `${text.slice(0, 60)}…` : text },
      })
    for (const { offset, text } of context.options.prompts ? promptsIn(layer, context.hits) : [])
      context.report({ message: 'prompt', data: { phrase: text }, group: 'prompt', at: { layer, offset } })
    const title = confidentialTitle(layer.bytes, context.hits)
    if (title !== null)
      context.report({ message: 'title', data: { phrase: title.text }, at: { layer, offset: title.offset } })
    const terms = context.options.terms.map(readTerm)
    for (const { offset, keyword } of terms.length === 0 ? [] : context.hits)
      for (const one of terms.filter(({ searched }) => searched === keyword)) {
        const start = Math.max(0, offset - AROUND)
        const around = layer.bytes.toString('latin1', start, offset + keyword.length + AROUND)
        if (isTermAt(one, around, offset - start))
          context.report({
            message: 'term',
            data: { term: one.text },
            group: one.text,
            at: { layer, offset },
          })
      }
    for (const { message, offset, phrase } of marksOf(layer, context.hits))
      context.report({
        message,
        data: { phrase: shortened(phrase) },
        group: 'marker',
        at: { layer, offset },
      })
  },
})

interface Mark {
  readonly message: 'marker' | 'document'
  readonly phrase: string
  readonly offset: number
}

/** What the text says of itself, in each place; else what its head says if it is a document. */
function marksOf(layer: Layer, hits: Layer['hits']): Mark[] {
  const path = layerPath(layer)
  if (LEGAL.test(baseName(path)) || isTestData(path) || layer.kind === 'binary') return []
  const isDocument = pathRole(path) === 'documentation'
  const marks = [...markersIn(layer, hits)].map((mark): Mark => {
    return { ...mark, message: isDocument && isBareWord(mark.phrase) ? 'document' : 'marker' }
  })
  if (marks.length > 0) return marks
  const head = insidersDocument(layer, hits)
  return head === null ? [] : [{ ...head, message: 'document' }]
}

/** What a text says of itself, once around each place. */
function* markersIn(layer: Layer, hits: Layer['hits']): Generator<{ offset: number; phrase: string }> {
  let next = 0
  for (const { offset, keyword } of hits) {
    if (offset < next) continue
    const start = Math.max(0, offset - AROUND)
    const around = layer.bytes.toString('latin1', start, offset + keyword.length + AROUND)
    const phrase = markerIn(keyword, around)
    if (phrase === null) continue
    next = offset + AROUND
    yield { offset, phrase }
  }
}

/** The one word on a line of its own says less than a sentence. */
function isBareWord(phrase: string): boolean {
  return /^[\W_]*(?:company |strictly )?confidential[\W_]*$/i.test(phrase)
}

function* promptsIn(layer: Layer, hits: Layer['hits']): Generator<{ offset: number; text: string }> {
  for (const { offset, keyword } of hits) {
    const text = PROMPTS.has(keyword) ? promptAt(layer.bytes, offset) : null
    if (text !== null) yield { offset, text }
  }
}

const PROMPTS = new Set(PROMPT_KEYWORDS)

function* patternsIn(
  layer: Layer,
  patterns: readonly UserPattern[],
): Generator<{ pattern: string; offset: number; text: string }> {
  for (const pattern of patterns)
    for (const match of matches(pattern, layer)) yield { pattern: pattern.source, ...match }
}

/** Most matches of one pattern that are reported of one text. */
const MOST_MATCHES = 1000

/** Where a pattern matches, with byte offsets; each stretch of text is measured once. */
function* matches(pattern: UserPattern, { kind, text }: Layer): Generator<{ offset: number; text: string }> {
  if (kind === 'binary') return
  let measured = 0
  let offset = 0
  let count = 0
  for (const match of pattern.find(text)) {
    offset += Buffer.byteLength(text.slice(measured, match.start))
    measured = match.start
    yield { offset, text: match.text }
    count += 1
    if (count === MOST_MATCHES) return
  }
}
