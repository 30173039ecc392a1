import { defineExamples } from '../../model/example.ts'
import { makeExampleRelease } from './content/example-releases.ts'
import rule from './dependency.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'optional',
      title: 'A new optional dependency',
      before: makeExampleRelease('1.0.0'),
      files: makeExampleRelease('1.0.1', { optionalDependencies: { left: '^1.0.0' } }),
    },
    {
      message: 'elsewhere',
      title: 'A dependency that comes from a repository now',
      before: makeExampleRelease('1.0.0', { dependencies: { left: '^1.0.0' } }),
      files: makeExampleRelease('1.0.1', { dependencies: { left: 'github:acme/left' } }),
    },

    {
      message: 'dependency',
      title: 'One more dependency',
      before: makeExampleRelease('1.0.0', { dependencies: { ms: '^2.1.3' } }),
      files: makeExampleRelease('1.0.1', { dependencies: { ms: '^2.1.3', 'ms-extra': '^1.0.0' } }),
    },
  ],
  good: [
    {
      title: 'A newer version of the same',
      before: makeExampleRelease('1.0.0', { dependencies: { ms: '^2.1.2' } }),
      files: makeExampleRelease('1.0.1', { dependencies: { ms: '^2.1.3' } }),
    },
  ],
})
