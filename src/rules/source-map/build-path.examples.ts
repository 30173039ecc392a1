import { defineExamples } from '../../model/example.ts'
import rule from './build-path.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'shown',
      title: 'a map that tests read',
      files: {
        'test/fixtures/a.js.map':
          '{"version":3,"sources":["/home/ada/acme/src/a.js"],"names":[],"mappings":"AAAA"}',
      },
    },
    {
      message: 'path',
      title: 'A drive of a build machine',
      files: {
        'dist/a.js.map': JSON.stringify({
          version: 3,
          sources: ['D:/agents/acme/src/a.ts'],
          names: [],
          mappings: 'AAAA',
        }),
      },
    },

    {
      message: 'user',
      title: 'sources by their absolute path',
      files: {
        'index.js': 'export default 1\n',
        'index.js.map':
          '{"version":3,"sources":["/home/ada/acme/src/index.ts"],"names":[],"mappings":"AAAA"}',
      },
    },
    {
      message: 'user',
      title: 'a file URL as the root',
      files: {
        'index.js.map':
          '{"version":3,"sourceRoot":"file:///C:/Users/ada/acme/","sources":["a.ts"],"names":[],"mappings":"AAAA"}',
      },
    },
    {
      message: 'declared',
      title: 'a declaration map, which holds no text',
      files: {
        'index.d.ts': 'export {}\n//# sourceMappingURL=index.d.ts.map\n',
        'index.d.ts.map':
          '{"version":3,"sources":["../../../Users/ada/acme/src/index.ts"],"names":[],"mappings":""}',
      },
    },
    {
      message: 'service',
      title: "the checkout of a build service, which is everybody's",
      files: {
        'index.js.map':
          '{"version":3,"sources":["/home/runner/work/acme/acme/src/index.ts"],"names":[],"mappings":"AAAA"}',
      },
    },
  ],
  good: [
    {
      title: 'paths relative to the output, and roots that are only a default',
      files: {
        'index.js': 'export default 1\n//# sourceMappingURL=index.js.map\n',
        'src.js': 'export default 1\n',
        'index.js.map':
          '{"version":3,"sourceRoot":"/source/","sources":["src.js"],"names":[],"mappings":"AAAA"}',
      },
    },
  ],
})
