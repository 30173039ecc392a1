import { defineExamples } from '../../model/example.ts'
import rule from './executable.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'no-shebang',
      title: 'A command without #! line',
      files: {
        'package.json': '{"name":"a","version":"1.0.0","license":"MIT","bin":"cli.js","files":["cli.js"]}\n',
        'cli.js': 'console.log(1)\n',
      },
    },
  ],
  good: [
    {
      title: 'A command',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","bin":{"a":"./cli.js"},"files":["cli.js"]}\n',
        'cli.js': '#!/usr/bin/env node\nconsole.log(1)\n',
      },
    },
  ],
})
