import { defineExamples } from '../../model/example.ts'
import { release } from './content/example-releases.ts'
import rule from './size.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'grown',
      title: 'A folder of data that was not there before',
      before: release('1.0.0'),
      files: release('1.0.1', {}, { 'data.txt': 'one line of data\n'.repeat(60_000) }),
    },
  ],
  good: [
    {
      title: 'A small package that is small still',
      before: release('1.0.0'),
      files: release('1.0.1', {}, { 'more.js': 'module.exports = 2\n'.repeat(100) }),
    },
  ],
})
