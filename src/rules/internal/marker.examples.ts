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
      message: 'term',
      title: 'A codename',
      files: { 'lib/a.js': 'exports.enableKestrel = false\n' },
      options: { terms: ['kestrel'] },
    },
  ],
  good: [
    {
      title: 'Confidential as a word of protocols',
      files: {
        'lib/a.js': "// OAuth 2.0: a confidential client keeps its secret.\nexports.type = 'confidential'\n",
      },
    },
  ],
})
