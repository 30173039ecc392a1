import { defineExamples } from '../../model/example.ts'
import { release } from './content/example-releases.ts'
import rule from './dependency.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'dependency',
      title: 'One more dependency',
      before: release('1.0.0', { dependencies: { ms: '^2.1.3' } }),
      files: release('1.0.1', { dependencies: { ms: '^2.1.3', 'ms-extra': '^1.0.0' } }),
    },
  ],
  good: [
    {
      title: 'A newer version of the same',
      before: release('1.0.0', { dependencies: { ms: '^2.1.2' } }),
      files: release('1.0.1', { dependencies: { ms: '^2.1.3' } }),
    },
  ],
})
