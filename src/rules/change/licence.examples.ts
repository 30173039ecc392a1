import { defineExamples } from '../../model/example.ts'
import { makeExampleRelease } from './content/example-releases.ts'
import rule from './licence.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'changed',
      title: 'Another licence in a patch',
      before: makeExampleRelease('1.0.0'),
      files: makeExampleRelease('1.0.1', { license: 'ISC' }),
    },
  ],
  good: [
    { title: 'The same licence', before: makeExampleRelease('1.0.0'), files: makeExampleRelease('1.0.1') },
  ],
})
