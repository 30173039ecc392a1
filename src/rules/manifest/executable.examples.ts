import { defineExamples } from '../../model/example.ts'
import rule from './executable.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'carriage-return',
      title: 'A #! line with a carriage return',
      files: {
        'package.json': '{"name":"a","version":"1.0.0","license":"MIT","files":["*.js"],"bin":"cli.js"}',
        'cli.js': '#!/usr/bin/env node\r\nrun()\r\n',
      },
    },
    {
      message: 'mark',
      title: 'A byte order mark before it',
      files: {
        'package.json': '{"name":"a","version":"1.0.0","license":"MIT","files":["*.js"],"bin":"cli.js"}',
        'cli.js': '\uFEFF#!/usr/bin/env node\nrun()\n',
      },
    },

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
      title: 'A script for the shell, which needs no #! line',
      files: {
        'package.json': '{"name":"a","version":"1.0.0","license":"MIT","bin":{"a":"./a"},"files":["a"]}\n',
        a: '# Hands over to the program that was installed.\nexec node "$(dirname "$0")/cli.mjs" "$@"\n',
      },
    },
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
