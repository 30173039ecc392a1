import { defineExamples } from '../../model/example.ts'
import { makeExampleRelease } from './content/example-releases.ts'
import rule from './engines.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'narrowed',
      title: 'An older node dropped in a patch',
      before: makeExampleRelease('1.0.0', { engines: { node: '>=18' } }),
      files: makeExampleRelease('1.0.1', { engines: { node: '>=20' } }),
    },
  ],
  good: [
    {
      title: 'An older node dropped in a major release',
      before: makeExampleRelease('1.0.0', { engines: { node: '>=18' } }),
      files: makeExampleRelease('2.0.0', { engines: { node: '>=20' } }),
    },
    {
      title: 'One more version',
      before: makeExampleRelease('1.0.0', { engines: { node: '^18 || ^20' } }),
      files: makeExampleRelease('1.0.1', { engines: { node: '^18 || ^20 || ^22' } }),
    },
  ],
})
