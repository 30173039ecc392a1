import { defineExamples } from '../../model/example.ts'
import { release } from './content/example-releases.ts'
import rule from './licence.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'changed',
      title: 'Another licence in a patch',
      before: release('1.0.0'),
      files: release('1.0.1', { license: 'ISC' }),
    },
  ],
  good: [{ title: 'The same licence', before: release('1.0.0'), files: release('1.0.1') }],
})
