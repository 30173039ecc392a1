import { defineExamples } from '../../model/example.ts'
import rule from './unexpected.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'idle',
      title: 'A line that nothing matches',
      files: { 'index.js': 'module.exports = 1\n' },
      options: { contents: ['package.json', '*.js', 'dist/**'] },
    },

    {
      message: 'unexpected',
      title: 'A new kind of file',
      files: { 'index.js': 'module.exports = 1\n', 'notes.txt': 'later\n' },
      options: { contents: ['package.json', '*.js'] },
    },
  ],
  good: [
    {
      title: 'Everything is on the list',
      files: { 'index.js': 'module.exports = 1\n' },
      options: { contents: ['package.json', '*.js'] },
    },
  ],
})
