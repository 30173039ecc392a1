import { defineExamples } from '../../model/example.ts'
import rule from './limit.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'limit',
      title: 'A path of five thousand characters',
      files: {},
      archive: [
        { path: 'package/package.json', content: '{"name":"example","version":"1.0.0"}' },
        { path: `package/${'deep/'.repeat(1000)}index.js`, content: 'export {}\n' },
      ],
    },
  ],
  good: [{ title: 'An ordinary package', files: { 'index.js': 'export {}\n' } }],
})
