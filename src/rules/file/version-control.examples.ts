import { defineExamples } from '../../model/example.ts'
import rule from './version-control.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'repository',
      title: 'A repository under another name',
      files: {
        '.git_/HEAD': 'ref: refs/heads/main\n',
        '.git_/objects/info/packs': '\n',
        'index.js': 'module.exports = 1\n',
      },
    },
  ],
  good: [
    {
      title: 'Files that are called like those of a repository',
      files: {
        'lib/HEAD': 'HTTP HEAD\n',
        'lib/index.js': 'module.exports = 1\n',
        'index.js': "module.exports = require('./lib/index.js')\n",
      },
    },
  ],
})
