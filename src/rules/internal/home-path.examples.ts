import { defineExamples } from '../../model/example.ts'
import rule from './home-path.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'path',
      title: 'A path that a bundler wrote down',
      files: { 'lib/a.js': 'var __filename = "/Users/mkeller/work/shop/src/a.ts"\n' },
    },
  ],
  good: [
    {
      title: 'Examples, comments and pages called home',
      files: {
        'lib/a.js':
          '// on my machine: /Users/mkeller/work/a.ts\nexports.route = "/home/settings/profile"\nexports.x = "/Users/username/work/a.js"\n',
      },
    },
  ],
})
