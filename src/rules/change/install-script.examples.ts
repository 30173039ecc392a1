import { defineExamples } from '../../model/example.ts'
import { makeExampleRelease } from './content/example-releases.ts'
import rule from './install-script.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'added',
      title: 'A postinstall script that was not there before',
      before: makeExampleRelease('1.0.0'),
      files: makeExampleRelease('1.0.1', { scripts: { postinstall: 'node setup.js' } }, { 'setup.js': '' }),
    },
    {
      message: 'changed',
      title: 'A postinstall script that does something else',
      before: makeExampleRelease('1.0.0', { scripts: { postinstall: 'node build.js' } }, { 'build.js': '' }),
      files: makeExampleRelease('1.0.1', { scripts: { postinstall: 'node setup.js' } }, { 'setup.js': '' }),
    },
  ],
  good: [
    {
      title: 'A script that runs for developers only',
      before: makeExampleRelease('1.0.0'),
      files: makeExampleRelease('1.0.1', { scripts: { prepare: 'node build.js' } }),
    },
  ],
})
