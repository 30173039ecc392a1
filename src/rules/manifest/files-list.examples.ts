import { defineExamples } from '../../model/example.ts'
import rule from './files-list.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'everything',
      title: 'A list that lets in everything',
      files: {
        'package.json': '{"name":"a","version":"1.0.0","license":"MIT","main":"index.js","files":["**/*"]}',
        'index.js': 'module.exports = 1\n',
      },
    },

    {
      message: 'missing',
      title: 'No list',
      files: {
        'package.json': '{"name":"a","version":"1.0.0","license":"MIT","main":"index.js"}\n',
        'index.js': 'module.exports = 1\n',
      },
    },
  ],
  good: [
    {
      title: 'A list',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","main":"dist/a.js","files":["dist"]}\n',
        'dist/a.js': 'module.exports = 1\n',
      },
    },
  ],
})
