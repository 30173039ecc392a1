import { defineExamples } from '../../model/example.ts'
import rule from './embedded-text.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'table',
      title: 'a table of modules',
      files: {
        'index.js': `export const files = { ${['a', 'b', 'c'].map((name) => `"src/${name}.ts": "import x from 'x'\\n// ${name}\\nexport const one = 1\\nexport const two = 2\\nexport function f() {\\n}\\n"`).join(', ')} }\n`,
      },
    },
  ],
  good: [
    {
      title: 'a table of addresses',
      files: {
        'index.js': 'export const urls = { "src/a.ts": "/a.js", "src/b.ts": "/b.js", "src/c.ts": "/c.js" }\n',
      },
    },
  ],
})
