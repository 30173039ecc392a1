import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { isText } from './content/text-file.ts'

/** Languages that are compiled away before a package is used, without declarations. */
const SOURCE = /(?<!\.d)\.(?:[cm]?ts|tsx|vue|svelte|coffee|elm|res|resi|ml|re|purs|cljs|litcoffee|civet)$/i

export default defineRule({
  meta: {
    id: 'source/original-files',
    title: 'Original sources as files',
    why: 'A package that is built from TypeScript or another language rarely needs its sources. In a closed product they are the product.',
    fix: 'Name only the build’s output in `files` of package.json.',
    severity: { 'open-source': 'off', proprietary: 'warning' },
    traits: { harm: 'source', remedy: 'leave-out' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    files: {
      what: 'The package ships original sources as files.',
      why: 'Readers get the code as you wrote it, not as you built it.',
      fix: 'Name only the build’s output in `files` of package.json.',
    },
  },
  entry(entry, context) {
    if (entry.type !== 'file' || !SOURCE.test(entry.path) || !isText(entry.content)) return
    context.report({ message: 'files', at: entry })
  },
})
