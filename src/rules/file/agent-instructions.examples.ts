import { defineExamples } from '../../model/example.ts'
import rule from './agent-instructions.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'instructions',
      title: 'CLAUDE.md beside the code',
      files: {
        'CLAUDE.md': '# How we work\n\nDeploy from the jump host.\n',
        'index.js': 'module.exports = 1\n',
      },
    },
  ],
  good: [
    {
      title: 'Instructions that `files` names',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","main":"index.js","files":["index.js","AGENTS.md"]}\n',
        'index.js': 'module.exports = 1\n',
        'AGENTS.md': '# How to use this package\n',
      },
    },
  ],
})
