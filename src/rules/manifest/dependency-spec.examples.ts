import { defineExamples } from '../../model/example.ts'
import rule from './dependency-spec.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'unresolved',
      title: 'A workspace protocol that was not replaced',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","main":"index.js","files":["index.js"],"dependencies":{"b":"workspace:^"}}\n',
        'index.js': 'module.exports = 1\n',
      },
    },
    {
      message: 'local',
      title: 'A folder of the machine that packed',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","main":"index.js","files":["index.js"],"dependencies":{"b":"file:../b"}}\n',
        'index.js': 'module.exports = 1\n',
      },
    },
    {
      message: 'remote',
      title: 'A repository that only a key opens',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","main":"index.js","files":["index.js"],"dependencies":{"b":"git+ssh://git@git.zyx.io/b.git"}}\n',
        'index.js': 'module.exports = 1\n',
      },
    },
    {
      message: 'elsewhere',
      title: 'An address of a vendor, from which everybody can install',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","main":"index.js","files":["index.js"],"dependencies":{"b":"https://cdn.zyx.io/b-1.2.0/b-1.2.0.tgz"}}\n',
        'index.js': 'module.exports = 1\n',
      },
    },
  ],
  good: [
    {
      title: 'A tarball that ships in the package',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","main":"index.js","files":["index.js","parts"],"dependencies":{"b":"file:parts/b.txt"}}\n',
        'index.js': 'module.exports = 1\n',
        'parts/b.txt': 'stands for an archive\n',
      },
    },
    {
      title: 'Versions, ranges, tags and aliases',
      files: {
        'package.json':
          '{"name":"a","version":"1.0.0","license":"MIT","main":"index.js","files":["index.js"],"dependencies":{"b":"^1.2.0","c":"latest","d":"npm:e@1 || 2"},"devDependencies":{"f":"file:../f"}}\n',
        'index.js': 'module.exports = 1\n',
      },
    },
  ],
})
