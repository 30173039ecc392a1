import { defineExamples } from '../../model/example.ts'
import rule from './entry-point.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'nothing',
      title: 'A main that was not built',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","main":"dist/a.js","files":["dist"]}\n',
        'README.md': '# a\n',
      },
    },
  ],
  good: [
    {
      title: 'Entry points that are there',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","type":"module","exports":{".":{"types":"./a.d.ts","default":"./a.js"},"./package.json":"./package.json"},"files":["a.*"]}\n',
        'a.js': 'export default 1\n',
        'a.d.ts': 'declare const a: 1\nexport default a\n',
      },
    },
  ],
})
