import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { buildUserPatternSchema } from '../../text/user-pattern.ts'
import { findConfidentialMarks } from './content/confidential-marks.ts'
import { MARKER_KEYWORDS, shortenPhrase } from './content/confidentiality.ts'
import { findConfidentialTitle, TITLE_KEYWORDS } from './content/document-title.ts'
import { DOCUMENT_KEYWORDS } from './content/internal-document.ts'
import { findPatternMatches } from './content/pattern-matches.ts'
import { findPrompts, PROMPT_KEYWORDS } from './content/prompts.ts'
import { findTermsInLayer, findTermsInPath, listTermKeywords, term } from './content/terms.ts'

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
      .array(buildUserPatternSchema())
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
      why: 'Whoever wrote that probably did not want it published.',
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
    ...listTermKeywords(z.array(z.string()).parse(terms)),
  ],
  alwaysFor: ({ patterns }) => (patterns.length > 0 ? ['text', 'original-source', 'source-map'] : []),
  entry(entry, context) {
    for (const { text } of findTermsInPath(entry.path, context.options.terms))
      context.report({ message: 'term', data: { term: text }, group: text, at: entry })
  },
  layer(layer, context) {
    const { hits } = context
    const { patterns, prompts, terms } = context.options
    for (const { pattern, offset, evidence } of findPatternMatches(layer, patterns))
      context.report({ message: 'pattern', data: { pattern }, at: { layer, offset, evidence } })
    for (const { offset, text } of prompts ? findPrompts(layer, hits) : [])
      context.report({ message: 'prompt', data: { phrase: text }, group: 'prompt', at: { layer, offset } })
    const title = findConfidentialTitle(layer.bytes, hits)
    if (title !== null)
      context.report({ message: 'title', data: { phrase: title.text }, at: { layer, offset: title.offset } })
    for (const { text, offset } of findTermsInLayer(layer, hits, terms))
      context.report({ message: 'term', data: { term: text }, group: text, at: { layer, offset } })
    for (const { message, offset, phrase } of findConfidentialMarks(layer, hits))
      context.report({
        message,
        data: { phrase: shortenPhrase(phrase) },
        group: 'marker',
        at: { layer, offset },
      })
  },
})
