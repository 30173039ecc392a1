import { defineExamples } from '../../model/example.ts'
import { makeExampleRelease } from './content/example-releases.ts'
import rule from './new-file.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'binary',
      title: 'A native program',
      before: makeExampleRelease('1.0.0'),
      files: {
        ...makeExampleRelease('1.0.1', { files: ['*'] }),
        'helper.node': `\x7fELF\x02\x01\x01${'\0'.repeat(60)}`,
      },
    },

    {
      message: 'folder',
      title: 'A folder that was not there before',
      before: makeExampleRelease('1.0.0'),
      files: makeExampleRelease('1.0.1', {}, { 'data/list.js': 'module.exports = []\n' }),
    },
    {
      message: 'kind',
      title: 'A kind of file that was not there before',
      before: makeExampleRelease('1.0.0'),
      files: makeExampleRelease('1.0.1', {}, { 'words.dat': 'one two\n' }),
    },
    {
      message: 'large',
      title: 'A large file',
      before: makeExampleRelease('1.0.0'),
      files: makeExampleRelease('1.0.1', {}, { 'table.js': 'exports.a = 1\n'.repeat(80_000) }),
    },
  ],
  good: [
    {
      title: 'One more module beside the others',
      before: makeExampleRelease('1.0.0', {}, { 'lib/one.js': 'exports.one = 1\n' }),
      files: makeExampleRelease(
        '1.0.1',
        {},
        { 'lib/one.js': 'exports.one = 1\n', 'lib/two.js': 'exports.two = 2\n' },
      ),
    },
  ],
})
