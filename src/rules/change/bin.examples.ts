import { defineExamples } from '../../model/example.ts'
import rule from './bin.ts'
import { makeExampleRelease } from './content/example-releases.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'removed',
      title: 'A command that is gone',
      before: makeExampleRelease('1.0.0', { bin: { a: 'index.js' } }),
      files: makeExampleRelease('1.0.1'),
    },

    {
      message: 'added',
      title: 'A command that was not there before',
      before: makeExampleRelease('1.0.0'),
      files: makeExampleRelease('1.0.1', { bin: { a: 'cli.js' } }, { 'cli.js': '#!/usr/bin/env node\n' }),
    },
  ],
  good: [
    {
      title: 'The same command in another file',
      before: makeExampleRelease('1.0.0', { bin: { a: 'cli.js' } }, { 'cli.js': '#!/usr/bin/env node\n' }),
      files: makeExampleRelease('1.0.1', { bin: { a: 'main.js' } }, { 'main.js': '#!/usr/bin/env node\n' }),
    },
  ],
})
