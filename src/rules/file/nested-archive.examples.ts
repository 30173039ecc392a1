import { defineExamples } from '../../model/example.ts'
import rule from './nested-archive.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'sealed',
      title: 'An archive in a format that cannot be opened',
      files: () => ({
        'backup.7z': Buffer.concat([Buffer.from('377abcaf271c0004', 'hex'), Buffer.alloc(64)]),
        'index.js': 'module.exports = 1\n',
      }),
    },
  ],
  good: [
    {
      title: 'Data that is no archive',
      files: { 'index.js': 'module.exports = 1\n', 'table.dat': 'PK was here\n' },
    },
  ],
})
