import { defineExamples } from '../../model/example.ts'
import { makeExampleRelease } from './content/example-releases.ts'
import rule from './size.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'grown',
      title: 'A folder of data that was not there before',
      before: makeExampleRelease('1.0.0'),
      files: makeExampleRelease('1.0.1', {}, { 'data.txt': 'one line of data\n'.repeat(60_000) }),
    },
  ],
  good: [
    {
      title: 'A small package that is small still',
      before: makeExampleRelease('1.0.0'),
      files: makeExampleRelease('1.0.1', {}, { 'more.js': 'module.exports = 2\n'.repeat(100) }),
    },
  ],
})
