import { defineExamples } from '../../model/example.ts'
import { makeExampleRelease } from './content/example-releases.ts'
import rule from './readable-code.ts'

const READABLE = '/** What a unit costs. */\nexports.price = (units) => {\n  return units * 7\n}\n'.repeat(40)
const MINIFIED = `${'exports.p=u=>u*7;'.repeat(200)}\n`

export default defineExamples(rule, {
  bad: [
    {
      message: 'readable',
      title: 'A bundle that is not minified any more',
      before: makeExampleRelease('1.0.0', {}, { 'index.js': MINIFIED }),
      files: makeExampleRelease('1.0.1', {}, { 'index.js': READABLE }),
    },
    {
      message: 'readable',
      title: 'A bundle that became many files as they were written',
      before: makeExampleRelease('1.0.0', {}, { 'index.js': MINIFIED }),
      files: makeExampleRelease(
        '1.0.1',
        {},
        { 'dist/index.js': READABLE, 'dist/rates.js': READABLE.slice(0, 900) },
      ),
    },
  ],
  good: [
    {
      title: 'A readable file beside the minified one',
      before: makeExampleRelease('1.0.0', {}, { 'index.js': MINIFIED }),
      files: makeExampleRelease(
        '1.0.1',
        {},
        { 'index.js': MINIFIED, 'index.dev.js': READABLE.slice(0, 700) },
      ),
    },
    {
      title: 'Code that has always been readable',
      before: makeExampleRelease('1.0.0', {}, { 'index.js': READABLE }),
      files: makeExampleRelease('1.0.1', {}, { 'index.js': `${READABLE}// more\n` }),
    },
  ],
})
