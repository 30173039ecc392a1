import { defineExamples } from '../../model/example.ts'
import rule from './audience.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'contradiction',
      title: 'Public access without a licence to use it',
      files: {
        'package.json':
          '{"name":"@acme/a","version":"1.0.0","license":"UNLICENSED","files":["*.js"],"publishConfig":{"access":"public"}}',
        'index.js': 'module.exports = 1\n',
      },
    },

    {
      message: 'undeclared',
      title: 'No licence, no scope, no access',
      files: {
        'package.json': '{"name":"a","version":"1.0.0","main":"index.js","files":["index.js"]}\n',
        'index.js': 'module.exports = 1\n',
      },
    },
  ],
  good: [
    {
      title: 'A product that is public on purpose',
      files: {
        'package.json':
          '{"name":"@acme/a","version":"1.0.0","license":"SEE LICENSE IN LICENSE.txt","main":"index.js","files":["index.js"],"publishConfig":{"access":"public"}}\n',
        'index.js': 'module.exports = 1\n',
        'LICENSE.txt': 'All rights reserved.\n',
      },
    },
  ],
})
