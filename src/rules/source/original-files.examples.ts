import { defineExamples } from '../../model/example.ts'
import rule from './original-files.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'files',
      title: 'TypeScript beside its output',
      files: { 'dist/a.js': 'export {}\n', 'src/a.ts': 'export {}\n' },
    },
  ],
  good: [
    {
      title: 'declarations only',
      files: { 'dist/a.js': 'export {}\n', 'dist/a.d.ts': 'export {}\n', 'dist/b.d.mts': 'export {}\n' },
    },
  ],
})
