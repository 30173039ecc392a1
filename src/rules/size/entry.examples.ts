import { randomBytes } from 'node:crypto'
import { defineExamples } from '../../model/example.ts'
import rule from './entry.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'large',
      title: 'One very large file',
      heavy: true,
      files: () => ({
        'index.js': 'module.exports = 1\n',
        'lib/data.bin': Buffer.alloc(51_000_000, randomBytes(20_000)),
      }),
    },
    {
      message: 'budget',
      title: 'Over its budget',
      files: { 'index.js': `module.exports = '${'1'.repeat(3000)}'\n` },
      options: { most: 2000 },
    },
  ],
  good: [
    {
      title: 'Within its budget',
      files: { 'index.js': 'module.exports = 1\n' },
      options: { most: '2 kB' },
    },
  ],
})
