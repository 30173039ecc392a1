import { defineExamples } from '../../model/example.ts'
import rule from './count.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'many',
      title: 'Tens of thousands of files',
      heavy: true,
      files: () =>
        Object.fromEntries(Array.from({ length: 21_000 }, (_, at) => [`lib/${at % 100}/${at}.js`, ''])),
    },
    {
      message: 'budget',
      title: 'Over its budget',
      files: { 'index.js': 'module.exports = 1\n', 'lib/a.js': 'module.exports = 2\n' },
      options: { most: 2 },
    },
  ],
  good: [{ title: 'Within its budget', files: { 'index.js': 'module.exports = 1\n' }, options: { most: 2 } }],
})
