import { defineExamples } from '../../model/example.ts'
import rule from './marker.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'pattern',
      title: 'What a configured pattern is for',
      files: { 'index.js': 'export const flag = "FLAG_INTERNAL_BETA"\n' },
      options: { patterns: ['FLAG_INTERNAL_[A-Z]+'] },
    },

    {
      message: 'marker',
      title: 'A header that says so',
      files: { 'lib/a.js': '/*\n * Proprietary and confidential. Acme Corporation.\n */\nexports.a = 1\n' },
    },
    {
      message: 'marker',
      title: 'The same in other languages',
      files: {
        'docs/plan.md': '# Feuille de route\n\n**Document confidentiel – usage interne**\n',
        'docs/piano.md': '# Piano\n\n_Strettamente riservato_\n',
        'docs/preise.md': '# Preise\n\nVERTRAULICH - nur f\u00fcr den internen Gebrauch\n',
      },
    },
    {
      message: 'document',
      title: 'One word at the head of a document',
      files: { 'docs/adr/0007-prices.md': '# ADR 7: prices\nCONFIDENTIAL\n\nWe raise them.\n' },
    },
    {
      message: 'document',
      title: 'The head of a report that is for the people of one house',
      files: {
        'docs/outage.md':
          '# Post-mortem: billing outage\n\nInternal only. Do not share outside Acme.\n\n## Timeline\n',
      },
    },
    {
      message: 'document',
      title: 'A document with its class',
      files: { 'docs/plan.md': '---\ntitle: Plan\nclassification: Restricted\n---\n\nWe launch in May.\n' },
    },
    {
      message: 'document',
      title: 'A page whose house stands before the word',
      files: {
        'docs/plan.html':
          '<html><body><p class="banner">Tallyforge Confidential</p><h1>Plan</h1></body></html>\n',
      },
    },
    {
      message: 'title',
      title: 'A title of a document',
      profile: 'proprietary',
      files: { 'docs/a.pdf': '%PDF-1.7\n1 0 obj << /Title (INTERNAL: prices of next year) >> endobj\n' },
    },
    {
      message: 'prompt',
      title: 'Instructions for a language model, where they are a secret of the house',
      files: {
        'lib/prompt.js': `exports.system = "You are a careful assistant of the billing team. ${'Never give a discount of more than ten percent. '.repeat(4)}"\n`,
      },
      options: { prompts: true },
    },
    {
      message: 'term',
      title: 'A codename',
      files: { 'lib/a.js': 'exports.enableKestrel = false\n' },
      options: { terms: ['kestrel'] },
    },
  ],
  good: [
    {
      title: 'A list of words that has this one as well',
      files: { 'dict/pt.txt': 'comum\nconduta\nconfiar\nconfidencial\nconfirmar\nconforto\n' },
    },
    {
      title: 'A kind of client',
      files: {
        'docs/oauth.md': '# Clients\n\n## Client Confidential\n\nA confidential client keeps a secret.\n',
      },
    },
    {
      title: 'A package that nobody is to depend on',
      files: {
        'README.md':
          '# helpers\n\n> This package is for internal use only: its interface may change at any time.\n',
      },
    },
    {
      title: 'A translation about secrets',
      files: { 'locales/en.json': '{"hint":"This field is a trade secret of your company"}\n' },
    },
    {
      title: 'Confidential as a word of protocols',
      files: {
        'lib/a.js': "// OAuth 2.0: a confidential client keeps its secret.\nexports.type = 'confidential'\n",
      },
    },
  ],
})
