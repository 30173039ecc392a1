import { defineExamples } from '../../model/example.ts'
import rule from './local-metadata.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'url',
      title: 'An issue tracker inside the network',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","files":["*.js"],"bugs":{"url":"https://jira.corp.internal/browse/A"}}',
        'index.js': 'module.exports = 1\n',
      },
    },

    {
      message: 'written',
      title: 'Fields of an old install',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","main":"index.js","files":["index.js"],"_where":"/build/x"}\n',
        'index.js': 'module.exports = 1\n',
      },
    },
  ],
  good: [
    {
      title: 'URLs that users can open',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","main":"index.js","files":["index.js"],"homepage":"https://www.npmjs.com/package/a"}\n',
        'index.js': 'module.exports = 1\n',
      },
    },
  ],
})
