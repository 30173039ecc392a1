import { defineExamples } from '../../model/example.ts'
import rule from './development-leftover.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'backup',
      title: 'A backup of a source file',
      files: { 'index.js': 'module.exports = 1\n', 'index.js.bak': 'module.exports = 0\n' },
    },
    {
      message: 'index',
      title: 'An index of symbols under any name',
      files: { 'index.js': 'module.exports = 1\n', symbols: '!_TAG_FILE_FORMAT\t2\nmain\tsrc/main.c\n' },
    },
  ],
  good: [
    {
      title: 'A package of what is used',
      files: {
        'index.js': "module.exports = require('./lib/testing.js')\n",
        'lib/testing.js': 'module.exports = 1\n',
      },
    },
  ],
})
