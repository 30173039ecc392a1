import { defineExamples } from '../../model/example.ts'
import rule from './deceptive-name.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'character',
      title: 'A name that reads from right to left',
      files: { 'lib/\u202Esj.exe': 'module.exports = 1\n', 'index.js': 'module.exports = 1\n' },
    },
    {
      message: 'twin',
      title: 'Names that differ in case only',
      files: { 'lib/Client.js': 'module.exports = 1\n', 'lib/client.js': 'module.exports = 2\n' },
    },
  ],
  good: [
    {
      title: 'Names in other languages',
      files: {
        'lang/日本語.js': 'module.exports = 1\n',
        'lang/русский.js': 'module.exports = 2\n',
        'index.js': 'module.exports = 1\n',
      },
    },
  ],
})
