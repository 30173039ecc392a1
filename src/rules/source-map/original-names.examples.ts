import { defineExamples } from '../../model/example.ts'
import rule from './original-names.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'names',
      title: 'a map without texts, of sources that are not there',
      files: {
        'dist/index.js': 'export default 1\n//# sourceMappingURL=index.js.map\n',
        'dist/index.js.map':
          '{"version":3,"sources":["../src/experiments/offline-mode.ts","../src/index.ts"],"names":["price"],"mappings":"AAAA"}',
      },
    },
  ],
  good: [
    {
      title: 'a map of sources that the package holds',
      files: {
        'dist/index.js': 'export default 1\n//# sourceMappingURL=index.js.map\n',
        'dist/index.js.map': '{"version":3,"sources":["../lib/index.js"],"names":[],"mappings":"AAAA"}',
        'lib/index.js': 'export default 1\n',
      },
    },
  ],
})
