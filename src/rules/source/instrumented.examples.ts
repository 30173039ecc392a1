import { defineExamples } from '../../model/example.ts'
import rule from './instrumented.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'counters',
      title: 'what istanbul makes of a module',
      files: {
        'index.js':
          'function cov_1x2y3z4a5b() { var path = "src/index.js"; var hash = "00"; var gcv = "__coverage__"; return global[gcv][path] }\ncov_1x2y3z4a5b().s[0]++;\n',
      },
    },
  ],
  good: [
    {
      title: 'a reporter of coverage',
      files: {
        'index.js': 'export const read = () => globalThis["__coverage__"] ?? { statementMap: {} }\n',
      },
    },
  ],
})
