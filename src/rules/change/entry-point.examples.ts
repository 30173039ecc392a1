import { defineExamples } from '../../model/example.ts'
import { makeExampleRelease } from './content/example-releases.ts'
import rule from './entry-point.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'closed',
      title: 'The first `exports`',
      before: makeExampleRelease('1.0.0'),
      files: makeExampleRelease('1.0.1', { exports: './index.js' }),
    },

    {
      message: 'removed',
      title: 'A subpath that is gone',
      before: makeExampleRelease(
        '1.0.0',
        { exports: { '.': './index.js', './more': './more.js' } },
        { 'more.js': '' },
      ),
      files: makeExampleRelease('1.0.1', { exports: { '.': './index.js' } }, { 'more.js': '' }),
    },
  ],
  good: [
    {
      title: 'One more subpath',
      before: makeExampleRelease('1.0.0', { exports: { '.': './index.js' } }, { 'more.js': '' }),
      files: makeExampleRelease(
        '1.0.1',
        { exports: { '.': './index.js', './more': './more.js' } },
        { 'more.js': '' },
      ),
    },
  ],
})
