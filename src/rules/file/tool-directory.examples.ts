import { defineExamples } from '../../model/example.ts'
import rule from './tool-directory.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'nested',
      title: 'The folder of an editor further down',
      files: { 'packages/app/.idea/workspace.xml': '<project/>\n', 'index.js': 'module.exports = 1\n' },
    },

    {
      message: 'directory',
      title: "An agent's memory",
      files: {
        '.pi/self-learning-memory/core.md': '# what I learned\n',
        'index.js': 'module.exports = 1\n',
      },
    },
    {
      message: 'directory',
      title: "An editor's copies of old versions",
      files: { '.history/index_20260101.js': 'module.exports = 0\n', 'index.js': 'module.exports = 1\n' },
    },
  ],
  good: [
    {
      title: 'Code that lies in a dot folder',
      files: {
        'index.js': "module.exports = require('./.internal/core.js')\n",
        '.internal/core.js': 'module.exports = 1\n',
      },
    },
    {
      title: 'A folder that `files` names',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","main":"index.js","files":["index.js",".agents/plugin.json"]}\n',
        'index.js': 'module.exports = 1\n',
        '.agents/plugin.json': '{"name":"a"}\n',
      },
    },
  ],
})
