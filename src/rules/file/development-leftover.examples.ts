import { defineExamples } from '../../model/example.ts'
import rule from './development-leftover.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'tests',
      title: 'Left behind: tests',
      profile: 'proprietary',
      files: { 'index.js': 'module.exports = 1\n', 'test/a.test.js': 'test(1)\n' },
    },
    {
      message: 'automation',
      title: 'Left behind: automation',
      profile: 'proprietary',
      files: { 'index.js': 'module.exports = 1\n', '.travis.yml': 'language: node_js\n' },
    },
    {
      message: 'configuration',
      title: 'Left behind: configuration',
      profile: 'proprietary',
      files: { 'index.js': 'module.exports = 1\n', '.eslintrc.json': '{}\n' },
    },
    {
      message: 'editor',
      title: 'Left behind: editor',
      files: { 'index.js': 'module.exports = 1\n', 'a.sublime-project': '{}\n' },
    },
    {
      message: 'system',
      title: 'Left behind: system',
      files: { 'index.js': 'module.exports = 1\n', 'lib/.DS_Store': 'Bud1' },
    },
    {
      message: 'lock',
      title: 'Left behind: lock',
      files: { 'index.js': 'module.exports = 1\n', 'package-lock.json': '{}\n' },
    },
    {
      message: 'cache',
      title: 'Left behind: cache',
      files: { 'index.js': 'module.exports = 1\n', '.eslintcache': '[]' },
    },
    {
      message: 'modules',
      title: 'Left behind: modules',
      files: {
        'index.js': 'module.exports = 1\n',
        'lib/node_modules/left/package.json': '{"name":"left"}',
        'lib/node_modules/left/index.js': 'x()\n',
      },
    },

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
