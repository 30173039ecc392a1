import { defineExamples } from '../../model/example.ts'
import rule from './version-control.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'history',
      title: 'All files and commits in one stream',
      files: {
        'old/all.txt':
          'blob\nmark :1\ndata 8\nlet a=1\n\nreset refs/heads/main\ncommit refs/heads/main\nmark :2\n',
        'index.js': 'module.exports = 1\n',
      },
    },
    {
      message: 'history',
      title: 'A whole history in one file',
      files: { 'backup.bundle': '# v2 git bundle\n', 'index.js': 'module.exports = 1\n' },
    },
    {
      message: 'test-data',
      title: 'A repository among the tests',
      files: {
        'test/fixtures/repo/_git/HEAD': 'ref: refs/heads/main\n',
        'test/fixtures/repo/_git/config': '[core]\n',
        'test/fixtures/repo/_git/objects/ab/cd': 'x',
        'test/fixtures/repo/_git/refs/heads/main': 'x',
        'index.js': 'module.exports = 1\n',
      },
    },

    {
      message: 'repository',
      title: 'A repository under another name',
      files: {
        '.git_/HEAD': 'ref: refs/heads/main\n',
        '.git_/objects/info/packs': '\n',
        'index.js': 'module.exports = 1\n',
      },
    },
    {
      message: 'repository',
      title: 'What is left of one, under its own name',
      files: {
        'dist/.git/config': '[core]\n',
        'dist/.git/HEAD': 'ref: refs/heads/main\n',
        'index.js': 'module.exports = 1\n',
      },
    },
    {
      message: 'pointer',
      title: 'The one-line file of a submodule',
      files: { 'vendor/x/.git': 'gitdir: ../../.git/modules/vendor/x\n', 'index.js': 'module.exports = 1\n' },
    },
  ],
  good: [
    {
      title: 'Files that are called like those of a repository',
      files: {
        'lib/HEAD': 'HTTP HEAD\n',
        'lib/words.txt': 'blob\ndata\nreset refs\n',
        'lib/index.js': 'module.exports = 1\n',
        'index.js': "module.exports = require('./lib/index.js')\n",
      },
    },
  ],
})
