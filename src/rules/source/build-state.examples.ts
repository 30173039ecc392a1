import { defineExamples } from '../../model/example.ts'
import rule from './build-state.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'build-info',
      title: 'build info of tsc, beside what was built of each source',
      files: {
        'dist/a.js': 'module.exports = 1\n',
        'dist/x.tsbuildinfo': '{"fileNames":["../src/a.ts"],"fileInfos":["a1"],"root":[1],"version":"5.9.3"}',
      },
    },
    {
      message: 'names',
      title: 'build info of tsc, in the form without files',
      files: {
        'dist/.tsbuildinfo': '{"root":["../src/index.ts","../src/offline-mode.ts"],"version":"5.9.3"}',
      },
    },
    {
      message: 'state',
      title: 'a metafile of esbuild',
      files: {
        'meta.json': '{"inputs":{"src/a.ts":{"bytes":3,"imports":[]}},"outputs":{"dist/a.js":{"bytes":3}}}',
      },
    },
    {
      message: 'machine-paths',
      title: 'a metafile of esbuild with absolute paths',
      files: {
        'meta.json':
          '{"inputs":{"/home/ada/acme/src/a.ts":{"bytes":3,"imports":[]}},"outputs":{"dist/a.js":{"bytes":3}}}',
      },
    },
  ],
  good: [
    {
      title: 'other JSON with such members',
      files: { 'data.json': '{"modules":[{"name":"a"}],"inputs":{"a":1},"outputs":{}}' },
    },
  ],
})
