import { defineExamples } from '../../model/example.ts'
import { makeExampleRelease } from './content/example-releases.ts'
import rule from './minified-line.ts'

const CODE = 'exports.add = (a, b) => a + b\n'.repeat(20)

export default defineExamples(rule, {
  bad: [
    {
      message: 'file',
      title: 'A new file that nobody can read',
      before: makeExampleRelease('1.0.0', {}, { 'add.js': CODE }),
      files: makeExampleRelease(
        '1.0.1',
        {},
        { 'add.js': CODE, 'run.js': `const _0x1=[${'0x1f,'.repeat(800)}];\n` },
      ),
    },

    {
      message: 'line',
      title: 'One long line in front of ordinary code',
      before: makeExampleRelease('1.0.0', {}, { 'add.js': CODE }),
      files: makeExampleRelease('1.0.1', {}, { 'add.js': `const _0x1=[${'0x1f,'.repeat(800)}];\n${CODE}` }),
    },
  ],
  good: [
    {
      title: 'A file that was minified before, too',
      before: makeExampleRelease('1.0.0', {}, { 'add.js': `const a=[${'1,'.repeat(2000)}]\n` }),
      files: makeExampleRelease('1.0.1', {}, { 'add.js': `const a=[${'1,'.repeat(3000)}]\n` }),
    },
  ],
})
