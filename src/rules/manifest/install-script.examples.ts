import { defineExamples } from '../../model/example.ts'
import rule from './install-script.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'gyp',
      title: 'A binding.gyp that nobody meant to ship',
      files: { 'binding.gyp': '{"targets":[]}\n', 'index.js': 'module.exports = 1\n' },
    },

    {
      message: 'script',
      title: 'A postinstall script',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","main":"index.js","files":["*.js"],"scripts":{"postinstall":"node setup.js"}}\n',
        'index.js': 'module.exports = 1\n',
        'setup.js': 'console.log(1)\n',
      },
    },
  ],
  good: [
    {
      title: 'Scripts that run for developers only',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","main":"index.js","files":["*.js"],"scripts":{"prepare":"node build.js","test":"node --test"}}\n',
        'index.js': 'module.exports = 1\n',
      },
    },
  ],
})
