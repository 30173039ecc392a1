import { defineExamples } from '../../model/example.ts'
import rule from './registry.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'configured',
      title: 'A registry inside the network',
      files: {
        'package.json':
          '{"name":"@acme/a","version":"1.0.0","license":"MIT","files":["*.js"],"publishConfig":{"registry":"https://npm.corp.internal/"}}',
        'index.js': 'module.exports = 1\n',
      },
    },

    {
      message: 'locked',
      title: 'A shrinkwrap made against a registry inside a network',
      files: {
        'npm-shrinkwrap.json':
          '{"lockfileVersion":3,"packages":{"node_modules/b":{"resolved":"https://npm.corp.internal/b/-/b-1.0.0.tgz"}}}\n',
        'index.js': 'module.exports = 1\n',
      },
    },
  ],
  good: [
    {
      title: 'A registry that everybody reaches',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","main":"index.js","files":["index.js"],"publishConfig":{"registry":"https://registry.npmjs.org/"}}\n',
        'index.js': 'module.exports = 1\n',
      },
    },
  ],
})
