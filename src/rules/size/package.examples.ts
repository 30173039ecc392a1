import { randomBytes } from 'node:crypto'
import { defineExamples } from '../../model/example.ts'
import rule from './package.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'large',
      title: 'A very large package',
      heavy: true,
      files: () => ({
        'index.js': 'module.exports = 1\n',
        'lib/a.bin': Buffer.alloc(81_000_000, randomBytes(20_000)),
      }),
    },
    {
      message: 'budget',
      title: 'Over its budget',
      files: { 'index.js': `module.exports = '${'1'.repeat(3000)}'\n` },
      options: { unpacked: '2 kB' },
    },
  ],
  good: [
    {
      title: 'Within its budget',
      files: { 'index.js': 'module.exports = 1\n' },
      options: { unpacked: '2 kB', packed: 4096 },
    },
  ],
})
